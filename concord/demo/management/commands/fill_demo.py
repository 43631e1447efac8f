"""`fill_demo`: the invented people of the demo. Does nothing when they are there already."""

from __future__ import annotations

from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from concord.demo import filling, persons


class Command(BaseCommand):
    help = "Fill the demo with a small practice of invented people. Only a demo can be filled."

    def handle(self, *args: object, **told: object) -> None:
        begun = monotonic()
        console = Console(stderr=True)
        looks = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        with Progress(*looks, console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task("The demo's people move in", total=filling.evenings())
            try:
                filled = filling.fill(
                    now=timezone.now(),
                    told=lambda who, evenings: progress.update(
                        task, description=f"The life of {who}", advance=evenings
                    ),
                )
            except filling.NotADemo as refusal:
                raise CommandError(str(refusal)) from refusal
        if not filled:
            self.stdout.write("The demo is filled already; nothing was changed.")
            return
        seconds = monotonic() - begun
        self.stdout.write(
            f"{len(persons.ALL)} invented people and their practice have moved in, in {seconds:.0f} seconds."
        )

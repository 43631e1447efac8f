"""python -m concord look: let Concord look at one patient's days now, and print what it answers."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.findings import actions, reads, words
from concord.people.models import Patient, Person


class Command(BaseCommand):
    help = "Look at a patient's days for what goes together, and print every finding with its interval."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("patient", help="number or name of the patient")
        parser.add_argument("--as", dest="person", required=True, metavar="E-MAIL", help="who looks: the patient, or somebody who sees the whole record")  # fmt: skip

    def handle(self, *args: Any, patient: str, person: str, **options: Any) -> None:
        who = Person.objects.filter(email__iexact=person).first()
        if who is None:
            raise CommandError(f"Nobody here has the e-mail {person}.")
        with transaction.atomic(), acting_as(who):
            record = _patient(patient)
            try:
                run = actions.run_findings(patient=record, by=who, now=timezone.now()) or reads.latest_run(record)
            except (NotAllowed, Refused) as refusal:
                raise CommandError(refusal.sentence) from refusal
            assert run is not None
            self.stdout.write(f"{run.days} days, {run.asked} questions asked, {run.waiting} wait for more days")
            for finding in reads.told(record):
                self.stdout.write(
                    f"{finding.state.label}: {words.plain(words.sentence(finding))} {words.seen(finding)}"
                )


def _patient(said: str) -> Patient:
    """By number or by name, among those the acting person stands beside."""
    found = (
        Patient.objects.filter(pk=int(said))
        if said.isascii() and said.isdigit()
        else Patient.objects.filter(called=said)
    )
    if len(found) != 1:
        raise CommandError(f"{len(found)} patients that you may see are called {said}; give the number.")
    return found[0]

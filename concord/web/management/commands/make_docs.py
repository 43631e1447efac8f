"""`python -m concord make_docs [--check]`: write docs/made/ from the code, or say what is out of date."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from concord.web.made import FOLDER, pages


class Command(BaseCommand):
    help = "Write docs/made/ from the code; with --check only compare."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail if a page is out of date")

    def handle(self, *args: str, check: bool, **options: object) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, text in pages().items():
            page = FOLDER / name
            if page.exists() and page.read_text(encoding="utf-8") == text:
                continue
            if check:
                raise CommandError(f"docs/made/{name} is out of date: run `python -m concord make_docs`.")
            page.write_text(text, encoding="utf-8")
            self.stdout.write(f"wrote docs/made/{name}")

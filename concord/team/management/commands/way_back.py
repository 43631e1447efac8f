from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from concord.team import actions


class Command(BaseCommand):
    help = "Print a one-time link with which this person chooses a new password. Hand it to nobody but them. It is written down."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address that the person signs in with")

    def handle(self, *, email: str, **options: object) -> None:
        link = actions.print_way_back(email=email, now=timezone.now())
        if link is None:
            raise CommandError("Nobody signs in with this address.")
        self.stdout.write(link)

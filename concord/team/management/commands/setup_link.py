from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from concord.team import reads
from concord.team.secret import setup_token


class Command(BaseCommand):
    help = "Print the address of the first set-up, as long as there is no practice; otherwise nothing."

    def handle(self, **options: object) -> None:
        if not reads.is_set_up():
            self.stdout.write(settings.SITE_URL + reverse("team:set_up", args=[setup_token()]))

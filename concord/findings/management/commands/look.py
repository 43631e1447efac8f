"""python -m concord look: let Concord look at one patient's days now, and print what it answers; or how far the night's round is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.findings import actions, reads, words
from concord.people.models import Patient, Person


class Command(BaseCommand):
    help = "Look at a patient's days for what goes together, and print every finding with its interval."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("patient", nargs="?", help="number or name of the patient")
        parser.add_argument("--as", dest="person", metavar="E-MAIL", help="who looks: the patient, or somebody who sees the whole record")  # fmt: skip
        parser.add_argument(
            "--night", action="store_true", help="how far the looks of the last day are, in numbers alone"
        )

    def handle(self, *args: Any, patient: str | None, person: str | None, night: bool, **options: Any) -> None:
        if night:
            for line in _night(timezone.now()):
                self.stdout.write(line)
            return
        if not patient or not person:
            raise CommandError(
                "Say whose days, and who looks: look 7 --as dr@example.org. Or look --night for how far the night's round is."
            )
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


def _night(now: datetime) -> list[str]:
    """Records by their number, and not a word about anybody."""
    looks = ProcrastinateJob.objects.filter(task_name="look_at_days")
    ended = ProcrastinateEvent.objects.filter(job__task_name="look_at_days", at__gte=now - timedelta(days=1))
    done, failed = ended.filter(type="succeeded").count(), ended.filter(type="failed").order_by("at")
    lines = [
        f"{looks.filter(status='todo').count()} wait, {looks.filter(status='doing').count()} are being looked at, {done} looked at since yesterday"
    ]
    lines += [
        f"record {job.args.get('patient_id')}: did not come to its end, {timezone.localtime(at):%d %B, %H:%M}; tried again by night"
        for job, at in ((one.job, one.at) for one in failed.select_related("job"))
    ]
    return lines


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

"""The worker's side of the outbox: a letter goes at once, and what did not go is tried again when its time has come."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from concord.notices import actions, reads

MOST_AT_ONCE = 50


@app.task(name="send_letter", queue="letters")
def send_letter(letter_id: int) -> None:
    actions.post_letter(letter_id=letter_id, now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(
    name="send_waiting_letters", queue="letters", queueing_lock="send_waiting_letters", lock="send_waiting_letters"
)
def send_waiting_letters(timestamp: int) -> None:
    """The outbox is what counts, not the queue: a letter whose job was lost is found here too."""
    for letter_id in reads.letters_due(timezone.now())[:MOST_AT_ONCE]:
        actions.post_letter(letter_id=letter_id, now=timezone.now())

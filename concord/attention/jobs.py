"""Once an hour: whether something has begun to wait for somebody who wants to be told."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from concord.attention import actions
from concord.database.acting import acting_as
from concord.team.reads import who_wants_letters

log = logging.getLogger(__name__)


@app.periodic(cron="10 * * * *")
@app.task(name="tell_what_waits", queue="periodic", queueing_lock="tell_what_waits", lock="tell_what_waits")
def tell_what_waits(timestamp: int) -> None:
    """Each with the sight of whoever is told, in a transaction of their own: what goes wrong for one is nobody else's."""
    for person in who_wants_letters():
        try:
            with transaction.atomic(), acting_as(person):
                actions.tell_what_waits(person=person, now=timezone.now())
        except Exception as error:
            # Not its words: they may repeat what somebody wrote.
            log.error("%s while looking what waits for somebody", type(error).__name__)  # noqa: TRY400

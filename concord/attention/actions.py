"""Tell somebody by a letter that something waits for them: never what, at most once a day, about each thing once."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from concord.attention import rules
from concord.attention.waiting import away_days, waits_for
from concord.notices import actions as notices
from concord.notices.models import Letter
from concord.notices.reads import last_asked
from concord.people.models import Person
from concord.team.reads import is_away


@transaction.atomic
def tell_what_waits(*, person: Person, now: datetime) -> Letter | None:
    """Within `acting_as(person)`: what is not theirs to see is not counted. None when there is nothing new to tell, or no way to."""
    if not (person.takes_letters and rules.is_time_for_letters(now, person.zone)):
        return None
    today = now.astimezone(ZoneInfo(person.zone)).date()
    if is_away(person, today=today):
        return None
    told_at = last_asked(rules.letter_key(person.pk, today).rpartition(":")[0])
    if told_at is not None and told_at.astimezone(ZoneInfo(person.zone)).date() == today:
        return None
    waits = waits_for(person, today=today, now=now)
    away = away_days(person)
    news = [
        one
        for one in waits
        if rules.is_news(one.since, at_once=one.at_once, told_at=told_at, now=now, quiet=[*away, *one.quiet])
    ]
    if not news:
        return None
    with override(person.language):
        return notices.send_email(
            to=str(person.email), subject=_("Something waits for you in Concord"), body=_letter(), key=rules.letter_key(person.pk, today),
            practice=news[0].practice, now=now,
        )  # fmt: skip


def _letter() -> str:
    return _(
        "Something waits for your answer in Concord:\n\n%(link)s\n\nThis letter says no more than that, so that nobody reads along. "
        "There is at most one a day, and none about the same thing twice. In your account you can switch these letters off."
    ) % {"link": settings.SITE_URL}

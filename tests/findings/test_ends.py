"""Each question has an end: answered, answered as far as it matters, unlikely in the time that was chosen, or that time is over."""

from datetime import timedelta

import pytest
from django.urls import reverse

from concord.access.guard import Refused
from concord.database.acting import acting_as
from concord.findings import actions, ends, reads
from concord.findings.models import ChosenUse
from tests.make import findings as make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def said(team, measure, *, today=make.TODAY, own=True):
    with acting_as(team.thandi):
        return ends.of_measures(team.patient, today=today, own=own).get(measure.pk)


def choose(team, measure, until, used_as="INFLUENCE"):
    with acting_as(team.thandi):
        return actions.choose_use(
            patient=team.patient, measure=measure, used_as=used_as, until_day=until, by=team.thandi, now=make.NOW
        )


def test_what_held_up_is_answered_and_asking_can_stop_in_one_tap(team, client_for):
    made = make.lived_in(team.patient, team.thandi)
    assert said(team, made.nights).says.startswith("Answered: something held up")
    client = client_for(team.thandi)
    page = client.get(reverse("findings:uses", args=[team.patient.pk])).content.decode()
    assert "Stop asking" in page
    use = reverse("findings:use", args=[team.patient.pk, made.nights.pk])
    assert "“change” asks again" in client.post(use, {"used_as": "NOT_ASKED"}, follow=True).content.decode()
    with acting_as(team.thandi):
        assert reads.chosen_uses(team.patient)[made.nights.pk] == "NOT_ASKED"
    page = client.get(reverse("findings:uses", args=[team.patient.pk])).content.decode()
    assert "Answered: something held up" not in page


def test_what_is_surely_small_is_answered_as_far_as_it_matters(team):
    made = make.lived_in(team.patient, team.thandi)
    assert "less than a tenth of the scale" in said(team, made.movement).says


def test_a_few_wide_weeks_are_unlikely_to_answer_soon_and_may_in_two_years(team, monkeypatch):
    made = make.days(team.patient, team.thandi, length=70, effect=0.0)
    make.look(team.patient, team.thandi)
    with acting_as(team.thandi):
        run = reads.latest_run(team.patient)
        asked = [one for one in reads.every_question(team.patient, run) if one.cause_measure_id == made.nights.pk]
        widest = max((one.high - one.low) / 2 * (one.usual_high - one.usual_low) for one in asked)
    # As if 60 % of what is not known now were what matters: two days more do not help, two years do.
    monkeypatch.setattr(ends, "MATTERS", 0.6 * widest / 10)
    assert "Answered" not in said(team, made.nights).says
    choose(team, made.nights, make.TODAY + 2 * DAY)
    assert "Unlikely to be answered by 5 May 2026" in said(team, made.nights).says
    choose(team, made.nights, make.TODAY + 700 * DAY)
    assert said(team, made.nights).says == ""


def test_what_waits_longer_than_the_time_that_is_left_is_unlikely(team):
    made = make.days(team.patient, team.thandi, length=20)
    make.look(team.patient, team.thandi)
    choose(team, made.nights, make.TODAY + 5 * DAY)
    assert "Unlikely to be answered by 8 May 2026" in said(team, made.nights).says


def test_when_the_time_is_over_the_page_asks_and_nothing_stops_by_itself(team):
    made = make.days(team.patient, team.thandi, length=20)
    make.look(team.patient, team.thandi)
    choose(team, made.nights, make.TODAY + 5 * DAY)
    assert "ended on 8 May 2026" in said(team, made.nights, today=make.TODAY + 6 * DAY).says
    with acting_as(team.thandi):
        assert reads.chosen_uses(team.patient)[made.nights.pk] == "INFLUENCE"


def test_the_time_is_chosen_on_the_form_and_kept(team, client_for):
    made = make.days(team.patient, team.thandi, length=20)
    client, url = client_for(team.thandi), reverse("findings:use", args=[team.patient.pk, made.nights.pk])
    client.post(url, {"used_as": "INFLUENCE", "look_for": "90"})
    with acting_as(team.thandi):
        first = ChosenUse.objects.get(measure=made.nights).until_day
    assert first is not None
    client.post(url, {"used_as": "MEDICINE", "look_for": "KEEP"})
    with acting_as(team.thandi):
        kept = ChosenUse.objects.get(measure=made.nights)
    assert (kept.used_as, kept.until_day) == ("MEDICINE", first)


@pytest.mark.parametrize("days", [-400, 900])
def test_a_time_that_makes_no_sense_is_refused(team, days):
    made = make.days(team.patient, team.thandi, length=20)
    with pytest.raises(Refused):
        choose(team, made.nights, make.TODAY + days * DAY)


def test_what_a_practice_does_not_show_yet_ends_nothing_for_the_patient(team):
    made = make.lived_in(team.patient, team.thandi)
    with acting_as(team.doctor):
        actions.choose_when_shown(practice=team.patient.practice, shown="AFTER_A_LOOK", by=team.doctor, now=make.NOW)
    assert said(team, made.nights) is None
    with acting_as(team.doctor):
        seen = ends.of_measures(team.patient, today=make.TODAY, own=False)[made.nights.pk].says
    assert seen.startswith("Answered")

"""What the demo promises about its people: how many there are, where each partnership stands, and that each has words of their own."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from concord.agreement.models import Acknowledgement, Version
from concord.attention.reads import panel, ties_of
from concord.checkins.models import Checkin, Flare
from concord.database.acting import acting_as
from concord.demo import persons
from concord.goals.models import Goal, Rating
from concord.goals.reads import goals
from concord.measures.models import Measure, Value
from concord.medicines.models import Medicine
from concord.people.models import CareTie, Membership, Person
from concord.people.roles import Role
from concord.plan import reasoned
from concord.plan.models import Move, Question, Recommendation, Step, StepDay, Turn
from concord.plan.reads import recommendations
from concord.story.models import CauseEvidence, Concern, Event, PossibleCause, Telling


@contextmanager
def seen_by(called: str):
    """That person, and the records they are beside; the patient's own first."""
    person = Person.objects.get(called=called)
    with transaction.atomic(), acting_as(person):
        yield person, ties_of(person)


@contextmanager
def record(called: str):
    with seen_by(called) as (person, ties):
        yield ties[0].patient, person


def test_two_doctors_three_coaches_two_therapists_two_supporters(filled):
    with seen_by("Dr Elena Rossi"):
        roles = list(Membership.objects.values_list("role", flat=True))
    assert (roles.count(Role.DOCTOR), roles.count(Role.COACH), roles.count(Role.THERAPIST)) == (2, 3, 2)
    for supporter in ("Sipho Mokoena", "Anneke van Wyk"):
        with seen_by(supporter) as (_person, ties):
            assert [tie.role for tie in ties] == [Role.SUPPORTER]
    assert len(persons.ALL) == 7


def test_thandi_has_lived_through_every_gate(filled):
    with record("Thandi Mokoena") as (patient, thandi):
        kinds = set(Move.objects.filter(patient=patient).values_list("kind", flat=True))
        assert {
            "PROPOSE",
            "YES",
            "TRY",
            "YES_BUT",
            "NOT_NOW",
            "CHANGE",
            "LOOK",
            "REVIEW",
            "GO_ON",
            "DIFFER",
            "END",
        } <= kinds
        turns = list(Turn.objects.filter(patient=patient).order_by("pk").values_list("kind", flat=True))
        assert turns == ["ASKED", "ANSWERED", "STILL_NOT", "ANSWERED", "GOT_IT"]
        play, supper = Goal.objects.filter(patient=patient).order_by("begun_at")[:2]
        assert (play.ended_at, supper.ended_as) == (None, Goal.Ending.REACHED)
        given = Acknowledgement.objects.filter(version__text=play.text, withdrawn_at=None)
        assert {one.person.called for one in given} == {
            "Thandi Mokoena",
            "Dr Elena Rossi",
            "Mia Berg",
            "Ben Adler",
            "Tom Lindqvist",
        }
        today = filled.date()
        days = set(Checkin.objects.filter(patient=patient).values_list("day", flat=True))
        assert not days & {today, today - timedelta(days=1)}
        assert max(days) >= today - timedelta(days=4)
        running = Step.objects.filter(patient=patient, ended_at=None)
        assert {step.words for step in running} >= {"Up at 6:30", "Walk 10 minutes", "Magnesium, one"}
        assert StepDay.objects.filter(patient=patient).count() > 100
        head = Concern.objects.filter(patient=patient).active().first()
        assert head.words == "the pressing in my head"
        year = Value.objects.standing().of(patient, head.measure)
        assert year.count() > 250
        assert min(year.values_list("day", flat=True)) < today - timedelta(days=350)


def test_jonas_and_his_team_do_not_agree(filled):
    with record("Jonas Keller") as (patient, jonas):
        bench, nights = goals(patient)
        versions = Version.objects.current().filter(patient=patient, text__goal__isnull=False)
        yes = {version.words["words"]: {one.person.called for one in version.acknowledgements.filter(withdrawn_at=None)} for version in versions}  # fmt: skip
        assert "Dr Elena Rossi" not in yes["Full days at my own bench again"]
        assert jonas.called not in yes["Sleep through without the evening tablet"]
        assert Recommendation.objects.filter(patient=patient, state="DISCUSSING").exists()
        latest = {
            rating.rated_by.called: rating.level
            for rating in Rating.objects.filter(patient=patient).order_by("day").select_related("rated_by")
        }
        assert latest["Ben Adler"] - latest["Jonas Keller"] >= 2
        assert bench
        assert nights


def test_amira_has_a_bad_month_and_her_team_knows(filled):
    with record("Amira Said") as (patient, _amira):
        today = filled.date()
        flare = Flare.objects.on_day(today).get(patient=patient)
        assert flare.team_told_at is not None
        recent = Checkin.objects.filter(patient=patient, day__gt=today - timedelta(days=33), bad_day=True)
        assert recent.count() >= 6
        assert Step.objects.filter(patient=patient, is_small=True).count() == 2


def test_piet_takes_many_things_and_has_gone_quiet(filled):
    with record("Piet van Wyk") as (patient, _piet):
        taken, stopped = Medicine.objects.taken_now().filter(patient=patient), Medicine.objects.filter(patient=patient, stopped_day__isnull=False)  # fmt: skip
        assert taken.count() >= 9
        assert {one.kind for one in taken} == {"MEDICINE", "SUPPLEMENT"}
        assert stopped.count() == 3
        assert all(one.stopped_words for one in stopped)
        last = Checkin.objects.filter(patient=patient).order_by("day").last().day
        assert timedelta(days=15) < filled.date() - last < timedelta(days=22)
    with seen_by("Anneke van Wyk") as (_person, [tie]):
        assert tie.detail == "daughter"
        assert Medicine.objects.filter(patient=tie.patient).exists()
        assert not Event.objects.filter(patient=tie.patient).exists(), "her father's story is not shared with her"


def test_rosa_keeps_a_whole_diary_and_reached_a_level(filled):
    with record("Rosa Lind") as (patient, rosa):
        own = Measure.objects.filter(patient=patient)
        assert own.count() >= 22
        assert sum(Value.objects.standing().of(patient, measure).count() > 200 for measure in own) >= 22
        levels = list(Rating.objects.filter(patient=patient, rated_by=rosa).order_by("day").values_list("level", flat=True))  # fmt: skip
        assert levels[-2:] == [0, 1]
        assert Event.objects.filter(patient=patient, words="Mats died.").exists()


def test_lena_came_today_and_there_is_nothing_else_yet(filled):
    with record("Lena Park") as (patient, lena):
        assert patient.opened_at == filled.replace(hour=8, minute=0)
        assert lena.email is None
        assert Concern.objects.filter(patient=patient).active().count() == 3
        for model in (Event, Medicine, Goal, Recommendation, Step, Checkin, Telling, PossibleCause):
            assert not model.objects.filter(patient=patient).exists()


def test_hugh_waits_for_two_answers_and_his_doctor_promised_a_call(filled):
    with record("Hugh Bennett") as (patient, _hugh):
        overdue, waiting = Question.objects.waiting().filter(patient=patient).order_by("asked_at")
        assert overdue.answer_by < filled.date() < waiting.answer_by
        call = Step.objects.get(patient=patient, owner__isnull=False)
        assert call.owner.called == "Dr Elena Rossi"
        assert call.by_day.weekday() == 4
        assert call.by_day >= filled.date()
        declined = Move.objects.get(patient=patient, kind="NO")
        assert declined.words


def test_what_a_recommendation_of_hughs_rests_on_has_changed(filled):
    with record("Hugh Bennett") as (patient, hugh):
        tie = patient.ties.still_open().get(person=hugh)
        again = reasoned.to_look_again(recommendations(patient, {}), patient, tie)
        [[change]] = [one["changes"] for one in again.values()]
    assert change["kind"] == "seen in the days"
    assert change["sentence"] == "It was: noticed. Now it is: held up."


def test_dr_rossi_finds_somebody_under_every_reason(filled):
    with seen_by("Dr Elena Rossi") as (rossi, ties):
        found = panel(ties, rossi, today=filled.date(), now=filled)
    needs = {one.name: {need.kind for need in one.needs} for one in found.needs}
    assert "answer" in needs["Hugh Bennett"]
    assert "acknowledge" in needs["Jonas Keller"]
    assert "flare" in needs["Amira Said"]
    assert "hear" in needs["Thandi Mokoena"]
    rest = {one.name: one.notes for one in [*found.team, *found.nothing]}
    assert rest["Piet van Wyk"]
    assert {"Rosa Lind", "Lena Park"} <= set(rest)


def test_nothing_happens_after_the_moment_of_filling(filled):
    for one in persons.ALL:
        with record(one.CALLED) as (patient, _person):
            assert not Checkin.objects.filter(patient=patient, latest_at__gt=filled).exists()
            assert not Version.objects.filter(patient=patient, written_at__gt=filled).exists()
            assert not Value.objects.filter(patient=patient, day__gt=filled.date()).exists()


def test_no_two_people_use_the_same_words(filled):
    said: dict[str, str] = {}
    for one in persons.ALL:
        with record(one.CALLED) as (patient, person):
            theirs = {"patient": patient}
            words = {
                *Concern.objects.filter(**theirs).values_list("words", flat=True),
                *Concern.objects.filter(**theirs).values_list("keeps_me_from", flat=True),
                *Event.objects.filter(**theirs).values_list("words", flat=True),
                *PossibleCause.objects.filter(**theirs).values_list("words", flat=True),
                *CauseEvidence.objects.filter(**theirs).values_list("words", flat=True),
                *Telling.objects.filter(**theirs).values_list("words", flat=True),
                *Checkin.objects.filter(**theirs).exclude(note="").values_list("note", flat=True),
                *Step.objects.filter(**theirs).values_list("words", flat=True),
                *Turn.objects.filter(**theirs).values_list("words", flat=True),
                *(
                    version.words.get("words") or version.words.get("what", "")
                    for version in Version.objects.filter(**theirs)
                ),
            }
        for each in words - {""}:
            assert said.setdefault(each, one.CALLED) == one.CALLED, each
    assert len(said) > 200


def test_a_second_run_changes_nothing(filled, settings):
    settings.DEMO = True

    def counts() -> list[int]:
        with record("Rosa Lind") as (patient, _rosa):
            return [
                Person.objects.count(), CareTie.objects.count(), Value.objects.filter(patient=patient).count(),
                Checkin.objects.filter(patient=patient).count(),
            ]  # fmt: skip

    before, out = counts(), StringIO()
    call_command("fill_demo", stdout=out)
    assert "filled already" in out.getvalue()
    assert counts() == before


def test_outside_the_demo_nobody_moves_in(filled, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="only let into a demo"):
        call_command("fill_demo")

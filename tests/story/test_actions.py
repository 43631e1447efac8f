"""Who may write what into a story, and that nothing gets lost."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from concord.access.guard import NotAllowed, Refused
from concord.access.models import Trace
from concord.measures.models import Mark, Measure, Value
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.story import actions, reads
from concord.story.models import Concern, ConcernChange, Event, EventChange, PossibleCause, Telling
from tests.make import story as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thandi_acts(team, acting):
    acting(team.thandi)


# ── Events ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_event_keeps_the_words_of_its_time(team):
    event = make.event(team.patient, team.thandi, when="about age 12")
    assert (event.began_words, event.began_first.year, event.began_last.year) == ("about age 12", 1996, 1997)
    assert event.when == "about age 12"


@pytest.mark.parametrize("who", ["supporter", "stranger", "former"])
def test_who_may_not_write_in_the_story_is_told_so(team, acting, now, who):
    by = getattr(team, who)
    acting(by)
    with pytest.raises(NotAllowed):
        actions.add_event(patient=team.patient, kind="OTHER", words="x", by=by, now=now)


def test_a_coach_writes_events_but_no_condition(team, acting, now):
    acting(team.coach)
    event = make.event(team.patient, team.coach, "moved to a quieter street", "MOVE", "2024")
    with pytest.raises(NotAllowed, match="write down a condition"):
        actions.add_event(patient=team.patient, kind="CONDITION", words="coeliac disease", by=team.coach, now=now)
    with pytest.raises(NotAllowed, match="write down a condition"):
        actions.edit_event(event=event, kind="CONDITION", words="coeliac disease", by=team.coach, now=now)
    assert not Event.objects.filter(kind="CONDITION").exists()


def test_a_coach_cannot_put_back_an_entry_that_was_a_condition(team, acting, now):
    event = make.event(team.patient, team.coach, "moved", "MOVE")
    acting(team.coach)
    EventChange.objects.create(
        patient=team.patient, event=event, what="CHANGED", by=team.coach, at=now,
        as_it_stood={**event.changes.get().as_it_stood, "kind": "CONDITION"},
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="write down a condition"):
        actions.undo_event(event=event, to=event.changes.last(), by=team.coach, now=now)


def test_nobody_changes_anothers_words(team, acting, now):
    event = make.event(team.patient, team.thandi)
    acting(team.doctor)
    for act in (
        lambda: actions.edit_event(event=event, kind="INFECTION", words="mono", by=team.doctor, now=now),
        lambda: actions.remove_event(event=event, by=team.doctor, now=now),
        lambda: actions.undo_event(event=event, to=event.changes.get(), by=team.doctor, now=now),
    ):
        with pytest.raises(Refused, match="words of Thandi Mokoena"):
            act()


def test_the_patients_own_words_stay_the_patients_whoever_wrote_them_down(team, acting, now):
    hers = make.event(team.patient, team.doctor, "fell off a horse", "INJURY", said_by="PATIENT")
    his = make.event(team.patient, team.doctor, "scar on the left knee", "INJURY")
    assert hers.who_says_so == "said by Thandi, written down by Dr Rossi"
    assert his.who_says_so == "said by Dr Rossi"
    acting(team.thandi)
    changed = actions.edit_event(event=hers, kind="INJURY", words="fell off a pony", by=team.thandi, now=now)
    assert changed.words == "fell off a pony"
    with pytest.raises(Refused, match="add how you see it"):
        actions.edit_event(event=his, kind="INJURY", words="no scar", by=team.thandi, now=now)


def test_somebody_else_needs_a_name(team, acting, now):
    acting(team.doctor)
    with pytest.raises(Refused, match="who says so"):
        actions.add_event(patient=team.patient, kind="TEST", words="x", said_by="OTHER", by=team.doctor, now=now)


def test_every_change_is_kept_and_can_be_undone(team, now):
    event = make.event(team.patient, team.thandi, "fever", when="2003")
    actions.edit_event(event=event, kind="INJURY", words="a fall", when="spring 2004", by=team.thandi, now=now)
    actions.remove_event(event=event, by=team.thandi, now=now)
    assert list(reads.events(team.patient)) == []
    assert list(reads.removed_events(team.patient)) == [event]
    actions.restore_event(event=event, by=team.thandi, now=now)
    first = event.changes.order_by("pk").first()
    actions.undo_event(event=event, to=first, by=team.thandi, now=now)
    event = Event.objects.get(pk=event.pk)
    assert (event.words, event.kind, event.when, event.began_first.year) == ("fever", "INFECTION", "2003", 2003)
    kept = list(event.changes.order_by("pk").values_list("what", flat=True))
    assert kept == ["ADDED", "CHANGED", "REMOVED", "RESTORED", "UNDONE"]


def test_an_undo_takes_only_the_same_events_history(team, now):
    one, other = make.event(team.patient, team.thandi), make.event(team.patient, team.thandi, "another")
    with pytest.raises(Refused, match="not part of this story"):
        actions.undo_event(event=one, to=other.changes.get(), by=team.thandi, now=now)


def test_taking_out_twice_and_bringing_back_twice_are_refused_kindly(team, now):
    event = make.event(team.patient, team.thandi)
    with pytest.raises(Refused, match="already"):
        actions.restore_event(event=event, by=team.thandi, now=now)
    actions.remove_event(event=event, by=team.thandi, now=now)
    with pytest.raises(Refused, match="bring it back"):
        actions.remove_event(event=event, by=team.thandi, now=now)


def test_what_lies_ahead_is_no_part_of_the_story(team, now):
    with pytest.raises(Refused, match="has not come yet"):
        make.event(team.patient, team.thandi, when="June 2026", now=now)
    make.event(team.patient, team.thandi, when="May 2026", now=now)


def test_a_day_that_has_come_somewhere_on_earth_has_come(team, now):
    make.event(team.patient, team.thandi, when="4 May 2026", now=now)
    with pytest.raises(Refused):
        make.event(team.patient, team.thandi, when="5 May 2026", now=now)


def test_before_birth_only_the_family_has_a_story(team):
    with pytest.raises(Refused, match="In the family"):
        make.event(team.patient, team.thandi, when="1950")
    make.event(team.patient, team.thandi, "grandmother's headaches", "FAMILY_HISTORY", "1950")


def test_overlapping_events_are_fine(team):
    for words in ("night work", "second job", "night work again"):
        make.event(team.patient, team.thandi, words, "WORK", "2014 to 2018")
    assert reads.events(team.patient).count() == 3


def test_unclear_words_for_a_time_become_a_question(team):
    with pytest.raises(Refused, match="Did you mean 25 March 2019"):
        make.event(team.patient, team.thandi, when="3/25/2019")


@pytest.mark.parametrize(("words", "sentence"), [("  ", "write something"), ("a\0b", "cannot be kept"), ("x" * 2001, "room for 2000")])  # fmt: skip
def test_words_that_cannot_be_kept_are_refused_with_a_sentence(team, words, sentence):
    with pytest.raises(Refused, match=sentence):
        make.event(team.patient, team.thandi, words)


def test_only_what_is_known_to_about_a_month_is_marked_in_charts(team, now):
    sure = make.event(team.patient, team.thandi, "fell", "INJURY", "3 March 2026")
    make.event(team.patient, team.thandi, "a rough year", "LIFE_EVENT", "2025")
    assert list(Mark.objects.filter(removed_at=None).values_list("words", flat=True)) == ["fell"]
    actions.remove_event(event=sure, by=team.thandi, now=now)
    assert not Mark.objects.filter(removed_at=None).exists()
    actions.restore_event(event=sure, by=team.thandi, now=now)
    assert Mark.objects.filter(removed_at=None).count() == 1


def test_only_the_patient_says_what_an_event_did(team, acting, now):
    event = make.event(team.patient, team.doctor, "operation on the nose", "PROCEDURE", "2009")
    acting(team.doctor)
    with pytest.raises(Refused, match="for the patient to say"):
        actions.say_role(event=event, role_in_story="SET_OFF", by=team.doctor, now=now)
    acting(team.thandi)
    assert actions.say_role(event=event, role_in_story="SET_OFF", by=team.thandi, now=now).role_in_story == "SET_OFF"


def test_history_cannot_be_rewritten(team):
    make.event(team.patient, team.thandi)
    make.telling(team.patient, team.thandi)
    for model, words in (
        (EventChange, {"what": "REMOVED"}),
        (Telling, {"words": "no"}),
        (ConcernChange, {"words": "no"}),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            model.objects.update(**words)


def test_every_action_leaves_a_trace(team):
    make.event(team.patient, team.thandi)
    assert Trace.objects.filter(what="wrote an event", person=team.thandi, permission="WRITE_STORY").exists()


# ── Telling ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_version_of_a_telling_stays(team, now):
    make.telling(team.patient, team.thandi, "first")
    make.telling(team.patient, team.thandi, "second", seen=1)
    assert [t.words for t in reads.versions(team.patient)] == ["second", "first"]
    assert [t.words for t in reads.tellings(team.patient)] == ["second"]


def test_two_windows_do_not_overwrite_each_other(team, now):
    make.telling(team.patient, team.thandi, "first")
    make.telling(team.patient, team.thandi, "second", seen=1)
    with pytest.raises(actions.TellingChanged) as changed:
        actions.tell(patient=team.patient, words="mine", seen=1, by=team.thandi, now=now)
    assert (changed.value.newest.words, changed.value.yours["words"]) == ("second", "mine")


def test_sending_the_same_telling_twice_has_one_effect(team):
    first = make.telling(team.patient, team.thandi, "first")
    assert make.telling(team.patient, team.thandi, "first ", seen=0) == first


def test_nobody_writes_in_anothers_box(team):
    make.telling(team.patient, team.thandi, "hers")
    make.telling(team.patient, team.doctor, "his notes")
    assert [(t.words, t.written_by) for t in reads.tellings(team.patient)] == [("hers", team.thandi), ("his notes", team.doctor)]  # fmt: skip


def test_a_supporter_does_not_tell(team, acting, now):
    acting(team.supporter)
    with pytest.raises(NotAllowed):
        actions.tell(patient=team.patient, words="x", seen=0, by=team.supporter, now=now)


def test_an_emptied_box_is_kept_and_not_shown(team):
    make.telling(team.patient, team.thandi, "first")
    make.telling(team.patient, team.thandi, "", seen=1)
    assert reads.tellings(team.patient) == []
    assert reads.versions(team.patient).count() == 2


def test_a_piece_marked_by_the_doctor_is_the_patients_word(team, acting, now):
    telling = make.telling(team.patient, team.thandi)
    acting(team.doctor)
    piece = "In spring 2011 I lost my job at the bakery."
    event = actions.mark_piece(telling=telling, piece=piece, kind="WORK", when="spring 2011", by=team.doctor, now=now)
    assert (event.words, event.piece, event.telling) == (piece, piece, telling)
    assert event.who_says_so == "said by Thandi, written down by Dr Rossi"


def test_only_words_of_the_telling_can_be_marked(team, now):
    telling = make.telling(team.patient, team.thandi)
    with pytest.raises(Refused, match="do not stand in the story"):
        actions.mark_piece(telling=telling, piece="I won the lottery", kind="OTHER", by=team.thandi, now=now)


def test_a_coach_marks_no_condition_in_a_telling(team, acting, now):
    telling = make.telling(team.patient, team.thandi)
    acting(team.coach)
    with pytest.raises(NotAllowed):
        actions.mark_piece(telling=telling, piece="I was a healthy child.", kind="CONDITION", by=team.coach, now=now)


def test_a_supporter_marks_no_piece(team, acting, now):
    telling = make.telling(team.patient, team.thandi)
    CareTie.objects.filter(person=team.supporter.pk).update(topics=[Topic.STORY])
    acting(team.supporter)
    with pytest.raises(NotAllowed, match="write in the story"):
        actions.mark_piece(telling=telling, piece="not in it", kind="OTHER", by=team.supporter, now=now)


# ── Concerns ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_concern_has_its_own_measure_and_first_value(team):
    concern = make.concern(team.patient, team.thandi, level=7, keeps_me_from="playing with Lwazi")
    assert (concern.measure.called, concern.measure.patient, concern.rank) == (make.HEAD, team.patient, 1)
    assert (concern.measure.low_words, concern.measure.better) == ("not at all", "DOWN")
    assert [value.value for value in Value.objects.filter(measure=concern.measure)] == [7]


def test_a_fourth_concern_is_refused_with_a_way_on(team):
    for words in ("one", "two", "three"):
        make.concern(team.patient, team.thandi, words)
    with pytest.raises(Refused, match="replace one of them"):
        make.concern(team.patient, team.thandi, "four")
    assert Measure.objects.filter(patient=team.patient).count() == 3


@pytest.mark.parametrize("who", ["doctor", "coach", "therapist", "supporter", "stranger"])
def test_only_the_patient_says_what_bothers_most(team, acting, now, who):
    concern, by = make.concern(team.patient, team.thandi), getattr(team, who)
    acting(by)
    for act in (
        lambda: actions.name_concern(patient=team.patient, words="x", by=by, now=now),
        lambda: actions.replace_concern(concern=concern, words="x", by=by, now=now),
        lambda: actions.close_concern(concern=concern, by=by, now=now),
        lambda: actions.bring_back_concern(concern=concern, by=by, now=now),
        lambda: actions.say_what_it_keeps_from(concern=concern, keeps_me_from="x", by=by, now=now),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_concerns_words_are_frozen_by_the_database(team):
    concern = make.concern(team.patient, team.thandi)
    for frozen in ({"words": "other"}, {"measure": None}):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(**frozen)


def test_a_replaced_concern_keeps_its_words_and_its_line(team, now):
    old = make.concern(team.patient, team.thandi)
    new = actions.replace_concern(concern=old, words="a band around my head", level=5, by=team.thandi, now=now)
    old.refresh_from_db()
    assert (old.words, old.became, old.replaced_by, old.until_at) == (make.HEAD, "REPLACED", new, now)
    assert new.rank == old.rank
    assert new.measure != old.measure
    with pytest.raises(Refused, match="not among your three"):
        actions.replace_concern(concern=old, words="again", by=team.thandi, now=now)


def test_a_concern_that_no_longer_bothers_comes_back_with_its_line(team, now):
    concern = make.concern(team.patient, team.thandi)
    actions.close_concern(concern=concern, by=team.thandi, now=now)
    assert list(reads.active_concerns(team.patient)) == []
    with pytest.raises(Refused, match="bring it back"):
        actions.close_concern(concern=concern, by=team.thandi, now=now)
    back = actions.bring_back_concern(concern=concern, by=team.thandi, now=now + timedelta(days=3))
    assert list(reads.active_concerns(team.patient)) == [back]
    with pytest.raises(Refused, match="already"):
        actions.bring_back_concern(concern=concern, by=team.thandi, now=now)
    assert back.changes.count() == 3


def test_a_concern_comes_back_only_where_there_is_room(team, now):
    concern = make.concern(team.patient, team.thandi)
    actions.close_concern(concern=concern, by=team.thandi, now=now)
    for words in ("one", "two", "three"):
        make.concern(team.patient, team.thandi, words)
    with pytest.raises(Refused, match="replace one of them"):
        actions.bring_back_concern(concern=concern, by=team.thandi, now=now)


def test_a_concern_that_comes_back_takes_a_free_place(team, now):
    concern = make.concern(team.patient, team.thandi)
    actions.close_concern(concern=concern, by=team.thandi, now=now)
    make.concern(team.patient, team.thandi, "another")
    assert actions.bring_back_concern(concern=concern, by=team.thandi, now=now).rank == 2


def test_eleven_is_not_on_the_scale(team):
    with pytest.raises(Refused, match="0 to 10"):
        make.concern(team.patient, team.thandi, level=11)


def test_somebody_who_is_shown_the_story_but_not_the_days_still_sees_the_concerns(team, acting):
    concern = make.concern(team.patient, team.thandi)
    CareTie.objects.filter(person=team.coach.pk).update(topics=[Topic.STORY])
    acting(team.coach)
    assert list(reads.active_concerns(team.patient)) == [concern]


# ── Possible causes ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["thandi", "doctor", "therapist"])
def test_patient_doctor_and_therapist_may_write_a_possible_cause(team, acting, who):
    acting(getattr(team, who))
    assert make.cause(team.patient, getattr(team, who)).status == "WONDERING"


@pytest.mark.parametrize("who", ["coach", "supporter", "stranger"])
def test_a_coach_touches_no_possible_cause(team, acting, now, who):
    cause, by = make.cause(team.patient, team.thandi), getattr(team, who)
    evidence = make.evidence(cause, team.thandi)
    acting(by)
    for act in (
        lambda: actions.write_cause(patient=team.patient, words="x", by=by, now=now),
        lambda: actions.revise_cause(cause=cause, words="x", by=by, now=now),
        lambda: actions.set_cause_status(cause=cause, status="FITS", by=by, now=now),
        lambda: actions.remove_cause(cause=cause, by=by, now=now),
        lambda: actions.restore_cause(cause=cause, by=by, now=now),
        lambda: actions.add_evidence(cause=cause, side="FOR", words="x", by=by, now=now),
        lambda: actions.take_back_evidence(evidence=evidence, by=by, now=now),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_only_its_author_changes_the_words_of_a_possible_cause(team, acting, now):
    cause = make.cause(team.patient, team.doctor)
    with pytest.raises(Refused, match="words of Dr Rossi"):
        actions.revise_cause(cause=cause, words="no", by=team.thandi, now=now)
    with pytest.raises(Refused, match="words of Dr Rossi"):
        actions.remove_cause(cause=cause, by=team.thandi, now=now)
    acting(team.doctor)
    actions.revise_cause(cause=cause, words="too little sleep", by=team.doctor, now=now)
    acting(team.thandi)
    actions.set_cause_status(cause=cause, status="SET_ASIDE", by=team.thandi, now=now)
    told = [(change.what, change.words, change.status, change.by) for change in reads.cause_changes(cause)]
    assert told[0] == ("STATUS", "too little sleep", "SET_ASIDE", team.thandi)
    assert [what for what, *__ in told] == ["STATUS", "REVISED", "WRITTEN"]


def test_a_status_must_be_one_of_the_four_and_new(team, now):
    cause = make.cause(team.patient, team.thandi)
    for status, sentence in (("PROVEN", "one of the four"), ("WONDERING", "already")):
        with pytest.raises(Refused, match=sentence):
            actions.set_cause_status(cause=cause, status=status, by=team.thandi, now=now)


def test_evidence_says_something_and_points_at_one_thing(team, now):
    cause, event = make.cause(team.patient, team.thandi), make.event(team.patient, team.thandi)
    measure = make.concern(team.patient, team.thandi).measure
    for given, sentence in (({"words": " "}, "say what speaks"), ({"event": event, "measure": measure}, "not both")):
        with pytest.raises(Refused, match=sentence):
            actions.add_evidence(cause=cause, side="FOR", by=team.thandi, now=now, **given)
    actions.add_evidence(cause=cause, side="AGAINST", measure=measure, by=team.thandi, now=now)
    assert cause.evidence.count() == 1


def test_evidence_from_another_record_is_refused(team, acting, now):
    from tests.make.people import record

    other = record(team.practice, team.doctor, "Jonas")
    elsewhere = make.event(other, team.doctor)
    cause = make.cause(team.patient, team.doctor)
    acting(team.doctor)
    with pytest.raises(Refused, match="not part of this story"):
        actions.add_evidence(cause=cause, side="FOR", event=elsewhere, by=team.doctor, now=now)
    with pytest.raises(Refused, match="not part of this story"):
        actions.write_cause(
            patient=other, words="x", concern=make.concern(team.patient, team.thandi), by=team.doctor, now=now
        )


def test_only_who_gave_a_reason_takes_it_back(team, acting, now):
    cause = make.cause(team.patient, team.thandi)
    evidence = make.evidence(cause, team.doctor)
    with pytest.raises(Refused, match="Dr Rossi wrote this"):
        actions.take_back_evidence(evidence=evidence, by=team.thandi, now=now)
    acting(team.doctor)
    actions.take_back_evidence(evidence=evidence, by=team.doctor, now=now)
    assert list(reads.evidence_of(cause)) == []
    with pytest.raises(Refused, match="already"):
        actions.take_back_evidence(evidence=evidence, by=team.doctor, now=now)


def test_a_possible_cause_taken_out_can_come_back(team, now):
    cause = make.cause(team.patient, team.thandi)
    with pytest.raises(Refused, match="already"):
        actions.restore_cause(cause=cause, by=team.thandi, now=now)
    actions.remove_cause(cause=cause, by=team.thandi, now=now)
    assert list(reads.causes(team.patient)) == []
    with pytest.raises(Refused, match="already"):
        actions.remove_cause(cause=cause, by=team.thandi, now=now)
    actions.restore_cause(cause=cause, by=team.thandi, now=now)
    assert list(reads.causes(team.patient)) == [cause]


def test_causes_stand_in_the_order_of_writing_whatever_their_status(team, now):
    for words in ("zinc", "air", "milk"):
        make.cause(team.patient, team.thandi, words)
    actions.set_cause_status(cause=PossibleCause.objects.get(words="milk"), status="FITS", by=team.thandi, now=now)
    assert [cause.words for cause in reads.causes(team.patient)] == ["zinc", "air", "milk"]


# ── The first ten minutes ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_beginning_is_taken_up_where_it_was_left(team, now):
    assert actions.begin_telling(patient=team.patient, by=team.thandi, now=now).reached == "TELLING"
    actions.move_on(patient=team.patient, done="TELLING", by=team.thandi, now=now)
    actions.move_on(patient=team.patient, done="CONCERNS", by=team.thandi, now=now)
    assert actions.move_on(patient=team.patient, done="TELLING", by=team.thandi, now=now).reached == "MEDICINES"
    assert actions.begin_telling(patient=team.patient, by=team.thandi, now=now).reached == "MEDICINES"
    assert actions.move_on(patient=team.patient, done="PAGE", by=team.thandi, now=now).finished_at == now


@pytest.mark.parametrize("who", ["doctor", "coach", "supporter", "stranger"])
def test_the_first_ten_minutes_are_the_patients(team, acting, now, who):
    by = getattr(team, who)
    acting(by)
    with pytest.raises(NotAllowed):
        actions.begin_telling(patient=team.patient, by=by, now=now)
    with pytest.raises(NotAllowed):
        actions.move_on(patient=team.patient, done="TELLING", by=by, now=now)


# ── The second wall ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["supporter", "stranger", "former", None])
def test_the_database_shows_the_story_to_those_it_is_shared_with(team, acting, who):
    make.whole_story(team.patient, team.thandi, team.doctor)
    acting(getattr(team, who) if who else None)
    for model in (Event, EventChange, Telling, Concern, ConcernChange, PossibleCause):
        assert not model.objects.exists(), model

"""What we think is going on: everybody's sentence stays their own; only a doctor names an illness; nothing is deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.people.models import CareTie
from concord.story import actions
from concord.story.models import Sentence, SentenceLink
from concord.story.reads import sentences as reads
from concord.team import actions as team_actions
from tests.make import story as make

pytestmark = pytest.mark.django_db
WHY = "it was the shoes"


def revise(sentence: Sentence, by, now, words="other words", *, seen=1, sureness="LIKELY", **more) -> Sentence:
    with acting_as(by):
        given = {"words": words, "sureness": sureness, "seen": seen, **more}
        return actions.revise_sentence(sentence=sentence, by=by, now=now, **given)


def words_of(team) -> list[str]:
    with acting_as(team.thandi):
        return [one.words for one in reads.sentences(team.patient)]


@pytest.mark.parametrize("who", ["thandi", "doctor", "therapist"])
def test_patient_doctor_and_therapist_write_a_sentence_with_their_name_and_how_sure_they_are(team, who):
    sentence = make.sentence(team.patient, getattr(team, who), sureness="LIKELY")
    assert (sentence.written_by, sentence.sureness, sentence.number) == (getattr(team, who), "LIKELY", 1)


@pytest.mark.parametrize("who", ["coach", "supporter", "stranger", "former"])
def test_others_write_none(team, who):
    with pytest.raises(NotAllowed):
        make.sentence(team.patient, getattr(team, who))


def test_only_a_doctor_names_an_illness(team):
    assert make.sentence(team.patient, team.doctor, "Migraine.", names_condition=True).names_condition
    with pytest.raises(NotAllowed, match="write down a condition"):
        make.sentence(team.patient, team.therapist, "Migraine.", names_condition=True)
    with pytest.raises(Refused, match="what you were told"):
        make.sentence(team.patient, team.thandi, "Migraine.", names_condition=True)


def test_nobody_turns_a_sentence_of_theirs_into_a_diagnosis_afterwards(team, now):
    for who, refusal in ((team.thandi, Refused), (team.therapist, NotAllowed)):
        sentence = make.sentence(team.patient, who, f"by {who}")
        with pytest.raises(refusal):
            revise(sentence, who, now, names_condition=True)


def test_the_database_itself_keeps_a_diagnosis_from_everybody_but_a_doctor(team):
    sentence = make.sentence(team.patient, team.thandi)
    refused = pytest.raises(IntegrityError, match="only_a_clinician_names_a_diagnosis")
    with acting_as(team.thandi), refused, transaction.atomic():
        Sentence.objects.filter(pk=sentence.pk).update(names_condition=True)


def test_the_same_sentence_twice_stands_once_and_nonsense_not_at_all(team):
    first, again = make.sentence(team.patient, team.thandi), make.sentence(team.patient, team.thandi)
    assert first == again
    with pytest.raises(Refused, match="how sure"):
        make.sentence(team.patient, team.thandi, "x", "CERTAIN")
    for words in ("", "  \n", "x" * 501, "a\0b"):
        with pytest.raises(Refused):
            make.sentence(team.patient, team.thandi, words)


def test_nobody_changes_anothers_sentence(team, now):
    sentence = make.sentence(team.patient, team.thandi)
    with pytest.raises(Refused, match="suggest other words"):
        revise(sentence, team.doctor, now)
    with acting_as(team.doctor), pytest.raises(Refused, match="wrote this"):
        actions.set_aside_sentence(sentence=sentence, why=WHY, by=team.doctor, now=now)
    assert revise(sentence, team.thandi, now).number == 2


def test_two_windows_with_other_words_keep_both_texts_and_the_same_words_twice_are_one(team, now):
    sentence = make.sentence(team.patient, team.thandi)
    revise(sentence, team.thandi, now, "first window")
    assert revise(sentence, team.thandi, now, "first window").number == 2
    with pytest.raises(actions.WordingChanged) as both:
        revise(sentence, team.thandi, now, "second window")
    assert (both.value.newest.words, both.value.yours) == ({"words": "first window"}, {"words": "second window"})
    assert both.value.together == {"words": "second window"}


def test_set_aside_with_a_reason_and_taken_up_again(team, now):
    sentence = make.sentence(team.patient, team.thandi)
    with acting_as(team.thandi):
        with pytest.raises(Refused, match="why"):
            actions.set_aside_sentence(sentence=sentence, why=" ", by=team.thandi, now=now)
        actions.set_aside_sentence(sentence=sentence, why=WHY, by=team.thandi, now=now)
        with pytest.raises(Refused, match="already"):
            actions.set_aside_sentence(sentence=sentence, why=WHY, by=team.thandi, now=now)
        assert [(one.words, one.why) for one in reads.set_aside(team.patient)] == [(sentence.words, WHY)]
    assert words_of(team) == []
    with pytest.raises(Refused, match="Take it up"):
        revise(sentence, team.thandi, now)
    with acting_as(team.thandi):
        actions.take_up_sentence(sentence=sentence, by=team.thandi, now=now)
        with pytest.raises(Refused, match="stands on the page"):
            actions.take_up_sentence(sentence=sentence, by=team.thandi, now=now)
    assert words_of(team) == [sentence.words]


def test_when_a_professional_has_left_others_set_their_sentence_aside_but_never_the_patients(team, now):
    theirs = make.sentence(team.patient, team.therapist, "the neck")
    hers = make.sentence(team.patient, team.thandi, "the nights")
    with acting_as(team.thandi):
        tie = CareTie.objects.still_open().between(team.therapist, team.patient).get()
        team_actions.end_tie(tie=tie, by=team.thandi, now=now)
    with acting_as(team.doctor):
        actions.set_aside_sentence(sentence=theirs, why=WHY, by=team.doctor, now=now)
        with pytest.raises(Refused):
            actions.take_up_sentence(sentence=theirs, by=team.doctor, now=now)
        with pytest.raises(Refused):
            actions.set_aside_sentence(sentence=hers, why=WHY, by=team.doctor, now=now)


def test_everybody_who_writes_here_puts_them_in_order(team, now):
    first, second, third = (make.sentence(team.patient, team.thandi, words) for words in ("one", "two", "three"))
    with acting_as(team.doctor):
        actions.move_sentence(sentence=third, up=True, by=team.doctor, now=now)
        actions.move_sentence(sentence=first, up=False, by=team.doctor, now=now)
    assert words_of(team) == ["three", "one", "two"]
    with acting_as(team.doctor):
        with pytest.raises(Refused, match="first already"):
            actions.move_sentence(sentence=third, up=True, by=team.doctor, now=now)
        with pytest.raises(Refused, match="last already"):
            actions.move_sentence(sentence=second, up=False, by=team.doctor, now=now)


def test_it_rests_on_events_and_possible_causes_of_this_record_only(team, now):
    sentence = make.sentence(team.patient, team.thandi)
    event, cause = make.event(team.patient, team.thandi), make.cause(team.patient, team.thandi)
    from tests.make import people

    other = people.record(team.practice, team.doctor, "Somebody else")
    foreign = make.event(other, team.doctor)
    with acting_as(team.doctor):
        given = {"sentence": sentence, "by": team.doctor, "now": now}
        link = actions.link_sentence(event=event, **given)
        actions.link_sentence(cause=cause, **given)
        for wrong in ({"event": event}, {}, {"event": event, "cause": cause}, {"event": foreign}):
            with pytest.raises(Refused):
                actions.link_sentence(**wrong, **given)
        row = {
            "patient": team.patient,
            "sentence": sentence,
            "given_by": team.doctor,
            "given_as": "DOCTOR",
            "given_at": now,
        }
        with pytest.raises(IntegrityError, match="of_its_patient"), transaction.atomic():
            SentenceLink.objects.create(event=foreign, **row)
    with acting_as(team.therapist), pytest.raises(Refused, match="made this link"):
        actions.unlink_sentence(link=link, by=team.therapist, now=now)
    with acting_as(team.thandi):
        actions.unlink_sentence(link=link, by=team.thandi, now=now)
        with pytest.raises(Refused, match="taken away"):
            actions.unlink_sentence(link=link, by=team.thandi, now=now)
        assert [one.cause for one in reads.links_of(sentence)] == [cause]


def test_the_page_of_an_earlier_day_is_put_together_as_it_stood(team, now):
    first = make.sentence(team.patient, team.thandi, "one", now=now)
    make.sentence(team.patient, team.doctor, "two", "KNOWN", now=now)
    event = make.event(team.patient, team.thandi)
    with acting_as(team.thandi):
        actions.link_sentence(sentence=first, event=event, by=team.thandi, now=now)
    later = now + timedelta(days=10)
    revise(first, team.thandi, later, "one, said better", sureness="KNOWN")
    with acting_as(team.thandi):
        actions.move_sentence(sentence=first, up=False, by=team.thandi, now=later)
        actions.set_aside_sentence(sentence=first, why=WHY, by=team.thandi, now=later + timedelta(days=3))
        actions.unlink_sentence(link=reads.links_of(first).get(), by=team.thandi, now=later)

        def stood(days: int):
            found = reads.sentences_on(team.patient, (now + timedelta(days=days)).date())
            return [(one.change.words, one.change.sureness, len(one.links)) for one in found]

        assert stood(-1) == []
        assert stood(0) == [("one", "GUESS", 1), ("two", "KNOWN", 0)]
        assert stood(10) == [("two", "KNOWN", 0), ("one, said better", "KNOWN", 0)]
        assert stood(13) == [("two", "KNOWN", 0)]


def test_every_change_is_kept_with_what_it_changed_word_by_word(team, now):
    sentence = make.sentence(team.patient, team.thandi, "short nights")
    revise(sentence, team.thandi, now, "very short nights")
    with acting_as(team.thandi):
        newest, oldest = reads.sentence_changes(sentence)
    assert [(piece.kind, piece.words) for piece in newest.pieces] == [("new", "very "), ("same", "short nights")]
    assert (oldest.change.what, oldest.pieces) == ("WRITTEN", [])


def test_the_app_itself_can_neither_delete_a_sentence_nor_rewrite_its_history_nor_its_author(team):
    make.sentence(team.patient, team.thandi)
    for sql in (
        "DELETE FROM story_sentence", "DELETE FROM story_sentencechange", "UPDATE story_sentencechange SET words = 'x'",
        "UPDATE story_sentence SET written_by_id = 1", "DELETE FROM story_suggestion", "UPDATE story_retellingturn SET words = ''",
    ):  # fmt: skip
        refused = pytest.raises(Exception, match="permission denied")
        with acting_as(team.thandi), refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_whom_the_story_is_not_shown_sees_no_row_of_it(team):
    sentence = make.sentence(team.patient, team.thandi)
    make.suggestion(sentence, team.doctor)
    make.retelling(team.patient, team.doctor)
    tables = ("sentence", "sentencechange", "suggestion", "suggestionmove", "retelling", "retellingturn")
    for who, seen in ((team.supporter, 0), (team.stranger, 0), (team.former, 0), (team.coach, 1)):
        with acting_as(who), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"SELECT count(*) FROM story_{table}")
                assert cursor.fetchone() == (seen,), (who, table)

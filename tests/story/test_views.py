"""The pages of the story: what each reader sees, that nothing typed is lost, and that 200 events cost no more than two."""

import pytest
from django.urls import reverse

from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.story.models import Concern, Event, PossibleCause, Telling
from tests.make import story as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thandi_acts(team, acting):
    acting(team.thandi)


@pytest.fixture
def page(team, client_for):
    """`page(person, "story:story")`: the answer's status and its words."""

    def open_page(who, name, *args, query="", **given):
        return client_for(who).get(reverse(name, args=[team.patient.pk, *args]) + query, **given)

    return open_page


@pytest.fixture
def send(team, client_for):
    def post(who, name, *args, query="", **body):
        return client_for(who).post(reverse(name, args=[team.patient.pk, *args]) + query, body)

    return post


def text(answer) -> str:
    return answer.content.decode()


# ── The Story page ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_story_invites(team, page):
    shown = text(page(team.thandi, "story:story"))
    for words in ("Tell it as you would tell a friend", "What bothers you most?", "A life has a line", "No guess yet"):
        assert words in shown


def test_an_empty_story_offers_a_professional_nothing_that_is_the_patients(team, page):
    shown = text(page(team.doctor, "story:story"))
    assert "This is for the patient to say" in shown
    assert reverse("story:name_concern", args=[team.patient.pk]) not in shown


def test_the_whole_story_stands_on_one_page(team, page):
    make.whole_story(team.patient, team.thandi, team.doctor)
    shown = text(page(team.thandi, "story:story"))
    for words in (make.HEAD, "playing with Lwazi", "glandular fever", "since 2015", "short nights", "<svg", "Show as a table",
                  "said by letter from the hospital, written down by Dr Rossi"):  # fmt: skip
        assert words in shown


def test_a_professional_reads_who_said_what_beside_the_story(team, page):
    make.event(team.patient, team.doctor, "fell off a horse", "INJURY", "2001", said_by="PATIENT")
    assert "Who said what" in text(page(team.doctor, "story:story"))
    assert "Who said what" not in text(page(team.thandi, "story:story"))


def test_a_coach_reads_why_coaches_write_no_possible_cause(team, page):
    shown = text(page(team.coach, "story:story"))
    assert "comes close to naming an illness" in shown
    assert reverse("story:write_cause", args=[team.patient.pk]) not in shown
    assert page(team.coach, "story:write_cause").status_code == 403


def test_the_timeline_is_looked_at_by_years_and_by_kind(team, page):
    make.event(team.patient, team.thandi, "measles", "INFECTION", "1990")
    make.event(team.patient, team.thandi, "new job", "WORK", "2012")
    make.event(team.patient, team.thandi, "wondering", "OTHER", "")
    rows = lambda query: text(page(team.thandi, "story:story", query=query)).split('id="events"')[1]  # noqa: E731
    assert all(words in rows("") for words in ("measles", "new job", "wondering"))
    near = rows("?from=2010&to=2019")
    assert "new job" in near
    assert "measles" not in near
    assert "wondering" not in near
    only = rows("?kind=INFECTION")
    assert "measles" in only
    assert "new job" not in only
    assert "Nothing of this kind in these years" in rows("?kind=WORK&to=1999")


@pytest.mark.parametrize(
    "query", ["?from=99999&to=x", "?from=²&to=-5", "?from=2019&to=2010", "?kind=<script>", "?from=0000", "?to=1850"]
)
def test_an_odd_address_of_the_timeline_still_answers(team, page, query):
    make.event(team.patient, team.thandi)
    answer = page(team.thandi, "story:story", query=query)
    assert answer.status_code == 200
    assert "kind=<script>" not in text(answer)


def test_200_events_cost_no_more_queries(team, client_for, acting, now, django_assert_max_num_queries):
    make.whole_story(team.patient, team.thandi, team.doctor)
    for number in range(200):
        make.event(team.patient, team.thandi, f"thing {number}", "LIFE_EVENT", str(1986 + number % 40))
    for who in (team.thandi, team.doctor):
        client = client_for(who)
        address = reverse("story:story", args=[team.patient.pk])
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["story:story", "story:concerns", "story:versions", "story:removed", "know"])
def test_a_supporter_without_the_story_is_told_so_and_a_stranger_finds_nothing(team, page, name):
    assert page(team.supporter, name).status_code == 403
    assert page(team.stranger, name).status_code == 404


def test_a_supporter_with_the_story_reads_and_does_not_write(team, page, acting):
    make.whole_story(team.patient, team.thandi, team.doctor)
    CareTie.objects.filter(person=team.supporter).update(topics=[Topic.STORY])
    shown = text(page(team.supporter, "story:story"))
    assert make.HEAD in shown
    assert reverse("story:add_event", args=[team.patient.pk]) not in shown
    assert reverse("story:tell", args=[team.patient.pk]) not in shown
    assert page(team.supporter, "story:add_event").status_code == 403


# ── Events ──────────────────────────────────────────────────────────────────────────────────────────────────────────

EVENT = {
    "words": "glandular fever",
    "kind": "INFECTION",
    "when": "about age 12",
    "until": "",
    "role_in_story": "LAID_GROUND",
}


def test_the_patient_adds_changes_and_takes_out_an_event(team, page, send):
    assert send(team.thandi, "story:add_event", **EVENT).status_code == 302
    event = Event.objects.get()
    assert (event.said_by, event.role_in_story) == ("PATIENT", "LAID_GROUND")
    assert "about age 12" in text(page(team.thandi, "story:edit_event", event.pk))
    send(team.thandi, "story:edit_event", event.pk, **{**EVENT, "words": "mononucleosis"})
    assert "mononucleosis" in text(page(team.thandi, "story:event", event.pk))
    send(team.thandi, "story:undo_event", event.pk, event.changes.order_by("pk").first().pk)
    send(team.thandi, "story:remove_event", event.pk)
    assert "glandular fever" in text(page(team.thandi, "story:removed"))
    assert "glandular fever" not in text(page(team.thandi, "story:story"))
    send(team.thandi, "story:restore_event", event.pk)
    assert "glandular fever" in text(page(team.thandi, "story:story"))


def test_what_was_typed_comes_back_beside_the_question(team, send):
    answer = send(team.thandi, "story:add_event", **{**EVENT, "when": "3/25/2019"})
    assert answer.status_code == 422
    assert "Did you mean 25 March 2019" in text(answer)
    assert 'value="3/25/2019"' in text(answer)
    assert "glandular fever" in text(answer)
    assert not Event.objects.exists()


def test_a_time_ahead_is_refused_on_the_form(team, send):
    answer = send(team.thandi, "story:add_event", **{**EVENT, "when": "2099"})
    assert answer.status_code == 422
    assert "has not come yet" in text(answer)


def test_the_doctor_writes_down_what_the_patient_says(team, page, send):
    send(team.doctor, "story:add_event", **EVENT, said_by="PATIENT")
    shown = text(page(team.thandi, "story:story"))
    assert "said by Thandi, written down by Dr Rossi" in shown


def test_a_coach_is_offered_no_condition_and_reads_why(team, page, send):
    shown = text(page(team.coach, "story:add_event"))
    assert 'value="CONDITION"' not in shown
    assert "written down by the patient or by a doctor" in shown
    assert send(team.coach, "story:add_event", **{**EVENT, "kind": "CONDITION"}, said_by="WRITER").status_code == 422
    assert not Event.objects.exists()


def test_anothers_entry_shows_the_sentence_instead_of_the_button(team, page, send):
    event = make.event(team.patient, team.doctor, "scar on the knee", "INJURY")
    shown = text(page(team.thandi, "story:event", event.pk))
    assert "These are the words of Dr Rossi" in shown
    assert reverse("story:edit_event", args=[team.patient.pk, event.pk]) not in shown
    answer = send(team.thandi, "story:remove_event", event.pk)
    assert answer.status_code == 403
    assert "words of Dr Rossi" in text(answer)
    send(team.thandi, "story:say_role", event.pk, role_in_story="SET_OFF")
    assert Event.objects.get().role_in_story == "SET_OFF"


def test_an_event_of_another_record_is_not_found(team, page, send, acting):
    from tests.make.people import record

    other = record(team.practice, team.doctor, "Jonas")
    elsewhere = make.event(other, team.doctor)
    for who in (team.thandi, team.doctor):
        for name in ("story:event", "story:edit_event"):
            assert page(who, name, elsewhere.pk).status_code == 404
        for name in ("story:remove_event", "story:restore_event", "story:say_role"):
            assert send(who, name, elsewhere.pk).status_code == 404
    assert page(team.thandi, "story:event", 10**30).status_code == 404


@pytest.mark.parametrize("name", ["story:remove_event", "story:restore_event", "story:say_role"])
def test_looking_changes_nothing(team, page, name):
    assert page(team.thandi, name, make.event(team.patient, team.thandi).pk).status_code == 405


# ── Telling ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_windows_get_both_texts(team, send):
    make.telling(team.patient, team.thandi, "first")
    make.telling(team.patient, team.thandi, "from the other window", seen=1)
    answer = send(team.thandi, "story:tell", words="typed here", seen=1)
    assert answer.status_code == 409
    shown = text(answer)
    assert "from the other window" in shown
    assert "typed here" in shown
    assert 'name="seen" value="2"' in shown
    assert send(team.thandi, "story:tell", words="both together", seen=2).status_code == 302
    assert Telling.objects.count() == 3


def test_a_piece_becomes_an_event_with_its_time_found(team, page, send):
    telling = make.telling(team.patient, team.thandi)
    shown = text(page(team.doctor, "story:pieces", telling.pk))
    assert "spring 2011" in shown
    piece = "In spring 2011 I lost my job at the bakery."
    form = text(
        page(team.doctor, "story:mark_piece", telling.pk, query="?piece=In+spring+2011+I+lost+my+job+at+the+bakery.")
    )
    assert 'value="In spring 2011"' in form or 'value="spring 2011"' in form
    send(team.doctor, "story:mark_piece", telling.pk, piece=piece, words=piece, kind="WORK", when="spring 2011")
    event = Event.objects.get()
    assert event.who_says_so == "said by Thandi, written down by Dr Rossi"
    assert f'<a href="{reverse("story:event", args=[team.patient.pk, event.pk])}">{piece}</a>' in text(page(team.thandi, "story:story"))  # fmt: skip
    assert "on the timeline" in text(page(team.doctor, "story:pieces", telling.pk))


def test_words_that_do_not_stand_in_the_telling_are_not_marked(team, send):
    telling = make.telling(team.patient, team.thandi)
    answer = send(team.thandi, "story:mark_piece", telling.pk, piece="I won", words="I won", kind="OTHER")
    assert answer.status_code == 422
    assert "do not stand in the story" in text(answer)


def test_earlier_versions_are_read(team, page):
    make.telling(team.patient, team.thandi, "the first way")
    make.telling(team.patient, team.thandi, "the second way", seen=1)
    shown = text(page(team.doctor, "story:versions"))
    assert "the first way" in shown
    assert "the second way" in shown


# ── Concerns ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_concerns_are_named_replaced_closed_and_brought_back(team, page, send):
    send(team.thandi, "story:name_concern", words=make.HEAD, keeps_me_from="playing", level="7")
    concern = Concern.objects.get()
    send(team.thandi, "story:replace_concern", concern.pk, words="a band around my head")
    newer = Concern.objects.get(words="a band around my head")
    send(team.thandi, "story:keeps_from", newer.pk, keeps_me_from="reading")
    shown = text(page(team.doctor, "story:concerns"))
    for words in (make.HEAD, "a band around my head", "reading", "Said anew in other words"):
        assert words in shown
    send(team.thandi, "story:close_concern", newer.pk)
    assert not Concern.objects.active().exists()
    send(team.thandi, "story:bring_back_concern", newer.pk)
    assert Concern.objects.active().get() == newer


def test_a_fourth_concern_finds_the_way_to_replace_one(team, page, send):
    for words in ("one", "two", "three"):
        make.concern(team.patient, team.thandi, words)
    assert "You can replace one of them" in text(page(team.thandi, "story:name_concern"))
    answer = send(team.thandi, "story:name_concern", words="four")
    assert answer.status_code == 422
    assert "You can replace one of them" in text(answer)


def test_eleven_on_a_scale_to_ten_comes_back(team, send):
    answer = send(team.thandi, "story:name_concern", words="pain", level="11")
    assert answer.status_code == 422
    assert 'value="pain"' in text(answer)


# ── Possible causes ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_possible_cause_is_written_weighed_and_set_aside(team, page, send):
    event = make.event(team.patient, team.thandi)
    send(team.thandi, "story:write_cause", words="short nights")
    cause = PossibleCause.objects.get()
    send(team.doctor, "story:add_evidence", cause.pk, side="AGAINST", words="also on holiday", event=event.pk)
    send(team.doctor, "story:set_cause_status", cause.pk, status="SET_ASIDE")
    shown = text(page(team.thandi, "story:cause", cause.pk))
    for words in (
        "short nights",
        "also on holiday",
        "Set aside",
        "glandular fever",
        "a guess by Thandi Mokoena, patient",
    ):
        assert words in shown
    send(team.doctor, "story:take_back_evidence", cause.pk, cause.evidence.get().pk)
    assert "also on holiday" not in text(page(team.thandi, "story:cause", cause.pk))
    send(team.thandi, "story:revise_cause", cause.pk, words="too short nights")
    send(team.thandi, "story:remove_cause", cause.pk)
    assert "short nights" not in text(page(team.thandi, "story:story"))
    send(team.thandi, "story:restore_cause", cause.pk)
    assert "too short nights" in text(page(team.thandi, "story:story"))


def test_evidence_that_says_nothing_comes_back(team, send):
    cause = make.cause(team.patient, team.thandi)
    answer = send(team.thandi, "story:add_evidence", cause.pk, side="FOR", words="")
    assert answer.status_code == 422
    assert "say what speaks for it" in text(answer)


def test_another_patients_event_and_concern_are_not_on_offer(team, send, acting):
    from tests.make.people import record

    other = record(team.practice, team.doctor, "Jonas")
    elsewhere = make.event(other, team.doctor, "secret of Jonas")
    cause = make.cause(team.patient, team.doctor)
    answer = send(team.doctor, "story:add_evidence", cause.pk, side="FOR", words="x", event=elsewhere.pk)
    assert answer.status_code == 422
    assert "secret of Jonas" not in text(answer)
    assert not cause.evidence.exists()
    hers = make.concern(team.patient, team.thandi)
    answer = send(team.doctor, "story:revise_cause", cause.pk, words="x", concern=hers.pk)
    assert answer.status_code == 302


def test_the_page_of_a_possible_cause_stays_cheap(team, client_for, django_assert_max_num_queries):
    cause = make.cause(team.patient, team.thandi)
    for number in range(20):
        make.evidence(cause, team.thandi, f"reason {number}")
    client, address = client_for(team.doctor), reverse("story:cause", args=[team.patient.pk, cause.pk])
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200

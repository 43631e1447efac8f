# Long because its cases share their helpers and read best side by side.
"""The pages of this room, through the door: what each of the people sees, and what a press does."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from concord.access.models import Trace
from concord.database.acting import acting_as
from concord.people.models import CareTie, Invitation, Membership, Patient, Person, Practice
from concord.people.roles import Role, Topic
from concord.team.secret import setup_token
from tests.make import mail, people
from tests.make import team as ways

pytestmark = pytest.mark.django_db


@pytest.fixture
def real_time(monkeypatch):
    """Invitations made here and now: views read the clock."""
    from django.utils import timezone

    return timezone.now()


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("&#x27;", "'")


def path(name, *given) -> str:
    return reverse(f"team:{name}", args=given)


# ── Coming in ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_set_up_from_link_to_practice(client):
    address = f"/setup/{setup_token()}/"
    assert client.get("/setup/wrong/").status_code == 404
    given = {
        "person_called": "Dr Rossi", "role": "DOCTOR", "discipline": "general practice", "email": "rossi@example.org",
        "password": "short", "called": "Linden", "emergency_number": "999", "phone": "", "answer_days": "3", "zone": "Europe/London",
        "language": "en-gb",
    }  # fmt: skip
    assert "There is no practice here yet" in text(client.get("/accounts/login/"))
    assert "data-devices-zone" in client.get(address).content.decode()
    again = client.post(address, given)
    assert "data-devices-zone" not in again.content.decode(), "a zone that somebody chose stays chosen"
    assert "too short" in text(again)
    assert "Dr Rossi" in again.content.decode()
    answer = client.post(address, {**given, "password": ways.LONG})
    practice = Practice.objects.get()
    assert answer.headers["Location"] == reverse("notices:mail", args=[practice.pk])
    assert client.get(answer.headers["Location"]).status_code == 200
    assert people.place_of(Person.objects.get(email="rossi@example.org")).practice == practice
    used = client.get(address)
    assert used.status_code == 410
    assert "set up already" in text(used)
    assert "There is no practice here yet" not in text(Client().get("/accounts/login/"))


def test_a_patient_comes_in_in_two_presses(team, client_for, real_time):
    doctor = client_for(team.doctor)
    page = doctor.get(path("new_patient", team.practice.pk))
    key = re.search(r'name="key" value="([^"]+)"', page.content.decode())[1]
    answer = doctor.post(path("new_patient", team.practice.pk), {"called": "Jonas", "birth_year": "1990", "key": key})
    again = doctor.post(path("new_patient", team.practice.pk), {"called": "Jonas", "birth_year": "1990", "key": key})
    assert answer.headers["Location"] == again.headers["Location"]
    shown = doctor.get(answer.headers["Location"])
    assert "Works once, for 60 more minutes." in text(shown)
    assert "<svg" in shown.content.decode()
    assert "not on a phone" in text(shown)
    link = re.search(r'value="http://localhost:8000(/i/[^"]+)"', shown.content.decode())[1]
    phone = Client()
    first = phone.get(link)
    assert "Dr Rossi, Practice at the Linden, invites you" in text(first)
    assert 'value="Jonas"' in first.content.decode()
    inside = phone.post(link, {"called": "Jonas", "zone": "Africa/Johannesburg"})
    assert inside.headers["Location"] == "/"
    jonas = Person.objects.get(called="Jonas")
    assert jonas.zone == "Africa/Johannesburg"
    assert phone.session.get_expiry_age() > 300 * 24 * 3600
    with acting_as(jonas):
        number = Patient.objects.get().pk
    assert phone.get(path("team", number)).status_code == 200
    used = Client().get(link)
    assert used.status_code == 410
    assert "used already" in text(used)


def test_an_address_that_a_phone_can_open_needs_no_warning(team, client_for, settings, real_time):
    settings.SITE_URL = "https://concord.example.org"
    ways.by_code_alone(team.thandi)
    shown = client_for(team.doctor).post(path("way_in", team.patient.pk), follow=True)
    assert "not on a phone" not in text(shown)


def test_a_new_code_in_one_press(team, client_for, real_time):
    ways.by_code_alone(team.thandi)
    doctor = client_for(team.doctor)
    first = doctor.post(path("way_in", team.patient.pk)).headers["Location"]
    second = doctor.post(path("way_in", team.patient.pk)).headers["Location"]
    assert first != second
    assert "newer one took its place" in text(doctor.get(first))


def test_a_patient_comes_back_and_the_lost_phone_is_signed_out(team, client_for, real_time):
    ways.by_code_alone(team.thandi)
    lost = client_for(team.thandi)
    assert lost.get(path("team", team.patient.pk)).status_code == 200
    made = ways.code_for(team.patient, by=team.doctor, now=real_time)
    fresh = Client()
    page = fresh.get(f"/i/{made.secret}/")
    assert "Welcome back, Thandi Mokoena" in text(page)
    assert lost.get(path("team", team.patient.pk)).status_code == 200  # Looking at the link has done nothing.
    fresh.post(f"/i/{made.secret}/")
    assert fresh.get(path("team", team.patient.pk)).status_code == 200
    assert lost.get(path("team", team.patient.pk)).status_code == 302


def test_who_is_signed_in_says_yes_with_one_press(team, client_for, real_time):
    made = ways.asked_in(team.patient, by=team.thandi, role=Role.COACH, topics=[Topic.PLAN], now=real_time)
    client = client_for(team.stranger)
    page = text(client.get(f"/i/{made.secret}/"))
    assert "Yes, as Dr Strange" in page
    assert "You will see: the plan and its steps." in page
    client.post(f"/i/{made.secret}/")
    assert client.get(path("team", team.patient.pk)).status_code == 200


def test_nothing_typed_is_lost_when_the_password_is_too_short(team, client, real_time):
    made = ways.asked_in(team.patient, by=team.thandi, now=real_time)
    answer = client.post(f"/i/{made.secret}/", {"called": "Lindiwe", "email": "l@example.org", "password": "short"})
    assert "too short" in text(answer)
    assert 'value="Lindiwe"' in answer.content.decode()
    assert 'value="l@example.org"' in answer.content.decode()


def test_a_link_that_is_cut_off_says_so(client, db):
    answer = client.get("/i/abc/")
    assert answer.status_code == 404
    assert "part of the link is missing" in text(answer)


def test_an_expired_code_says_whom_to_ask_and_the_telephone(team, client):
    ways.by_code_alone(team.thandi)
    made = ways.code_for(team.patient, by=team.doctor)
    answer = client.get(f"/i/{made.secret}/")
    assert answer.status_code == 410
    assert "Ask Dr Rossi for a new one" in text(answer)
    assert "020 7946 0000" in text(answer)


def test_guessing_at_a_way_in_is_slowed_down(team, client, real_time):
    made = ways.asked_in(team.patient, by=team.thandi, now=real_time)
    tries = [
        client.post(
            f"/i/{made.secret}/", {"called": "x", "email": team.doctor.email, "password": ways.LONG}
        ).status_code
        for _ in range(21)
    ]
    assert tries[0] == 200
    assert tries[-1] == 429


# ── The team ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_patient_sees_who_sees_what_and_why(team, client_for):
    page = text(client_for(team.thandi).get(path("team", team.patient.pk)))
    for words in ("Mia Berg", "Coach, nutrition", "Since 1 March 2026", "Sees only what you ticked: My goals.", "999",
                  "Concord is not an emergency service", "020 7946 0000", "within 3 working days", "Sees everything, as your coach."):  # fmt: skip
        assert words in page, words


def test_a_professional_sees_the_team_but_decides_nothing_in_it(team, client_for):
    page = client_for(team.coach).get(path("team", team.patient.pk))
    assert "Sipho Mokoena" in text(page)
    assert "Change" not in text(page)
    assert "Who looked" not in text(page)
    assert path("leave", team.patient.pk) in page.content.decode()


@pytest.mark.parametrize(("who", "status"), [("supporter", 403), ("former", 404), ("stranger", 404)])
def test_the_team_is_not_for_everybody(team, client_for, who, status):
    assert client_for(getattr(team, who)).get(path("team", team.patient.pk)).status_code == status


def test_the_team_page_asks_few_questions(team, client_for, django_assert_max_num_queries, real_time):
    for _ in range(6):
        ways.asked_in(team.patient, by=team.thandi, now=real_time)
        people.tie(team.patient, people.person("Sibling"), Role.SUPPORTER, by=team.thandi, detail="sibling")
    client = client_for(team.thandi)
    with django_assert_max_num_queries(12):
        client.get(path("team", team.patient.pk))


def test_what_somebody_sees_changes_at_their_next_look(team, client_for):
    thandi, tie = client_for(team.thandi), None
    with acting_as(team.thandi):
        tie = CareTie.objects.get(person=team.supporter)
    page = thandi.get(path("share", team.patient.pk, tie.pk)).content.decode()
    assert re.search(r'value="GOALS"[^>]*checked', page)
    thandi.post(path("share", team.patient.pk, tie.pk), {"topics": ["STORY", "DAYS"]})
    with acting_as(team.thandi):
        assert CareTie.objects.get(pk=tie.pk).topics == ["STORY", "DAYS"]


def test_an_ended_place_counts_at_the_next_look(team, client_for):
    coach, thandi = client_for(team.coach), client_for(team.thandi)
    assert coach.get(path("team", team.patient.pk)).status_code == 200
    with acting_as(team.thandi):
        tie = CareTie.objects.get(person=team.coach)
    assert thandi.get(path("end_tie", team.patient.pk, tie.pk)).status_code == 405
    thandi.post(path("end_tie", team.patient.pk, tie.pk))
    assert coach.get(path("team", team.patient.pk)).status_code == 404


def test_a_closed_account_is_out_at_the_next_look(team, client_for):
    coach = client_for(team.coach)
    Person.objects.filter(pk=team.coach.pk).update(is_active=False)
    answer = coach.get(path("team", team.patient.pk))
    assert answer.headers["Location"].startswith("/accounts/login/")


def test_other_peoples_numbers_open_nothing(team, client_for, real_time):
    """Numbers of another patient's ties and invitations, under one's own address."""
    other = people.record(team.practice, team.coach, "Jonas")
    jonas = people.person("Jonas")
    people.tie(other, jonas, Role.PATIENT, by=team.coach)
    made = ways.asked_in(other, by=jonas, now=real_time).invitation
    with acting_as(jonas):
        tie = CareTie.objects.get(patient=other, person=team.coach)
    thandi = client_for(team.thandi)
    for name, number in (("share", tie.pk), ("end_tie", tie.pk), ("withdraw", made.pk), ("made_invitation", made.pk)):
        address = path(name, team.patient.pk, number)
        assert thandi.post(address).status_code in (404, 405), address
        assert thandi.get(address).status_code in (404, 405), address
    assert client_for(team.coach).get(path("made_invitation", team.patient.pk, made.pk)).status_code == 404
    with acting_as(jonas):
        assert CareTie.objects.still_open().filter(pk=tie.pk).exists()
        assert Invitation.objects.pending(real_time).filter(pk=made.pk).exists()


def test_inviting_a_supporter_by_the_patient(team, client_for):
    given = {"called": "Lindiwe", "role": "SUPPORTER", "detail": "daughter", "email": "", "topics": ["GOALS"]}
    thandi = client_for(team.thandi)
    shown = thandi.post(path("invite", team.patient.pk), given, follow=True)
    assert "An invitation for Lindiwe" in text(shown)
    assert "Lindiwe" in text(thandi.get(path("team", team.patient.pk)))
    with acting_as(team.thandi):
        made = Invitation.objects.get(called="Lindiwe")
    assert made.topics == ["GOALS"]
    taken = thandi.post(path("withdraw", team.patient.pk, made.pk), follow=True)
    assert "taken back" in text(taken)


def test_a_professional_is_not_offered_topics_and_cannot_send_them(team, client_for):
    doctor = client_for(team.doctor)
    assert 'name="topics"' not in doctor.get(path("invite", team.patient.pk)).content.decode()
    given = {"called": "Lindiwe", "role": "SUPPORTER", "detail": "daughter", "topics": ["GOALS"]}
    doctor.post(path("invite", team.patient.pk), given)
    with acting_as(team.doctor):
        assert Invitation.objects.get(called="Lindiwe").topics == []


def test_an_invitation_by_e_mail_says_what_became_of_its_letter(team, client_for):
    with mail.mail_server() as inbox:
        mail.set_server(team.practice, by=team.doctor, port=inbox.port)
        given = {"called": "Lindiwe", "role": "SUPPORTER", "detail": "daughter", "email": "l@example.org"}
        shown = client_for(team.thandi).post(path("invite", team.patient.pk), given, follow=True)
    assert "An e-mail to l@example.org is on its way." in text(shown)


def test_a_colleague_is_added_by_one_press(team, client_for):
    ana = people.member(team.practice, "Ana", Role.COACH, "sleep")
    doctor = client_for(team.doctor)
    page = doctor.get(path("add_colleague", team.patient.pk))
    assert "Ana, Coach, sleep" in text(page)
    assert "Mia Berg" not in text(page)
    doctor.post(path("add_colleague", team.patient.pk), {"member": people.place_of(ana).pk})
    assert client_for(ana).get(path("team", team.patient.pk)).status_code == 200
    answer = doctor.post(path("add_colleague", team.patient.pk), {"member": people.place_of(team.stranger).pk})
    assert answer.status_code == 200
    assert "not one of the available choices" in text(answer)


def test_a_supporter_leaves_by_themself(team, client_for):
    client = client_for(team.supporter)
    assert "Leave Thandi’s team?" in text(client.get(path("leave", team.patient.pk)))
    client.post(path("leave", team.patient.pk))
    assert client.get(path("leave", team.patient.pk)).status_code == 404


def test_the_only_professional_is_told_why_they_stay(team, client_for):
    with acting_as(team.thandi):
        CareTie.objects.filter(person__in=[team.coach, team.therapist]).update(until_at=people.SPRING)
    answer = client_for(team.doctor).post(path("leave", team.patient.pk))
    assert "Add a colleague first" in text(answer)


def test_a_wrong_year_is_said_and_kept(team, client_for):
    answer = client_for(team.thandi).post(
        path("correct_record", team.patient.pk), {"called": "Thandi", "birth_year": "1785"}
    )
    assert "between 1890 and" in text(answer)
    assert 'value="1785"' in answer.content.decode()


# ── Who looked ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_patient_reads_who_looked_in_plain_words(team, client_for):
    for _ in range(3):
        client_for(team.coach).get(path("team", team.patient.pk))
    client_for(team.supporter).get(path("team", team.patient.pk))
    page = text(client_for(team.thandi).get(path("trace", team.patient.pk)))
    assert re.search(r"Mia Berg Coach, nutrition \d\d:\d\d came to see who is in the team \(3 times\)", page)
    assert "wanted to see who is in the team, and was refused" in page
    assert "Thandi Mokoena changed" not in page


def test_who_looked_is_for_the_patient(team, client_for):
    assert client_for(team.doctor).get(path("trace", team.patient.pk)).status_code == 403


def test_a_long_trace_is_read_page_by_page_and_loses_nothing(team, client_for, now):
    with acting_as(team.coach):
        Trace.objects.bulk_create(
            Trace(at=now, patient=team.patient, person=team.coach, what=f"act {number}") for number in range(450)
        )
    client, address, seen = client_for(team.thandi), path("trace", team.patient.pk), []
    for _ in range(3):
        page = client.get(address).content.decode()
        seen += re.findall(r"act (\d+)", page)
        more = re.search(r'href="(\?before=[^"]+)"', page)
        address = path("trace", team.patient.pk) + (more[1] if more else "")
    assert sorted(map(int, seen)) == list(range(450))
    for nonsense in ("x", "2026", "2026-05-03T00:00:00+00:00_zzz", "\x00", "9" * 400):
        assert client.get(path("trace", team.patient.pk), {"before": nonsense}).status_code == 200


# ── The practice ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["practice", "members", "invite_member"])
@pytest.mark.parametrize(("who", "status"), [("doctor", 200), ("coach", 403), ("thandi", 404), ("stranger", 404)])
def test_the_practice_is_for_who_looks_after_it(team, client_for, name, who, status):
    assert client_for(getattr(team, who)).get(path(name, team.practice.pk)).status_code == status


def test_settings_are_saved(team, client_for):
    given = {
        "called": "Oak",
        "emergency_number": "112",
        "phone": "",
        "answer_days": "5",
        "zone": "Asia/Kolkata",
        "language": "en-gb",
    }
    answer = client_for(team.doctor).post(path("practice", team.practice.pk), given, follow=True)
    assert "Saved." in text(answer)
    practice = Practice.objects.get(pk=team.practice.pk)
    assert (practice.called, practice.answer_days, practice.zone) == ("Oak", 5, "Asia/Kolkata")


def test_the_link_of_an_invitation_is_shown_to_whoever_made_it_and_to_the_patient(team, client_for, real_time):
    made = ways.asked_in(team.patient, by=team.doctor, role=Role.DOCTOR, now=real_time)
    address = path("made_invitation", team.patient.pk, made.invitation.pk)
    for who, shown in ((team.coach, False), (team.therapist, False), (team.doctor, True), (team.thandi, True)):
        page = client_for(who).get(address)
        assert (made.secret in page.content.decode()) is shown, who.called
        assert ("Only Dr Rossi, who made it, can show the link" in text(page)) is not shown


def test_the_link_to_the_practice_is_shown_to_whoever_made_it_alone(team, client_for, real_time):
    made = ways.employed(team.practice, by=team.doctor, role=Role.DOCTOR, now=real_time)
    with acting_as(team.doctor):
        Membership.objects.filter(person=team.coach).update(administers=True)
    address = path("practice_invitation", team.practice.pk, made.invitation.pk)
    assert made.secret not in client_for(team.coach).get(address).content.decode()
    assert made.secret in client_for(team.doctor).get(address).content.decode()


def test_a_coach_is_offered_no_role_that_they_may_not_ask_in(team, client_for):
    page = client_for(team.coach).get(path("invite", team.patient.pk)).content.decode()
    assert [role for role in Role if f'value="{role.value}"' in page] == [Role.COACH, Role.SUPPORTER]


def test_a_member_is_invited_changed_and_ended(team, client_for):
    doctor = client_for(team.doctor)
    shown = doctor.post(path("invite_member", team.practice.pk), {"called": "Ana", "role": "COACH", "discipline": "sleep"}, follow=True)  # fmt: skip
    link = re.search(r'value="http://localhost:8000(/i/[^"]+)"', shown.content.decode())[1]
    ana = Client()
    assert "invites you to work at Practice at the Linden , as coach (sleep)" in text(ana.get(link))
    ana.post(link, {"called": "Ana", "email": "ana@example.org", "password": ways.LONG})
    member = people.place_of(Person.objects.get(called="Ana"))
    doctor.post(path("member", team.practice.pk, member.pk), {"discipline": "rest", "administers": "on"})
    member = people.place_of(member.person)
    assert (member.discipline, member.administers) == ("rest", True)
    assert "Whoever runs the server can make a one-time link" in text(
        doctor.get(path("member", team.practice.pk, member.pk))
    )
    assert doctor.get(path("end_membership", team.practice.pk, member.pk)).status_code == 200
    doctor.post(path("end_membership", team.practice.pk, member.pk))
    assert ana.get(path("practice", team.practice.pk)).status_code == 404


def test_members_of_another_practice_are_not_here(team, client_for):
    number = people.place_of(team.stranger).pk
    doctor = client_for(team.doctor)
    for name in ("member", "end_membership", "member_way_back"):
        assert doctor.post(path(name, team.practice.pk, number)).status_code == 404

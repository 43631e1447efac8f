"""Two people, one moment: committed transactions on connections of their own."""

import threading

from django.db import connection

from concord.access.guard import Refused
from concord.people.models import Membership, Patient, Person, Practice
from concord.people.roles import Role
from concord.team import actions
from concord.team.actions.practice import Founder
from tests.make import people
from tests.make import team as ways
from tests.make.people import SPRING

PRACTICE = {
    "called": "First", "zone": "Europe/London", "language": "en-gb", "emergency_number": "999", "answer_days": 3, "phone": "",
}  # fmt: skip


def at_once(*calls):
    """Run them in threads that start together; gives what each returned or was refused with."""
    gate, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        gate.wait()
        try:
            answers[place] = call()
        except Refused as refusal:
            answers[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_windows_set_up_one_practice(site):
    with site.acting(None):
        before = Practice.objects.count()

    def founding(number):
        founder = Founder(f"Dr {number}", f"founder{number}@example.org", ways.LONG, Role.DOCTOR)
        return lambda: actions.set_up(founder=founder, practice=PRACTICE, now=SPRING)

    answers = at_once(*(founding(number) for number in range(3)))
    assert before == 0
    assert sum(isinstance(answer, Membership) for answer in answers) == 1
    assert sum("set up already" in getattr(answer, "sentence", "") for answer in answers) == 2
    with site.acting(None):
        assert Practice.objects.count() == 1


def test_of_several_who_use_one_code_at_once_one_comes_in(site):
    with site.acting(None):
        doctor = people.person("Dr Race")
        patient = people.record(people.practice(doctor, "Racing"), doctor)
        invited = ways.code_for(patient, by=doctor)
    answers = at_once(*(lambda n=number: ways.joined(invited, f"Racer {n}") for number in range(4)))
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(refused) == 3
    assert all("used already" in refusal.sentence for refusal in refused)
    with site.acting(None):
        assert Person.objects.filter(called__startswith="Racer").count() == 1


def test_a_form_sent_twice_at_once_opens_one_record(site):
    from uuid import uuid4

    from django.db import transaction

    from concord.database.acting import acting_as

    with site.acting(None):
        doctor = people.person("Dr Double")
        practice = people.practice(doctor, "Double")
    key = uuid4()

    def send():
        with transaction.atomic(), acting_as(doctor):
            return actions.add_patient(
                practice=practice, called="Thandi", birth_year=1984, key=key, by=doctor, now=SPRING
            )

    first, second = at_once(send, send)
    assert first.secret == second.secret
    with site.acting(doctor):
        assert Patient.objects.filter(practice=practice).count() == 1


def test_one_person_is_employed_once(site):
    with site.acting(None):
        doctor, ana = people.person("Dr Twice"), people.person("Ana")
        practice = people.practice(doctor, "Twice")
        invited = [ways.employed(practice, by=doctor) for _ in range(2)]
    answers = at_once(
        *(lambda one=one: actions.accept_invitation(secret=one.secret, by=ana, now=SPRING) for one in invited)
    )
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    with site.acting(ana):
        assert Membership.objects.filter(person=ana).count() == 1

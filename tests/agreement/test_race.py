"""Two people, one text, one moment: committed transactions on connections of their own."""

import threading

from django.db import connection, transaction

from concord.access.permissions import Permission
from concord.agreement import actions
from concord.agreement.models import Acknowledgement, Version
from concord.database.acting import acting_as
from concord.people.roles import Topic
from tests.make.people import SPRING

WRITE, YES = Permission.WRITE_GOAL, Permission.ACKNOWLEDGE_GOAL


def at_once(*calls):
    gate, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, person, call):
        gate.wait()
        try:
            with transaction.atomic(), acting_as(person):
                answers[place] = call()
        except actions.ChangedMeanwhile as told:
            answers[place] = told
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, *call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def begun(site, team):
    with site.acting(team.thandi):
        return actions.begin_text(
            patient=team.patient,
            topic=Topic.GOALS,
            words={"words": "walk"},
            permission=WRITE,
            by=team.thandi,
            now=SPRING,
        )


def test_of_two_who_save_at_once_one_wins_and_the_other_holds_both_texts(site, lived_in):
    text = begun(site, lived_in)

    def saving(person):
        given = {
            "text": text,
            "seen": 1,
            "words": {"words": f"by {person.called}"},
            "permission": WRITE,
            "by": person,
            "now": SPRING,
        }
        return person, lambda: actions.revise_text(**given)

    answers = at_once(saving(lived_in.thandi), saving(lived_in.doctor))
    told = [answer for answer in answers if isinstance(answer, actions.ChangedMeanwhile)]
    won = [answer for answer in answers if isinstance(answer, Version)]
    assert (len(told), len(won)) == (1, 1)
    assert told[0].newest.words == won[0].words
    assert told[0].yours != won[0].words
    with site.acting(lived_in.thandi):
        assert Version.objects.filter(text=text).count() == 2


def test_a_yes_tapped_twice_at_once_is_one_yes(site, lived_in):
    text = begun(site, lived_in)
    saying = {"text": text, "number": 1, "permission": YES, "by": lived_in.thandi, "now": SPRING}
    at_once(*[(lived_in.thandi, lambda: actions.acknowledge(**saying))] * 3)
    with site.acting(lived_in.thandi):
        assert Acknowledgement.objects.filter(version__text=text).count() == 1

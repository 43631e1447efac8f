"""A double tap on a slow line: two posts at one moment have one effect, and both are answered with a page."""

import uuid

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from concord.conversation.models import Heard, Message
from concord.visits.models import Visit
from tests.make import conversation as make
from tests.make import people
from tests.team.test_race import at_once


def twice(person, address, data):
    def post():
        client = Client(raise_request_exception=False)
        client.force_login(person)
        return client.post(address, data).status_code

    return at_once(post, post)


def test_what_is_sent_twice_at_one_moment_is_there_once(site):
    with site.acting(None):
        team = people.whole_team()
        thread = make.thread(team.patient, team.thandi, team.coach, team.doctor)
        first = make.first_of(thread, team.coach)
    patient, today = team.patient.pk, timezone.now().date().isoformat()
    sent = {"words": "Hello you two", "key": str(uuid.uuid4()), "do": "send"}
    assert max(twice(team.coach, reverse("conversation:send", args=[patient, thread.pk]), sent)) < 400
    heard = {"words": "I heard this. I will ring.", "seen": 1}
    assert max(twice(team.coach, reverse("conversation:hear", args=[patient, first.pk]), heard)) < 400
    assert max(twice(team.doctor, reverse("visits:screen", args=[patient]), {"on": today, "words": "x"})) < 400
    with site.acting(team.coach):
        assert Message.objects.filter(thread=thread, words="Hello you two").count() == 1
        assert Heard.objects.filter(message=first).count() == 1
        assert Visit.objects.filter(patient=patient).count() == 1

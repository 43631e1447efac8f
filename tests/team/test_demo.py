"""The demo's door: one click in the demo, not there at all anywhere else."""

import os
import subprocess
import sys

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from concord.team import demo_people, views

pytestmark = pytest.mark.django_db


def test_there_is_no_such_address_outside_the_demo(client, team):
    with pytest.raises(NoReverseMatch):
        reverse("team:demo")
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"who": team.doctor.pk}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_view_itself_refuses_outside_the_demo(team):
    with pytest.raises(Http404):
        views.demo_door(RequestFactory().post("/demo/", {"who": str(team.doctor.pk)}))


@pytest.mark.parametrize(("value", "there"), [("1", True), ("", False), ("0", False), ("true", False)])
def test_only_the_environment_of_the_demo_registers_it(value, there):
    asks = "import django; django.setup(); from concord.team.urls import urlpatterns; print('demo' in [p.name for p in urlpatterns])"
    done = subprocess.run(
        [sys.executable, "-c", asks], capture_output=True, text=True, check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "concord.settings", "CONCORD_DEMO": value},
    )  # fmt: skip
    assert done.stdout.strip() == str(there)


def test_everybody_is_listed_with_where_they_stand(team):
    groups = {
        group.label: {one.person.called: one.words for one in group.people} for group in demo_people.everybody({})
    }
    assert groups["Professionals"]["Dr Rossi"] == "Doctor, general practice of one person"
    assert groups["Professionals"]["Dr Old"] == "Doctor of 0 people"
    assert groups["Patients"] == {"Thandi Mokoena": "patient"}
    assert groups["Supporters"] == {"Sipho Mokoena": "Supporter, husband, beside Thandi"}


def test_the_demo_may_say_more_and_in_its_own_order(team):
    about = {team.coach.email: "who walks with people", team.doctor.email: "the doctor"}
    [first, second, *_] = demo_people.everybody(about)[0].people
    assert (first.person, first.words) == (team.coach, "who walks with people")
    assert second.person == team.doctor


def test_one_click_in_the_demo(team, settings, rf, client):
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.sessions.backends.db import SessionStore

    settings.DEMO = True
    request = rf.post("/demo/", {"who": str(team.coach.pk)})
    request.session, request.user = SessionStore(), AnonymousUser()
    assert views.demo_door(request).headers["Location"] == "/"
    assert request.session["_auth_user_id"] == str(team.coach.pk)
    request.POST = {"who": "999999"}
    with pytest.raises(Http404):
        views.demo_door(request)

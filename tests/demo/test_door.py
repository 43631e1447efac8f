"""The demo's door: one click in the demo, not there at all anywhere else."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from concord.demo import entering, views


@pytest.mark.django_db
def test_there_is_no_such_address_outside_the_demo(client, team):
    with pytest.raises(NoReverseMatch):
        reverse("demo:door")
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"who": team.doctor.pk}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_the_view_itself_refuses_outside_the_demo(team):
    with pytest.raises(Http404):
        views.door(RequestFactory().post("/demo/", {"who": str(team.doctor.pk)}))


@pytest.mark.parametrize(("value", "there"), [("1", True), ("", False), ("true", False)])
def test_only_the_environment_of_the_demo_registers_it(value, there):
    asks = "import django; django.setup(); from django.urls import resolve, Resolver404\ntry: print(bool(resolve('/demo/')))\nexcept Resolver404: print(False)"
    done = subprocess.run(
        [sys.executable, "-c", asks], capture_output=True, text=True, check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "concord.settings", "CONCORD_DEMO": value, "DATABASE_URL": "postgresql:///concord_demo"},
    )  # fmt: skip
    assert done.stdout.strip() == str(there)


@pytest.mark.django_db
def test_one_click_lets_in_as_anybody_and_as_nobody_else(team, settings, rf):
    settings.DEMO = True
    request = rf.post("/demo/", {"who": str(team.coach.pk)})
    request.session, request.user = SessionStore(), AnonymousUser()
    assert views.door(request).headers["Location"] == "/"
    assert request.session["_auth_user_id"] == str(team.coach.pk)
    request.POST = {"who": "999999"}
    with pytest.raises(Http404):
        views.door(request)


def test_it_lists_patients_first_each_with_a_line(filled):
    patients, practice, supporters = entering.everybody()
    assert [one.person.called for one in patients.people][:2] == ["Thandi Mokoena", "Jonas Keller"]
    assert len(patients.people) == 7
    assert len(practice.people) == 7
    assert [one.person.called for one in supporters.people] == ["Sipho Mokoena", "Anneke van Wyk"]
    lines = [one.line for group in (patients, practice, supporters) for one in group.people]
    assert all(lines)
    assert len(set(lines)) == len(lines)


def test_the_demo_never_opens_on_another_database():
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"], capture_output=True, text=True, check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "concord.settings", "CONCORD_DEMO": "1", "DATABASE_URL": "postgresql:///concord"},
    )  # fmt: skip
    assert done.returncode != 0
    assert "never opens a real practice" in done.stderr

"""What every request passes: one transaction, who acts in it, refusals as pages, careful headers."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from concord.access.guard import NotAllowed, Refused
from concord.access.models import Trace
from concord.access.permissions import Permission
from concord.database.acting import acting_person
from concord.people.models import Practice
from concord.web.middleware import OneTransaction, careful_headers

pytestmark = pytest.mark.django_db


def ask(person, view, **cookies):
    request = RequestFactory().get("/anything/")
    request.user, request.htmx = person, False
    request.COOKIES.update(cookies)
    middleware = OneTransaction(lambda asked: with_exceptions(middleware, asked, view))
    return middleware(request)


def with_exceptions(middleware, request, view):
    """As Django's handler does: an exception becomes the answer of process_exception, or a 500."""
    try:
        return view(request)
    except Exception as error:
        return middleware.process_exception(request, error) or HttpResponse(status=500)


def rename(request, status=200, error=None):
    Practice.objects.update(called="changed")
    if error:
        raise error
    return HttpResponse(status=status)


def test_the_signed_in_person_acts_and_only_inside(team):
    seen = []
    ask(team.coach, lambda request: HttpResponse(str(seen.append(acting_person()))))
    assert seen == [team.coach.pk]
    assert acting_person() is None


@pytest.mark.parametrize(("status", "kept"), [(200, True), (302, True), (422, True), (500, False), (503, False)])
def test_an_answer_of_500_takes_everything_back(team, status, kept):
    ask(team.doctor, lambda request: rename(request, status))
    assert Practice.objects.filter(called="changed").exists() == kept


@pytest.mark.parametrize(
    "error", [RuntimeError("x"), Refused("Not now."), NotAllowed("No.", permission=Permission.SEE_PLAN)]
)
def test_a_fault_or_a_refusal_takes_everything_back(team, error):
    ask(team.doctor, lambda request: rename(request, error=error))
    assert not Practice.objects.filter(called="changed").exists()


def test_a_refusal_is_a_sentence_and_leaves_a_trace(team, acting):
    refusal = NotAllowed("As coach you cannot do this.", permission=Permission.PROPOSE_TREATMENT, patient=team.patient)
    answer = ask(team.coach, lambda request: rename(request, error=refusal))
    assert answer.status_code == 403
    assert b"As coach you cannot do this." in answer.content
    acting(team.thandi)
    assert Trace.objects.filter(person=team.coach, allowed=False, permission="PROPOSE_TREATMENT").count() == 1


def test_a_database_that_does_not_answer_is_a_503_with_a_time_to_come_back(team):
    class Lost:
        is_authenticated = property(lambda self: (_ for _ in ()).throw(OperationalError("gone")))

    answer = ask(Lost(), lambda request: HttpResponse())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")


def test_a_view_that_loses_the_database_is_a_503_too(team):
    assert ask(team.doctor, lambda request: rename(request, error=OperationalError("gone"))).status_code == 503


@pytest.mark.parametrize(
    ("cookie", "zone"),
    [
        ("Pacific/Kiritimati", "Pacific/Kiritimati"),
        ("../../etc/passwd", "Europe/London"),
        ("\x00", "Europe/London"),
        ("", "Europe/London"),
    ],
)
def test_the_devices_zone_counts_if_it_exists(team, cookie, zone):
    from django.utils import timezone

    seen = []
    ask(team.thandi, lambda request: HttpResponse(str(seen.append(timezone.get_current_timezone_name()))), zone=cookie)
    assert seen == [zone]


def test_nothing_about_a_person_is_cached(team):
    answer = careful_headers(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "HX-Request" in answer.headers["Vary"]


def test_the_connection_knows_nobody_after_a_request(client_for, team):
    client_for(team.doctor).get("/healthz")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('concord.person', true)")
        assert cursor.fetchone()[0] in (None, "")

"""Parts of life on the page: folded until somebody opens one, every number a tap that works without script."""

from html import unescape

import pytest
from django.urls import reverse

from concord.database.acting import acting_as
from concord.goals.forms.areas import AreasForm
from concord.goals.models import LifeArea, LifeAreaRating

pytestmark = pytest.mark.django_db


def page(client, team, **posted):
    address = reverse("goals:areas", args=[team.patient.pk])
    return client.post(address, posted) if posted else client.get(address)


def test_each_part_of_life_is_one_line_that_says_what_was_said_until_it_is_opened(team, client_for):
    thandi = client_for(team.thandi)
    assert page(thandi, team, SLEEP_now="6", SLEEP_wanted="8").status_code == 302
    shown = unescape(page(thandi, team).content.decode())
    assert shown.count('<summary><span class="figure">') == len(LifeArea)
    assert 'area-row" open' not in shown
    assert "<select" not in shown
    assert 'name="SLEEP_now" value="6" id="id_SLEEP_now_6" checked' in shown
    assert 'name="BODY_now" value="" id="id_BODY_now_11" checked' in shown, "what was not said stays open"


def test_what_is_left_open_or_left_out_is_not_said(team, client_for):
    assert page(client_for(team.thandi), team, SLEEP_now="6", SLEEP_wanted="", ENERGY_now="").status_code == 302
    with acting_as(team.thandi):
        assert [(one.area, one.now, one.wanted) for one in LifeAreaRating.objects.all()] == [("SLEEP", 6, None)]


def test_the_part_that_has_to_be_put_right_is_open_and_keeps_what_was_typed(team, client_for):
    answer = page(client_for(team.thandi), team, OTHER_now="3", SLEEP_now="6")
    assert answer.status_code == 422
    shown = unescape(answer.content.decode())
    assert shown.count('area-row" open') == 1
    assert "Please say in a word or two what “something else” is." in shown
    assert 'name="OTHER_now" value="3" id="id_OTHER_now_3" checked' in shown
    assert [row.open for row in AreasForm({"SLEEP_now": "11"}).rows].index(True) == 0

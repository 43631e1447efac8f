"""Windows for the pages of the story."""

import pytest
from django.urls import reverse


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

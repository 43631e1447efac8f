"""What several tests of this room begin with."""

import pytest

from concord.database.acting import acting_as
from concord.notices.actions import set_mail_server
from tests.make.people import SPRING


@pytest.fixture
def mail(team):
    with acting_as(team.doctor):
        set_mail_server(practice=team.practice, host="mail.example.org", port=587, security="STARTTLS", username="u", password="p",
                        from_address="concord@example.org", by=team.doctor, now=SPRING)  # fmt: skip

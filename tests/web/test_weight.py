"""Pages are light on the way, and each form says in plain words what is missing."""

import gzip


def test_today_is_compressed_for_a_browser_that_asks(team, client_for):
    path = f"/patients/{team.patient.pk}/today/"
    plain = client_for(team.thandi).get(path)
    packed = client_for(team.thandi).get(path, headers={"accept-encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert b"Good " in gzip.decompress(packed.content)
    assert len(packed.content) < len(plain.content) / 2


def test_what_is_missing_is_said_in_plain_words(team, client_for):
    answer = client_for(team.thandi).post(f"/patients/{team.patient.pk}/medicines/new/", {"called": ""})
    assert answer.status_code == 422
    assert "This is still needed." in answer.content.decode()

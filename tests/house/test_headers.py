"""What every answer carries: the policy word for word, nothing kept in a cache, and no cookie but ours."""

from __future__ import annotations

import pytest

from tests.house.cells import Matrix
from tests.house.expectations import TABLE

POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'",
    "manifest-src 'self'", "worker-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
}  # fmt: skip
BOXED = {"default-src 'none'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'", "sandbox"}
"""What somebody else's file is handed out with: stricter than any page of ours."""
FILES = {"conversation:file"}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
OURS = {"concord", "concord-csrf"}


@pytest.mark.parametrize("role", ["patient", "signed_out"])
@pytest.mark.parametrize("name", TABLE)
def test_every_answer_is_careful(name: str, role: str, matrix: Matrix):
    """Pages, refusals, fragments and ways to elsewhere alike."""
    path = matrix.address(name, TABLE[name])
    for verb in ("GET", "POST"):
        answer = matrix.ask(role, verb, path).response
        said = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
        handed_out = name in FILES and answer.status_code == 200
        assert said == (BOXED if handed_out else POLICY), verb
        assert {header: answer[header] for header in ALWAYS} == ALWAYS, verb
        assert "HX-Request" in answer["Vary"], verb
        assert "no-store" in answer["Cache-Control"], verb
        assert "geolocation=()" in answer["Permissions-Policy"], verb
        assert set(answer.cookies) <= OURS, verb
        for called, cookie in answer.cookies.items():
            if cookie.value:  # Else it is being removed.
                assert cookie["samesite"] == "Lax", called
                assert cookie["httponly"], called
        assert "Server" not in answer
        assert "X-Powered-By" not in answer

"""One form, one effect: what is sent again, by a double tap or after a lost answer, is led to what the first time made."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]
SECONDS_REMEMBERED = 24 * 60 * 60
TOKEN = "csrfmiddlewaretoken"  # noqa: S105
"""A new one each time a page is made, the same in each form of one page: it tells a form sent twice from one filled in twice."""


def once(view: View) -> View:
    """Inside the door. For views that make a new thing each time; others have one effect by the state of things."""

    @wraps(view)
    def sent(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or TOKEN not in request.POST:
            return view(request, *args, **kwargs)
        key = _of_what_was_sent(request)
        # In the request's own transaction: a second one that comes meanwhile waits here for the end of the first.
        if not cache.add(key, "", SECONDS_REMEMBERED):
            return redirect(cache.get(key) or request.path)
        answer = view(request, *args, **kwargs)
        if answer.status_code == 302:
            cache.set(key, answer["Location"], SECONDS_REMEMBERED)
        else:
            cache.delete(key)
        return answer

    return sent


def _of_what_was_sent(request: HttpRequest) -> str:
    """Not readable: what people typed is not kept, only that this was it."""
    told = sorted((name, values) for name, values in request.POST.lists())
    return f"once:{sha256(repr((request.user.pk, request.path, told)).encode('utf-8', 'surrogatepass')).hexdigest()}"

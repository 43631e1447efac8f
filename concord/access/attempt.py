"""Let a form carry a refusal: the one place where a view tries an action and shows the sentence beside what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction
from django.forms import BaseForm

from concord.access.guard import Refused

Result = TypeVar("Result")


def attempt(form: BaseForm, action: Callable[..., Result], **given: Any) -> Result | None:
    """Call `action(**given)` and return what it returns; when refused, put the sentence on the form and return None."""
    try:
        with transaction.atomic():
            return action(**given)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return None

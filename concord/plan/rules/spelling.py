"""What may count as a correction of the spelling: its author says so, and the words themselves must not speak against it.

Own rule of Concord: figures, choices and what it rests on are meaning, and a field that was empty or becomes so is too. What is
left, both sides see word by word, and either can say that it changes the meaning for them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

MEANING = ("look_weeks", "stands_on", "goal", "rests_on")
ALIKE = 0.75
"""How alike a corrected field is at least, from 0 to 1."""


def why_not_spelling(before: Mapping[str, str], after: Mapping[str, str]) -> str | None:
    changed = [field for field in {**before, **after} if before.get(field, "") != after.get(field, "")]
    if any(field in MEANING for field in changed):
        return _(
            "The goal, the day to look, the sources and what it stands on are more than spelling. Please save it as a change."
        )
    for field in changed:
        old, new = before.get(field, ""), after.get(field, "")
        if re.findall(r"\d+", old) != re.findall(r"\d+", new):
            return _("A figure is different, and figures are more than spelling. Please save it as a change.")
        if difflib.SequenceMatcher(a=old, b=new, autojunk=False).ratio() < ALIKE:
            return _("These words are so different that they are more than spelling. Please save it as a change.")
    return None


def why_not_object(*, spelling_only: bool, wrote: bool) -> str | None:
    if not spelling_only:
        return _("The newest words are not a correction of the spelling, so everybody was asked again anyway.")
    if wrote:
        return _("You wrote this correction yourself. You can change the words.")
    return None

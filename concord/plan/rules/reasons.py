"""Who stands by a because whose ground has changed, and when there is something to stand by."""

from __future__ import annotations

from django.utils.translation import gettext as _

from concord.plan.rules.proposals import why_not_say


def why_not_stand_by(*, own: bool, by_patient: bool) -> str | None:
    """Whoever gave the reason looks whether it still holds: the patient for their own, the professionals for theirs."""
    if own and not by_patient:
        return _(
            "This is the patient’s own idea, so only they can say whether the reason still holds. You can ask them."
        )
    if not own and by_patient:
        return _("This reason comes from your team, so they look whether it still holds. You can ask them about it.")
    return None


def why_not_say_still_holds(seen: str, *, current: str, words: str) -> str | None:
    """`seen` and `current` name what has changed: on the page that was read, and now."""
    if not current:
        return _("Nothing that this rests on has changed, so there is nothing to look at again.")
    if seen != current:
        return _("Something else has changed since you opened this page. Please look once more.")
    return why_not_say(words)

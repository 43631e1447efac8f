"""The words that stand where somebody asks about a thing, or begins to talk about it."""

from __future__ import annotations

from concord.agreement.models import Version
from concord.conversation.models import Message
from concord.findings import words as findings
from concord.findings.models import Finding
from concord.measures.models import Measure
from concord.plan.models import Step
from concord.plan.reads.team import About
from concord.story.models import PossibleCause, Sentence


def in_view(about: About, part: str = "") -> str:
    """As they are now, since they may change."""
    if about is None:
        return ""
    if isinstance(about, Step):
        return about.words_now
    if isinstance(about, Sentence | Message | PossibleCause):
        return about.words
    if isinstance(about, Measure):
        return about.called
    if isinstance(about, Finding):
        return findings.plain(findings.sentence(about))
    words = Version.objects.current().filter(text=about.text_id).values_list("words", flat=True).get()
    return words.get(part) or words.get("what") or words.get("words", "")

"""Every write of this room."""

from concord.findings.actions.asking import ask_for_run, ask_for_runs
from concord.findings.actions.choosing import choose_use, choose_when_shown
from concord.findings.actions.judging import give_as_evidence, rest_sentence_on, say_looked, take_finding_from
from concord.findings.actions.looking import note_failed_look, run_findings
from concord.findings.actions.saying import say_whether_it_helped

__all__ = [
    "ask_for_run", "ask_for_runs", "choose_use", "choose_when_shown", "give_as_evidence", "note_failed_look", "rest_sentence_on", "run_findings",
    "say_looked", "say_whether_it_helped", "take_finding_from",
]  # fmt: skip

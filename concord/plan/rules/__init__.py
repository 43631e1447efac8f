"""What the plan allows. Pure: no tables, no clock, no request."""

from concord.plan.rules import experiments, moves, understanding
from concord.plan.rules.understanding import is_confirmed, told_back


def states_as_markdown() -> str:
    """The page docs/made/states.md: every table of moves of this room."""
    return moves.states_as_markdown() + understanding.as_markdown() + experiments.as_markdown()


__all__ = ["is_confirmed", "states_as_markdown", "told_back"]

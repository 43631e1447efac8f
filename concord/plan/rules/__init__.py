"""What may happen to recommendations, steps and questions. Pure: a sentence, or None."""

from concord.plan.rules.moves import states_as_markdown

__all__ = ["states_as_markdown"]

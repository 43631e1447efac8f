"""Tables of the plan: recommendations, steps, questions."""

from concord.plan.models.questions import Question, Turn, Wants
from concord.plan.models.reasons import StillHolds
from concord.plan.models.recommendations import Evidence, Kind, Move, Recommendation, State
from concord.plan.models.steps import Step, StepChange, StepDay
from concord.plan.models.understanding import Understanding, Understood

__all__ = [
    "Evidence",
    "Kind",
    "Move",
    "Question",
    "Recommendation",
    "State",
    "Step",
    "StepChange",
    "StepDay",
    "StillHolds",
    "Turn",
    "Understanding",
    "Understood",
    "Wants",
]

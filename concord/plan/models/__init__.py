"""Tables of the plan: recommendations, steps, questions, experiments."""

from concord.plan.models.costs import Cost
from concord.plan.models.experiments import (
    DayLived,
    Draw,
    DrawnDay,
    Experiment,
    ExperimentAnswer,
    ExperimentMove,
    Stands,
    Touches,
)
from concord.plan.models.looking import Review, Weighed
from concord.plan.models.order import Place, Placing, WaitsFor
from concord.plan.models.promises import Ask, HelpNeed
from concord.plan.models.questions import Question, Turn, Wants
from concord.plan.models.reasons import StillHolds
from concord.plan.models.recommendations import (
    AGREED_STATES,
    OVER_STATES,
    Evidence,
    Kind,
    Move,
    Recommendation,
    StandsOn,
    State,
)
from concord.plan.models.steps import Step, StepChange, StepDay
from concord.plan.models.stuck import Outcome, Stuck, StuckSaid
from concord.plan.models.threads import ThreadAbout
from concord.plan.models.understanding import Understanding, Understood

__all__ = [
    "DayLived", "Draw", "DrawnDay", "Evidence", "Experiment", "ExperimentAnswer", "ExperimentMove", "Ask", "Cost",
    "HelpNeed", "Kind", "Move", "Outcome", "Place", "Placing", "Question", "Recommendation", "Stands", "State",
    "Step", "StepChange", "StepDay", "StillHolds", "ThreadAbout", "Touches", "Turn", "Understanding", "Understood", "Wants",
    "Stuck", "StuckSaid", "WaitsFor", "AGREED_STATES", "OVER_STATES", "Review", "StandsOn", "Weighed",
]  # fmt: skip

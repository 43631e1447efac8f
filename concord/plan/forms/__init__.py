"""Shape of what is typed into the plan. Meaning is checked by the rules, when the action runs."""

from concord.plan.forms.answering import AnswerForm, GoOnForm, ReviewForm, SeenForm, ToldWeighForm, WeighLaterForm
from concord.plan.forms.asking import (
    AboutForm,
    ArrangeForm,
    AskForm,
    FindForm,
    HandOverForm,
    NeededWordsForm,
    TalkForm,
    UnderstoodForm,
    WordsForm,
)
from concord.plan.forms.experimenting import (
    DayLivedForm,
    DesignForm,
    HoldForm,
    NumbersForm,
    StopForm,
    WeighForm,
    YesForm,
)
from concord.plan.forms.order import CostForm, PlaceForm
from concord.plan.forms.promises import AnswerAskForm, AskHelpForm, HelpForm, MovePromiseForm, PromiseForm
from concord.plan.forms.proposing import ProposalForm, as_typed
from concord.plan.forms.reasons import StillHoldsForm
from concord.plan.forms.stepping import MarkForm, PauseForm, StepForm
from concord.plan.forms.stuck import ActForm, OutcomeForm, StuckForm
from concord.plan.forms.understanding import ExplainForm, JudgeForm, ToldForm

__all__ = [
    "AboutForm", "ActForm",
    "AnswerAskForm", "AnswerForm", "ArrangeForm", "AskForm", "AskHelpForm", "CostForm", "DayLivedForm",
    "DesignForm", "FindForm", "HandOverForm", "HelpForm", "HoldForm", "MarkForm", "MovePromiseForm",
    "NeededWordsForm", "NumbersForm", "OutcomeForm", "PauseForm", "PlaceForm", "PromiseForm", "ProposalForm",
    "StepForm", "StillHoldsForm", "StopForm", "StuckForm", "TalkForm", "UnderstoodForm", "WeighForm",
    "WordsForm", "YesForm", "as_typed",
    "ExplainForm", "JudgeForm", "ToldForm",
    "GoOnForm", "ReviewForm", "SeenForm", "ToldWeighForm", "WeighLaterForm",
]  # fmt: skip

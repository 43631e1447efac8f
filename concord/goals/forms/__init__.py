"""Shape of what is typed about goals; the rules check the meaning, when the action runs."""

from concord.goals.forms.areas import AreasForm, ReadinessForm
from concord.goals.forms.priorities import JoinForm, WishesForm
from concord.goals.forms.suggesting import AnswerSuggestionForm, SuggestForm
from concord.goals.forms.writing import EndForm, GoalForm, RatingForm

__all__ = [
    "AnswerSuggestionForm", "AreasForm", "EndForm", "GoalForm", "JoinForm", "RatingForm", "ReadinessForm", "SuggestForm", "WishesForm",
]  # fmt: skip

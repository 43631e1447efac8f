"""The plan as pages show it: recommendations, steps and questions, each in few queries however many there are."""

from concord.plan.reads.agreeing import LookDue, Looks, Said, looks_due, looks_since, team_of
from concord.plan.reads.beginnings import Begun, experiment_begun_from, measures_to_try
from concord.plan.reads.experiments import (
    ExperimentInView,
    compare_with_stop,
    experiment_today,
    experiments_of,
    look_at_stop,
)
from concord.plan.reads.one_tap import why_not_one_tap
from concord.plan.reads.promises import (
    PromiseInView,
    ask_of,
    asks_in,
    asks_of,
    could_be_asked,
    help_of,
    helped_by,
    promise_of,
    promised_by,
    promises_in,
)
from concord.plan.reads.questions import (
    AllQuestions,
    QuestionInView,
    all_questions,
    cause_of,
    coach_for,
    coach_is_in,
    day_thing_of,
    message_of,
    open_questions,
    others_who_could,
    question_in_view,
    question_of,
    questions_about,
    questions_for,
    sentence_of,
)
from concord.plan.reads.reasons import ReasonChanged, changed_reasons
from concord.plan.reads.recommendations import (
    InView,
    one_in_view,
    recommendation_of,
    recommendations,
    sources_to_choose,
    versions_of,
    what_of,
)
from concord.plan.reads.steps import StepDue, StepInView, changes_of, step_in_view, step_of, steps, steps_due
from concord.plan.reads.stuck import looks_at_the_whole, stuck_of
from concord.plan.reads.understanding import (
    UnderstandingInView,
    understanding_in_view,
    understanding_of,
    written_down_by,
)

__all__ = [
    "AllQuestions", "all_questions", "questions_about", "cause_of", "message_of", "sentence_of", "ReasonChanged", "changed_reasons", "Begun",
    "compare_with_stop", "ExperimentInView", "experiment_begun_from", "experiment_today", "experiments_of", "look_at_stop", "measures_to_try", "InView",
    "QuestionInView", "StepDue", "StepInView", "changes_of", "one_in_view", "open_questions", "what_of",
    "looks_at_the_whole", "stuck_of", "PromiseInView", "ask_of", "asks_in", "asks_of", "could_be_asked", "help_of",
    "helped_by", "promise_of", "promised_by", "promises_in", "question_in_view", "question_of", "questions_for",
    "recommendation_of", "recommendations", "sources_to_choose", "step_of", "step_in_view", "steps", "steps_due",
    "versions_of", "others_who_could", "UnderstandingInView", "coach_for", "coach_is_in", "day_thing_of", "understanding_in_view",
    "understanding_of", "written_down_by", "LookDue", "Looks", "Said", "looks_due", "looks_since", "team_of", "why_not_one_tap",
]  # fmt: skip

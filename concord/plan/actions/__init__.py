"""Every write of the plan, by what is written."""

from concord.plan.actions.answers import (
    answer_recommendation,
    end_recommendation,
    propose_again,
    take_back_answer,
    withdraw_recommendation,
)
from concord.plan.actions.beside import differ_no_longer, say_yes_too, see_differently, take_yes_too_back
from concord.plan.actions.days import mark_step
from concord.plan.actions.designing import (
    agree_to_experiment,
    bring_back_experiment,
    design_experiment,
    let_go_of_experiment,
    release_experiment,
    revise_experiment,
    take_back_release,
    take_back_yes,
)
from concord.plan.actions.experimenting import (
    give_answer_as_evidence,
    hold_experiment,
    let_experiment_go_on,
    mark_experiment_day,
    open_answer,
    stop_experiment,
)
from concord.plan.actions.looking import go_on, look_back
from concord.plan.actions.order import place_thing, say_cost
from concord.plan.actions.promises import answer_ask, ask_for_help, move_promise, say_what_helps, take_back_ask
from concord.plan.actions.questions import (
    add_to_question,
    answer_question,
    arrange_talk,
    ask_question,
    ask_to_talk,
    bring_in_coach,
    hand_over_question,
    say_understood,
    take_back_question,
)
from concord.plan.actions.reasons import say_still_holds
from concord.plan.actions.recommendations import propose_recommendation, revise_recommendation
from concord.plan.actions.sizes import make_smaller, make_usual, pause_step, resume_step
from concord.plan.actions.spelling import correct_spelling, say_it_changes_meaning
from concord.plan.actions.steps import edit_step, end_step, take_on_step, undo_step_change, write_step
from concord.plan.actions.stuck import call_stuck, conclude_stuck, take_back_stuck
from concord.plan.actions.threads import write_about
from concord.plan.actions.understanding import (
    explain,
    judge_explaining,
    take_back_told,
    take_back_understanding,
    tell_back,
    write_down_told,
)
from concord.plan.actions.weighing import take_back_written_down, weigh, write_down_weighed

__all__ = [
    "add_to_question", "answer_question", "answer_recommendation", "ask_question", "edit_step", "end_recommendation",
    "end_step", "hand_over_question", "make_smaller", "make_usual", "mark_step", "pause_step", "propose_again",
    "propose_recommendation", "resume_step", "revise_recommendation", "say_understood", "take_back_answer",
    "take_back_question", "take_back_written_down", "take_on_step", "undo_step_change", "withdraw_recommendation", "write_step",
    "say_still_holds", "arrange_talk", "ask_to_talk", "bring_in_coach", "explain", "judge_explaining",
    "take_back_told", "take_back_understanding", "tell_back", "write_down_told", "agree_to_experiment", "bring_back_experiment",
    "design_experiment", "give_answer_as_evidence", "hold_experiment", "let_experiment_go_on",
    "let_go_of_experiment", "mark_experiment_day", "open_answer", "release_experiment", "revise_experiment",
    "stop_experiment", "take_back_release", "take_back_yes", "call_stuck", "conclude_stuck", "take_back_stuck",
    "answer_ask", "ask_for_help", "move_promise", "say_what_helps", "take_back_ask", "place_thing", "say_cost",
    "correct_spelling", "differ_no_longer", "go_on", "look_back", "say_it_changes_meaning", "say_yes_too",
    "see_differently", "take_yes_too_back", "weigh", "write_down_weighed",
    "write_about",
]  # fmt: skip

"""For each action somebody who may not, and the permission that they lack: written by hand, so that it can disagree."""

from __future__ import annotations

import importlib
import inspect
import traceback
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from concord.access.guard import NotAllowed
from concord.access.permissions import Permission
from concord.database.acting import acting_as
from tests.house import source
from tests.house.world import World


@dataclass(frozen=True)
class Probe:
    action: str
    role: str
    lacks: str
    given: dict[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return f"{self.action} as {self.role}"


def _of(room: str, role: str, lacks: str, *names: str) -> list[Probe]:
    return [Probe(f"{room}.{name}", role, lacks) for name in names]


GOALS, PLAN, DAYS, STORY = "supporter_goals", "supporter_plan", "supporter_days", "supporter_story"
PROBES = [
    *_of("agreement", GOALS, "WRITE_GOAL", "begin_text", "revise_text", "acknowledge", "withdraw_acknowledgement", "ask_afresh",
         "correct_spelling"),
    *_of("goals", GOALS, "WRITE_GOAL", "write_goal", "edit_goal", "end_goal", "reopen_goal", "keep_draft", "forget_draft"),
    *_of("goals", GOALS, "ACKNOWLEDGE_GOAL", "acknowledge_goal", "withdraw"),
    *_of("goals", PLAN, "RATE_GOAL", "rate_goal", "take_back_rating"),
    *_of("goals", GOALS, "WRITE_GOAL", "suggest_words"),
    Probe("goals.answer_suggestion", GOALS, "WRITE_GOAL", {"suggestion": "goal_suggestion"}),
    Probe("goals.take_back_suggestion", GOALS, "WRITE_GOAL", {"suggestion": "goal_suggestion"}),
    *_of("goals", GOALS, "SET_PRIORITIES", "keep_priorities", "finish_priorities", "take_list_back", "begin_round", "join_priorities",
         "part_priorities", "mark_for_talk", "say_talked"),
    *_of("goals", "doctor", "SAY_HOW_LIFE_IS", "say_life_areas", "say_readiness"),
    *_of("goals", "doctor", "SHARE_TOPICS", "ask_rater", "stop_asking_rater"),
    *_of("medicines", "coach", "LIST_MEDICINES", "add_medicine", "edit_medicine", "stop_medicine", "restart_medicine",
         "remove_medicine", "restore_medicine"),
    *_of("story", STORY, "WRITE_STORY", "add_event", "edit_event", "say_role", "remove_event", "restore_event", "undo_event",
         "tell", "mark_piece"),
    Probe("story.add_event", "coach", "NAME_CONDITION", {"kind": "CONDITION"}),
    *_of("story", "doctor", "WRITE_CONCERN", "begin_telling", "move_on", "name_concern", "replace_concern", "close_concern",
         "bring_back_concern", "say_what_it_keeps_from"),
    *_of("story", "coach", "WRITE_CAUSE", "write_cause", "revise_cause", "set_cause_status", "remove_cause", "restore_cause",
         "add_evidence", "take_back_evidence"),
    *_of("story", "coach", "WRITE_SENTENCE", "write_sentence", "revise_sentence", "move_sentence", "set_aside_sentence",
         "take_up_sentence", "link_sentence", "unlink_sentence"),
    Probe("story.write_sentence", "therapist", "NAME_CONDITION", {"names_condition": True}),
    *_of("story", STORY, "SUGGEST_WORDS", "suggest_words", "take_back_suggestion"),
    *_of("story", STORY, "WRITE_STORY", "accept_suggestion", "leave_suggestion"),
    *_of("story", "patient", "RETELL", "write_retelling", "rewrite_retelling", "let_go_retelling"),
    *_of("story", "doctor", "ANSWER_RETELLING", "answer_retelling", "take_back_retelling_answer"),
    *_of("checkins", DAYS, "CHOOSE_MEASURES", "choose_questions", "ask_about"),
    *_of("checkins", "doctor", "ANSWER_CHECKIN", "answer_checkin", "say_bad_day"),
    *_of("checkins", "doctor", "CALL_FLARE", "call_flare", "end_flare", "tell_team_of_flare"),
    *_of("measures", DAYS, "CHOOSE_MEASURES", "add_own_measure", "edit_own_measure", "choose_measure", "stop_measure", "choose_cup_size"),
    *_of("measures", DAYS, "RECORD_VALUES", "record", "record_several", "correct_value", "record_many", "record_episode",
         "correct_episode", "remove_episode", "restore_episode", "record_test_result", "correct_test_result",
         "remove_test_result", "restore_test_result"),
    Probe("measures.mark", PLAN, "WRITE_STEP", {"kind": "STEP"}),
    Probe("measures.unmark", "coach", "LIST_MEDICINES", {"key": "mark"}),
    *_of("devices", DAYS, "CHOOSE_MEASURES", "choose_measures"),
    *_of("findings", DAYS, "LOOK_FOR_FINDINGS", "ask_for_run", "note_failed_look", "run_findings"),
    *_of("findings", DAYS, "CHOOSE_MEASURES", "choose_use"),
    *_of("findings", DAYS, "SAY_LOOKED", "say_looked"),
    *_of("findings", DAYS, "SEE_FINDINGS", "say_whether_it_helped"),
    *_of("findings", DAYS, "SEE_FINDINGS", "give_as_evidence"),
    Probe("findings.rest_sentence_on", DAYS, "SEE_FINDINGS"),
    *_of("findings", "coach", "WRITE_SENTENCE", "rest_sentence_on", "take_finding_from"),
    *_of("findings", "coach", "MANAGE_PRACTICE", "choose_when_shown"),
    Probe("plan.propose_recommendation", PLAN, "PROPOSE_RECOMMENDATION", {"kind": "SLEEP"}),
    Probe("plan.propose_recommendation", "coach", "PROPOSE_TREATMENT", {"kind": "MEDICINE"}),
    *_of("plan", PLAN, "PROPOSE_RECOMMENDATION", "revise_recommendation", "withdraw_recommendation", "propose_again"),
    Probe("plan.end_recommendation", PLAN, "WRITE_STEP"),
    Probe("plan.end_recommendation", "coach", "PROPOSE_TREATMENT", {"recommendation.kind": "MEDICINE"}),
    *_of("plan", "doctor", "ANSWER_RECOMMENDATION", "answer_recommendation", "take_back_answer"),
    *_of("plan", PLAN, "WRITE_STEP", "write_step", "take_on_step", "edit_step", "end_step", "undo_step_change", "make_smaller",
         "make_usual", "pause_step", "resume_step"),
    *_of("plan", PLAN, "MARK_STEP", "mark_step"),
    *_of("plan", PLAN, "EXPLAIN", "explain", "write_down_told", "take_back_told", "judge_explaining", "write_down_weighed", "take_back_written_down"),
    Probe("plan.explain", "coach", "ACKNOWLEDGE_TREATMENT", {"recommendation.kind": "MEDICINE"}),
    Probe("plan.tell_back", "doctor", "TELL_BACK"),
    *_of("plan", "doctor", "ANSWER_RECOMMENDATION", "weigh", "go_on"),
    *_of("plan", PLAN, "LOOK_BACK", "look_back"),
    *_of("plan", PLAN, "PROPOSE_RECOMMENDATION", "correct_spelling", "say_it_changes_meaning", "see_differently", "differ_no_longer",
         "say_yes_too", "take_yes_too_back"),
    Probe("plan.say_yes_too", "coach", "ACKNOWLEDGE_TREATMENT", {"recommendation.kind": "MEDICINE"}),
    Probe("plan.take_back_understanding", DAYS, "SEE_PLAN"),
    *_of("plan", PLAN, "ASK_QUESTION", "bring_in_coach", "ask_question", "add_to_question", "say_understood", "take_back_question", "ask_to_talk"),
    *_of("plan", "patient", "ANSWER_QUESTION", "answer_question", "hand_over_question", "arrange_talk"),
    *_of("plan", PLAN, "DESIGN_EXPERIMENT", "design_experiment", "revise_experiment", "let_go_of_experiment", "bring_back_experiment"),
    *_of("plan", PLAN, "AGREE_TO_EXPERIMENT", "agree_to_experiment", "take_back_yes"),
    *_of("plan", "coach", "RELEASE_EXPERIMENT", "release_experiment", "take_back_release", "hold_experiment", "let_experiment_go_on"),
    *_of("plan", "coach", "STOP_EXPERIMENT", "stop_experiment"),
    *_of("plan", "coach", "WRITE_CAUSE", "give_answer_as_evidence"),
    *_of("plan", PLAN, "MARK_STEP", "mark_experiment_day"),
    *_of("plan", PLAN, "SEE_FINDINGS", "open_answer"),
    Probe("plan.write_about", DAYS, "SEE_PLAN", {"about": "recommendation"}),
    *_of("plan", PLAN, "PROPOSE_RECOMMENDATION", "say_still_holds"),
    Probe("plan.say_still_holds", "coach", "PROPOSE_TREATMENT", {"recommendation.kind": "MEDICINE"}),
    Probe("plan.place_thing", PLAN, "WRITE_STEP", {"thing": "step"}),
    Probe("plan.place_thing", "coach", "PROPOSE_TREATMENT", {"thing": "recommendation", "thing.kind": "MEDICINE"}),
    Probe("plan.place_thing", "coach", "PROPOSE_TREATMENT", {"thing": "step", "instead": "recommendation", "instead.kind": "MEDICINE"}),
    Probe("plan.say_cost", PLAN, "WRITE_STEP", {"thing": "step"}),
    *_of("plan", PLAN, "WRITE_STEP", "say_what_helps"),
    *_of("plan", "doctor", "ASK_FOR_HELP", "ask_for_help", "take_back_ask"),
    *_of("plan", "stranger", "KEEP_PROMISE", "answer_ask", "move_promise"),
    *_of("plan", PLAN, "CALL_STUCK", "call_stuck", "conclude_stuck", "take_back_stuck"),
    *_of("visits", "doctor", "WRITE_WISH", "write_wish", "take_wish_out"),
    *_of("visits", "patient", "NOTE_VISIT", "note_visit", "correct_visit", "take_visit_back"),
    *_of("visits", "patient", "SEE_VISIT_SCREEN", "say_looked"),
    *_of("programs", "patient", "WRITE_SHELF", "write_entry", "revise_entry", "take_off", "put_back"),
    *_of("programs", "coach", "SIGN_SHELF", "sign_entry", "take_signature_back"),
    Probe("programs.suggest_from_shelf", PLAN, "PROPOSE_RECOMMENDATION", {"entry.kind": "SLEEP"}),
    Probe("programs.suggest_from_shelf", "coach", "PROPOSE_TREATMENT", {"entry.kind": "MEDICINE"}),
    *_of("conversation", PLAN, "BEGIN_THREAD", "begin_thread", "begin_empty_thread"),
    Probe("conversation.add_member", "doctor", "CHOOSE_MEMBERS"),
    Probe("conversation.put_out_member", "doctor", "CHOOSE_MEMBERS", {"member": "thread_member"}),
    *_of("conversation", "stranger", "SEE_MESSAGES", "leave_thread", "put_away_thread", "bring_back_thread", "look_at_thread"),
    *_of("conversation", "stranger", "WRITE_MESSAGE", "write_message", "change_message", "take_back_message", "say_heard", "take_back_heard",
         "attach_file", "remove_file"),
    Probe("conversation.keep_draft", "stranger", "WRITE_MESSAGE", {"kind": "MESSAGE"}),
    Probe("conversation.forget_draft", "stranger", "WRITE_MESSAGE", {"kind": "MESSAGE"}),
    Probe("conversation.write_note", STORY, "WRITE_NOTE", {"shown": "OPEN"}),
    Probe("conversation.write_note", "coach", "PROTECT_NOTE", {"shown": "PROTECTED"}),
    *_of("conversation", STORY, "WRITE_NOTE", "change_note", "open_note", "take_back_note"),
    Probe("conversation.look_at_protected", "coach", "PROTECT_NOTE"),
    *_of("team", PLAN, "INVITE_PATIENT", "invite_patient", "let_patient_back_in"),
    *_of("team", PLAN, "INVITE_TO_TEAM", "invite_to_team", "add_colleague", "withdraw_invitation"),
    Probe("team.withdraw_invitation", "coach", "MANAGE_PRACTICE", {"invitation": "practice_invitation"}),
    *_of("team", PLAN, "CORRECT_RECORD", "correct_record"),
    *_of("team", "doctor", "SHARE_TOPICS", "share_topics"),
    *_of("team", "doctor", "END_TIE", "end_tie"),
    *_of("team", "stranger", "SEE_PATIENT", "leave_team"),
    *_of("team", "coach", "MANAGE_PRACTICE", "invite_to_practice", "let_member_back_in", "change_practice", "choose_asked_first", "change_member",
         "end_membership"),
    *_of("team", "patient", "OPEN_RECORD", "open_patient_record", "add_patient"),
    *_of("notices", "coach", "MANAGE_PRACTICE", "set_mail_server", "forget_mail_server", "try_mail_server"),
]  # fmt: skip


@cache
def modules_of(room: str) -> dict[str, Any]:
    """{action's name: its function}, from wherever in the room's actions it stands."""
    found: dict[str, Any] = {}
    for path in source.files("actions"):
        parts = path.relative_to(source.ROOT).with_suffix("").parts
        if parts[1] == room:
            module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
            found.update({node.name: getattr(module, node.name) for node in source.functions(path)})
    return found


def probes_of(path: str) -> list[Probe]:
    """Those whose action stands in this file come first; a guard in a shared step is asked by its neighbours."""
    room = path.removeprefix(str(source.HOUSE)).strip("/").split("/")[0]
    mine = [probe for probe in PROBES if probe.action.startswith(f"{room}.")]
    return sorted(mine, key=lambda probe: inspect.getfile(inspect.unwrap(_function(probe))) != path)


def _function(probe: Probe) -> Any:
    room, name = probe.action.split(".")
    return modules_of(room)[name]


def fault(probe: Probe, world: World) -> str | None:
    """None when the action refuses for want of exactly this permission."""
    person = world.people[probe.role]
    with acting_as(
        world.own.doctor if probe.lacks in ("MANAGE_PRACTICE", "OPEN_RECORD", "SEE_PATIENT") else world.own.person
    ):
        given = _given(probe, world)
    try:
        with acting_as(person):
            _function(probe)(**{**given, "by": person, "now": world.own.now})
    except NotAllowed as refused:
        if refused.permission is not Permission[probe.lacks]:
            return f"lacks {refused.permission.name} instead"
        return (
            None
            if _asked_in(refused) == inspect.getfile(inspect.unwrap(_function(probe)))
            else "is refused further down"
        )
    except Exception as error:  # noqa: BLE001 - whatever it is, it is not the refusal that was to come
        return f"{type(error).__name__}: {error}"
    return "was let through"


def _asked_in(refused: NotAllowed) -> str:
    """The file in which the guard was asked: an action's own guard, not that of another action that it calls."""
    frames = [frame.f_code for frame, _line in traceback.walk_tb(refused.__traceback__)]
    return next(code.co_filename for code in reversed(frames) if code.co_name not in ("require", "require_member"))


def _given(probe: Probe, world: World) -> dict[str, Any]:
    """The record's own things where the action takes one; the guard comes before anything looks at the rest."""
    given: dict[str, Any] = {}
    for name in inspect.signature(_function(probe)).parameters:
        wanted = probe.given.get(name, name)
        given[name] = found if (found := _thing(wanted, world)) is not None else wanted
    if "permission" in given:
        given["permission"] = Permission[probe.lacks]
    for name, value in probe.given.items():
        if "." in name:
            setattr(given[name.split(".")[0]], name.split(".")[1], value)
    return given


def _thing(name: str, world: World) -> Any:
    from concord.agreement.models import Text
    from concord.checkins.models import Flare
    from concord.conversation.models import Attachment, Heard, Message, Note, Thread
    from concord.conversation.models import Member as ThreadMember
    from concord.findings.models import Finding, SentenceSupport
    from concord.goals.models import Goal, Priority, PriorityPair, Rating
    from concord.goals.models import Suggestion as GoalSuggestion
    from concord.measures.models import Episode, Measure, TestResult
    from concord.medicines.models import Medicine
    from concord.people.models import CareTie, Invitation, Membership
    from concord.plan.models import Ask, Experiment, Question, Recommendation, Step, Stuck
    from concord.programs.models import ShelfEntry
    from concord.story.models import (
        CauseEvidence,
        Concern,
        Event,
        PossibleCause,
        Retelling,
        Sentence,
        SentenceLink,
        Suggestion,
        Telling,
    )
    from concord.visits.models import Visit, Wish

    things = world.own.things
    if name == "text":
        return Text.objects.get(goal=things["goal"])
    if name == "key":
        return things["key"]
    if name == "mark":
        return "a mark"
    if name in ("into", "link"):
        return (
            Sentence.objects.get(pk=things["sentence"])
            if name == "into"
            else SentenceLink.objects.get(pk=things["sentence_link"])
        )
    if name in ("patient", "practice"):
        return world.own.patient if name == "patient" else world.practice
    if name == "entry":
        with acting_as(world.own.doctor):  # The shelf is the practice's, and no patient reads it.
            return ShelfEntry.objects.select_related("practice").get(pk=things["entry"])
    models = {
        "goal": Goal, "rating": Rating, "medicine": Medicine, "event": Event, "concern": Concern, "cause": PossibleCause,
        "evidence": CauseEvidence, "telling": Telling, "measure": Measure, "episode": Episode, "result": TestResult,
        "flare": Flare, "recommendation": Recommendation, "step": Step, "question": Question, "tie": CareTie,
        "invitation": Invitation, "practice_invitation": Invitation, "member": Membership, "finding": Finding,
        "sentence": Sentence, "link": SentenceLink, "suggestion": Suggestion, "retelling": Retelling, "support": SentenceSupport,
        "experiment": Experiment, "ask": Ask, "stuck": Stuck, "visit": Visit, "wish": Wish,
        "thread": Thread, "message": Message, "heard": Heard, "attachment": Attachment, "note": Note, "thread_member": ThreadMember,
        "goal_suggestion": GoalSuggestion, "priority": Priority, "one": Priority, "other": Priority, "pair": PriorityPair,
    }  # fmt: skip
    if name not in models:
        return None
    found = models[name].objects.get(pk=things[name])
    _of_whom = getattr(found, "patient", None)  # Read now, while somebody acts who sees the record.
    return found

"""What can be allowed. One enum; each member says what it lets someone do and which shared topic it needs."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from concord.people.roles import Topic


class Permission(Enum):
    """`name` is what is stored; `words` completes “You may …”; `topic` is what the patient must share for it."""

    def __new__(cls, words: Promise, topic: Topic | None = None) -> "Permission":
        member = object.__new__(cls)
        member._value_ = len(cls.__members__)
        return member

    def __init__(self, words: Promise, topic: Topic | None = None) -> None:
        self.words = words
        self.topic = topic

    # The record and its team
    SEE_PATIENT = (_("open this person’s pages"),)
    SEE_TEAM = (_("see who is in the team"),)
    INVITE_TO_TEAM = (_("invite somebody to the team"),)
    END_TIE = (_("end somebody’s place in the team"),)
    SHARE_TOPICS = (_("choose what each person in the team sees"),)
    INVITE_PATIENT = (_("give the patient a way to sign in"),)
    CORRECT_RECORD = (_("correct the name or the year of birth"),)
    SEE_TRACE = (_("see who looked at this record"),)

    # Story
    SEE_STORY = (_("read the story"), Topic.STORY)
    WRITE_STORY = (_("write in the story"), Topic.STORY)
    NAME_CONDITION = (_("write down a condition"), Topic.STORY)
    WRITE_CONCERN = (_("say what bothers the patient most"), Topic.STORY)
    WRITE_CAUSE = (_("write down a possible cause"), Topic.STORY)
    WRITE_SENTENCE = (_("write down what we think is going on"), Topic.STORY)
    SUGGEST_WORDS = (_("suggest other words for what somebody wrote"), Topic.STORY)
    RETELL = (_("write down what you understood"), Topic.STORY)
    ANSWER_RETELLING = (_("say whether you were understood"), Topic.STORY)

    # Medicines
    SEE_MEDICINES = (_("see medicines and supplements"), Topic.MEDICINES)
    LIST_MEDICINES = (_("keep the list of medicines and supplements"), Topic.MEDICINES)

    # Days and numbers
    SEE_DAYS = (_("see how the days were"), Topic.DAYS)
    RECORD_VALUES = (_("write down values and test results"), Topic.DAYS)
    CHOOSE_MEASURES = (_("choose what is measured"), Topic.DAYS)
    ANSWER_CHECKIN = (_("answer the daily check-in"), Topic.DAYS)
    CALL_FLARE = (_("say that a flare has begun"), Topic.DAYS)

    # What goes together
    SEE_FINDINGS = (_("see what goes together in the days"), Topic.DAYS)
    SEE_EVERY_TEST = (_("see every question that was asked of the days"), Topic.DAYS)
    LOOK_FOR_FINDINGS = (_("let Concord look for what goes together"), Topic.DAYS)
    SAY_LOOKED = (_("say that a professional has looked at a finding"), Topic.DAYS)

    # Goals
    SEE_GOALS = (_("see the goals"), Topic.GOALS)
    WRITE_GOAL = (_("write a goal"), Topic.GOALS)
    ACKNOWLEDGE_GOAL = (_("agree to a goal"), Topic.GOALS)
    RATE_GOAL = (_("say where a goal stands"), Topic.GOALS)
    SET_PRIORITIES = (_("write down what matters most"), Topic.GOALS)
    SAY_HOW_LIFE_IS = (_("say how parts of life are now and how they should be"), Topic.GOALS)

    # Plan
    SEE_PLAN = (_("see the plan"), Topic.PLAN)
    PROPOSE_RECOMMENDATION = (_("propose a lifestyle step"), Topic.PLAN)
    PROPOSE_TREATMENT = (_("propose a treatment, a test or a referral"), Topic.PLAN)
    ACKNOWLEDGE_TREATMENT = (_("agree to a treatment as a clinician"), Topic.PLAN)
    ANSWER_RECOMMENDATION = (_("answer a recommendation"), Topic.PLAN)
    LOOK_BACK = (_("say whether something helped"), Topic.PLAN)
    WRITE_STEP = (_("write a step"), Topic.PLAN)
    MARK_STEP = (_("say whether a step was done"), Topic.PLAN)
    EXPLAIN = (_("say that something was explained"), Topic.PLAN)
    TELL_BACK = (_("say in your own words what was explained"), Topic.PLAN)
    DESIGN_EXPERIMENT = (_("design an experiment"), Topic.PLAN)
    AGREE_TO_EXPERIMENT = (_("say yes to an experiment"), Topic.PLAN)
    RELEASE_EXPERIMENT = (_("release an experiment, or put it on hold for safety"), Topic.PLAN)
    STOP_EXPERIMENT = (_("stop an experiment"), Topic.PLAN)
    KEEP_PROMISE = (_("say whether you do what was asked of you, and keep what you promised"),)
    ASK_FOR_HELP = (_("ask somebody in the team for help"), Topic.PLAN)
    CALL_STUCK = (_("call a look at the whole plan"), Topic.PLAN)
    ASK_QUESTION = (_("ask a question"),)
    ANSWER_QUESTION = (_("answer a question"),)

    # Visits
    SEE_VISITS = (_("see the visits and what was agreed in them"), Topic.PLAN)
    SEE_VISIT_SCREEN = (_("open the page for a visit"), Topic.PLAN)
    NOTE_VISIT = (_("note that a visit was held"), Topic.PLAN)
    WRITE_WISH = (_("write what to speak about at the next visit"), Topic.PLAN)

    # Conversation: who is in a thread is chosen by the patient, so these need no topic; notes go with the story
    SEE_MESSAGES = (_("read messages"),)
    WRITE_MESSAGE = (_("write messages"),)
    BEGIN_THREAD = (_("begin a conversation"),)
    CHOOSE_MEMBERS = (_("choose who is in a conversation"),)
    SEE_NOTES = (_("read the notes of professionals"), Topic.STORY)
    WRITE_NOTE = (_("write a note"), Topic.STORY)
    PROTECT_NOTE = (_("write and read a protected note"), Topic.STORY)

    # The practice
    OPEN_RECORD = (_("open a record for a new patient"),)
    MANAGE_PRACTICE = (_("change the practice’s settings"),)
    SEE_SHELF = (_("read the practice’s shelf"),)
    WRITE_SHELF = (_("write drafts for the practice’s shelf"),)
    SIGN_SHELF = (_("sign what stands on the practice’s shelf"),)


P = Permission
SEE_ALL = {P.SEE_PATIENT, P.SEE_TEAM, P.SEE_STORY, P.SEE_MEDICINES, P.SEE_DAYS, P.SEE_GOALS, P.SEE_PLAN}
EVERY_PROFESSIONAL = SEE_ALL | {
    P.SEE_FINDINGS, P.SEE_EVERY_TEST, P.LOOK_FOR_FINDINGS, P.SAY_LOOKED,
    P.INVITE_TO_TEAM, P.INVITE_PATIENT, P.CORRECT_RECORD, P.WRITE_STORY, P.RECORD_VALUES, P.CHOOSE_MEASURES, P.WRITE_GOAL, P.ACKNOWLEDGE_GOAL,
    P.RATE_GOAL, P.SET_PRIORITIES, P.PROPOSE_RECOMMENDATION, P.WRITE_STEP, P.MARK_STEP, P.ANSWER_QUESTION, P.ASK_QUESTION,
    P.EXPLAIN, P.SEE_MESSAGES, P.WRITE_MESSAGE, P.BEGIN_THREAD, P.SEE_NOTES, P.WRITE_NOTE, P.SEE_VISITS, P.SEE_VISIT_SCREEN, P.NOTE_VISIT, P.SUGGEST_WORDS, P.RETELL,
    P.DESIGN_EXPERIMENT, P.AGREE_TO_EXPERIMENT,
    P.KEEP_PROMISE, P.CALL_STUCK,
    P.LOOK_BACK,
}  # fmt: skip

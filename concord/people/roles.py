"""Words that the whole house shares: in which role somebody stands beside a patient, and which topics a tie opens."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """In which role a person stands beside one patient. A doctor here is a licensed clinician."""

    PATIENT = "PATIENT", _("Patient")
    DOCTOR = "DOCTOR", _("Doctor")
    COACH = "COACH", _("Coach")
    THERAPIST = "THERAPIST", _("Therapist")
    SUPPORTER = "SUPPORTER", _("Supporter")


PROFESSIONALS = (Role.DOCTOR, Role.COACH, Role.THERAPIST)


class Topic(models.TextChoices):
    """What a patient can share or keep back, tie by tie."""

    STORY = "STORY", _("My story and possible causes")
    MEDICINES = "MEDICINES", _("Medicines and supplements")
    DAYS = "DAYS", _("How my days were, and my numbers")
    GOALS = "GOALS", _("My goals")
    PLAN = "PLAN", _("Our plan and my steps")


SEEN_BY_OTHERS = {
    Topic.STORY: _("the story and possible causes"),
    Topic.MEDICINES: _("medicines and supplements"),
    Topic.DAYS: _("how the days were, and the numbers"),
    Topic.GOALS: _("the goals"),
    Topic.PLAN: _("the plan and its steps"),
}
"""The same five in a sentence that speaks to somebody in the team."""

ALL_TOPICS = [topic.value for topic in Topic]


class AskedAbout(models.TextChoices):
    """What somebody may not get; for each a practice chooses which role is asked first."""

    RECOMMENDATION = "RECOMMENDATION", _("a suggestion or its reason")
    STEP = "STEP", _("a step")
    GOAL = "GOAL", _("a goal or one of its levels")
    MEASURE = "MEASURE", _("something that is measured")
    FINDING = "FINDING", _("something that Concord noticed")
    SENTENCE = "SENTENCE", _("what we think is going on")
    CAUSE = "CAUSE", _("a possible cause")
    MESSAGE = "MESSAGE", _("something in a message")
    OTHER = "OTHER", _("anything else")

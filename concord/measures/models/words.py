"""The fixed choices of this room, stored in capitals with words for people beside them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 120
WORDS_LENGTH = 400


class Better(models.TextChoices):
    UP = "UP", _("more is better")
    DOWN = "DOWN", _("less is better")
    NEITHER = "NEITHER", _("neither")


class Pillar(models.TextChoices):
    SLEEP = "SLEEP", _("Sleep")
    MOVEMENT = "MOVEMENT", _("Movement")
    NUTRITION = "NUTRITION", _("Food")
    HYDRATION = "HYDRATION", _("Drinking")
    STRESS = "STRESS", _("Stress and recovery")
    RELATIONSHIPS = "RELATIONSHIPS", _("Relationships")


class InputKind(models.TextChoices):
    SCALE = "SCALE", _("a scale")
    HOURS = "HOURS", _("hours")
    MINUTES = "MINUTES", _("minutes")
    COUNT = "COUNT", _("a count")
    YES_NO = "YES_NO", _("yes or no")
    NUMBER = "NUMBER", _("a number")
    CHOICE = "CHOICE", _("one of several answers")


class Daily(models.TextChoices):
    """How several values of one day become one."""

    LAST = "LAST", _("the last one")
    SUM = "SUM", _("all together")
    MEAN = "MEAN", _("the average")
    MAX = "MAX", _("the highest")


class Source(models.TextChoices):
    CHECKIN = "CHECKIN", _("check-in")
    BY_HAND = "BY_HAND", _("written down by hand")
    IMPORT = "IMPORT", _("brought in from a file")
    DEVICE = "DEVICE", _("device")
    TEST = "TEST", _("test")


class MarkKind(models.TextChoices):
    STEP = "STEP", _("Step")
    MEDICINE = "MEDICINE", _("Medicine")
    EVENT = "EVENT", _("Event")
    GOAL = "GOAL", _("Goal")


def known(field: str, choices: type[models.TextChoices], *, blank: bool = False) -> models.Q:
    allowed = [*choices.values, ""] if blank else list(choices.values)
    return models.Q(**{f"{field}__in": allowed})

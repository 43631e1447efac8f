"""What can be measured, and what one patient has chosen of it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.measures.models.words import NAME_LENGTH, WORDS_LENGTH, Better, Daily, InputKind, Pillar, known
from concord.people.models import Patient, Person


class MeasureQuerySet(models.QuerySet["Measure"]):
    def catalogue(self) -> Self:
        return self.filter(patient__isnull=True)

    def of(self, patient: Patient) -> Self:
        """The catalogue and this patient's own."""
        return self.filter(models.Q(patient__isnull=True) | models.Q(patient=patient))

    def still_used(self) -> Self:
        return self.filter(retired_at__isnull=True)


class Measure(models.Model):
    """Something that can be measured. Without a patient it stands in the catalogue; else it is that patient's own."""

    patient = models.ForeignKey(Patient, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    code = models.CharField(max_length=80)
    called = models.CharField(_("name"), max_length=NAME_LENGTH)
    question = models.CharField(_("question"), max_length=WORDS_LENGTH, blank=True)
    unit = models.CharField(max_length=40, blank=True)  # UCUM
    unit_words = models.CharField(_("unit"), max_length=40, blank=True)
    loinc = models.CharField(max_length=12, blank=True)
    possible_low = models.FloatField(null=True, blank=True)
    possible_high = models.FloatField(null=True, blank=True)
    plausible_low = models.FloatField(null=True, blank=True)
    plausible_high = models.FloatField(null=True, blank=True)
    better = models.CharField(max_length=8, choices=Better.choices, default=Better.NEITHER)
    pillar = models.CharField(max_length=16, choices=Pillar.choices, blank=True)
    input_kind = models.CharField(max_length=8, choices=InputKind.choices, default=InputKind.NUMBER)
    choices = models.JSONField(default=list, blank=True)  # [[value, words], ...] for CHOICE
    low_words = models.CharField(max_length=NAME_LENGTH, blank=True)
    high_words = models.CharField(max_length=NAME_LENGTH, blank=True)
    daily = models.CharField(max_length=4, choices=Daily.choices, default=Daily.LAST)
    place = models.PositiveSmallIntegerField(default=1000)  # the order in lists
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(patient__isnull=True), name="one_measure_a_code_in_the_catalogue"
            ),
            models.UniqueConstraint(fields=["patient", "code"], name="one_own_measure_a_code"),
            models.CheckConstraint(condition=~models.Q(called=""), name="measure_has_a_name"),
            models.CheckConstraint(condition=~models.Q(code=""), name="measure_has_a_code"),
            models.CheckConstraint(condition=known("better", Better), name="better_direction_is_known"),
            models.CheckConstraint(condition=known("pillar", Pillar, blank=True), name="pillar_is_known"),
            models.CheckConstraint(condition=known("input_kind", InputKind), name="input_kind_is_known"),
            models.CheckConstraint(condition=known("daily", Daily), name="way_to_one_value_a_day_is_known"),
            models.CheckConstraint(
                condition=models.Q(possible_low__isnull=True)
                | models.Q(possible_high__isnull=True)
                | models.Q(possible_low__lt=models.F("possible_high")),
                name="possible_range_goes_up",
            ),
        ]

    def __str__(self) -> str:
        return self.called


class Choice(models.Model):
    """This patient measures this, from a moment until another."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", db_index=False)
    chosen_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["patient", "measure"], name="choices_of_a_patient")]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "measure"],
                condition=models.Q(until_at__isnull=True),
                name="one_open_choice_a_measure",
            )
        ]

    def __str__(self) -> str:
        return f"measure {self.measure_id} from {self.from_at}"


class CupSize(models.Model):
    """How much one cup holds, in millilitres, from a day on: cups of earlier days keep the size they had."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    from_day = models.DateField()
    millilitres = models.PositiveSmallIntegerField(_("one cup holds (mL)"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "from_day"], name="one_cup_size_a_day"),
            models.CheckConstraint(
                condition=models.Q(millilitres__gte=50, millilitres__lte=1000),
                name="a_cup_holds_50_to_1000_millilitres",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.millilitres} mL from {self.from_day}"

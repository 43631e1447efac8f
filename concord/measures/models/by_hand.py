"""What people write down now and then: attacks, and results of tests."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.measures.models.measure import Measure
from concord.measures.models.words import NAME_LENGTH, WORDS_LENGTH
from concord.people.models import Patient, Person


class Episode(models.Model):
    """An attack: when it began and ended, and how strong it was at its worst."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField()
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    zone = models.CharField(max_length=64)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    strength = models.FloatField(null=True, blank=True)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-began_at", "-pk"]
        indexes = [models.Index(fields=["patient", "measure", "day"], name="episodes_of_a_patient_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["patient", "key"], name="one_episode_a_key"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("began_at")),
                name="episode_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(strength__isnull=True) | models.Q(strength__gte=0, strength__lte=10),
                name="strength_is_0_to_10",
            ),
        ]

    def __str__(self) -> str:
        return f"episode from {self.began_at}"


class TestResult(models.Model):
    """A result of a laboratory or an examination, as it stands on the paper: its unit and reference range are the laboratory's."""

    __test__ = False

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField()
    called = models.CharField(_("name of the test"), max_length=NAME_LENGTH)
    day = models.DateField()
    value = models.FloatField(null=True, blank=True)
    value_words = models.CharField(_("result in words"), max_length=NAME_LENGTH, blank=True)
    unit_words = models.CharField(_("unit"), max_length=40, blank=True)
    reference_low = models.FloatField(null=True, blank=True)
    reference_high = models.FloatField(null=True, blank=True)
    lab = models.CharField(_("laboratory"), max_length=NAME_LENGTH, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-day", "called", "pk"]
        indexes = [models.Index(fields=["patient", "day"], name="test_results_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["patient", "key"], name="one_test_result_a_key"),
            models.CheckConstraint(condition=~models.Q(called=""), name="test_result_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False) | ~models.Q(value_words=""), name="test_result_has_a_result"
            ),
            models.CheckConstraint(
                condition=models.Q(reference_low__isnull=True)
                | models.Q(reference_high__isnull=True)
                | models.Q(reference_low__lte=models.F("reference_high")),
                name="reference_range_goes_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.called} on {self.day}"

    @property
    def beside_reference(self) -> str:
        """BELOW, ABOVE, or nothing: only what the paper says, never what it means."""
        if self.value is None:
            return ""
        if self.reference_low is not None and self.value < self.reference_low:
            return "BELOW"
        return "ABOVE" if self.reference_high is not None and self.value > self.reference_high else ""

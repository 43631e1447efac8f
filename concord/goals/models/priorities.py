"""What matters most, written by each side without seeing the other's: rounds, lists, wishes, and what was joined by hand."""

from typing import Self

from django.db import models

from concord.people.models import Patient, Person
from concord.people.roles import Role

MOST = 5


class PriorityRound(models.Model):
    """One time of writing blind. It opens (`revealed_at`) when the patient and a professional have finished, and stays open."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["patient", "revealed_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=models.Q(revealed_at__isnull=True), name="one_round_waits_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"round {self.pk}"


class PriorityList(models.Model):
    """That somebody takes part in a round, and whether they have finished: no secret. What they wrote stands in `Priority`."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    round = models.ForeignKey(PriorityRound, models.PROTECT, related_name="lists")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["begun_at", "pk"]
        indexes = [models.Index(fields=["patient", "round"])]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_list_a_person_and_round"),
            models.CheckConstraint(
                condition=models.Q(as_role__in=["PATIENT", "DOCTOR", "COACH", "THERAPIST"]),
                name="supporters_write_no_priorities",
            ),
        ]

    def __str__(self) -> str:
        return f"list of {self.person} in round {self.round_id}"


class PriorityQuerySet(models.QuerySet["Priority"]):
    def seen_by(self, person: Person | int) -> Self:
        """One's own; and others' finished ones of an opened round, for whoever has finished a list in that round or a later one."""
        mine = PriorityList.objects.filter(
            patient=models.OuterRef("patient"), person=person, finished_at__isnull=False, round__gte=models.OuterRef("in_list__round")
        )  # fmt: skip
        opened = models.Q(in_list__finished_at__isnull=False, in_list__round__revealed_at__isnull=False)
        return self.filter(models.Q(in_list__person=person) | (opened & models.Exists(mine)))


class Priority(models.Model):
    """One wish, in its author's words, at its place. Changed only while its list is not finished."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    in_list = models.ForeignKey(PriorityList, models.PROTECT, related_name="priorities")
    place = models.SmallIntegerField()
    words = models.TextField()
    objects = PriorityQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["patient", "in_list"])]
        constraints = [
            models.UniqueConstraint(fields=["in_list", "place"], name="one_wish_a_place"),
            models.CheckConstraint(condition=models.Q(place__gte=1, place__lte=MOST), name="at_most_five_wishes"),
            models.CheckConstraint(condition=models.Q(words__regex=r"\S"), name="a_wish_has_words"),
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"


class PriorityPairQuerySet(models.QuerySet["PriorityPair"]):
    def standing(self) -> Self:
        return self.filter(parted_at__isnull=True)


class PriorityPair(models.Model):
    """Somebody says that a wish of the patient (`one`) and a wish of a professional (`other`) mean the same."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    one = models.ForeignKey(Priority, models.PROTECT, related_name="+")
    other = models.ForeignKey(Priority, models.PROTECT, related_name="+")
    joined_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    parted_at = models.DateTimeField(null=True, blank=True)
    objects = PriorityPairQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "one"])]
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"], condition=models.Q(parted_at__isnull=True), name="two_wishes_are_joined_once"
            ),
            models.UniqueConstraint(
                fields=["other"], condition=models.Q(parted_at__isnull=True), name="a_professionals_wish_is_joined_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"


class PriorityTalkQuerySet(models.QuerySet["PriorityTalk"]):
    def still_open(self) -> Self:
        return self.filter(talked_at__isnull=True)


class PriorityTalk(models.Model):
    """Somebody would like to talk about a wish; `talked_at` when it was talked about."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    priority = models.ForeignKey(Priority, models.PROTECT, related_name="talks")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    talked_at = models.DateTimeField(null=True, blank=True)
    objects = PriorityTalkQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["patient", "talked_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["priority"], condition=models.Q(talked_at__isnull=True), name="a_wish_waits_once_for_a_talk"
            )
        ]

    def __str__(self) -> str:
        return f"talk about wish {self.priority_id}"

"""A thread and who is in it."""

from typing import Self

from django.db import models

from concord.people.models import Patient, Person
from concord.people.roles import Role


def role_words(role: str, detail: str) -> str:
    """The role as people say it: “Coach, nutrition”."""
    label = str(Role(role).label)
    return f"{label}, {detail}" if detail else label


class Thread(models.Model):
    """A conversation in a partnership. The patient is in every one: nothing about them is said without them.

    It is begun by the function `begin_thread` of the database, since nobody sees a thread before they are in it.
    """

    LONGEST_CALLED = 120

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="threads")
    called = models.CharField(max_length=LONGEST_CALLED, blank=True)
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    newest_at = models.DateTimeField()

    class Meta:
        ordering = ["-newest_at", "-pk"]
        indexes = [models.Index(fields=["patient", "newest_at"])]

    def __str__(self) -> str:
        return f"thread {self.pk}"


class MemberQuerySet(models.QuerySet["Member"]):
    def still_in(self) -> Self:
        return self.filter(left_at__isnull=True)


class Member(models.Model):
    """Somebody is in a thread, from a moment until another. `sees_from_at` empty: they see it whole."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    detail = models.CharField(max_length=60, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    sees_from_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    put_away_at = models.DateTimeField(null=True, blank=True)
    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["joined_at", "pk"]
        indexes = [models.Index(fields=["patient", "thread"]), models.Index(fields=["person", "left_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "person"], condition=models.Q(left_at__isnull=True), name="one_place_in_a_thread"
            ),
            models.CheckConstraint(condition=models.Q(as_role__in=Role.values), name="member_has_a_known_role"),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(left_at__gte=models.F("joined_at")),
                name="member_leaves_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.pk}"

    @property
    def words(self) -> str:
        return role_words(self.as_role, self.detail)


class Look(models.Model):
    """When somebody last had a thread open. Only they themselves can see it: it is no receipt, it tells them what is new."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["patient", "thread"])]
        constraints = [models.UniqueConstraint(fields=["thread", "person"], name="one_look_a_thread_and_person")]

    def __str__(self) -> str:
        return f"look {self.pk}"

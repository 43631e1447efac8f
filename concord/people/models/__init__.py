"""Who there is, and who stands beside whom."""

import uuid
from datetime import date, datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.people.models.person import NAME_LENGTH, Person, PersonManager, known_zone
from concord.people.roles import ALL_TOPICS, PROFESSIONALS, SEEN_BY_OTHERS, Role, Topic

__all__ = [
    "Absence",
    "AbsenceQuerySet",
    "CareTie",
    "CareTieQuerySet",
    "Invitation",
    "InvitationQuerySet",
    "Membership",
    "MembershipQuerySet",
    "NAME_LENGTH",
    "Patient",
    "PatientQuerySet",
    "Person",
    "PersonManager",
    "Practice",
    "known_zone",
]


class Practice(models.Model):
    """A practice and its promises: when it answers, whom to call in an emergency, how it sends e-mail."""

    called = models.CharField(_("name of the practice"), max_length=NAME_LENGTH)
    zone = models.CharField(_("time zone"), max_length=64, validators=[known_zone])
    language = models.CharField(_("language"), max_length=10, default="en-gb")
    emergency_number = models.CharField(_("emergency number"), max_length=40)
    answer_days = models.PositiveSmallIntegerField(_("working days until a question is answered"), default=3)
    phone = models.CharField(_("telephone of the practice"), max_length=40, blank=True)
    currency = models.CharField(_("currency"), max_length=8, blank=True)
    asked_first = models.JSONField(_("who is asked first"), default=dict, blank=True)
    """{what a question is about: role}; what is not named goes to whoever wrote it, else to the coach."""
    founded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(emergency_number=""), name="practice_has_an_emergency_number"),
            models.CheckConstraint(condition=models.Q(answer_days__gte=1, answer_days__lte=30), name="answer_time_is_1_to_30_days"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.called


class MembershipQuerySet(models.QuerySet["Membership"]):
    def still_open(self) -> Self:
        return self.filter(until_at__isnull=True)


class Membership(models.Model):
    """A professional works at a practice, in one role; some also look after its settings."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=[(role.value, role.label) for role in PROFESSIONALS])
    discipline = models.CharField(_("field of work"), max_length=60, blank=True)
    administers = models.BooleanField(_("looks after the practice's settings"), default=False)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "person"],
                condition=models.Q(until_at__isnull=True),
                name="one_open_membership_a_practice",
            ),
            models.CheckConstraint(condition=models.Q(role__in=PROFESSIONALS), name="members_are_professionals"),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.practice}"

    @property
    def words(self) -> str:
        """The role as people say it: “Coach, nutrition”."""
        return f"{self.get_role_display()}, {self.discipline}" if self.discipline else str(self.get_role_display())


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)

    def on(self, day: date) -> Self:
        return self.standing().filter(from_day__lte=day, until_day__gte=day)


class Absence(models.Model):
    """A professional is away from a day until and with another; whoever waits for them reads until when, and never why."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    from_day = models.DateField()
    until_day = models.DateField()
    said_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["from_day", "pk"]
        indexes = [models.Index(fields=["person", "until_day"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_day__gte=models.F("from_day")), name="absence_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} away until {self.until_day}"


class PatientQuerySet(models.QuerySet["Patient"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(ties__person=person, ties__until_at__isnull=True).distinct()


class Patient(models.Model):
    """A person's record at one practice. Whether they can sign in yet is told by an open tie with the role PATIENT."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="patients")
    called = models.CharField(_("first name"), max_length=NAME_LENGTH)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    opened_at = models.DateTimeField()
    objects = PatientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(called=""), name="patient_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(birth_year__isnull=True) | models.Q(birth_year__gte=1890, birth_year__lte=2100),
                name="birth_year_is_possible",
            ),
        ]

    def __str__(self) -> str:
        return self.called


class CareTieQuerySet(models.QuerySet["CareTie"]):
    def still_open(self) -> Self:
        return self.filter(until_at__isnull=True)

    def between(self, person: Person, patient: Patient) -> Self:
        return self.filter(person=person, patient=patient)


class CareTie(models.Model):
    """Somebody stands beside a patient, in a role, from a moment until another, for the topics that the patient shares."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="ties")
    person = models.ForeignKey(Person, models.PROTECT, related_name="ties")
    role = models.CharField(max_length=12, choices=Role.choices)
    detail = models.CharField(_("field of work or relation"), max_length=60, blank=True)
    topics = ArrayField(models.CharField(max_length=12, choices=Topic.choices), default=list, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    objects = CareTieQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "until_at"]), models.Index(fields=["person", "until_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "person"], condition=models.Q(until_at__isnull=True), name="one_open_tie_a_person"
            ),
            models.UniqueConstraint(
                fields=["patient"],
                condition=models.Q(until_at__isnull=True, role=Role.PATIENT),
                name="one_person_is_the_patient",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="tie_has_a_known_role"),
            models.CheckConstraint(condition=models.Q(topics__contained_by=ALL_TOPICS), name="tie_has_known_topics"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"

    @property
    def words(self) -> str:
        """The role as people say it: “Coach, nutrition”."""
        return f"{self.get_role_display()}, {self.detail}" if self.detail else str(self.get_role_display())

    @property
    def topic_words(self) -> list[str]:
        return [str(topic.label) for topic in Topic if topic.value in self.topics]

    @property
    def topic_words_for_others(self) -> list[str]:
        return [str(SEEN_BY_OTHERS[topic]) for topic in Topic if topic.value in self.topics]

    @property
    def sees_all(self) -> bool:
        return self.role == Role.PATIENT or set(self.topics) == set(ALL_TOPICS)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self, now: datetime) -> Self:
        """Neither used nor withdrawn nor out of time."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now)


class Invitation(models.Model):
    """A way in, used once: to a practice as a member, to a patient's side, or back in for somebody who lost theirs.

    Its secret is made from `seed` with the house's key, so that whoever invited can show it again until it ends; the
    database alone, without that key, gives no way in.
    """

    class Way(models.TextChoices):
        EMAIL = "EMAIL", _("a link by e-mail")
        LINK = "LINK", _("a link to copy")
        QR = "QR", _("a code to scan")

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="invitations")
    patient = models.ForeignKey(Patient, models.PROTECT, null=True, blank=True, related_name="invitations")
    role = models.CharField(max_length=12, choices=Role.choices)
    detail = models.CharField(max_length=60, blank=True)
    topics = ArrayField(models.CharField(max_length=12, choices=Topic.choices), default=list, blank=True)
    administers = models.BooleanField(default=False)
    called = models.CharField(max_length=NAME_LENGTH, blank=True)
    email = models.EmailField(blank=True)
    way = models.CharField(max_length=8, choices=Way.choices)
    returning = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    """Whom it lets back in: no new tie then, a new way to sign in to the same one."""
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "invited_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(patient__isnull=False) | models.Q(role__in=PROFESSIONALS),
                name="invitation_leads_somewhere",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_by__isnull=True, accepted_at__isnull=True)
                | models.Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="accepted_by_somebody_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} by {self.way}"

    @property
    def words(self) -> str:
        """The role that it leads to, as people say it: “Coach, nutrition”."""
        return f"{self.get_role_display()}, {self.detail}" if self.detail else str(self.get_role_display())

"""A patient's goals as a page shows them: newest words, who has said yes, where each side says they stand. Few queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date

from concord.access.permissions import Permission
from concord.agreement import reads as agreement
from concord.agreement.models import Text, Version
from concord.agreement.reads import Partner
from concord.goals import rules
from concord.goals.models import Goal, GoalDraft, Rating
from concord.people.models import Patient, Person
from concord.people.roles import Role


@dataclass(frozen=True)
class Level:
    """One rung of the ladder: its number, its words, and who says that the goal stands here now."""

    number: int
    words: str
    here: list[Rating]

    @property
    def sign(self) -> str:
        return f"+{self.number}" if self.number > 0 else str(self.number).replace("-", "−")


@dataclass
class GoalInView:
    """A goal with everything around it, read in few queries for many goals at once."""

    goal: Goal
    version: Version
    partners: list[Partner]
    ratings: list[Rating] = field(default_factory=list)

    @property
    def words(self) -> dict[str, str]:
        return self.version.words

    @property
    def says(self) -> str:
        return self.words.get("words", "")

    @property
    def look_day(self) -> date | None:
        return self.goal.look_day

    @property
    def latest(self) -> list[Rating]:
        """The newest standing rating of each person."""
        return list({rating.rated_by_id: rating for rating in self.ratings}.values())

    @property
    def apart(self) -> int:
        """By how many levels the patient and the others are apart at most: something to talk about, never an error."""
        patients = next((rating.level for rating in self.latest if rating.as_role == Role.PATIENT), None)
        return rules.apart(patients, (rating.level for rating in self.latest if rating.as_role != Role.PATIENT))

    @property
    def levels(self) -> list[Level]:
        """From the best to the worst, as a ladder is read."""
        return [
            Level(number, self.words.get(rules.LEVEL_FIELDS[number], ""), [r for r in self.latest if r.level == number])
            for number in (2, 1, 0, -1, -2)
        ]

    @property
    def agreed(self) -> bool:
        """The patient and at least one professional have said yes to the same words, and nobody who is asked is missing."""
        here = [partner for partner in self.partners if not partner.left]
        return len(here) > 1 and all(partner.at for partner in here)

    @property
    def said_yes(self) -> list[Partner]:
        return [partner for partner in self.partners if partner.at]

    @property
    def not_yet(self) -> list[Partner]:
        return [partner for partner in self.partners if not partner.at]

    def yes_of(self, person: Person) -> Partner | None:
        return next((one for one in self.said_yes if one.person.pk == person.pk), None)

    def asks(self, person: Person) -> bool:
        """Whether this person's yes is still awaited."""
        return any(one.person.pk == person.pk for one in self.not_yet)


def goals(patient: Patient, *, ended: bool = False) -> list[GoalInView]:
    """The open goals (or the ended ones), oldest first: seven queries however many there are."""
    found = Goal.objects.filter(patient=patient, ended_at__isnull=not ended)
    return in_view(patient, list(_with_concerns(found)))


def goal_of(patient: Patient, goal_id: int) -> Goal:
    """This patient's goal, or 404."""
    goal = get_object_or_404(_with_concerns(Goal.objects.filter(patient=patient)).select_related("text"), pk=goal_id)
    goal.patient = patient
    return goal


def in_view(patient: Patient, found: list[Goal]) -> list[GoalInView]:
    if not found:
        return []
    texts = [goal.text_id for goal in found]
    versions, given = agreement.current_versions(texts), agreement.standing(texts)
    asked = agreement.partners_asked(patient, Permission.ACKNOWLEDGE_GOAL)
    ratings = Rating.objects.standing().filter(goal__in=found).select_related("rated_by", "version")
    by_goal: dict[int, list[Rating]] = {}
    for rating in ratings:
        by_goal.setdefault(rating.goal_id, []).append(rating)
    return [
        GoalInView(
            goal,
            versions[goal.text_id],
            agreement.who_said_yes(asked, given.get(goal.text_id, [])),
            by_goal.get(goal.pk, []),
        )
        for goal in found
    ]


def goal_words(patient: Patient) -> dict[int, str]:
    """{goal id: what it says now}, open goals first; one query, for lists and choices in other rooms."""
    rows = (
        Version.objects.filter(patient=patient, text__goal__isnull=False)
        .current()
        .order_by("text__goal__ended_at", "text__goal__begun_at")
    )
    return {goal: words["words"] for goal, words in rows.values_list("text__goal__pk", "words")}


def versions_of(goal: Goal) -> list[Version]:
    return agreement.history(Text(pk=goal.text_id))


def rating_of(goal: Goal, rating_id: int) -> Rating:
    return get_object_or_404(Rating.objects.standing().filter(goal=goal).select_related("patient"), pk=rating_id)


def draft_of(patient: Patient, person: Person) -> GoalDraft | None:
    return GoalDraft.objects.filter(patient=patient, person=person).first()


def day_of(words: dict[str, str]) -> date | None:
    """The date to look again as a version holds it."""
    return parse_date(words.get("look_day", "") or "")


def _with_concerns(found):
    return found.prefetch_related(Prefetch("concerns"))

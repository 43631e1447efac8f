"""A patient's goals as a page shows them: newest words, who has said yes, where each side says they stand. Few queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, QuerySet, prefetch_related_objects
from django.http import Http404
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


@dataclass(frozen=True)
class GoalLine:
    """A goal as other rooms name it."""

    goal: int
    words: str
    still_open: bool


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


def goals(patient: Patient) -> list[GoalInView]:
    """The open goals, oldest first: five queries however many there are."""
    return _in_view(patient, _newest(patient).filter(text__goal__ended_at__isnull=True))


def all_goals(patient: Patient) -> list[GoalInView]:
    """The ended ones too."""
    return _in_view(patient, _newest(patient))


def goal_in_view(patient: Patient, goal_id: int) -> GoalInView:
    """One goal with everything around it, or 404."""
    found = _in_view(patient, _newest(patient).filter(text__goal=goal_id))
    if not found:
        raise Http404
    return found[0]


def goal_of(patient: Patient, goal_id: int) -> Goal:
    """This patient's goal, or 404."""
    goal = get_object_or_404(Goal.objects.filter(patient=patient).select_related("text"), pk=goal_id)
    goal.patient = patient
    return goal


def open_goals(patient: Patient) -> QuerySet[Goal]:
    """What a form can choose from."""
    return Goal.objects.still_open().filter(patient=patient)


def goal_lines(patient: Patient) -> list[GoalLine]:
    """Every goal in one line, open ones first; one query, for lists and choices in other rooms."""
    newest = _newest(patient).order_by(F("text__goal__ended_at").asc(nulls_first=True), "text__goal__begun_at")
    rows = newest.values_list("text__goal__pk", "words", "text__goal__ended_at")
    return [GoalLine(goal, words["words"], ended_at is None) for goal, words, ended_at in rows]


def goal_words(patient: Patient) -> dict[int, str]:
    """{goal id: what it says now}, open goals first."""
    return {line.goal: line.words for line in goal_lines(patient)}


def change_before(view: GoalInView) -> Version | None:
    """The version before the newest."""
    return Version.objects.filter(text=view.goal.text_id, number=view.version.number - 1).first()


def versions_of(goal: Goal) -> list[Version]:
    return agreement.history(Text(pk=goal.text_id))


def rating_of(goal: Goal, rating_id: int) -> Rating:
    return get_object_or_404(Rating.objects.standing().filter(goal=goal).select_related("patient"), pk=rating_id)


def draft_of(patient: Patient, person: Person) -> GoalDraft | None:
    return GoalDraft.objects.filter(patient=patient, person=person).first()


def day_of(words: dict[str, str]) -> date | None:
    """The date to look again as a version holds it."""
    return parse_date(words.get("look_day", "") or "")


def _newest(patient: Patient) -> QuerySet[Version]:
    """Each goal's newest version, with the goal itself: one join instead of one query more."""
    return Version.objects.filter(patient=patient, text__goal__isnull=False).current()


def _in_view(patient: Patient, newest: QuerySet[Version]) -> list[GoalInView]:
    versions = list(newest.select_related("written_by", "text__goal").order_by("text__goal__begun_at", "text__goal"))
    if not versions:
        return []
    found = [version.text.goal for version in versions]
    prefetch_related_objects(found, "concerns")
    given = agreement.standing(version.text_id for version in versions)
    asked = agreement.partners_asked(patient, Permission.ACKNOWLEDGE_GOAL)
    ratings = _ratings(found)
    for goal in found:
        goal.patient = patient
    return [
        GoalInView(
            version.text.goal,
            version,
            agreement.who_said_yes(asked, given.get(version.text_id, [])),
            ratings.get(version.text.goal.pk, []),
        )
        for version in versions
    ]


def _ratings(found: list[Goal]) -> dict[int, list[Rating]]:
    by_goal: dict[int, list[Rating]] = {}
    for rating in Rating.objects.standing().filter(goal__in=found).select_related("rated_by"):
        by_goal.setdefault(rating.goal_id, []).append(rating)
    return by_goal

"""A patient's goals as a page shows them: newest words, who has said yes, where each side says they stand. Few queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date

from concord.access.permissions import Permission
from concord.agreement import reads as agreement
from concord.agreement.models import Acknowledgement, Text, Version
from concord.agreement.reads import Partner
from concord.goals import rules
from concord.goals.models import Goal, GoalConcern, GoalDraft, Rating, RatingGiven, Suggestion
from concord.goals.rules.ratings import said_before
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
    taken_on: bool = True
    """The patient wrote it or has said yes to it."""


@dataclass
class GoalInView:
    """A goal with everything around it, read in few queries for many goals at once."""

    goal: Goal
    version: Version
    partners: list[Partner]
    ratings: list[Rating] = field(default_factory=list)
    given: list[RatingGiven] = field(default_factory=list)
    said: list[Rating] = field(default_factory=list)
    """Also what was said again or taken back since: the history of `ratings`, as far as whoever looks may read it."""
    taken_on: bool = True
    """The patient wrote it or has said yes to it; until then it is a proposal of whoever wrote it."""

    @property
    def proposed_by(self) -> Person | None:
        return None if self.taken_on else self.goal.begun_by

    def waits_for(self, person: Person) -> list[Person]:
        """Who has said, in the newest look, where the goal stands, while this person has not; empty once they have."""
        who = {one.person_id: one.person for one in self.given}
        before = said_before([(one.look_day, one.person_id) for one in self.given], person.pk)
        return [who[whose] for whose in before]

    def owned_by(self, person: Person, role: str) -> bool:
        """Whether these words are this person's to change."""
        return role == Role.PATIENT or (self.goal.begun_by_id == person.pk and not self.taken_on)

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
    rows = newest.values_list("text__goal__pk", "words", "text__goal__ended_at", "text__goal__begun_as", "taken_on")  # type: ignore[misc]
    return [
        GoalLine(goal, words["words"], ended_at is None, begun_as == Role.PATIENT or taken_on)
        for goal, words, ended_at, begun_as, taken_on in rows
    ]


def concerns_of(patient: Patient) -> dict[int, str]:
    """{goal: the concerns that it is for, in the patient's words}, as far as the story is shown; one query."""
    links = GoalConcern.objects.filter(patient=patient).select_related("concern").order_by("concern__rank", "pk")
    found: dict[int, list[str]] = {}
    for goal, words in links.values_list("goal", "concern__words"):
        if words:
            found.setdefault(goal, []).append(words)
    return {goal: ", ".join(words) for goal, words in found.items()}


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
    """Each goal's newest version, with the goal itself and what is told of it in one word: one query instead of four more."""
    goal = OuterRef("text__goal")
    waits = Suggestion.objects.waiting().filter(goal=goal)
    said_yes = Acknowledgement.objects.filter(version__text=OuterRef("text"), as_role=Role.PATIENT)
    concerns = GoalConcern.objects.filter(goal=goal).order_by("concern").values("concern__words")
    found = Version.objects.filter(patient=patient, text__goal__isnull=False).current()
    return found.annotate(suggested=Exists(waits), taken_on=Exists(said_yes), concerns=ArraySubquery(concerns))


def _in_view(patient: Patient, newest: QuerySet[Version]) -> list[GoalInView]:
    versions = list(
        newest.select_related("written_by", "text__goal__begun_by").order_by("text__goal__begun_at", "text__goal")
    )
    if not versions:
        return []
    found = [version.text.goal for version in versions]
    given = agreement.standing(version.text_id for version in versions)
    asked = agreement.partners_asked(patient, Permission.ACKNOWLEDGE_GOAL)
    has_given = _given(found)
    for goal in found:
        goal.patient = patient
    return [
        GoalInView(
            version.text.goal,
            version,
            agreement.who_said_yes(asked, given.get(version.text_id, [])),
            [
                one.rating
                for one in has_given.get(version.text.goal.pk, [])
                if one.rating is not None and one.taken_back_at is None
            ],
            [one for one in has_given.get(version.text.goal.pk, []) if one.taken_back_at is None],
            [one.rating for one in has_given.get(version.text.goal.pk, []) if one.rating is not None],
            version.text.goal.begun_as == Role.PATIENT or version.taken_on,  # type: ignore[attr-defined]
        )
        for version in versions
    ]


def _given(found: list[Goal]) -> dict[int, list[RatingGiven]]:
    """Who has given a rating, also what was taken back since, by goal, in the order of days; with the rating itself where whoever looks may read it.

    What they may not read yet the database leaves out, so that `rating` is None: see `Rating`.
    """
    given = RatingGiven.objects.filter(goal__in=found).select_related("person", "rating")
    by_goal: dict[int, list[RatingGiven]] = {}
    for one in given.order_by("rating__day", "pk"):
        if one.rating is not None:
            one.rating.rated_by = one.person
        by_goal.setdefault(one.goal_id, []).append(one)
    return by_goal

"""Rounds of what matters most, as whoever looks may see them: who has finished, one's own list, and both side by side once opened."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from concord.access.permissions import Permission
from concord.agreement import reads as agreement
from concord.goals.models import Priority, PriorityList, PriorityPair, PriorityRound, PriorityTalk
from concord.goals.rules import priorities as rules
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role


@dataclass(frozen=True)
class Joined:
    """A wish of the patient and one of a professional that mean the same; `pair` is None while it is only a suggestion."""

    one: Priority
    other: Priority
    pair: PriorityPair | None = None
    shared: tuple[str, ...] = ()


@dataclass
class SideBySide:
    """The patient's list beside one professional's."""

    patients: PriorityList
    others: PriorityList
    same: list[Joined] = field(default_factory=list)
    perhaps: list[Joined] = field(default_factory=list)
    only_patients: list[Priority] = field(default_factory=list)
    only_others: list[Priority] = field(default_factory=list)

    @property
    def first_is(self) -> int | None:
        """At which place of the professional's list the patient's first wish stands; None while it is joined with none."""
        return next((joined.other.place for joined in self.same if joined.one.place == 1), None)

    @property
    def first_may_be_there(self) -> bool:
        """Joined with none yet, and there is a match for it that they decide about."""
        return self.first_is is None and any(joined.one.place == 1 for joined in self.perhaps)


@dataclass
class RoundInView:
    """One round as one person sees it. `lists` of everybody who takes part; wishes only in those that this person may read."""

    round: PriorityRound
    viewer: Person
    lists: list[PriorityList]
    wishes: dict[int, list[Priority]]
    beside: list[CareTie]
    earlier: list[PriorityRound]
    newest: bool = True

    @property
    def mine(self) -> PriorityList | None:
        return next((one for one in self.lists if one.person_id == self.viewer.pk), None)

    @property
    def my_wishes(self) -> list[Priority]:
        return self.wishes.get(self.mine.pk, []) if self.mine else []

    @property
    def i_have_finished(self) -> bool:
        return self.mine is not None and self.mine.finished_at is not None

    @property
    def opened(self) -> bool:
        """Whether there are others' wishes for this person to read."""
        return any(one.person_id != self.viewer.pk for one in self.readable)

    @property
    def readable(self) -> list[PriorityList]:
        return [one for one in self.lists if self.wishes.get(one.pk)]

    @property
    def patients(self) -> PriorityList | None:
        return next((one for one in self.readable if one.as_role == Role.PATIENT), None)

    @property
    def professionals(self) -> list[PriorityList]:
        """Whose lists can be laid beside the patient's: one's own first."""
        others = [one for one in self.readable if one.as_role != Role.PATIENT]
        return sorted(others, key=lambda one: one.person_id != self.viewer.pk)

    @property
    def not_begun(self) -> list[CareTie]:
        """Who could take part and has not begun: only said, never pressed."""
        return [tie for tie in self.beside if tie.person_id not in {one.person_id for one in self.lists}]


def round_in_view(patient: Patient, viewer: Person, number: int | None = None) -> RoundInView | None:
    """The newest round, or the one named; None while there is none. Four queries."""
    rounds = list(PriorityRound.objects.filter(patient=patient).order_by("-pk"))
    beside = agreement.partners_asked(patient, Permission.SET_PRIORITIES)
    if number is None and not rounds:
        return None
    found = next((one for one in rounds if number in (None, one.pk)), None)
    if found is None:
        raise Http404
    lists = list(PriorityList.objects.filter(round=found).select_related("person"))
    wishes: dict[int, list[Priority]] = {}
    for wish in Priority.objects.filter(in_list__round=found).seen_by(viewer):
        wishes.setdefault(wish.in_list_id, []).append(wish)
    earlier = [one for one in rounds if one.pk != found.pk]
    return RoundInView(found, viewer, lists, wishes, beside, earlier, newest=found == rounds[0])


def side_by_side(view: RoundInView, number: int | None = None) -> SideBySide | None:
    """The patient's list beside that of the professional whose list is named, else the first. Two queries more."""
    others = next((one for one in view.professionals if number in (None, one.pk)), None)
    if view.patients is None or others is None:
        return None
    here = SideBySide(view.patients, others)
    ones = {wish.pk: wish for wish in view.wishes[view.patients.pk]}
    theirs = {wish.pk: wish for wish in view.wishes[others.pk]}
    for pair in PriorityPair.objects.standing().filter(one__in=ones, other__in=theirs):
        here.same.append(Joined(ones[pair.one_id], theirs[pair.other_id], pair))
    here.same.sort(key=lambda joined: joined.one.place)
    taken = {joined.one.pk for joined in here.same} | {joined.other.pk for joined in here.same}
    here.only_patients = [wish for wish in ones.values() if wish.pk not in taken]
    here.only_others = [wish for wish in theirs.values() if wish.pk not in taken]
    here.perhaps = _perhaps(here)
    _mark(patient=view.round.patient_id, wishes=[*ones.values(), *theirs.values()])
    return here


def wish_of(patient: Patient, viewer: Person, number: int) -> Priority:
    """A wish of this record that this person may read, or 404."""
    found = get_object_or_404(_wishes(patient, viewer), pk=number)
    found.patient = patient
    return found


def wishes_of(patient: Patient, viewer: Person) -> QuerySet[Priority]:
    """What a form can choose from."""
    return _wishes(patient, viewer)


def pair_of(patient: Patient, viewer: Person, number: int) -> PriorityPair:
    seen = _wishes(patient, viewer).values("pk")
    standing = PriorityPair.objects.standing().filter(patient=patient, one__in=seen, other__in=seen)
    return get_object_or_404(standing.select_related("patient"), pk=number)


def lists_of_newest_round(patient: Patient) -> list[PriorityList]:
    """Who takes part in the newest round and has finished, for a line on the page of goals. One query."""
    newest = PriorityRound.objects.filter(patient=patient).order_by("-pk").values("pk")[:1]
    return list(PriorityList.objects.filter(round=newest).select_related("round", "person"))


def put_first(patient: Patient, reader: int) -> QuerySet[Priority]:
    """What the patient put first in the newest opened round, where `reader` may read it: for a query that is asked anyway."""
    opened = PriorityRound.objects.filter(patient=patient, revealed_at__isnull=False).order_by("-pk").values("pk")[:1]
    finished = {"in_list__as_role": Role.PATIENT, "in_list__finished_at__isnull": False, "in_list__round": opened}
    return Priority.objects.filter(patient=patient, **finished).seen_by(reader).order_by("place")


def _wishes(patient: Patient, viewer: Person) -> QuerySet[Priority]:
    return Priority.objects.filter(patient=patient).seen_by(viewer).select_related("in_list__round", "in_list__person")


def _perhaps(here: SideBySide) -> list[Joined]:
    ones = {wish.pk: wish for wish in here.only_patients}
    theirs = {wish.pk: wish for wish in here.only_others}
    found = rules.may_mean_the_same(
        {pk: wish.words for pk, wish in ones.items()}, {pk: wish.words for pk, wish in theirs.items()}
    )
    return [Joined(ones[one], theirs[other], shared=tuple(shared)) for one, other, shared in found]


def _mark(*, patient: int, wishes: list[Priority]) -> None:
    """`talk` on each wish: who would like to talk about it, or None."""
    waiting = PriorityTalk.objects.still_open().filter(patient=patient, priority__in=wishes).select_related("asked_by")
    talks = {talk.priority_id: talk for talk in waiting}
    for wish in wishes:
        wish.talk = talks.get(wish.pk)  # type: ignore[attr-defined]

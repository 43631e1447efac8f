"""The story as pages and higher rooms read it."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from concord.people.models import Patient, Person
from concord.story.models import (
    Beginning,
    CauseChange,
    CauseEvidence,
    Concern,
    ConcernChange,
    Event,
    EventChange,
    PossibleCause,
    Telling,
)


def events(patient: Patient) -> QuerySet[Event]:
    """As a life is told, each with who wrote it down."""
    return Event.objects.filter(patient=patient).still_there().in_order().select_related("written_by", "patient")


def removed_events(patient: Patient) -> QuerySet[Event]:
    removed = Event.objects.filter(patient=patient, removed_at__isnull=False)
    return removed.order_by("-removed_at").select_related("written_by", "patient")


def event(patient: Patient, pk: int) -> Event | None:
    return Event.objects.filter(patient=patient, pk=pk).select_related("written_by", "patient", "telling").first()


def event_changes(of: Event) -> QuerySet[EventChange]:
    return EventChange.objects.filter(patient=of.patient, event=of).order_by("-at", "-pk").select_related("by")


def active_concerns(patient: Patient) -> QuerySet[Concern]:
    """Without a join to the measures: somebody may be shown the story and not the days."""
    return Concern.objects.filter(patient=patient).active()


def earlier_concerns(patient: Patient) -> QuerySet[Concern]:
    earlier = Concern.objects.filter(patient=patient, until_at__isnull=False)
    return earlier.order_by("-until_at").select_related("replaced_by")


def concern(patient: Patient, pk: int) -> Concern | None:
    return Concern.objects.filter(patient=patient, pk=pk).select_related("patient").first()


def concern_changes(patient: Patient) -> QuerySet[ConcernChange]:
    return ConcernChange.objects.filter(patient=patient).order_by("-at", "-pk").select_related("by", "concern")


def causes(patient: Patient) -> QuerySet[PossibleCause]:
    """In the order of writing, each with the evidence that stands."""
    standing = CauseEvidence.objects.standing().filter(patient=patient).order_by("given_at", "pk")
    return (
        PossibleCause.objects.filter(patient=patient)
        .still_there()
        .order_by("written_at", "pk")
        .select_related("written_by", "concern", "patient")
        .prefetch_related(Prefetch("evidence", standing.select_related("given_by", "event", "measure")))
    )


def causes_in_short(patient: Patient) -> QuerySet[PossibleCause]:
    """As `causes`, with the evidence as `weighed`, a list of {side, words}, in the same query: for a page that shows much else."""
    words = Coalesce(NullIf("words", Value("")), "event__words", "measure__called", output_field=TextField())
    standing = CauseEvidence.objects.standing().filter(cause=OuterRef("pk")).order_by("given_at", "pk")
    weighed = ArraySubquery(standing.values(weighed=JSONObject(side="side", words=words)))
    return causes(patient).prefetch_related(None).annotate(weighed=weighed)


def cause(patient: Patient, pk: int) -> PossibleCause | None:
    """Also one that was taken out: its page offers to bring it back."""
    found = PossibleCause.objects.filter(patient=patient, pk=pk)
    return found.select_related("written_by", "concern", "patient").first()


def cause_wordings(of: PossibleCause) -> int:
    """How often its words were written: the number of the newest wording."""
    return CauseChange.objects.of_words().filter(cause=of).count()


def evidence_of(of: PossibleCause) -> QuerySet[CauseEvidence]:
    standing = CauseEvidence.objects.standing().filter(patient=of.patient, cause=of).order_by("given_at", "pk")
    return standing.select_related("given_by", "event", "measure", "patient")


def evidence(of: PossibleCause, pk: int) -> CauseEvidence | None:
    found = CauseEvidence.objects.filter(patient=of.patient, cause=of, pk=pk)
    return found.select_related("given_by", "patient").first()


def cause_changes(of: PossibleCause) -> QuerySet[CauseChange]:
    return CauseChange.objects.filter(patient=of.patient, cause=of).order_by("-at", "-pk").select_related("by")


def tellings(patient: Patient) -> list[Telling]:
    """The newest version of each teller's box, the patient's own first; a box emptied again is left out."""
    newest = Telling.objects.filter(patient=patient).newest().select_related("written_by", "patient")
    told = [telling for telling in newest if telling.words]
    return sorted(told, key=lambda telling: (telling.written_as != "PATIENT", telling.written_at))


def own_telling(patient: Patient, person: Person) -> Telling | None:
    return Telling.objects.of(patient, person).first()


def versions(patient: Patient) -> QuerySet[Telling]:
    return Telling.objects.filter(patient=patient).order_by("-written_at", "-pk").select_related("written_by")


def telling(patient: Patient, pk: int) -> Telling | None:
    return Telling.objects.filter(patient=patient, pk=pk).select_related("written_by", "patient").first()


def beginning(patient: Patient) -> Beginning | None:
    return Beginning.objects.filter(patient=patient).first()

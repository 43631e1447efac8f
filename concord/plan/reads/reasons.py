"""What a because rests on, and what of it has changed since: computed when read, with the sight of whoever reads. One query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import JSONField, OuterRef
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from concord.findings.models import Finding
from concord.people.models import Patient
from concord.people.roles import Role
from concord.plan.models import StillHolds

# What is over needs no reason any more. A corrected spelling is no new reason, so the moves count and not the versions.
ASKED = """
asked AS MATERIALIZED (
    SELECT r.id, r.patient_id, r.goal_id, r.cause_id, v.id AS version_id,
        (SELECT max(m.at) FROM plan_move m
          WHERE m.patient_id = r.patient_id AND m.recommendation_id = r.id AND m.kind IN ('PROPOSE', 'CHANGE', 'AGAIN')) AS since
    FROM plan_recommendation r
    JOIN agreement_text t ON t.id = r.text_id
    JOIN agreement_version v ON v.patient_id = r.patient_id AND v.text_id = t.id AND v.number = t.current
    WHERE r.patient_id = {patient} AND ({one}::bigint IS NULL OR r.id = {one})
      AND r.state NOT IN ('WITHDRAWN', 'CLOSED', 'DECLINED')
)"""
GROUNDS = """
grounds AS (
    SELECT id, since, 'goal' AS kind, goal_id AS thing, '' AS stood FROM asked WHERE goal_id IS NOT NULL
    UNION SELECT id, since, 'cause', cause_id, '' FROM asked WHERE cause_id IS NOT NULL
    UNION SELECT a.id, a.since, g.kind, g.thing, e.stood FROM asked a
        JOIN plan_evidence e ON e.patient_id = a.patient_id AND e.recommendation_id = a.id AND e.version_id = a.version_id
        CROSS JOIN LATERAL (VALUES ('event', e.event_id), ('cause', e.cause_id), ('measure', e.measure_id), ('finding', e.finding_id))
            AS g (kind, thing)
        WHERE g.thing IS NOT NULL
), looked AS MATERIALIZED (
    SELECT g.*, h.at AS held, greatest(g.since, h.at) AS base FROM grounds g
    LEFT JOIN LATERAL (SELECT max(s.at) AS at FROM plan_stillholds s
        WHERE s.patient_id = {patient} AND s.recommendation_id = g.id AND (g.kind || ':' || g.thing) = ANY (s.about)) h ON true
)"""
GOALS = """
SELECT l.id, 'goal' AS kind, l.thing, was.words, now.words ->> 'words' AS now, now.written_at AS at
FROM looked l JOIN goals_goal g ON g.id = l.thing JOIN agreement_text t ON t.id = g.text_id
JOIN agreement_version now ON now.patient_id = g.patient_id AND now.text_id = t.id AND now.number = t.current
JOIN LATERAL (SELECT w.words ->> 'words' AS words FROM agreement_version w
    WHERE w.patient_id = g.patient_id AND w.text_id = t.id AND w.written_at <= l.base ORDER BY w.number DESC LIMIT 1) was ON true
WHERE l.kind = 'goal' AND was.words <> now.words ->> 'words'
UNION ALL
SELECT l.id, 'goal_ended', l.thing, now.words ->> 'words', '', g.ended_at
FROM looked l JOIN goals_goal g ON g.id = l.thing JOIN agreement_text t ON t.id = g.text_id
JOIN agreement_version now ON now.patient_id = g.patient_id AND now.text_id = t.id AND now.number = t.current
WHERE l.kind = 'goal' AND g.ended_at > l.base"""
CAUSES = """
SELECT l.id, CASE WHEN c.removed_at IS NOT NULL THEN 'cause_removed' WHEN was.words <> c.words THEN 'cause' ELSE 'cause_status' END,
    l.thing, CASE WHEN was.words <> c.words OR c.removed_at IS NOT NULL THEN was.words ELSE was.status END,
    CASE WHEN was.words <> c.words THEN c.words ELSE c.status || ' ' || c.words END, last.at
FROM looked l JOIN story_possiblecause c ON c.id = l.thing
JOIN LATERAL (SELECT h.words, h.status FROM story_causechange h
    WHERE h.patient_id = c.patient_id AND h.cause_id = c.id AND h.at <= l.base ORDER BY h.at DESC, h.id DESC LIMIT 1) was ON true
JOIN LATERAL (SELECT max(h.at) AS at FROM story_causechange h WHERE h.patient_id = c.patient_id AND h.cause_id = c.id) last ON true
WHERE l.kind = 'cause' AND last.at > l.base AND (c.removed_at > l.base OR was.words <> c.words OR was.status <> c.status)"""
EVENTS = """
SELECT l.id, CASE WHEN e.removed_at IS NOT NULL THEN 'event_removed' ELSE 'event' END, l.thing, was.stood ->> 'words', e.words, last.at
FROM looked l JOIN story_event e ON e.id = l.thing
JOIN LATERAL (SELECT h.as_it_stood - 'role_in_story' AS stood FROM story_eventchange h
    WHERE h.patient_id = e.patient_id AND h.event_id = e.id AND h.at <= l.base ORDER BY h.at DESC, h.id DESC LIMIT 1) was ON true
JOIN LATERAL (SELECT h.at, h.as_it_stood - 'role_in_story' AS stood FROM story_eventchange h
    WHERE h.patient_id = e.patient_id AND h.event_id = e.id ORDER BY h.at DESC, h.id DESC LIMIT 1) last ON true
WHERE l.kind = 'event' AND last.at > l.base AND (e.removed_at > l.base OR was.stood <> last.stood)"""
MEASURES = """
SELECT l.id, 'measure', l.thing, before.was ->> 'called', m.called, before.replaced_at
FROM looked l JOIN measures_measure m ON m.id = l.thing
JOIN LATERAL (SELECT h.was, h.replaced_at FROM measures_earlier h
    WHERE h.patient_id = m.patient_id AND h.table = 'measures_measure' AND h.row = m.id::text AND h.replaced_at > l.base
    ORDER BY h.replaced_at, h.id LIMIT 1) before ON true
WHERE l.kind = 'measure'
  AND (before.was ->> 'called', before.was ->> 'question') IS DISTINCT FROM (m.called::text, m.question::text)
UNION ALL
SELECT l.id, 'measure_stopped', l.thing, m.called, '', stopped.at
FROM looked l JOIN measures_measure m ON m.id = l.thing
JOIN LATERAL (SELECT max(c.until_at) AS at, bool_or(c.until_at IS NULL) AS goes_on FROM measures_choice c
    WHERE c.patient_id = {patient} AND c.measure_id = m.id) stopped ON true
WHERE l.kind = 'measure' AND stopped.at > l.base AND NOT stopped.goes_on"""
FINDINGS = """
SELECT l.id, 'finding', l.thing, coalesce(was.became, l.stood), last.became, last.at
FROM looked l JOIN findings_finding f ON f.id = l.thing
JOIN LATERAL (SELECT t.became, t.at FROM findings_turn t
    WHERE t.patient_id = f.patient_id AND t.finding_id = f.id ORDER BY t.at DESC, t.id DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (SELECT t.became FROM findings_turn t
    WHERE t.patient_id = f.patient_id AND t.finding_id = f.id AND t.at <= l.held ORDER BY t.at DESC, t.id DESC LIMIT 1) was ON true
WHERE l.kind = 'finding' AND last.became <> coalesce(was.became, l.stood)"""
ALL_OF_THEM = " UNION ALL ".join([GOALS, CAUSES, EVENTS, MEASURES, FINDINGS])
CHANGED = f"WITH {ASKED}, {GROUNDS} {ALL_OF_THEM} ORDER BY 1, 6, 2, 3"
ALONE = CHANGED.format(patient="%(patient)s", one="%(one)s")
OF_A_ROW = CHANGED.format(patient="plan_recommendation.patient_id", one="plan_recommendation.id")


@dataclass
class ReasonChanged:
    """One thing that a because rests on is no longer as it was. `finding` is there when it is one."""

    recommendation: int
    kind: str
    thing: int
    was: str
    now: str
    at: datetime
    finding: Finding | None = None

    @property
    def key(self) -> str:
        return f"{self.kind.split('_')[0]}:{self.thing}"


def changed_reasons(patient: Patient, recommendation: int | None = None) -> list[ReasonChanged]:
    """Of every open recommendation, or of one: what whoever reads may see and what has changed since somebody last looked.
    One query, and one more when a finding has changed."""
    with connection.cursor() as cursor:
        cursor.execute(ALONE, {"patient": patient.pk, "one": recommendation})
        return with_findings([ReasonChanged(*row) for row in cursor.fetchall()])


def changes_of_row() -> RawSQL:
    """The same for each row of a query of recommendations' versions: a list for `changes_in`."""
    rows = f"SELECT coalesce(jsonb_agg(jsonb_build_array(id, kind, thing, words, now, at)), '[]') FROM ({OF_A_ROW}) changed"  # noqa: S608
    return RawSQL(rows, [], output_field=JSONField())  # noqa: S611  Only our own words.


def changes_in(rows: Iterable[list[Any]]) -> list[ReasonChanged]:
    return [
        ReasonChanged(recommendation, kind, thing, was, now, datetime.fromisoformat(at))
        for recommendation, kind, thing, was, now, at in rows
    ]


def with_findings(changes: list[ReasonChanged]) -> list[ReasonChanged]:
    """Each with its finding, if it is one; no query when none is."""
    changed = [one.thing for one in changes if one.kind == "finding"]
    named = {one.pk: one for one in Finding.objects.filter(pk__in=changed).with_names()} if changed else {}
    for one in changes:
        one.finding = named.get(one.thing) if one.kind == "finding" else None
    return changes


def by_recommendation(changes: Iterable[ReasonChanged]) -> dict[int, list[ReasonChanged]]:
    found: dict[int, list[ReasonChanged]] = {}
    for one in changes:
        found.setdefault(one.recommendation, []).append(one)
    return found


def fingerprint(changes: Iterable[ReasonChanged]) -> str:
    """Names exactly these changes, so that nobody stands by what they have not read."""
    said = "\n".join(f"{one.kind} {one.thing} {one.was} {one.now}" for one in changes)
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def held_in_short() -> ArraySubquery:
    """Who has looked and stood by it, the newest first, as {at, who, role, words}: for a query of recommendations' versions."""
    found = StillHolds.objects.filter(recommendation=OuterRef("text__recommendation")).order_by("-at", "-pk")
    return ArraySubquery(found.values(said=JSONObject(at="at", who="by__called", role="as_role", words="words")))


def held(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same as pages show it."""
    return [{**row, "at": parse_datetime(row["at"]), "role": Role(row["role"]).label} for row in rows]

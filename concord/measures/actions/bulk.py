"""Write down very many values at once: COPY into a table of this transaction, then one INSERT that keeps what is already there.

COPY into a table under row-level security is refused, so the rows take one step more, and the wall still sees each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import md5

from django.db import connection, transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.measures import rules
from concord.measures.models import Measure
from concord.people.models import Patient, Person

Row = tuple[int, date, datetime, str, float, str]
"""measure_id, day, at, zone, value, key"""
ROWS_A_BLOCK = 2000

INCOMING = """
DROP TABLE IF EXISTS pg_temp.measures_incoming;
CREATE TEMPORARY TABLE measures_incoming (n int GENERATED ALWAYS AS IDENTITY, measure_id bigint, day date, at timestamptz, zone text,
    value float8, key uuid) ON COMMIT DROP
"""
COPY = "COPY pg_temp.measures_incoming (measure_id, day, at, zone, value, key) FROM STDIN"
# A value that somebody corrected by hand has another source, and stays as they left it.
MERGE = """
WITH merged AS (
    INSERT INTO measures_value AS held (patient_id, key, measure_id, day, at, zone, value, source, by_id, recorded_at)
    SELECT DISTINCT ON (key) %s, key, measure_id, day, at, zone, value, %s, %s, %s
    FROM pg_temp.measures_incoming ORDER BY key, n DESC
    ON CONFLICT (patient_id, key) DO UPDATE SET measure_id = EXCLUDED.measure_id, day = EXCLUDED.day, at = EXCLUDED.at,
        zone = EXCLUDED.zone, value = EXCLUDED.value, by_id = EXCLUDED.by_id, recorded_at = EXCLUDED.recorded_at
    WHERE held.source = EXCLUDED.source
        AND (held.value, held.day, held.measure_id) IS DISTINCT FROM (EXCLUDED.value, EXCLUDED.day, EXCLUDED.measure_id)
    RETURNING xmax = 0 AS is_new)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM merged
"""


@dataclass(frozen=True)
class Counts:
    """What became of the rows: new ones, ones that were there already (or were corrected by hand since), changed ones."""

    taken: int
    same: int
    replaced: int


@transaction.atomic
def record_many(*, patient: Patient, rows: Iterable[Row], source: str, by: Person, now: datetime) -> Counts:
    """Write down `rows`, each (measure_id, day, at, zone, value, key). One refusal refuses all; a key twice: the later row counts.

    Takes rows as they come and holds few of them, so a million need no more memory than a thousand.
    """
    require(by, Permission.RECORD_VALUES, patient=patient)
    measures = {measure.pk: measure for measure in Measure.objects.of(patient)}
    with connection.cursor() as cursor:
        cursor.execute(INCOMING)
        sent = 0
        with cursor.copy(COPY) as copy:
            for block, count in _blocks(rows, measures, now):
                copy.write(block)
                sent += count
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute(MERGE, [patient.pk, source, by.pk, now])
        new, replaced = cursor.fetchone()
        cursor.execute("DROP TABLE pg_temp.measures_incoming")
    leave_trace("brought in values", by=by, patient=patient, at=now, permission=Permission.RECORD_VALUES)
    return Counts(taken=new, same=sent - new - replaced, replaced=replaced)


def _blocks(rows: Iterable[Row], measures: dict[int, Measure], now: datetime) -> Iterator[tuple[str, int]]:
    checks = {number: _check(measure) for number, measure in measures.items()}
    lines: list[str] = []
    day_words, zone_words = _checked_days(now), _checked_zone
    for measure_id, day, at, zone, value, key in rows:
        check = checks.get(measure_id)
        if check is None:
            refuse_if(rules.why_not_belong(0, patient=-1))
        else:
            check(value)
        digest = md5(key.encode(), usedforsecurity=False).hexdigest()  # As rules.key_of, in the form that COPY reads.
        lines.append(f"{measure_id}\t{day_words(day)}\t{_instant(at)}\t{zone_words(zone)}\t{value!r}\t{digest}\n")
        if len(lines) == ROWS_A_BLOCK:
            yield "".join(lines), ROWS_A_BLOCK
            lines.clear()
    yield "".join(lines), len(lines)


def _check(measure: Measure) -> Callable[[float], None]:
    low = -1e15 if measure.possible_low is None else measure.possible_low
    high = 1e15 if measure.possible_high is None else measure.possible_high
    among = {pair[0] for pair in measure.choices} if measure.input_kind == "CHOICE" and measure.choices else None

    def check(value: float) -> None:
        if not (low <= value <= high) or (among is not None and value not in among):
            refuse_if(rules.why_not_value(measure, value) or rules.why_not_value(measure, float("nan")))

    return check


def _checked_days(now: datetime) -> Callable[[date], str]:
    @lru_cache(maxsize=4096)
    def words(day: date) -> str:
        refuse_if(rules.why_not_record(day, now))
        return day.isoformat()

    return words


@lru_cache(maxsize=64)
def _checked_zone(zone: str) -> str:
    refuse_if(rules.why_not_zone(zone))
    return zone


@lru_cache(maxsize=4096)
def _instant(at: datetime) -> str:
    return at.isoformat()

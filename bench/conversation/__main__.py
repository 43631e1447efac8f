"""Who may read which message: asked once a statement, as the wall does, against once a row; on a caseload's messages.

    python -m bench.conversation [--patients 40] [--threads 15] [--messages 50] [--rounds 9]

Half of the threads are not the reader's. The ways take turns, so that only ratios are told.
"""

from __future__ import annotations

import argparse
import sys
from statistics import median
from time import perf_counter

import psycopg

from bench.measures import ground
from concord.database.cluster import DATABASE, temporary_cluster

WAYS = {
    "once a statement": "thread_id = ANY ((SELECT my_threads())::bigint[]) AND thread_id <> ALL ((SELECT my_threads_in_part())::bigint[])",
    "once a row": """EXISTS (SELECT FROM conversation_member m WHERE m.thread_id = conversation_message.thread_id AND m.person_id = acting_person()
                     AND m.left_at IS NULL AND m.patient_id = ANY ((SELECT visible_patients())::bigint[])
                     AND (m.sees_from_at IS NULL OR m.sees_from_at <= conversation_message.sent_at))""",
}
QUESTIONS = {
    "a caseload's newest": "SELECT * FROM conversation_message ORDER BY sent_at DESC LIMIT 200",
    "a caseload counted": "SELECT thread_id, count(*) FROM conversation_message GROUP BY 1",
    "one patient's": "SELECT * FROM conversation_message WHERE patient_id = {patient}",
    "one thread": "SELECT * FROM conversation_message WHERE thread_id = {thread} ORDER BY sent_at DESC LIMIT 41",
}
FILL = """
INSERT INTO people_person (password, called, zone, language, is_active, joined_at, round_of_keys, wants_letters)
    SELECT '', 'Doctor ' || n, 'Europe/London', 'en-gb', true, now(), 0, true FROM generate_series(1, 2) n;
INSERT INTO people_practice (called, zone, language, emergency_number, answer_days, phone, founded_at, asked_first)
    VALUES ('Bench', 'Europe/London', 'en-gb', '999', 3, '', now(), '{{}}');
INSERT INTO people_patient (practice_id, called, opened_at) SELECT p.id, 'Patient ' || n, now() FROM people_practice p, generate_series(1, {patients}) n;
INSERT INTO people_caretie (patient_id, person_id, role, detail, topics, from_at)
    SELECT c.id, p.id, 'DOCTOR', '', '{{}}', now() - interval '1 year' FROM people_patient c, people_person p;
INSERT INTO conversation_thread (patient_id, called, begun_by_id, begun_at, newest_at)
    SELECT c.id, 'Thread ' || n, (SELECT min(id) FROM people_person), now(), now() FROM people_patient c, generate_series(1, {threads}) n;
INSERT INTO conversation_member (patient_id, thread_id, person_id, as_role, detail, added_by_id, joined_at)
    SELECT t.patient_id, t.id, p.id, 'DOCTOR', '', p.id, now() FROM conversation_thread t JOIN people_person p ON p.called = 'Doctor ' || (1 + t.id % 2);
INSERT INTO conversation_message (patient_id, thread_id, by_id, as_role, detail, words, number, sent_at, key)
    SELECT t.patient_id, t.id, t.begun_by_id, 'DOCTOR', '', repeat('words ', 20) || n, 1, now() - n * interval '1 hour', gen_random_uuid()
      FROM conversation_thread t, generate_series(1, {messages}) n;
ANALYZE;
"""


def main() -> int:
    told = arguments()
    with temporary_cluster(durable=False) as cluster:
        ground.build(cluster)
        with cluster.connect(database=DATABASE) as admin, cluster.connect("app", DATABASE) as app:
            admin.execute(FILL.format(**vars(told)).encode())
            where = _where(admin)
            seconds = {(way, question): [] for way in WAYS for question in QUESTIONS}
            for _round in range(told.rounds):
                for way, policy in WAYS.items():
                    admin.execute(f"ALTER POLICY seen_in_the_thread ON conversation_message USING ({policy})".encode())
                    for question, sql in QUESTIONS.items():
                        seconds[way, question].append(ask(app, sql.format(**where), where["person"]))
    return tell(seconds, told)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("patients", 40), ("threads", 15), ("messages", 50), ("rounds", 9)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    return parser.parse_args()


def _where(admin: psycopg.Connection) -> dict[str, int]:
    row = admin.execute(
        "SELECT min(m.person_id), min(t.id), min(t.patient_id) FROM conversation_thread t JOIN conversation_member m ON m.thread_id = t.id "
        "WHERE m.person_id = (SELECT min(id) FROM people_person)"
    ).fetchone()
    assert row is not None
    return dict(zip(("person", "thread", "patient"), row, strict=True))


def ask(app: psycopg.Connection, sql: str, person: int) -> float:
    with app.transaction():
        app.execute("SELECT set_config('concord.person', %s, true)", [str(person)])
        began = perf_counter()
        app.execute(sql.encode()).fetchall()
        return perf_counter() - began


def tell(seconds: dict[tuple[str, str], list[float]], told: argparse.Namespace) -> int:
    rows = told.patients * told.threads * told.messages
    print(
        f"{rows} messages in {told.patients * told.threads} threads; how much longer than once a statement it takes to ask once a row"
    )
    worst = 0.0
    for question in QUESTIONS:
        wall, row = (median(seconds[way, question]) for way in WAYS)
        worst = max(worst, wall / row)
        print(f"  {question:20} {row / wall:.1f}")
    print(f"bar: nowhere more than twice as slow as once a row: {'met' if worst <= 2 else 'NOT met'}")
    return 0 if worst <= 2 else 1


if __name__ == "__main__":
    sys.exit(main())

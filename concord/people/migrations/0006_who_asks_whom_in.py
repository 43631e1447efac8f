"""Nobody asks in somebody who may more than they may, nor opens what they see no longer; no way back in passes over own keys.

What an invitation is worth is told at the moment when it is used, by the place that its inviter has then: so it counts for
those that were written yesterday too, and for those that were written past the application.
"""

import importlib

from django.db import migrations

ASKS = """
-- Which role asks which in, beside a patient. The same table stands in team/rules.py, and a test holds them together.
CREATE FUNCTION asks_in(by_role text, wanted text) RETURNS boolean LANGUAGE sql IMMUTABLE
    AS $$ SELECT CASE by_role
        WHEN 'PATIENT' THEN wanted IN ('DOCTOR', 'COACH', 'THERAPIST', 'SUPPORTER')
        WHEN 'DOCTOR' THEN wanted IN ('DOCTOR', 'COACH', 'THERAPIST', 'SUPPORTER', 'PATIENT')
        WHEN 'THERAPIST' THEN wanted IN ('COACH', 'THERAPIST', 'SUPPORTER', 'PATIENT')
        WHEN 'COACH' THEN wanted IN ('COACH', 'SUPPORTER', 'PATIENT')
        ELSE false END $$;

-- What it opens now: of what was written, that which its inviter still sees. For a supporter the patient alone ticks.
CREATE FUNCTION topics_of(i people_invitation) RETURNS varchar[] LANGUAGE sql STABLE
    AS $$ SELECT ARRAY(SELECT w FROM unnest(i.topics) w WHERE i.patient_id IS NULL OR EXISTS (SELECT FROM public.people_caretie t
            WHERE t.patient_id = i.patient_id AND t.person_id = i.invited_by_id AND t.until_at IS NULL
              AND (t.role = 'PATIENT' OR i.role = 'PATIENT' OR (i.role <> 'SUPPORTER' AND w = ANY (t.topics))))) $$;

-- Whether somebody can sign in by themself: with an e-mail address, or a password.
CREATE FUNCTION has_own_keys(who bigint) RETURNS boolean LANGUAGE sql STABLE
    AS $$ SELECT EXISTS (SELECT FROM public.people_person r WHERE r.id = who
            AND (coalesce(r.email, '') <> '' OR (r.password <> '' AND left(r.password, 1) <> '!'))) $$;
"""
NO_MORE = "DROP FUNCTION has_own_keys(bigint); DROP FUNCTION topics_of(people_invitation); DROP FUNCTION asks_in(text, text);"

BEFORE = importlib.import_module("concord.people.migrations.0002_second_wall").INVITATIONS


def function(name: str) -> str:
    """As the second wall made it, to be made again over what stands."""
    start = BEFORE.index(f"CREATE FUNCTION {name}(")
    return BEFORE[start : BEFORE.index("$$;", start) + 3].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        if old not in text:
            raise ValueError(old)
        text = text.replace(old, new)
    return text


STATE = changed(
    function("invitation_state"),
    ("t.person_id = i.invited_by_id AND t.until_at IS NULL) THEN 'INVITER_LEFT'",
     "t.person_id = i.invited_by_id AND t.until_at IS NULL AND public.asks_in(t.role, i.role)) THEN 'INVITER_LEFT'"),
    ("ELSE 'OPEN'", "WHEN i.returning_id IS NOT NULL AND public.has_own_keys(i.returning_id) THEN 'OWN_KEYS'\n        ELSE 'OPEN'"),
)  # fmt: skip
TOLD = changed(function("invitation_by_token"), ("i.topics, i.administers", "public.topics_of(i), i.administers"))
ACCEPT = changed(function("accept_invitation"), ("i.role, i.detail, i.topics, accepted", "i.role, i.detail, public.topics_of(i), accepted"))


def by_door(text: str) -> str:
    return f"SET LOCAL ROLE door; {text} RESET ROLE;"


class Migration(migrations.Migration):
    dependencies = [("people", "0005_letters")]
    operations = [
        migrations.RunSQL(ASKS, NO_MORE),
        migrations.RunSQL(STATE, function("invitation_state")),
        migrations.RunSQL(by_door(TOLD), by_door(function("invitation_by_token"))),
        migrations.RunSQL(by_door(ACCEPT), by_door(function("accept_invitation"))),
    ]

"""Why Concord does not start: each reason is one sentence, with the way on. The demo, with its invented people, may."""

import os
from collections.abc import Iterator, Mapping
from importlib import import_module
from urllib.parse import urlsplit

import psycopg
from django.core.exceptions import ImproperlyConfigured

from concord.database.refusal import CannotStart

MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit")
SIGNS_OF_AN_EXAMPLE = ("change", "example", "insecure", "secret", "password", "only-for-tests")
FEWEST_DIFFERENT_CHARACTERS = 12
THIS_MACHINE = ("127.0.0.1", "localhost", "[::1]")


def refuse_unsafe_settings(*, demo: bool) -> None:
    for sentence in () if demo else why_not_with(os.environ):
        raise CannotStart(sentence)
    refuse_what_the_settings_refuse()


def refuse_what_the_settings_refuse() -> None:
    """Here and once, else every process that is started would end with it, again and again. The demo's too."""
    try:
        import_module("concord.settings")
    except ImproperlyConfigured as refusal:
        raise CannotStart(str(refusal)) from refusal


def refuse_unsafe_database(*, demo: bool) -> None:
    if demo:
        return
    with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=10) as connection:
        for sentence in why_not_on(connection):
            raise CannotStart(sentence)


def why_not_with(settings: Mapping[str, str]) -> Iterator[str]:
    if settings.get("CONCORD_DEBUG") == "1":
        yield "CONCORD_DEBUG is on: it shows what people wrote on error pages, so unset it."
    key = settings.get("CONCORD_SECRET_KEY", "")
    if len(set(key)) < FEWEST_DIFFERENT_CHARACTERS or any(sign in key.lower() for sign in SIGNS_OF_AN_EXAMPLE):
        yield "CONCORD_SECRET_KEY is an example, so anybody could forge a sign-in: unset it, and Concord makes its own."
    host = host_of(settings.get("BIND", ""))
    site = settings.get("SITE_URL", "")
    if host and host not in THIS_MACHINE and urlsplit(site).scheme != "https":
        yield (
            f"BIND is {settings['BIND']} and SITE_URL is {site}: plain http beyond this machine would show health data "
            "to the network, so put a reverse proxy in front (deploy/ has examples) and set SITE_URL to its https address."
        )


def host_of(bind: str) -> str:
    """As `up.address` reads it: HOST:PORT, or HOST alone."""
    host, _, number = bind.rpartition(":")
    return host if number.isdecimal() else bind


def why_not_on(connection: psycopg.Connection) -> Iterator[str]:
    for name in MUST_BE_ON:
        found = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
        if found == ("off",):
            yield f"PostgreSQL runs with {name} off, so a power cut could lose what people entered: set {name} = on."

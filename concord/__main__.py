"""`python -m concord COMMAND`: a few commands of our own; every other word goes to Django."""

import os
import sys
from contextlib import nullcontext

from concord.launch.packages import use_own_python

if __name__ == "__main__":
    use_own_python(sys.argv[1:])

from concord.database import roles
from concord.database.refusal import CannotStart
from concord.launch.environment import DATABASE, Place, prepare
from concord.launch.setup import say, set_up

USAGE = """Concord

  setup                            make everything ready: database, tables, static files
  up                               make ready and serve until Ctrl-C
  demo                             the same with invented people, in a database of its own
  backup FILE [--key-file KEY]     everything in one file, encrypted when a key is given
  restore FILE [--key-file KEY]    the same back again, compared row by row before it is used
  database prepare                 print what a superuser of your own PostgreSQL runs once
  web, worker                      one of the two alone, for a service manager

Other words are commands of the rooms and of Django; `python -m concord help` lists them.
"""
MADE_BY_OWNER = {"migrate", "createcachetable", "sqlmigrate"}


def main(words: list[str]) -> int:
    match words:
        case [] | ["--help"] | ["-h"]:
            print(USAGE)
        case ["database", "prepare"]:
            print(roles.script(os.environ.get("CONCORD_DATABASE", DATABASE)))
        case ["demo"]:
            os.environ["CONCORD_DEMO"] = "1"
            return serve_all()
        case ["up"]:
            return serve_all()
        case ["setup"]:
            from concord.launch.refusals import refuse_what_the_settings_refuse

            place = prepare()
            refuse_what_the_settings_refuse()
            with place.database_in_use():
                set_up(place)
            say("Ready.")
        case ["web" | "worker" as child, *rest]:
            serve_one(child, rest)
        case ["backup" | "restore" as way, *rest]:
            return keep(way, rest)
        case _:
            return ask_django(prepare(), words)
    return 0


def serve_all() -> int:
    from concord.launch.up import up

    return up(prepare())


def serve_one(child: str, rest: list[str]) -> None:
    from concord.launch.children import end_with_parent
    from concord.launch.refusals import refuse_unsafe_database, refuse_unsafe_settings

    end_with_parent()
    place = prepare()
    refuse_unsafe_settings(demo=place.demo)
    with place.database_in_use():
        refuse_unsafe_database(demo=place.demo)
        if child == "web":
            from concord.launch.web import serve

            serve(rest)
        else:
            from concord.launch.worker import work

            work()


def keep(way: str, rest: list[str]) -> int:
    from concord.launch.keeping import run

    place = prepare()
    with place.database_in_use():
        return run(way, rest, place)


def ask_django(place: Place, words: list[str]) -> int:
    """Tables belong to the owner, so what makes them runs as the owner; everything else runs as the application."""
    from django.core.management import execute_from_command_line

    if words[0] in MADE_BY_OWNER and not any(word.startswith("--database") for word in words):
        words = [*words, "--database=owner"]
    with nullcontext() if needs_no_database(words) else place.database_in_use():
        execute_from_command_line(["concord", *words])
    return 0


def needs_no_database(words: list[str]) -> bool:
    """Trying a file out only reads that file."""
    return words[0] == "load" and "--dry-run" in words


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotStart as refusal:
        sys.exit(str(refusal))

"""The steps of the set-up that need Django, in one process: tables, static files, and the demo's people."""

import sys

import django
from django.core.management import call_command, get_commands


def make_tables() -> None:
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    call_command("createcachetable", database="owner", verbosity=0)


def gather_static_files() -> None:
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def fill_demo() -> None:
    if "fill_demo" in get_commands():
        call_command("fill_demo")


STEPS = {"database": make_tables, "static": gather_static_files, "demo": fill_demo}

if __name__ == "__main__":
    django.setup()
    for step in sys.argv[1:]:
        STEPS[step]()

"""Pages of docs/made/, written from the code itself, so that they cannot say something else than the code does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from concord.access.permissions import Permission
from concord.access.roles import OF_ADMINISTRATORS, OF_DOCTORS, OF_EVERY_MEMBER, ROLE_TABLE
from concord.people.roles import Role
from concord.plan.rules import states_as_markdown
from concord.story.rules.states import as_markdown as story_as_markdown

FOLDER = Path(settings.BASE_DIR) / "docs" / "made"
MADE = "<!-- Made by `python -m concord make_docs`; `make check` compares. -->\n\n"


def pages() -> dict[str, str]:
    """{file name: text} of everything in docs/made/ that is made from the code."""
    made: dict[str, Callable[[], str]] = {"permissions.md": permissions, "choices.md": choices}
    made["states.md"] = states
    return {name: MADE + make().removeprefix(MADE).rstrip() + "\n" for name, make in made.items()}


def states() -> str:
    """Every table of moves, from the rooms that own them."""
    return states_as_markdown() + story_as_markdown()


def permissions() -> str:
    """Who may do what, from the role table."""
    heads = " | ".join(str(role.label) for role in Role)
    lines = ["# Who may do what", "", f"| may ... | needs the topic | {heads} |", "|---|---|" + "---|" * len(Role)]
    for permission in Permission:
        if permission in OF_EVERY_MEMBER | OF_ADMINISTRATORS | OF_DOCTORS:
            continue
        marks = " | ".join("yes" if permission in ROLE_TABLE[role] else "" for role in Role)
        topic = permission.topic.label if permission.topic else ""
        lines.append(f"| {permission.words} | {topic} | {marks} |")
    lines += [
        "",
        "A topic counts only if the patient shares it with that person. The patient sees all of their own record.",
        "",
    ]
    lines += ["At a practice, beside no patient in particular:", ""]
    lines += [f"- every member may {permission.words}" for permission in Permission if permission in OF_EVERY_MEMBER]
    lines += [f"- every doctor may {permission.words}" for permission in Permission if permission in OF_DOCTORS]
    lines += [
        f"- who looks after the settings may {permission.words}"
        for permission in Permission
        if permission in OF_ADMINISTRATORS
    ]
    return "\n".join(lines)


def choices() -> str:
    """Every stored choice with its human words, room by room."""
    lines = ["# Stored choices", "", "What stands in the database, and what people read.", ""]
    for model in sorted(_ours(), key=lambda model: model._meta.label):
        fields = [field for field in model._meta.get_fields() if isinstance(field, models.Field) and _choices(field)]
        if fields:
            lines += [f"## {model._meta.app_label}: {model.__name__}", ""]
            for field in fields:
                lines += [f"- `{field.name}`: " + ", ".join(f"`{value}` {words}" for value, words in _choices(field))]
            lines.append("")
    return "\n".join(lines)


def _ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("concord.")]


def _choices(field: models.Field) -> list[tuple]:
    of = getattr(field, "base_field", field)
    return [(value, words) for value, words in of.flatchoices if value != ""]

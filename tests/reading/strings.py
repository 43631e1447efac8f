"""The sentences of Concord's own that stand in templates, rules and forms, read from the sources as a translator finds them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.house import source

TRANSLATED = re.compile(r'{%\s*translate\s+"((?:[^"\\]|\\.)*)"|_\("((?:[^"\\]|\\.)*)"\)')
BLOCK = re.compile(r"{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.S)
TAGS = re.compile(r"{{.*?}}|{%.*?%}|<[^>]+>", re.S)


def of_template(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    found = [one or other for one, other in TRANSLATED.findall(text)]
    for block in BLOCK.findall(text):
        found += re.split(r"{%\s*plural\s*%}", block)
    return [" ".join(TAGS.sub("x", one).split()) for one in found]


def of_module(path: Path) -> list[str]:
    """What is handed to gettext as a constant."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "_now")
    ]
    said = [call.args[0].value for call in calls if call.args and isinstance(call.args[0], ast.Constant)]
    return [re.sub(r"%\(\w+\)s", "x", one) for one in said if isinstance(one, str)]


def templates() -> list[Path]:
    return sorted(source.tracked("concord/*/templates/*.html"))


def rules() -> list[Path]:
    return sorted([*source.tracked("concord/*/rules.py"), *source.tracked("concord/*/rules/*.py")])


def modules() -> list[Path]:
    """Everything else that speaks: forms, words, messages of views."""
    spoken = [path for path in source.tracked("concord/*.py") if "/migrations/" not in str(path)]
    return sorted(set(spoken) - set(rules()))

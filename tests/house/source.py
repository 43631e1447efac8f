"""Reads the house's source as trees, for the tests that watch its walls."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "concord"
PURE = {"connections", "pictures", "paper", "reading"}
NOT_ROOMS = {"locale"}


def rooms() -> list[str]:
    return sorted(
        folder.name for folder in HOUSE.iterdir() if (folder / "__init__.py").exists() and folder.name not in NOT_ROOMS
    )


def files(kind: str) -> list[Path]:
    """`actions` gives every room's actions.py, and the files of an actions/ folder."""
    found = [*HOUSE.glob(f"*/{kind}.py"), *HOUSE.glob(f"*/{kind}/*.py"), *HOUSE.glob(f"web/pages/*{kind}*.py")]
    return sorted({path for path in found if "connections" not in path.parts})


def tracked(pattern: str = "*.py") -> list[Path]:
    """Files of the checkout: those git knows or would add."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listing.stdout.split() if (ROOT / name).exists()]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The public functions at the top of a file."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def names_called(node: ast.AST) -> list[str]:
    """Names called anywhere inside, in order of appearance; the last part of a dotted name."""
    calls = [child for child in ast.walk(node) if isinstance(child, ast.Call)]
    calls.sort(key=lambda call: (call.lineno, call.col_offset))
    return [getattr(call.func, "id", getattr(call.func, "attr", "")) for call in calls]


def place(path: Path, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if node is not None else ""
    return f"{path.relative_to(ROOT)}{line}"

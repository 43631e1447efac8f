"""A table of allowed moves as a picture and as a list, for docs/made/states.md. Pure."""

from __future__ import annotations

from collections.abc import Mapping

START = "START"
Table = Mapping[tuple[str, str], str]


def drawn(table: Table) -> list[str]:
    """{(state, move): state after it} as the lines of a mermaid picture, then of a table."""
    ways: dict[tuple[str, str], list[str]] = {}
    for (state, move), then in table.items():
        ways.setdefault(("[*]" if state == START else state, then), []).append(move)
    picture = [f"    {state} --> {then}: {', '.join(moves)}" for (state, then), moves in ways.items()]
    rows = [f"| {'(new)' if state == START else state} | {move} | {then} |" for (state, move), then in table.items()]
    return ["```mermaid", "stateDiagram-v2", *picture, "```", "", "| from | move | to |", "|---|---|---|", *rows]

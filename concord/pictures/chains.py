"""The plan as chains: from what we do, through what that changes, to what we both want."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from .canvas import Canvas
from .lettering import wrap
from .picture import DESK, Picture, Table
from .stacking import in_columns, settle

EDGE = 6
GAP = 12


class Column(IntEnum):
    """From left to right. A picture with three columns has no RECOMMENDATION: what stands there stands with the mechanisms."""

    STEP = 0
    MECHANISM = 1
    AIM = 2
    RECOMMENDATION = 3


THREE = (Column.STEP, Column.MECHANISM, Column.AIM)
FOUR = (Column.STEP, Column.RECOMMENDATION, Column.MECHANISM, Column.AIM)


@dataclass(frozen=True)
class Node:
    """`label` is all that stands in the box, with its mark if it has one ("up at 6:30 ✓ agreed")."""

    key: str
    label: str
    column: Column
    url: str = ""


@dataclass(frozen=True)
class Link:
    """Leads from a node to one in a later column; `guess`: nobody knows yet."""

    source: str
    target: str
    guess: bool = False


@dataclass(frozen=True)
class ChainWords:
    """`columns` name the three columns, or the four; a node on no chain is said to be `alone`."""

    columns: tuple[str, str, str] | tuple[str, str, str, str]
    source: str
    target: str
    how_sure: str
    guess: str
    known: str
    alone: str
    nothing: str


@dataclass(frozen=True)
class _Box:
    """A node in its place. `node` None: only a way for a link to pass a column by."""

    key: str
    node: Node | None
    lines: tuple[str, ...]
    left: float
    width: float
    middle: float
    height: float


def chains(
    nodes: Sequence[Node],
    links: Sequence[Link],
    *,
    title: str,
    description: str,
    words: ChainWords,
    width: int = DESK,
    name: str | None = None,
    standalone: bool = False,
) -> Picture:
    """Curved links, dashed for a guess. What leads nowhere stands unconnected, with a dashed edge."""
    canvas = Canvas(width, standalone=standalone)
    by_key, places = {node.key: node for node in nodes}, _places(nodes, words)
    drawn = [k for k in links if k.source in by_key and k.target in by_key and places[k.source] < places[k.target]]
    if not by_key:
        canvas.text("pic-quiet", width / 2, 34, words.nothing, size=14, anchor="middle", room=width - 2 * EDGE)
        bottom = 60.0
    else:
        count = len(words.columns)
        boxes, bottom = _lay_out(list(by_key.values()), drawn, width, places, count)
        _draw_heads(canvas, words)
        for link in drawn:
            _draw_link(canvas, link, places, boxes)
        linked = {k.source for k in drawn} | {k.target for k in drawn}
        for box in boxes.values():
            _draw_box(canvas, box, box.key in linked, count)
    svg = canvas.finish(bottom, title=title, description=description, name=name)
    return Picture(svg, title, description, _table(by_key, drawn, words))


def _table(by_key: dict[str, Node], drawn: Sequence[Link], words: ChainWords) -> Table:
    rows = [(by_key[k.source].label, by_key[k.target].label, words.guess if k.guess else words.known) for k in drawn]
    linked = {k.source for k in drawn} | {k.target for k in drawn}
    rows += [(node.label, "", words.alone) for node in by_key.values() if node.key not in linked]
    return Table((words.source, words.target, words.how_sure), tuple(rows))


def _places(nodes: Sequence[Node], words: ChainWords) -> dict[str, int]:
    """{key: number of its column, from the left}."""
    order = FOUR if len(words.columns) == len(FOUR) else THREE
    return {n.key: order.index(n.column if n.column in order else Column.MECHANISM) for n in nodes}


def _measures(width: int, count: int) -> tuple[float, float, float, int, int]:
    """Width of a column, the gap between two, size and length of the lettering."""
    if width < 560:
        gap, size, most, line = (22.0 if count == 3 else 10.0), 12.0, 5, 15
    else:
        gap, size, most, line = (72.0, 14.0, 3, 18) if count == 3 else (26.0, 13.0, 9, 17)
    return (width - 2 * EDGE - (count - 1) * gap) / count, gap, size, most, line


def _lay_out(
    nodes: list[Node], links: Sequence[Link], width: int, places: dict[str, int], count: int
) -> tuple[dict[str, _Box], float]:
    wide, gap, size, most, line = _measures(width, count)
    by_key = {node.key: node for node in nodes}
    steps = [hop for link in links for hop in _hops(link, places)]
    columns = [[node.key for node in nodes if places[node.key] == number] for number in range(count)]
    for link in links:
        for passed in range(places[link.source] + 1, places[link.target]):
            columns[passed].append(_between(link, passed))
    columns = in_columns(columns, steps)
    lines = {n.key: tuple(wrap(n.label, wide - 22, size=size, lines=most)) for n in nodes}
    heights = {key: len(lines[key]) * line + 16.0 if key in lines else 6.0 for column in columns for key in column}
    tall = max(sum(heights[key] + GAP for key in column) for column in columns)
    middles = _middles(columns, steps, heights, tall)
    boxes = {}
    for number, column in enumerate(columns):
        for key in column:
            left = EDGE + number * (wide + gap)
            boxes[key] = _Box(key, by_key.get(key), lines.get(key, ()), left, wide, middles[key] + 30, heights[key])
    return boxes, tall + 40


def _middles(
    columns: Sequence[Sequence[str]], steps: Sequence[tuple[str, str]], heights: dict[str, float], tall: float
) -> dict[str, float]:
    """The fullest column stands as it must; the others settle from there outwards, each box beside what it is linked to."""
    fullest = max(range(len(columns)), key=lambda number: sum(heights[key] + GAP for key in columns[number]))
    beside: dict[str, list[str]] = {}
    for a, b in steps:
        beside.setdefault(a, []).append(b)
        beside.setdefault(b, []).append(a)
    middles: dict[str, float] = {}
    for number in (fullest, *range(fullest - 1, -1, -1), *range(fullest + 1, len(columns))):
        column = columns[number]
        wanted = [
            _mean([middles[other] for other in beside.get(key, ()) if other in middles], tall / 2) for key in column
        ]
        settled = settle(wanted, [heights[key] for key in column], gap=GAP, high=tall, even=number == fullest)
        middles |= dict(zip(column, settled, strict=True))
    return middles


def _between(link: Link, column: int) -> str:
    return f"{link.source}\0{link.target}\0{column}"


def _hops(link: Link, places: dict[str, int]) -> list[tuple[str, str]]:
    """From column to column; what a link passes by on its way has a place of its own there."""
    ways = [_between(link, column) for column in range(places[link.source] + 1, places[link.target])]
    stops = [link.source, *ways, link.target]
    return list(pairwise(stops))


def _mean(numbers: list[float], otherwise: float) -> float:
    return sum(numbers) / len(numbers) if numbers else otherwise


def _draw_heads(canvas: Canvas, words: ChainWords) -> None:
    wide, gap, *_ = _measures(int(canvas.width), len(words.columns))
    for number, head in enumerate(words.columns):
        canvas.text("pic-quiet", EDGE + number * (wide + gap), 16, head, size=12, room=wide)


def _draw_link(canvas: Canvas, link: Link, places: dict[str, int], boxes: dict[str, _Box]) -> None:
    look = "pic-chain-guess" if link.guess else "pic-chain"
    curve = ""
    for source, target in _hops(link, places):
        a, b = boxes[source], boxes[target]
        x1, x2 = a.left + a.width, b.left
        bend = (x2 - x1) / 2
        curve += f"M{x1:.1f} {a.middle:.1f}C{x1 + bend:.1f} {a.middle:.1f} {x2 - bend:.1f} {b.middle:.1f} {x2:.1f} {b.middle:.1f}"
        if b.node is None:
            curve += f"L{b.left + b.width:.1f} {b.middle:.1f}"
    canvas.shape("path", look, d=curve)


def _draw_box(canvas: Canvas, box: _Box, linked: bool, count: int) -> None:
    if box.node is None:
        return
    *_, size, _, line = _measures(int(canvas.width), count)
    look = "pic-box-loose" if not linked else "pic-box-goal" if box.node.column is Column.AIM else "pic-box"
    with canvas.link(box.node.url, box.node.label):
        top = box.middle - box.height / 2
        canvas.rect(look, box.left, top, box.width, box.height, rx=8)
        canvas.rect("pic-hit", box.left, top, box.width, box.height, rx=8)
        lettering = "pic-words-plain" if box.node.column is Column.AIM else "pic-plain"
        for number, text in enumerate(box.lines):
            canvas.text(lettering, box.left + 11, top + 8 + size + number * line, text, size=size)

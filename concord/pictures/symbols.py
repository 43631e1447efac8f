"""Small shapes that say the same as their labels, for eyes that would rather look than read."""

import math

from .canvas import Canvas, path
from .life import Role, Symbol

_OPEN = {Symbol.RING, Symbol.BOX, Symbol.LOZENGE, Symbol.DELTA}


def _round(x: float, y: float, r: float, corners: int, *, turn: float = 0.0) -> list[tuple[float, float]]:
    angles = [turn + 2 * math.pi * i / corners for i in range(corners)]
    return [(x + r * math.sin(a), y - r * math.cos(a)) for a in angles]


def _star(x: float, y: float, r: float) -> list[tuple[float, float]]:
    outer, inner = _round(x, y, r, 5), _round(x, y, r * 0.45, 5, turn=math.pi / 5)
    return [point for pair in zip(outer, inner, strict=True) for point in pair]


def _cross(x: float, y: float, r: float) -> list[tuple[float, float]]:
    a = r * 0.36
    return [
        (x - a, y - r), (x + a, y - r), (x + a, y - a), (x + r, y - a), (x + r, y + a), (x + a, y + a),
        (x + a, y + r), (x - a, y + r), (x - a, y + a), (x - r, y + a), (x - r, y - a), (x - a, y - a),
    ]  # fmt: skip


def _outline(symbol: Symbol, x: float, y: float, r: float) -> list[tuple[float, float]]:
    if symbol in (Symbol.SQUARE, Symbol.BOX):
        return _round(x, y, r * 1.2, 4, turn=math.pi / 4)
    if symbol in (Symbol.DIAMOND, Symbol.LOZENGE):
        return _round(x, y, r * 1.15, 4)
    if symbol in (Symbol.TRIANGLE, Symbol.DELTA):
        return _round(x, y + r * 0.2, r * 1.2, 3)
    if symbol is Symbol.CROSS:
        return _cross(x, y, r)
    if symbol is Symbol.STAR:
        return _star(x, y, r * 1.25)
    if symbol is Symbol.HEXAGON:
        return _round(x, y, r * 1.1, 6)
    if symbol is Symbol.HOUSE:
        return [(x, y - r * 1.1), (x + r, y - r * 0.1), (x + r, y + r), (x - r, y + r), (x - r, y - r * 0.1)]
    if symbol is Symbol.FLAG:
        return [(x - r, y - r), (x + r, y - r * 0.45), (x - r * 0.5, y + r * 0.1), (x - r * 0.5, y + r), (x - r, y + r)]
    return _round(x, y, r, 8)


def draw_symbol(canvas: Canvas, symbol: Symbol, x: float, y: float, r: float = 5) -> None:
    look = "pic-symbol-open" if symbol in _OPEN else "pic-symbol"
    if symbol in (Symbol.CIRCLE, Symbol.RING):
        canvas.shape("circle", look, cx=x, cy=y, r=r)
    elif symbol is Symbol.DROP:
        curve = f"M{x:.1f} {y - r * 1.2:.1f}C{x + r:.1f} {y - r * 0.1:.1f} {x + r:.1f} {y + r:.1f} {x:.1f} {y + r:.1f}"
        curve += f"C{x - r:.1f} {y + r:.1f} {x - r:.1f} {y - r * 0.1:.1f} {x:.1f} {y - r * 1.2:.1f}Z"
        canvas.shape("path", look, d=curve)
    else:
        canvas.shape("path", look, d=path(_outline(symbol, x, y, r), closed=True))


def draw_role(canvas: Canvas, role: Role, x: float, y: float) -> None:
    """Ground: a line to stand on. Set off: a spark. Keeps going: a turn with an arrow."""
    if role is Role.LAID_THE_GROUND:
        canvas.shape("path", "pic-role", d=path([(x - 5, y + 4), (x + 5, y + 4)]) + path([(x - 3, y), (x + 3, y)]))
    elif role is Role.SET_IT_OFF:
        canvas.shape("path", "pic-role", d=path([(x + 2, y - 5), (x - 3, y + 1), (x + 3, y - 1), (x - 2, y + 5)]))
    else:
        turn = [(x + 4.5 * math.sin(a), y - 4.5 * math.cos(a)) for a in (0.9 + i * 0.45 for i in range(12))]
        tip = turn[-1]
        head = path([(tip[0] - 4, tip[1] - 0.5), tip, (tip[0] - 0.5, tip[1] + 4.5)])
        canvas.shape("path", "pic-role", d=path(turn) + head)

"""Reads a drawn picture back, as an eye would: where words stand, what lies outside, what touches."""

import re
from xml.etree import ElementTree

from concord.pictures import Picture
from concord.pictures.lettering import width_of

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
_NOT_ABSOLUTE = re.compile(r"[^MLCZ\d\s.\-]")


def drawings(picture: Picture) -> list[ElementTree.Element]:
    """The svg elements of a picture; of one in both sizes, two."""
    root = ElementTree.fromstring(f"<div>{picture.svg}</div>")
    return list(root.iter(f"{SVG}svg"))


def size(svg: ElementTree.Element) -> tuple[float, float]:
    left, top, width, height = map(float, svg.get("viewBox", "").split())
    assert (left, top) == (0, 0)
    return width, height


def number(element: ElementTree.Element, key: str) -> float:
    return float(element.get(key, "0"))


def label_boxes(svg: ElementTree.Element) -> list[tuple[str, float, float, float, float]]:
    """(words, left, top, right, bottom) of all lettering, by the measured widths of our fonts."""
    boxes = []
    for text in svg.iter(f"{SVG}text"):
        words, x, y, high = text.text or "", number(text, "x"), number(text, "y"), number(text, "font-size")
        wide = width_of(words, high)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
        boxes.append((words, left, y - high * 0.74, left + wide, y + high * 0.2))
    return boxes


def corners(element: ElementTree.Element) -> list[tuple[float, float]]:
    tag = element.tag.removeprefix(SVG)
    if tag == "rect":
        x, y = number(element, "x"), number(element, "y")
        return [(x, y), (x + number(element, "width"), y + number(element, "height"))]
    if tag == "circle":
        x, y, r = (number(element, key) for key in ("cx", "cy", "r"))
        return [(x - r, y - r), (x + r, y + r)]
    if tag == "line":
        return [(number(element, "x1"), number(element, "y1")), (number(element, "x2"), number(element, "y2"))]
    if tag == "path":
        assert not _NOT_ABSOLUTE.search(element.get("d", "")), element.get("d")
        numbers = [float(n) for n in _NUMBER.findall(element.get("d", ""))]
        return list(zip(numbers[::2], numbers[1::2], strict=True))
    return []


def outside(svg: ElementTree.Element, *, slack: float = 0.6) -> list:
    """Everything that reaches over the edge of its picture."""
    width, height = size(svg)

    def over(left: float, top: float, right: float, bottom: float) -> bool:
        return not (-slack <= left and right <= width + slack and -slack <= top and bottom <= height + slack)

    found: list = [box for box in label_boxes(svg) if over(*box[1:])]
    for element in svg.iter():
        places = corners(element)
        if places:
            xs, ys = [x for x, _ in places], [y for _, y in places]
            if over(min(xs), min(ys), max(xs), max(ys)):
                found.append((element.tag, element.attrib))
    return found


def touching(svg: ElementTree.Element) -> list[tuple[str, str]]:
    """Pairs of labels of which one covers a part of the other."""
    boxes = label_boxes(svg)
    return [
        (one[0], other[0])
        for i, one in enumerate(boxes)
        for other in boxes[i + 1 :]
        if one[1] < other[3] - 0.5 and other[1] < one[3] - 0.5 and one[2] < other[4] - 0.5 and other[2] < one[4] - 0.5
    ]


def by_look(svg: ElementTree.Element, look: str) -> list[ElementTree.Element]:
    return [element for element in svg.iter() if element.get("class") == look]


def subpaths(element: ElementTree.Element) -> list[list[tuple[float, float]]]:
    pieces = [piece for piece in element.get("d", "").split("M") if piece]
    found = []
    for piece in pieces:
        numbers = [float(n) for n in _NUMBER.findall(piece)]
        found.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return found


def assert_sound(picture: Picture) -> None:
    for svg in drawings(picture):
        assert outside(svg) == []
        assert touching(svg) == []
        for element in svg.iter():
            tag = element.tag.removeprefix(SVG)
            assert tag in _ALLOWED, tag
            assert not any(key == "style" or key.startswith("on") for key in element.attrib), element.attrib
            # A name or an address repeats people's words, which may be anything; everything else is a number or a class.
            drawn = [str(value) for key, value in element.attrib.items() if key not in {"aria-label", "href"}]
            assert "nan" not in str(drawn)
            assert "inf" not in drawn
            assert all(look.startswith("pic") for look in element.get("class", "").split())
    assert all(len(row) == len(picture.table.headers) for row in picture.table.rows)


_ALLOWED = {
    "svg",
    "title",
    "desc",
    "defs",
    "linearGradient",
    "stop",
    "g",
    "a",
    "path",
    "line",
    "rect",
    "circle",
    "text",
}

"""The sheet a picture is drawn on: writes SVG that a strict content security policy accepts."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b

from .lettering import clean, escaped, fit
from .looks import FONT, LOOKS, UNFILLED

_ADDRESS = re.compile(r"(?:https?://|/(?![/\\])|[?#])[^\s\x00-\x1f]*\Z")

_DOWN = ' x1="0" y1="0" x2="0" y2="1"'

# Stands for the picture's own name until that is known. Nobody's words can hold it: control characters are taken out of them.
_HERE = "\x00"


class _Paint(str):
    """Our own attribute value, written as it is."""


def short(number: float) -> str:
    """One decimal is a tenth of a pixel: enough, and a third of the weight."""
    return f"{number:.1f}".removesuffix(".0")


def path(points, *, closed: bool = False) -> str:
    """Only absolute coordinates, so that anybody can check that a picture stays inside itself."""
    line = "L".join(f"{short(x)} {short(y)}" for x, y in points)
    return f"M{line}Z" if closed else f"M{line}"


class Canvas:
    def __init__(self, width: float, *, standalone: bool = False):
        self.width = width
        self.standalone = standalone
        self.has_links = False
        self._shown: list[str] = []
        self._linking = False
        self._parts: list[str] = []
        self._definitions: dict[str, str] = {}

    def shape(self, tag: str, look: str, **attributes) -> None:
        self._parts.append(f"<{tag} {self._attributes(look, attributes)}/>")

    def line(self, look: str, x1: float, y1: float, x2: float, y2: float) -> None:
        self.shape("line", look, x1=x1, y1=y1, x2=x2, y2=y2)

    def rect(self, look: str, x: float, y: float, width: float, height: float, *, rx: float = 0, **more) -> None:
        self.shape(
            "rect", look, x=x, y=y, width=max(width, 0), height=max(height, 0), **({"rx": rx} if rx else {}), **more
        )

    def text(self, look: str, x: float, y: float, words: object, *, size: float = 12, anchor: str = "start", room=None):
        """`room` in pixels cuts the words; words that come to nothing are not drawn."""
        line = clean(words) if room is None else fit(words, room, size)
        if not line:
            return
        attributes = {"x": x, "y": y, "font_size": size} | ({} if anchor == "start" else {"text_anchor": anchor})
        self._shown.append(line)
        self._parts.append(f"<text {self._attributes(look, attributes)}>{escaped(line)}</text>")
        if self._linking:
            # A line that goes on below is another word, also for who listens.
            self._parts.append(" ")

    @contextmanager
    def link(self, address: str, label: str) -> Iterator[None]:
        """An address that is neither of this site nor http(s) is not linked at all."""
        if not _ADDRESS.match(address or ""):
            self._parts.append(f'<g role="img" aria-label="{escaped(label)}">')
            yield
            self._parts.append("</g>")
            return
        self.has_links = True
        opens, self._shown, self._linking = len(self._parts), [], True
        self._parts.append("")
        yield
        self._linking = False
        # Who speaks to the page says what is seen, so the name begins with it, cut words included (WCAG 2.5.3).
        seen = " ".join(self._shown)
        name = label if seen in label else f"{seen}: {label}"
        self._parts[opens] = f'<a href="{escaped(address)}" class="pic-link" aria-label="{escaped(name)}">'
        self._parts.append("</a>")

    def fade(self, look: str, opacities: tuple[float, ...]) -> str:
        """A paint that fades along a bar, one stop an opacity; the caller fills a shape with it."""
        key = f"{look}-" + "-".join(f"{o * 100:.0f}" for o in opacities)
        stops = "".join(
            f'<stop offset="{short(i / (len(opacities) - 1) * 100)}%" stop-opacity="{o:g}" {self._attributes(look, {})}/>'
            for i, o in enumerate(opacities)
        )
        self._definitions[key] = stops
        return _Paint(f"url(#{_HERE}{key})")

    def _attributes(self, look: str, attributes: dict) -> str:
        drawn = [f'class="{look}"']
        if self.standalone:
            drawn += [f'{key}="{value}"' for key, value in LOOKS.get(look, {}).items()]
        elif look in UNFILLED:
            drawn.append('fill="none"')
        for key, value in attributes.items():
            said = (
                short(value)
                if isinstance(value, int | float)
                else value
                if isinstance(value, _Paint)
                else escaped(value)
            )
            drawn.append(f'{key.replace("_", "-")}="{said}"')
        return " ".join(drawn)

    def finish(self, height: float, *, title: str, description: str, name: str | None = None) -> str:
        body = "".join(self._parts)
        base = re.sub(r"[^A-Za-z0-9_-]", "-", name or "") or _fingerprint(title, description, body)
        defs = "".join(
            f'<linearGradient id="{base}-{key}"{_DOWN if "-down" in key else ""}>{stops}</linearGradient>'
            for key, stops in self._definitions.items()
        )
        # Inside role="img" a browser hides links from screen readers, so a picture with links is a group.
        role = "group" if self.has_links else "img"
        font = f' font-family="{FONT}"' if self.standalone else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="pic" viewBox="0 0 {short(self.width)} {short(height)}" '
            f'width="{short(self.width)}" height="{short(height)}" role="{role}" direction="ltr"{font} '
            f'aria-labelledby="{base}-title" aria-describedby="{base}-desc">'
            f'<title id="{base}-title">{escaped(title)}</title><desc id="{base}-desc">{escaped(description)}</desc>'
            + (f"<defs>{defs}</defs>" if defs else "")
            + body.replace(_HERE, f"{base}-")
            + "</svg>"
        )


def _fingerprint(*parts: str) -> str:
    digest = blake2b(digest_size=5)
    for part in parts:
        digest.update(part.encode("utf-8", "ignore"))
    return f"pic-{digest.hexdigest()}"

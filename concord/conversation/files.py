"""Whether bytes are a picture or a PDF, told by the bytes themselves. Pictures are drawn anew, so that nothing hidden comes along.

What a picture carries beside its dots (place, camera, comments, a second file behind its end) is gone after that. A PDF
cannot be drawn anew, so it is taken as it is or not at all, and is only ever handed out as a file to save.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import warnings
from dataclasses import dataclass
from threading import BoundedSemaphore

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from concord.access.guard import Refused

LARGEST = 10_000_000
MOST_DOTS = 60_000_000
"""Of a JPEG, which is read at the size that is kept."""
MOST_DOTS_AT_ONCE = 12_000_000
"""Of what has to be in memory whole before it can be made smaller: PNG, WebP, and a JPEG in steps or in the colours of print. One
such picture takes up to 250 MB."""
ONE_AT_A_TIME = BoundedSemaphore()
LONGEST_SIDE = 20_000
KEPT_SIDE = 2400
LONGEST_NAME = 120
PICTURES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png"), "WEBP": ("image/webp", "webp")}
PDF = ("application/pdf", "pdf")
# What makes a PDF do something by itself, send what is typed into it, or carry another file. Where a PDF hides these words in a packed part they are
# not seen; therefore it is never shown in the page.
ACTS = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)(?![A-Za-z])")
BEHIND_THE_END = 1024
HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
AVIF = {b"avif", b"avis"}


class NotTaken(Refused):
    """The file is refused; the sentence says why and what to do."""


@dataclass(frozen=True)
class Taken:
    """What is kept of a file."""

    called: str
    kind: str
    content: bytes
    width: int | None = None
    height: int | None = None

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def take(name: str, content: bytes) -> Taken:
    """The file as it will be kept, or NotTaken. `name` is shown to people and trusted in nothing, its ending least of all."""
    if not content:
        raise NotTaken(_("This file is empty. Perhaps it was still being made; please choose it again."))
    if len(content) > LARGEST:
        raise NotTaken(_("This file is larger than 10 MB. Please send a smaller picture, or fewer pages."))
    if content.startswith(b"%PDF-"):
        return _pdf(name, content)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (content[:4], content[8:12]) == (
        b"RIFF",
        b"WEBP",
    ):
        return _picture(name, content)
    if content[4:8] == b"ftyp":
        _refuse_newer_kinds(content[8:12])
    raise NotTaken(_("This is neither a picture (JPEG, PNG or WebP) nor a PDF, whatever its name says. Please save it as one of these."))  # fmt: skip


def _refuse_newer_kinds(brand: bytes) -> None:
    """What iPhones and some Androids make. Nothing here can draw it anew, and many of the others' devices cannot show it."""
    if brand in HEIC:
        raise NotTaken(
            _(
                "This picture is in the iPhone’s own format (HEIC), which many devices cannot show. Choose it from “Photo Library” instead of “Files”: "
                "then the iPhone sends it as a JPEG by itself. Or take pictures as JPEG from now on: Settings, Camera, Formats, “Most Compatible”."
            )
        )
    if brand in AVIF:
        raise NotTaken(_("This picture is in a new format (AVIF), which many devices cannot show. Please save it as a JPEG and choose it again."))  # fmt: skip


def safe_name(name: str, ending: str) -> str:
    """What can be shown: one line, no folders, no signs that turn the writing round; the ending tells what it really is."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C")
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name).strip(" .")[: LONGEST_NAME - 10]
    return f"{stem or _('file')}.{ending}"


def _pdf(name: str, content: bytes) -> Taken:
    end = content.rfind(b"%%EOF")
    if end < 0 or b"startxref" not in content[max(0, end - 2048) : end]:
        raise NotTaken(
            _("This PDF has no end, so a part of it is missing. Please save it again and choose it once more.")
        )
    if len(content) - end > BEHIND_THE_END:
        raise NotTaken(
            _("Something else hangs behind the end of this PDF, so it is not taken. Please print it into a new PDF.")
        )
    if ACTS.search(content) or ACTS.search(spelt_out(content)):
        raise NotTaken(
            _("This PDF holds a programme or another file, so it is not taken. Please print it into a new PDF.")
        )
    kind, ending = PDF
    return Taken(safe_name(name, ending), kind, content)


def spelt_out(content: bytes) -> bytes:
    """Names as a reader of PDF takes them: there `/J#61vaScript` is the same as `/JavaScript`."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), content)


def _picture(name: str, content: bytes) -> Taken:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with ONE_AT_A_TIME:
                return _drawn_anew(name, content)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotTaken(_too_many_dots(MOST_DOTS)) from error
    except NotTaken:
        raise
    except (
        Exception
    ) as error:  # What a damaged picture breaks in whoever reads it has many names: here all of them mean the same.
        raise NotTaken(
            _("This picture is damaged, or a part of it is missing. Please take or save it once more.")
        ) from error


def _drawn_anew(name: str, content: bytes) -> Taken:
    with Image.open(io.BytesIO(content), formats=tuple(PICTURES)) as image:
        kept_as = str(image.format)
        width, height = image.size
        whole = kept_as != "JPEG" or image.mode == "CMYK" or "progressive" in image.info
        most = MOST_DOTS_AT_ONCE if whole else MOST_DOTS
        if width * height > most or max(width, height) > LONGEST_SIDE:
            raise NotTaken(_too_many_dots(most))
        image.draft("RGB", (KEPT_SIDE, KEPT_SIDE))  # A JPEG is read at the size that is kept: a fraction of the memory.
        image.load()
        image.thumbnail((KEPT_SIDE, KEPT_SIDE))
        upright = ImageOps.exif_transpose(image)
    clear = "A" in upright.getbands() or "transparency" in upright.info
    plain = upright.convert("RGBA" if clear and kept_as != "JPEG" else "RGB")
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    written = io.BytesIO()
    fresh.save(written, kept_as, quality=88)
    kind, ending = PICTURES[kept_as]
    if written.tell() > LARGEST:
        raise NotTaken(_("Drawn anew, this picture is larger than 10 MB. Please send it as a JPEG, or smaller."))
    return Taken(safe_name(name, ending), kind, written.getvalue(), *fresh.size)


def _too_many_dots(most: int) -> str:
    said = _("This picture is too large to be opened safely (over %(most)s million dots). Please send it smaller, or as a plain JPEG.")  # fmt: skip
    return said % {"most": most // 1_000_000}

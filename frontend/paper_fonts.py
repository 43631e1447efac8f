"""Makes the fonts of the documents from those of the pages: latin and latin-ext of each joined, as TTF, which typst reads.

    uv run --no-project --with fonttools==4.68.0 --with brotli==1.2.1 python frontend/paper_fonts.py
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "concord" / "web" / "static" / "web" / "vendor" / "fonts"
PAPER = ROOT / "concord" / "paper" / "fonts"
FACES = {
    "atkinson-hyperlegible-next": ("400-normal", "600-normal"),
    "source-serif-4": ("400-normal", "400-italic"),
}


def main() -> None:
    PAPER.mkdir(exist_ok=True)
    for family, faces in FACES.items():
        for face in faces:
            with TemporaryDirectory() as folder:
                parts = [_plain(family, part, face, Path(folder)) for part in ("latin", "latin-ext")]
                Merger().merge(parts).save(PAPER / f"{family}-{face}.ttf")
        licence = f"{family}.LICENSE.txt"
        (PAPER / licence).write_bytes((PAGES / licence).read_bytes())


def _plain(family: str, part: str, face: str, folder: Path) -> str:
    font = TTFont(PAGES / f"{family}-{part}-{face}.woff2")
    font.flavor = None
    place = folder / f"{part}.ttf"
    font.save(place)
    return str(place)


if __name__ == "__main__":
    main()

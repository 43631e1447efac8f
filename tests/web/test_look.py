"""What the look promises, read from its files: contrast, weight, no inline code, vendored files as listed."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import loader

ROOT = Path(settings.BASE_DIR)
STATIC = ROOT / "concord" / "web" / "static" / "web"
CSS = (STATIC / "concord.css").read_text()
TEMPLATES = sorted((ROOT / "concord").glob("**/templates/**/*.html"))
COMPONENTS = sorted((ROOT / "concord/web/templates/components").glob("*.html"))
LATIN = ["atkinson-hyperlegible-next-latin-400-normal", "atkinson-hyperlegible-next-latin-600-normal",
         "source-serif-4-latin-400-normal", "source-serif-4-latin-400-italic"]  # fmt: skip
AA, AAA, SHAPE = 4.5, 7, 3


def tokens(theme: str) -> dict[str, str]:
    start = CSS.index(":root {") if theme == "light" else CSS.index(':root[data-theme="dark"] {')
    return dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6})", CSS[start : CSS.index("}", start)]))


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("words", "ground", "least"),
    [
        ("ink", "paper", AAA), ("ink", "sheet", AAA), ("ink", "soft", AAA), ("ink", "talk-soft", AAA), ("ink", "danger-soft", AAA),
        ("quiet", "paper", AA), ("quiet", "sheet", AA), ("quiet", "soft", AA), ("quiet", "talk-soft", AA), ("accent", "paper", AA), ("accent", "sheet", AA),
        ("accent", "soft", AA), ("on-accent", "accent", AA), ("talk", "sheet", AA), ("talk", "paper", AA), ("talk", "talk-soft", AA),
        ("danger", "danger-soft", AA), ("edge", "sheet", SHAPE), ("edge", "paper", SHAPE),
    ],
)  # fmt: skip
def test_words_stand_out_from_what_is_behind_them(theme, words, ground, least):
    colours = tokens(theme)
    assert contrast(colours[words], colours[ground]) >= least


def test_both_ways_into_the_dark_have_the_same_colours():
    start = CSS.index(':root:not([data-theme="light"]) {')
    assert dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6})", CSS[start : CSS.index("}", start)])) == tokens("dark")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "concord")))
def test_no_template_needs_an_exception_from_the_policy(path):
    text = path.read_text()
    for banned in (
        r"\sstyle=",
        r"<style",
        r"<script(?![^>]*\bsrc=)",
        r"\bhx-on",
        r"[\"'(]data:",
        r"javascript:",
        r"\son(?!e=)[a-z]+=",
    ):
        assert not re.search(banned, text), f"{path.name}: {banned}"


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_says_what_it_takes_and_is_shown_in_the_gallery(path):
    text = path.read_text()
    assert text.startswith("{% comment %}"), "its first line tells its parameters"
    assert "arameter" in text.split("{% endcomment %}")[0]
    shown_by = [other for other in TEMPLATES if other != path and f"components/{path.name}" in other.read_text()]
    assert shown_by, f"{path.name} is shown nowhere"


def test_the_first_visit_leaves_room_for_the_page():
    """The whole first visit of Today must be under 120 kB; these files are all of it except the page itself."""
    wire = sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in (
        "concord.css", "pictures.css", "concord.js", "vendor/htmx.min.js", "icons/concord.svg"))  # fmt: skip
    wire += sum((STATIC / "vendor/fonts" / f"{name}.woff2").stat().st_size for name in LATIN)
    assert wire < 105_000


@pytest.mark.parametrize("folder", [STATIC / "vendor", ROOT / "tests/journeys/vendor"], ids=["shipped", "for tests"])
def test_vendored_files_are_the_listed_ones(folder):
    listed = {}
    for line in (folder / "HASHES.txt").read_text().splitlines():
        digest, name, _ = line.split("  ", 2)
        listed[name] = digest
    found = {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
             for path in folder.rglob("*") if path.is_file() and path.name != "HASHES.txt"}  # fmt: skip
    assert found == listed
    assert not [name for name in found if b"sourceMappingURL" in (folder / name).read_bytes() and name.endswith(".js")]


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_a_server_in_trouble_answers_without_its_database(name):
    page = loader.get_template(name).render()
    assert "<h1>" in page
    assert 'id="main"' in page
    assert "{%" not in page


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html"])
def test_an_error_page_renders_without_anything_known(name):
    page = loader.get_template(name).render()
    assert page.count("<h1>") == 1
    assert 'class="pill primary"' in page, "it offers a way on"

"""Every picture on one page, to be looked at: `python -m tests.pictures.sheet OUT.html [dark] [nasty]`."""

import sys
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

from concord.pictures import (
    Picture,
    Scale,
    chains,
    dots_with_line,
    forest,
    fortnight,
    in_both_sizes,
    level_steps,
    levels_ladder,
    measure_line,
    now_and_wanted,
    small_multiples,
    timeline,
    week_of_pillars,
    weekday_picture,
)

from . import believable as b
from . import believable_plans as p

Words = Callable[[str], str]
STATIC = Path(__file__).resolve().parents[2] / "concord" / "web" / "static" / "web"


def _plain(words: str) -> str:
    return words


def _nasty(words: str) -> str:
    return b.NASTY + words


def measures(words: Words, **shared) -> list[Picture]:
    def course(name: str, points, **more) -> Picture:
        told = {
            "title": words("The pressing in my head"),
            "description": words("One year"),
            "words": b.COURSE,
            "say": b.SAY,
        }
        return in_both_sizes(measure_line, points, name=name, scale=Scale(0, 10), **told | shared | more)

    def bands(days: int):
        return [replace(band, label=words(band.label)) for band in b.bands(days)]

    def marks(days: int):
        return [replace(mark, label=words(mark.label)) for mark in b.marks(days)]

    month = b.year_of_days(days=42, seed=5)
    panels = [replace(panel, title=words(panel.title)) for panel in b.panels()]
    told = {"title": words("Three"), "description": "", "words": b.COURSE, "say": b.SAY} | shared
    return [
        course(
            "year",
            b.year_of_days(),
            bands=bands(365),
            marks=marks(365),
            goals=[replace(g, label=words(g.label)) for g in b.goals()],
        ),
        course("weeks", month, bands=bands(42)[:2], marks=marks(42)[:1], ribbon=b.ribbon(month)),
        in_both_sizes(small_multiples, panels, name="several", bands=bands(120)[:3], **told),
        course("none", []),
    ]


def stories(words: Words, **shared) -> list[Picture]:
    def life(name: str, events, **more) -> Picture:
        told = {"title": words("Story"), "description": "", "words": b.LIFE, "say": b.SAY, "today": b.TODAY}
        told["lanes"] = [replace(lane, label=words(lane.label)) for lane in b.LANES]
        events = [replace(event, words=words(event.words)) for event in events]
        return in_both_sizes(
            timeline, events, name=name, more_url=lambda first, last: f"?from={first}&to={last}", **told | shared | more
        )

    return [
        life("life", b.story()),
        life("zoomed", b.story(), first=b.date(2020, 6, 1), last=b.date(2022, 6, 1)),
        life("crowded", b.crowded_story()),
    ]


def plans(words: Words, **shared) -> list[Picture]:
    def drawn(draw, name: str, *given, title: str = "", **more) -> Picture:
        told = {"title": words(title or name), "description": words("What is to be seen")}
        return in_both_sizes(draw, *given, name=name, **told | shared | more)

    levels = [replace(level, words=words(level.words)) for level in p.LEVELS]
    places = [replace(place, label=words(place.label)) for place in p.PLACES]
    ratings = [replace(rating, who=words(rating.who)) for rating in p.RATINGS]
    pillars = [replace(pillar, label=words(pillar.label)) for pillar in p.pillars()]
    weekdays = [replace(day, label=words(day.label)) for day in p.weekdays()]
    estimates = [replace(e, label=words(e.label), said=words(e.said)) for e in p.estimates()]
    nodes = [replace(node, label=words(node.label)) for node in p.NODES]
    areas = [replace(area, label=words(area.label)) for area in p.AREAS]
    talk = words("You say 0, Thandi says −1: worth talking about")
    return [
        drawn(levels_ladder, "ladder", levels, places, words=p.LADDER, talk=talk),
        drawn(level_steps, "steps", ratings, words=p.RATING, say=b.SAY, last=b.TODAY),
        drawn(fortnight, "fortnight", p.two_weeks(), words=p.DAY, say=b.SAY, scale=Scale(0, 10)),
        drawn(week_of_pillars, "pillars", pillars, words=p.DAY, say=b.SAY),
        drawn(weekday_picture, "weekdays", weekdays, words=p.WEEKDAY, say=b.SAY, scale=Scale(0, 10)),
        drawn(dots_with_line, "dots", p.dots(), p.fitted(), words=p.DOTS, say=b.SAY),
        drawn(forest, "forest", estimates, words=p.FOREST, say=b.SAY),
        drawn(now_and_wanted, "areas", areas, words=p.AREA),
        drawn(chains, "chains", nodes, p.LINKS, words=p.CHAIN),
    ]


def page(pictures: list[Picture], *, theme: str = "light") -> str:
    figures = "".join(
        f'<figure class="sheet"><figcaption>{escape(p.title)}</figcaption>{p.svg}</figure>' for p in pictures
    )
    return (
        f'<!doctype html><html lang="en" data-theme="{theme}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<link rel="stylesheet" href="{STATIC.as_uri()}/concord.css"><link rel="stylesheet" href="{STATIC.as_uri()}/pictures.css">'
        "<style>body{padding:18px;max-width:780px;margin:auto}figure{background:var(--sheet);border:1px solid var(--line);"
        "border-radius:14px;padding:8px;margin:0 0 18px}@media(min-width:48rem){figure{padding:18px}}</style>"
        f"<body>{figures}</body></html>"
    )


def everything(*, nasty: bool = False, **shared) -> list[Picture]:
    words = _nasty if nasty else _plain
    return measures(words, **shared) + stories(words, **shared) + plans(words, **shared)


if __name__ == "__main__":
    pictures = everything(nasty="nasty" in sys.argv)
    Path(sys.argv[1]).write_text(page(pictures, theme="dark" if "dark" in sys.argv else "light"), encoding="utf-8")

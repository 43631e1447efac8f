"""Calm, accessible SVG drawn on the server. Pure: no Django, no other room, standard library only.

What it holds: the drawing, and the text twin of every drawing. What it does not: words (the caller brings them, translated),
queries, colours that know about dark (they are tokens in concord.css, used by pictures.css).

Every function gives back `Picture(svg, title, description, table)`. `svg` is escaped throughout and may go into a page as it
is; title, description and the cells of `table` (`Table(headers, rows)`) are plain text, which the template escapes.
All take, by keyword: `title`, `description`, `words` (a frozen set of the picture's own words), `width` (PHONE 330, DESK 720;
under 560 the layout is the phone's), `name` (makes ids; give one, unlike any other on the page) and `standalone` (fixed light
colours and fonts, for PDF). Most take `say=Say(day=, tick=, number=)`: how the caller says a date, a date on an axis at a
`Grain`, and a number. `in_both_sizes(draw, *given, name=, **named)` draws phone and desk; pictures.css shows the one that fits.
With links in it a picture has role="group", since role="img" would hide them; else it is an image.

    measure_line(points: [DayValue(day, value, state)], *, words: CourseWords, say, scale: Scale(low, high)=None, first=None,
        last=None, bands: [Band(label, first, last, kind)]=(), marks: [Mark(label, day)]=(),
        goals: [GoalLevel(value, first, last, label)]=(), ribbon: [Ribbon(day, low, high, middle)]=())
        A day not given is a gap; State.SKIPPED and State.UNKNOWN are hollow. Goals step; ribbons break at gaps.
    small_multiples(panels: [Panel(title, points, scale, goals, ribbon)], *, words: CourseWords, say, first, last, bands, marks)
    timeline(events: [LifeEvent(words, kind, begins: Span(earliest, latest), said, url, ends: Span, going_on, role: Role)], *,
        lanes: [Lane(kind, label, Symbol)], words: LifeWords, say, today, first=None, last=None, more_url(first, last)=None)
        `first` and `last` zoom. What finds no room is behind "+3", a link to `more_url` of those days.
    levels_ladder(levels: [Level(rank, words)], places: [Place(rank, label)]=(), *, words: LadderWords, talk="")
    level_steps(ratings: [Rating(day, rank, who)], *, words: RatingWords, say, first=None, last=None)
    fortnight(days: [ShownDay(day, value, talk, state)], *, words: DayWords, say, scale=None, width=252)
    week_of_pillars(pillars: [Pillar(label, days: [ShownDay], scale)], *, words: DayWords, say)
    weekday_picture(weekdays: [Weekday(label, middle, low, high, days)], *, words: WeekdayWords, say, scale=None)
    dots_with_line(dots: [Dot(x, y, said)], line: [FittedAt(x, middle, low, high)]=(), *, words: DotWords, say, across: Scale=None,
        up: Scale=None)
    forest(estimates: [Estimate(label, middle, low, high, said, url)], *, words: ForestWords, say, nothing_at=0.0)
    now_and_wanted(areas: [LifeArea(label, now, wanted, before)], *, words: AreaWords)
    chains(nodes: [Node(key, label, Column, url)], links: [Link(source, target, guess)], *, words: ChainWords)

Values may be float, int or Decimal; None, NaN and infinity count as not known. A url that is neither of this site ("/...", "?...",
"#...") nor http(s) is not linked. Words of people are drawn in serif, ours in sans. Look at all of them:
`python -m tests.pictures.sheet OUT.html [dark] [nasty]`.
"""

from .areas import AreaWords, LifeArea, now_and_wanted
from .chains import ChainWords, Column, Link, Node, chains
from .course import Band, BandKind, CourseWords, DayValue, GoalLevel, Mark, Ribbon, State
from .dots import Dot, DotWords, FittedAt, dots_with_line
from .forest import Estimate, ForestWords, forest
from .ladder import LadderWords, Level, Place, Rating, RatingWords, level_steps, levels_ladder
from .life import Lane, LifeEvent, LifeWords, Role, Span, Symbol
from .measure import Panel, measure_line, small_multiples
from .picture import DESK, PHONE, Grain, Picture, Say, Table, in_both_sizes, plain_number
from .scales import Scale
from .timeline import timeline
from .week import DayWords, Pillar, ShownDay, Weekday, WeekdayWords, fortnight, week_of_pillars, weekday_picture

__all__ = [
    "AreaWords",
    "LifeArea",
    "now_and_wanted",
    "ChainWords",
    "Column",
    "Link",
    "Node",
    "chains",
    "Dot",
    "DotWords",
    "FittedAt",
    "dots_with_line",
    "Estimate",
    "ForestWords",
    "forest",
    "LadderWords",
    "Level",
    "Place",
    "Rating",
    "RatingWords",
    "level_steps",
    "levels_ladder",
    "DayWords",
    "Pillar",
    "ShownDay",
    "Weekday",
    "WeekdayWords",
    "fortnight",
    "week_of_pillars",
    "weekday_picture",
    "DESK",
    "PHONE",
    "Band",
    "BandKind",
    "CourseWords",
    "DayValue",
    "GoalLevel",
    "Grain",
    "Lane",
    "LifeEvent",
    "LifeWords",
    "Mark",
    "Panel",
    "Picture",
    "Ribbon",
    "Role",
    "Say",
    "Scale",
    "Span",
    "State",
    "Symbol",
    "Table",
    "in_both_sizes",
    "measure_line",
    "plain_number",
    "small_multiples",
    "timeline",
]

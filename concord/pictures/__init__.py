"""Calm, accessible SVG drawn on the server. Pure: no Django, no other room.

What it holds: the drawing, and the text twin of every drawing. What it does not: words (the caller brings them, translated),
queries, colours that know about dark (they are tokens in concord.css, used by pictures.css).
"""

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

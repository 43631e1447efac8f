"""What may be done with goals, and when; pure. By subject: writing, ratings, priorities, suggestions, attainment."""

from concord.goals.rules.attainment import attainment_t_score
from concord.goals.rules.writing import (
    CHAPTERS,
    FIELDS,
    FIRST_LOOK,
    LEVEL_FIELDS,
    NEEDED,
    PARTS,
    WORDS,
    apart,
    latest_day_on_earth,
    part_beside,
    parts_for,
    where_in,
    why_not_change,
    why_not_end,
    why_not_link,
    why_not_look,
    why_not_rate,
    why_not_reopen,
    why_not_say,
    why_not_take_back,
    why_not_write,
)

__all__ = [
    "FIELDS", "FIRST_LOOK", "LEVEL_FIELDS", "NEEDED", "PARTS", "apart", "attainment_t_score", "latest_day_on_earth", "part_beside", "parts_for", "where_in", "CHAPTERS", "WORDS",
    "why_not_change", "why_not_end", "why_not_link", "why_not_look", "why_not_rate", "why_not_reopen", "why_not_say",
    "why_not_take_back", "why_not_write",
]  # fmt: skip

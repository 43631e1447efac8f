"""Rough dates: read from the words people use, and said again as people say them. Pure: no clock, no table."""

from concord.story.dates.finding import found_in
from concord.story.dates.period import rough_date
from concord.story.dates.spans import Period, Rough, Unclear

__all__ = ["Period", "Rough", "Unclear", "found_in", "rough_date"]

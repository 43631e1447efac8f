"""Every write about visits."""

from concord.visits.actions.holding import correct_visit, note_visit, take_visit_back
from concord.visits.actions.looking import say_looked
from concord.visits.actions.wishing import take_wish_out, write_wish

__all__ = ["correct_visit", "note_visit", "say_looked", "take_visit_back", "take_wish_out", "write_wish"]

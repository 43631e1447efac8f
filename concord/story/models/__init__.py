"""Tables of the story: tellings, events, concerns, possible causes, and how far the first ten minutes have come."""

from concord.story.models.beginning import Beginning
from concord.story.models.causes import CauseChange, CauseEvidence, PossibleCause
from concord.story.models.concerns import Concern, ConcernChange
from concord.story.models.events import Event, EventChange
from concord.story.models.telling import Telling

__all__ = [
    "Beginning",
    "CauseChange",
    "CauseEvidence",
    "Concern",
    "ConcernChange",
    "Event",
    "EventChange",
    "PossibleCause",
    "Telling",
]

"""Tables of the story: tellings, events, concerns, possible causes, what we think is going on, what professionals understood."""

from concord.story.models.beginning import Beginning
from concord.story.models.causes import CauseChange, CauseEvidence, PossibleCause
from concord.story.models.concerns import Concern, ConcernChange
from concord.story.models.events import Event, EventChange
from concord.story.models.retellings import Retelling, RetellingTurn, Retold
from concord.story.models.sentences import Sentence, SentenceChange, SentenceLink, Sureness
from concord.story.models.suggestions import Suggestion, SuggestionMove
from concord.story.models.telling import Telling

__all__ = [
    "Beginning", "CauseChange", "CauseEvidence", "Concern", "ConcernChange", "Event", "EventChange", "PossibleCause", "Retelling",
    "RetellingTurn", "Retold", "Sentence", "SentenceChange", "SentenceLink", "Suggestion", "SuggestionMove", "Sureness", "Telling",
]  # fmt: skip

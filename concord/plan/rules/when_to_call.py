"""What of “when to call” may have happened before, and what somebody would do. Own rule of Concord: it errs towards asking.

“If you took more than two paracetamol” has happened; “if it hurts, take one” is done. What has happened goes from “if” to the comma, or to whatever
sounds like doing before it: a word that asks, “then”, how many of something, a figure with its unit.
"""

from __future__ import annotations

import re
from functools import cache

from concord.plan.rules.treatment_words import MEDICINES

ASKS = (
    "take|swallow|inject|apply|use|start|stop|add|skip|leave|double|triple|halve|rub|fast|give|increase|decrease|raise|lower|reduce|drop|try|pop|put|wear|drink|eat|"
    "inhale|spray|puff|chew|suck|dissolve|insert|switch|swap|change|replace|cut|pause|hold|withhold|restart|resume|repeat|begin|quit|omit|miss|avoid|cease|see|book|get|grab|"
    "reach for|(?:go|come|turn|step|move|put) (?:up|down|back|off|on|over|without)|(?<!ed )(?:up|down) (?:the|your|to)|another|extra"
)
HAVE = r"have(?! (?:not|never|been|become|got|gone|come|had|to|any|your period|\w{2,}ed|taken|swollen|fallen|given|risen|worsened|run|begun|felt|lost|spread|bled)\b)"
"""“Have a tablet”, not “have swollen”."""
ASK = rf"\b(?:{ASKS}|{HAVE})\b"
WHO = "(?:you|they|we|i|he|she|somebody|someone|anyone)"
BEFORE = "(?:if|when|whenever|as soon as|in case|should|after|before|while|since|because|and|or|that|time)"
ALSO = r"(?:\w+ly|still|ever|also|already|just|even|again|always|have|had|has|need|needed|want|wanted|forget|forgot|do|did|cannot|can|not|to|only) "
NEEDS = r"(?:your|the|my|her|his|their) \w+ (?:needs|needed|has|had|wants|wanted) to "
HAPPENING = (
    rf"\b{BEFORE} (?:{WHO} (?:{ALSO})*|{NEEDS})(?:{ASKS}|have)\b|\bha(?:ve|s) (?:not |never )?(?:come|gone|got)\b"
)
"""“When you use the inhaler”: somebody is said to do it, and nobody asks."""

NUMBER = r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|half)"
COMPARED = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "than", "over", "above", "below", "under", "least", "to", "for", "of", "every", "in", "by", "at", "after", "within", "on", "about", "had", "need", "needed", "want",
        "took", "taken", "used", "missed", "forgot", "forgotten", "lost", "swallowed", "gained", "if", "when", "whenever", "is", "are", "feel", "got", "have",
    )
)  # fmt: skip
MEASURED = r"(?:(?:or|to) \w+ )?(?:days?|weeks?|months?|hours?|minutes?|nights?|times|attacks?|°|degrees?|kg|kilos?|percent|%|mmol|beats?)"
HOW_MANY = rf"{COMPARED}\b(?:{NUMBER}\b(?= )(?! ?{MEASURED})|an? (?:{'|'.join(MEDICINES)})\b)"
FIGURE = r"\b\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|μg|g|ml|iu|units?)\b"
AT_ONCE = "|".join(
    rf"(?<=\b{when} {how} )"
    for when in ("if", "when")
    for how in ("in doubt", "bad", "unwell", "needed", "necessary", "required", "dizzy", "worse", "sick", "no better")
)
"""“If in doubt more insulin”: after so short a condition comes what is done."""
DOING = rf"{AT_ONCE}|{ASK}|\bthen\b|\bplease\b| - |{FIGURE}|{HOW_MANY}"


def without_what_happened(read: str) -> str:
    return _happened().sub(" ", read)


@cache
def _happened() -> re.Pattern[str]:
    begins = rf"{HAPPENING}|\b(?:if|when|whenever|as soon as|in case|should you)\b"
    return re.compile(rf"(?:{begins})(?:{HAPPENING}|(?!{DOING})[^.,;:!?(])*", re.IGNORECASE)

"""Whether the words of a suggestion name treatment, whatever kind its author chose. Own word lists of Concord, English for now.

They err towards asking: somebody who is asked chooses the right kind, or says it in other words.
"""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

DOSE = r"\d\s?(?:mg|mcg|µg|μg|ml|iu|units?|(?:milli|micro)grams?|millilit(?:re|er)s?)\b"
SWALLOWED = (
    r"\b(?:tablets?|pills?|capsules?|lozenges?|(?:eye|ear|nose) drops|supplements?|multivitamins?|vitamin [a-k]\d*|magnesium|melatonin|omega-?3|probiotics?|"
    r"ibuprofen|paracetamol|aspirin|antibiotics?|antidepressants?|painkillers?|laxatives?|medicines?|medication|herbal remed(?:y|ies))\b"
)
APPLIED = r"\b(?:inject(?:ion|ions)?|infusions?|ointments?|(?<!ice )creams?|suppositor(?:y|ies)|nasal spray|inhalers?|acupuncture|surgery)\b"
LEFT_OUT = (
    r"\b(?:fasting|(?<!walk )(?<!run )(?<!swim )fast (?:for|until|from)|water fast|skip (?:breakfast|lunch|dinner|supper|meals?)|(?:gluten|dairy|lactose|sugar|carb|wheat|milk)-free|"
    r"(?:no|without|leave out|cut out|give up|eliminate|avoid)(?: all)? (?:gluten|wheat|dairy|milk|lactose|carbs|carbohydrates|fodmaps?|eggs|nuts|soya?)|"
    r"low-?fodmap|ketogenic|keto|elimination diet)\b"
)
TESTED = r"\b(?:blood tests?|stool tests?|allergy tests?|x-?rays?|mri|ct scan|scans?|ultrasound|biops(?:y|ies)|refer(?:ral)? to|be referred)\b"
NAMES = re.compile("|".join((DOSE, SWALLOWED, APPLIED, LEFT_OUT, TESTED)), re.IGNORECASE)


def names_treatment(words: str) -> str:
    """The first words that name treatment, or nothing."""
    # As it is read: without signs that nobody sees, and with letters of another width as plain ones.
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", words) if unicodedata.category(sign) != "Cf")
    found = NAMES.search(seen)
    return found.group() if found else ""


def why_not_lifestyle(what: str, *, treatment: bool, may_treat: bool) -> str | None:
    """A lifestyle kind with words of treatment: refused to everybody, with the way on that is open to them."""
    named = "" if treatment else names_treatment(what)
    if not named:
        return None
    if may_treat:
        return _("“%(words)s” is treatment: swallowed, applied, injected, fasted, left out, a test or a referral. Please choose that kind.") % {"words": named}  # fmt: skip
    return _(
        "“%(words)s” is treatment, whatever it is called: what is swallowed, applied, injected, fasted or left out, and tests and"
        " referrals. Only a doctor can suggest it; you can ask the doctor in the team."
    ) % {"words": named}


def why_not_suggest_step(words: str, *, treatment: bool) -> str | None:
    """A step that somebody else suggests under a lifestyle suggestion, in words of treatment: it would pass by every gate."""
    named = "" if treatment else names_treatment(words)
    if not named:
        return None
    return _(
        "“%(words)s” is treatment. A doctor suggests it first as what it is, so that it is explained and agreed; its steps stand there."
    ) % {"words": named}

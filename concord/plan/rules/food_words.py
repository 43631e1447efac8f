"""Words by which an experiment is seen to be about eating or drinking, though its author said that it touches nothing. Own lists of Concord.

In a plan, what somebody eats is a matter of every day; in an experiment chance decides about it for weeks, so a doctor looks first. A meal that
only says when (“a walk after lunch”) is not meant. The lists err towards asking: whoever is asked says that it is food, or other words.
"""

from __future__ import annotations

import re

from concord.plan.rules.look_alikes import without_marks
from concord.plan.rules.naming import as_read

MEALS = (
    r"breakfasts?|brunch|lunch(?:es)?|dinners?|suppers?|meals?|snacks?|coffees?|teas?"
    r"|frühstück|mittagessen|abendessen|petit[- ]d[ée]jeuner|d[ée]jeuner|d[îi]ner|colazione|pranzo|cena|desayuno|almuerzo"
)
WHEN = r"before|after|at|during|until|till|since|around|by|between|vor dem|nach dem|beim|avant le|après le|prima di|dopo|prima della|antes del?|después del?"
ONLY_WHEN = (
    rf"(?<!nothing )(?<!anything )(?:{WHEN}) (?:(?:the|my|our|your|his|her|a) )?(?:(?:early|late|first|last|main|evening|morning) )?"
    rf"(?:{MEALS})(?: (?:and|or) (?:{MEALS}))?(?: time| break)?",
    r"(?:lunch|dinner|coffee|tea|snack)[- ]?(?:time|break|hour|hours|table|room|trolley|shop)s?",
    r"(?:meal|breakfast|dinner|food)[- ](?:planning|diary|table|shopping)",
    r"fish tanks?|food for thought|eat(?:s|ing)? up time|salt(?:y)? (?:lake|air|cave)|sweet(?:ly)? dreams|milk run|soup of",
)
EATEN = (
    MEALS,
    r"eat(?:s|en|ing)?|ate|drink(?:s|ing)?|drank|chew(?:s|ing|ed)?|swallow(?:s|ing|ed)?|sip(?:s|ping)?|diets?|calories|carb(?:s|ohydrates?)?|portions?",
    r"foods?|bread|rolls?|toast|cheese|butter|milk|dairy|yog(?:h)?urts?|eggs?|meat|fish|chicken|ham|sausages?|rice|pasta|potatoes|oats?|porridge|cereals?|muesli",
    r"fruits?|apples?|bananas?|berries|vegetables?|salads?|nuts|beans|lentils|soups?|sugar|sweets?|chocolate|cakes?|biscuits?|honey|salt|gluten|wheat|lactose|histamine|soy",
    r"(?:glass|cup|bottle|mug|lit(?:re|er)s?|pints?) of (?:\w+ )?(?:water|juice|milk|wine|beer|broth)|juices?|cola|lemonade|smoothies?|caffeine|decaf|alcohol|wine|beer|spirits|broth",
    r"nothing (?:more )?(?:after|before|between|until) (?:the |my )?(?:breakfast|lunch|dinner|supper)",
    r"essen|esse|isst|gegessen|trinken|trinke|getrunken|kaffee|brot|käse|milch|zucker|fleisch|fisch|obst|gemüse|wein|bier|alkohol|süßes|mahlzeit(?:en)?",
    r"manger|mange|boire|bois|caf[ée]|thé|pain|fromage|lait|sucre|viande|poisson|vin|bière|alcool|repas",
    r"mangiare|mangio|bere|bevo|caff[eè]|pane|formaggio|latte|zucchero|carne|pesce|vino|birra|pasti|pasto",
    r"comer|como pan|beber|bebo|queso|leche|az[úu]car|pescado|cerveza|comidas?|desayun(?:o|ar)",
)


def _words(lines: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(lines)})(?!\w)", re.IGNORECASE)


_EATEN, _ONLY_WHEN = _words(EATEN), _words(ONLY_WHEN)


def eaten(words: str) -> str | None:
    """What is eaten, drunk or left out in these words, or None."""
    read = as_read(words)
    for reading in dict.fromkeys((read, without_marks(read))):
        if found := _EATEN.search(_ONLY_WHEN.sub("·", reading)):
            return found.group()
    return None


def eaten_in(texts: list[str]) -> str | None:
    return next((found for text in texts if text and (found := eaten(text))), None)

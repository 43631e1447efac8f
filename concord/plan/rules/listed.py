"""Whether words speak of something that stands on the person's own list of medicines and supplements.

The list is written as people write: “Candesartan 8 mg”, “slow metoprolol, mornings”. So every word of an entry that can be a name counts by
itself; figures, units, forms and times of day do not. Own rule of Concord: it errs towards asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from concord.plan.rules.look_alikes import plain_letters, without_marks

SHORTEST = 4
NO_NAMES = frozenset(
    """
    acid back black blue bottle breakfast brown calm capsule capsules cold comfort complex cream daily daytime deep dinner dose double drink drops
    each energy evening evenings every extra extract fast fish flower food foods forte free fresh gold good granules green half health heart herb
    herbal herbs high hour hours immune juice kids large leaf lemon lunch mane meal meals mint morning mornings multi natural needed night nights
    noon normal nose once organic pain patch peppermint pill pills plant plus powder prolonged pure relax relief release root salt seed sleep slow
    small soft soluble spray stress strong sugar supper sweet syrup tablet tablets taken tea three times twice week weekly weeks when white with
    without women work
    """.split()  # noqa: SIM905
)
"""What stands in entries and is said every day as well. Own list."""


def names_of(entry: str) -> set[str]:
    return {word for word in _words(entry) if len(word) >= SHORTEST and word not in NO_NAMES}


def spoken_of(texts: Iterable[str], entries: Iterable[str]) -> str | None:
    """The first entry of which one of the texts speaks, as it is written on the list."""
    said = {word for text in texts if text for word in _words(text)}
    return next((entry for entry in entries if names_of(entry) & said), None)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", without_marks(plain_letters(text)).casefold())

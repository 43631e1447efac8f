"""The name of a medicine is found when it is mistyped, and words of every day that lie near it are left alone."""

import time

import pytest

from concord.plan.rules.naming import named, named_in
from concord.plan.rules.slips import NAMES, NO_SLIPS, meant
from concord.plan.rules.under import why_not_suggest_step
from tests.plan.phrases import EVERY_DAY, METFORMIN


@pytest.mark.parametrize(("typed", "name", "kind"), [
    ("metfornin", "metformin", "MEDICINE"), ("metforim", "metformin", "MEDICINE"), ("ibuprophen", "ibuprofen", "MEDICINE"), ("iboprofen", "ibuprofen", "MEDICINE"), ("paracetmol", "paracetamol", "MEDICINE"),
    ("asprin", "aspirin", "MEDICINE"), ("aspirine", "aspirin", "MEDICINE"), ("amitryptyline", "amitriptyline", "MEDICINE"), ("predisolone", "prednisolone", "MEDICINE"), ("levothyroxin", "levothyroxine", "MEDICINE"), ("sertralin", "sertraline", "MEDICINE"),
    ("metopralol", "metoprolol", "MEDICINE"), ("insuiln", "insulin", "MEDICINE"), ("warfrin", "warfarin", "MEDICINE"), ("m3tformin", "metformin", "MEDICINE"), ("metf0rmin", "metformin", "MEDICINE"), ("Omeprazol", "omeprazole", "MEDICINE"),
    ("magnezium", "magnesium", "SUPPLEMENT"), ("melatonine", "melatonin", "SUPPLEMENT"), ("ashwaganda", "ashwagandha", "SUPPLEMENT"), ("probiotc", "probiotic", "SUPPLEMENT"), ("creatin", "creatine", "SUPPLEMENT"),
])  # fmt: skip
def test_a_mistyped_name_names_treatment(typed, name, kind):
    assert meant(typed.lower()) == name
    assert named(f"Take {typed} with supper").kind == kind
    assert f"“{typed}” names treatment" in why_not_suggest_step([f"Some {typed}"], above=None)


def test_words_of_every_day_are_no_slips():
    assert [words for words in EVERY_DAY if named(words)] == []
    assert named_in([f"A {word} evening" for word in NO_SLIPS]) is None
    assert [word for word in NO_SLIPS if meant(word)] == []
    assert [name for name in NAMES if meant(name)] == []


def test_a_slip_is_not_taken_for_the_name_since_another_drug_lies_as_near():
    assert "“amoxicillin” is more" in why_not_suggest_step(["amoxicillin"], above=["ampicillin"])
    assert "“metfornin” is more" in why_not_suggest_step(["Take the metfornin"], above=[METFORMIN])
    assert why_not_suggest_step(["Take the metfornin"], above=["Metfornin 500 mg"]) is None


def test_long_words_are_read_quickly():
    began = time.monotonic()
    for number in range(300):
        named(f"metoproxxx{number} " * 10)
    assert time.monotonic() - began < 3

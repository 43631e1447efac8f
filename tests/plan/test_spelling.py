"""What counts as a correction of the spelling, by the words alone."""

import pytest

from concord.plan.rules import spelling


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Take 5 mg with water in the morning", "Take 5 g with water in the morning"),
        ("Do not stop the tablets when you feel better", "Do stop the tablets when you feel better"),
        ("You can take it with alcohol in small amounts", "You can take it without alcohol in small amounts"),
        ("We increase it slowly, over many weeks, and look together", "We decrease it slowly, over many weeks, and look together"),
        ("Take one tablet each morning after breakfast", "Take two tablet each morning after breakfast"),
        ("It is rarely harmful and you may feel tired for a few days at first", "It is rarely harmful and you may feel faint for a few days at first"),
        ("Take 1/2 tablet each morning after breakfast", "Take 1-2 tablet each morning after breakfast"),
        ("Take 1½ tablet each morning after breakfast", "Take 1 tablet each morning after breakfast"),
        ("Take 2.5 tablet each morning after breakfast", "Take 2-5 tablet each morning after breakfast"),
        ("When the pulse is < 100 at rest, in the evening", "When the pulse is > 100 at rest, in the evening"),
        ("Rate it at -1 in the evening, as we said", "Rate it at 1 in the evening, as we said"),
        ("It can lead to hypertension in some people", "It can lead to hypotension in some people"),
        ("Drink your tea unsweetened after the meal", "Drink your tea sweetened after the meal"),
        ("Eat low fat yoghurt after the meal, if you like it", "Eat fat yoghurt after the meal, if you like it"),
        ("It doesn’t harm the liver of most people who take it", "It does harm the liver of most people who take it"),
    ],
)  # fmt: skip
def test_a_unit_a_not_or_another_word_is_never_spelling_however_long_the_text(before, after):
    long = " We have talked about this at length, and you have read the leaflet that the practice gives out." * 3
    for old, new in ((before, after), (after, before)):
        assert "more than spelling" in (spelling.why_not_spelling({"what": old + long}, {"what": new + long}) or "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("teh same rise time", "the same rise time"), ("You recieve a letter", "You receive a letter"), ("Its a start", "It's a start"),
        ("Go to to bed", "Go to bed"), ("Get up early", "Get up early."), ("slep deper", "sleep deeper"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_spelling(before, after):
    same = {"mechanism": "Your nights become deeper when the day begins early."}
    assert spelling.why_not_spelling({"what": before, **same}, {"what": after, **same}) is None

"""Every Django form field looks and speaks alike, wherever a room renders it."""

import re

import pytest
from django import forms

from concord.web.gallery import Evening, EveryField


class Asked(forms.Form):
    words = forms.CharField(help_text="In your own words.", widget=forms.Textarea)
    told = forms.BooleanField()
    pain = forms.ChoiceField(
        choices=[("0", "0"), ("1", "1")],
        widget=forms.RadioSelect(attrs={"class": "scale", "low": "none", "high": "much"}),
    )
    kind = forms.MultipleChoiceField(
        choices=[("A", "one"), ("B", "two")], widget=forms.CheckboxSelectMultiple, required=False
    )

    def clean(self):
        raise forms.ValidationError("These two cannot both be true.")


def ids(html: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', html))


@pytest.mark.parametrize("form", [EveryField(), EveryField({}), Asked(), Asked({"pain": "11"}), Evening({})])
def test_help_and_errors_are_tied_to_their_field(form):
    html = str(form)
    pointed_at = {one for value in re.findall(r'aria-describedby="([^"]*)"', html) for one in value.split()}
    assert pointed_at <= ids(html)
    for_fields = set(re.findall(r'\bfor="([^"]+)"', html))
    assert for_fields <= ids(html)


def test_a_list_of_boxes_to_tick_is_not_called_optional_since_no_tick_is_an_answer():
    assert "(optional)" not in Asked().as_div()
    assert "(optional)" in EveryField().as_div()


def test_what_was_typed_is_still_there_when_a_form_comes_back():
    html = str(EveryField({"words": "<b>mornings</b>", "email": "thandi at home", "pain": "11"}))
    assert "&lt;b&gt;mornings&lt;/b&gt;" in html
    assert 'value="thandi at home"' in html


def test_what_is_wrong_with_the_whole_form_stands_above_it():
    html = str(Asked({"words": "a", "told": "on", "pain": "1"}))
    assert html.index("These two cannot both be true.") < html.index("In your own words.")
    assert 'role="alert"' in html


def test_a_scale_keeps_its_answer_and_says_what_its_ends_mean():
    html = str(Asked({"pain": "1"})["pain"].as_field_group())
    assert html.count('type="radio"') == 2
    assert re.search(r'value="1"[^>]* checked', html)
    assert "none" in html
    assert "much" in html
    assert ' low="' not in html, "the ends are words, never attributes"


def test_a_field_that_may_stay_empty_says_so_unless_all_may():
    class Spare(Asked):
        more = forms.CharField(required=False)

    class Open(Spare):
        all_optional = True

    assert "(optional)" in str(Spare())
    assert "(optional)" not in str(Open())


def test_an_untouched_step_is_none_of_its_states():
    html = str(Evening()["magnesium"].as_field_group())
    chosen = re.findall(r'value="(\w*)"[^>]* checked', html)
    assert chosen == [""], "only the open one"


def test_a_field_that_another_choice_makes_needed_is_not_called_optional():
    class Rhythm(forms.Form):
        unmarked = ("by_day",)
        by_day = forms.CharField(required=False)
        note = forms.CharField(required=False)

    assert str(Rhythm()).count("(optional)") == 1
    assert "(optional)" not in Rhythm()["by_day"].as_field_group()

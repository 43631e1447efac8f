"""The gallery: every component live, in all its states, and whole pages made of them. Made-up people; shown in the demo only, so not translated."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

NUMBERS = [(str(number), str(number)) for number in range(11)]
STATES = [("DONE", "done"), ("PARTLY", "partly"), ("NOT", "not today"), ("", "leave open")]
HOURS = [("", "not yet")] + [(f"{half / 2:g}", f"{half // 2} h{' 30' if half % 2 else ''}") for half in range(4, 27)]
PILLARS = [(word, word) for word in ("sleep", "movement", "food", "water", "calm", "people")]
LEVELS = [
    {"level": "+2", "words": "a whole afternoon, fine next day"},
    {"level": "+1", "words": "two hours"},
    {"level": "0", "words": "one hour, tired but no headache"},
    {"level": "−1", "words": "half an hour, then bed", "here": "Thandi: here"},
    {"level": "−2", "words": ""},
]
GROUPS = [
    {"label": "Waiting for an answer", "people": [
        {"name": "Thandi M.", "note": "asked “why 6:30?” yesterday", "url": "?page=overview", "current": True},
        {"name": "Jonas K.", "note": "goal not yet acknowledged by you", "url": "?page=overview"}]},
    {"label": "Two hard weeks", "people": [{"name": "Amira S.", "note": "walks too much for now", "url": "?page=overview"}]},
    {"label": "Gone quiet", "people": [{"name": "Piet v. W.", "note": "nothing since 9 November", "url": "?page=overview"}]},
    {"label": "Good news", "people": [{"name": "Rosa L.", "note": "reached “two hours”", "url": "?page=overview"}]},
]  # fmt: skip
NAMED = {
    "patient": [("Today", "today"), ("Plan", "because"), ("Story", "components"), ("Team", "team")],
    "partnership": [("Overview", "overview"), ("Story", "components"), ("Plan", "because")],
}
ICONS = {"Today": "today", "Plan": "plan", "Story": "story", "Team": "team"}
PAGES = {"components", "today", "because", "overview", "team"}


def scale(words: str = "scale", choices: list = NUMBERS) -> forms.RadioSelect:
    ends = {"low": "not at all", "high": "as bad as I can imagine"}
    return forms.RadioSelect(attrs={"class": words, **ends}, choices=choices)


class Evening(forms.Form):
    """What Today asks: shown with some answers given and some open."""

    head = forms.ChoiceField(
        label="the pressing in my head", choices=NUMBERS, widget=scale("scale words"), required=False
    )
    energy = forms.ChoiceField(
        label="Energy", choices=[*NUMBERS, ("", "leave this open")], required=False,
        widget=forms.RadioSelect(attrs={"class": "scale", "low": "none", "high": "plenty"}),
    )  # fmt: skip
    slept = forms.ChoiceField(
        label="Slept", choices=HOURS, widget=forms.Select(attrs={"class": "stepper", "start": "7"})
    )
    water = forms.IntegerField(
        label="Glasses of water",
        required=False,
        min_value=0,
        max_value=30,
        widget=forms.NumberInput(attrs={"class": "stepper", "start": "4"}),
    )
    up = forms.ChoiceField(label="Up at 6:30", choices=STATES, widget=forms.RadioSelect(attrs={"class": "step-states"}))
    walk = forms.ChoiceField(
        label="Walk 10 minutes", choices=STATES, widget=forms.RadioSelect(attrs={"class": "step-states"})
    )
    magnesium = forms.ChoiceField(
        label="Magnesium, one", choices=STATES, widget=forms.RadioSelect(attrs={"class": "step-states"})
    )
    rest = forms.ChoiceField(
        label="Ten quiet minutes", choices=STATES, widget=forms.RadioSelect(attrs={"class": "step-states"})
    )
    day = forms.DateField(widget=forms.HiddenInput)
    zone = forms.CharField(widget=forms.HiddenInput)


class EveryField(forms.Form):
    """One field of each kind, as rooms write them."""

    words = forms.CharField(
        label="What do you want back in your life?", help_text="In your own words. You can change them any time.",
        widget=forms.Textarea(attrs={"class": "words", "rows": 3}),
    )  # fmt: skip
    name = forms.CharField(label="First name")
    email = forms.EmailField(label="E-mail", help_text="Only for sign-in and reminders.", required=False)
    kind = forms.ChoiceField(
        label="What is it?", choices=[("", "choose one"), ("SYMPTOM", "a symptom began"), ("MOVE", "a move")]
    )
    pillars = forms.MultipleChoiceField(
        label="What shall we look at?",
        choices=PILLARS,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "pills"}),
        required=False,
    )
    topics = forms.MultipleChoiceField(
        label="What may Ben see?", choices=[("STORY", "My story and possible causes"), ("DAYS", "How my days were"), ("PLAN", "Our plan")],
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    exact = forms.ChoiceField(
        label="How well do you know the date?", widget=forms.RadioSelect,
        choices=[("DAY", "to the day"), ("MONTH", "to the month"), ("YEAR", "only the year"), ("AGE", "about how old I was")],
    )  # fmt: skip
    pain = forms.ChoiceField(label="Pain now", choices=NUMBERS, widget=scale())
    told = forms.BooleanField(label="Tell my coach too", required=False, help_text="You can take this back.")


class RoughDate(forms.Form):
    all_optional = True
    day = forms.IntegerField(label="Day", required=False)
    month = forms.ChoiceField(label="Month", choices=[("", "–"), ("3", "March"), ("4", "April")], required=False)
    year = forms.IntegerField(label="Year", required=False)


@require_safe
@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    page = request.GET.get("page", "components")
    if not (settings.DEBUG or settings.DEMO) or page not in PAGES:
        raise Http404
    return render(request, f"web/gallery/{page}.html", {**_house(request, page), **_things()})


def _house(request: HttpRequest, page: str) -> dict:
    """Which layout the page wears: its own, or the one asked for with ?as=."""
    wears = request.GET.get(
        "as", "partnership" if page == "overview" else "plain" if page == "components" else "patient"
    )
    if wears not in {"patient", "partnership", "plain"}:
        raise Http404
    links = [
        {"label": label, "icon": ICONS.get(label, ""), "url": f"?page={to}&as={wears}", "current": to == page}
        for label, to in NAMED.get(wears, [])
    ]
    own = wears == "patient"
    return {
        "layout": f"web/{wears}_layout.html", "demo": settings.DEMO, "places": links if own else [], "tabs": [] if own else links,
        "patient": {"called": "Thandi Mokoena"}, "side_groups": GROUPS,
        "partner_line": "you, Mia (coach), Ben (physiotherapist) · together since March",
    }  # fmt: skip


def _things() -> dict:
    evening = {"head": "6", "slept": "6.5", "up": "DONE", "walk": "PARTLY", "rest": "NOT", "water": 5}
    return {
        "evening": Evening(initial=evening),
        "open_evening": Evening(auto_id="open_%s", prefix="open"),
        "fields": EveryField(auto_id="empty_%s", initial={"exact": "MONTH", "topics": ["DAYS"], "pillars": ["sleep", "calm"]}),
        "refused": EveryField({"words": "", "email": "thandi at home", "pain": "11", "exact": "DAY"}, auto_id="refused_%s"),
        "rough": RoughDate(auto_id="rough_%s", initial={"month": "3", "year": 2019}),
        "levels": LEVELS,
        "columns": ["Day", "Slept", "the pressing in my head", "Steps"],
        "rows": [["Mon 16 Nov", "6 h 30", "6", "2 of 3"], ["Tue 17 Nov", "7 h", "4", "3 of 3"], ["Wed 18 Nov", "not known", "not known", "not known"]],
        "page_obj": Paginator(range(30), 10).get_page(2),
        "link": "https://concord.example/join/9fK2-wQ7c",
    }  # fmt: skip

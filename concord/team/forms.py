"""The shape of what people enter about practices, records, ties and themselves."""

from __future__ import annotations

import unicodedata
import uuid
from functools import cache
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from concord.people.models import NAME_LENGTH, Membership, Person
from concord.people.roles import PROFESSIONALS, AskedAbout, Role, Topic
from concord.team.actions.practice import Founder
from concord.team.reads import Offer
from concord.team.rules import ASKS_IN

TURNS_THE_LINE = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"}
SHORT = 60


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even if it was nothing: a yes by a button, or every tick taken away."""
    return request.POST if request.method == "POST" else None


def plain_line(words: str) -> str:
    """One line without what cannot be seen: a name must read the same to everybody, in any script."""
    words = " ".join(words.split())
    if any(unicodedata.category(letter) in ("Cc", "Cs") or letter in TURNS_THE_LINE for letter in words):
        raise ValidationError(_now("There is a character in it that cannot be seen. Please type it again by hand."))
    return words


class LineField(forms.CharField):
    def __init__(self, *, max_length: int = NAME_LENGTH, **kwargs) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, value: str) -> str:
        return plain_line(super().clean(value))


def password_field(**kwargs) -> forms.CharField:
    return forms.CharField(
        label=_("Password"), strip=False, max_length=500,
        help_text=_("At least 15 characters. A few words in a row are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), **kwargs,
    )  # fmt: skip


@cache
def zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Time zones by part of the world, as a person looks for them."""
    parts: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(available_timezones()):
        part, slash, place = name.partition("/")
        if slash and part not in ("Etc", "SystemV", "US", "posix", "right"):
            parts.setdefault(part, []).append((name, place.replace("_", " ").replace("/", ", ")))
    return [*parts.items(), ("UTC", [("UTC", "UTC")])]


class ZoneField(forms.ChoiceField):
    def __init__(self, **kwargs) -> None:
        super().__init__(label=_("Time zone"), choices=zones, **kwargs)

    def clean(self, value: str) -> str:
        return value if value in available_timezones() else super().clean(value)


class DevicesZoneField(forms.CharField):
    """What the device says about itself; nonsense counts as nothing, and the practice's zone is taken."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def clean(self, value: str) -> str:
        return value if value in available_timezones() else ""


ROLES = [(role.value, role.label) for role in PROFESSIONALS]


class PracticeForm(forms.Form):
    called = LineField(label=_("Name of the practice"))
    emergency_number = LineField(
        label=_("Emergency number"), max_length=40,
        help_text=_("Concord is not an emergency service. This number stands on the pages of every patient."),
    )  # fmt: skip
    phone = LineField(label=_("Telephone of the practice"), max_length=40, required=False)
    answer_days = forms.IntegerField(
        label=_("Working days until a question is answered"), min_value=1, max_value=30, initial=3,
        help_text=_("Patients read this as your promise."),
    )  # fmt: skip
    currency = LineField(
        label=_("Currency"), max_length=8, required=False,
        help_text=_("For example £ or EUR. What things cost can then stand in a plan; leave it open, and money is left out."),
    )  # fmt: skip
    zone = ZoneField(initial="Europe/London")
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def practice(self) -> dict:
        return {name: self.cleaned_data[name] for name in PracticeForm.base_fields}


class NewPasswordForm(forms.Form):
    """Checks a password against the person whom the same form describes."""

    def clean(self) -> dict:
        given = super().clean() or self.cleaned_data
        if given.get("password"):
            who = Person(called=given.get("person_called") or given.get("called") or "", email=given.get("email") or "")
            try:
                validate_password(given["password"], who)
            except ValidationError as error:
                self.add_error("password", error)
        return given


class SetUpForm(NewPasswordForm, PracticeForm):
    field_order = ("person_called", "role", "discipline", "email", "password")
    """As on the page, so that what is missing is told in this order."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:  # What somebody chose stays chosen when the page comes back.
            self.fields["zone"].widget.attrs["data-devices-zone"] = True

    person_called = LineField(label=_("Your name"), help_text=_("As patients know you, for example Dr Rossi."))
    role = forms.ChoiceField(label=_("Your role"), choices=ROLES, widget=forms.RadioSelect(attrs={"class": "pills"}))
    discipline = LineField(label=_("Field of work"), max_length=SHORT, required=False, help_text=_("For example general practice."))  # fmt: skip
    email = forms.EmailField(label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = password_field()

    def founder(self) -> Founder:
        given = self.cleaned_data
        return Founder(
            given["person_called"], given["email"], given["password"], Role(given["role"]), given["discipline"]
        )


class MemberForm(forms.Form):
    discipline = LineField(label=_("Field of work"), max_length=SHORT, required=False)
    administers = forms.BooleanField(label=_("Looks after the practice’s settings"), required=False)


class InviteMemberForm(MemberForm):
    called = LineField(label=_("Name"), help_text=_("Whom you invite, so that you recognise the invitation."))
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, widget=forms.RadioSelect(attrs={"class": "pills"}))
    email = forms.EmailField(label=_("E-mail"), required=False)
    field_order = ("called", "role", "discipline", "email", "administers")


class EndMembershipForm(forms.Form):
    successor = forms.ModelChoiceField(
        Membership.objects.none(), label=_("Who takes over"), required=False, empty_label=_("nobody"),
        help_text=_("For patients who would otherwise be left without anybody from the practice."),
    )  # fmt: skip

    def __init__(self, *args, others, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["successor"]
        field.queryset = others
        field.label_from_instance = lambda member: f"{member.person.called}, {member.words}"


class NewPatientForm(forms.Form):
    called = LineField(label=_("First name"), widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}))
    birth_year = forms.IntegerField(
        label=_("Year of birth"), required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class RecordForm(forms.Form):
    called = LineField(label=_("First name"))
    birth_year = forms.IntegerField(label=_("Year of birth"), required=False)


def topics_field(**kwargs) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("What they see"), choices=Topic.choices, required=False, widget=forms.CheckboxSelectMultiple, **kwargs
    )


class TopicsForm(forms.Form):
    topics = topics_field()


class InviteForm(forms.Form):
    """Somebody from outside. Only the patient gets to tick topics."""

    called = LineField(label=_("Name"), help_text=_("Whom you invite, so that you recognise the invitation."))
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect(attrs={"class": "pills"}))
    detail = LineField(
        label=_("Field of work, or who they are"), max_length=SHORT, required=False,
        help_text=_("For example physiotherapy, nutrition; or husband, daughter, friend."),
    )  # fmt: skip
    email = forms.EmailField(label=_("E-mail"), required=False)
    topics = topics_field()

    def __init__(self, *args, by_role: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in ASKS_IN[by_role]]
        if by_role != Role.PATIENT:
            del self.fields["topics"]


class ColleagueForm(forms.Form):
    member = forms.ModelChoiceField(
        Membership.objects.none(), label=_("Who"), empty_label=None, widget=forms.RadioSelect
    )
    topics = topics_field(initial=[topic.value for topic in Topic])

    def __init__(self, *args, colleagues, by_the_patient: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        field.queryset = colleagues
        field.label_from_instance = lambda member: f"{member.person.called}, {member.words}"
        if not by_the_patient:
            del self.fields["topics"]


class WayInForm(forms.Form):
    """Beside the code to scan: a link by e-mail."""

    email = forms.EmailField(label=_("Their e-mail"))


class JoinForm(NewPasswordForm):
    called = LineField(label=_("Your name"), help_text=_("As others in the team will read it."))
    email = forms.EmailField(label=_("Your e-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}))  # fmt: skip
    password = password_field(required=False)
    zone = DevicesZoneField()

    def __init__(self, *args, offer: Offer, **kwargs) -> None:
        super().__init__(*args, initial={"called": offer.called, "email": offer.email}, **kwargs)
        for name in ("email", "password"):
            self.fields[name].required = not offer.may_skip_account


class AcceptForm(forms.Form):
    """Nothing to fill in: a yes, by a button."""


class AccountForm(forms.Form):
    called = LineField(label=_("Your name"))
    zone = ZoneField()
    letters = forms.BooleanField(
        label=_("Send me an e-mail when something new waits"),
        help_text=_("About messages at most one until you have looked; about what waits for your answer at most one a day, and about each thing once. It names nobody and says nothing about health."), required=False,
    )  # fmt: skip


class KeepForm(NewPasswordForm):
    email = forms.EmailField(label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = password_field()


class EmailForm(forms.Form):
    email = forms.EmailField(label=_("New e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        label=_("Your password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args, has_password: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not has_password:
            del self.fields["password"]


class AwayForm(forms.Form):
    from_day = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    until_day = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))


class AskedFirstForm(forms.Form):
    """For each thing that a question can be about, the role that answers first."""

    all_optional = True

    def __init__(self, *args, chosen: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("whoever wrote it, else the coach")), *ROLES]
        for about in AskedAbout:
            self.fields[about.value.lower()] = forms.ChoiceField(
                label=about.label, choices=choices, required=False, initial=chosen.get(about.value, "")
            )

    def chosen(self) -> dict[str, str]:
        return {name.upper(): role for name, role in self.cleaned_data.items() if role}

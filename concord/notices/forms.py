"""The shape of a mail server's settings."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.notices.models import MailServer, Security


class MailServerForm(forms.Form):
    host = forms.CharField(label=_("Server"), max_length=253, help_text=_("For example smtp.your-provider.org"))
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=587)
    security = forms.ChoiceField(
        label=_("Security"), choices=Security.choices, initial=Security.STARTTLS, widget=forms.RadioSelect
    )
    username = forms.CharField(label=_("User name"), max_length=254, required=False)
    password = forms.CharField(
        label=_("Password"), max_length=500, required=False, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    from_address = forms.EmailField(
        label=_("Letters come from"), help_text=_("An address that belongs to this account.")
    )

    def __init__(self, *args, stored: MailServer | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.stored = stored
        if stored is not None:
            fields = ("host", "port", "security", "username", "from_address")
            self.initial = {name: getattr(stored, name) for name in fields} | dict(self.initial or {})
            self.fields["password"].help_text = _("Leave it empty to keep the one that is stored.")

    def given(self) -> dict:
        """As the action takes it: an empty password keeps the stored one, unless the user name went away with it."""
        given = dict(self.cleaned_data)
        if not given["password"] and self.stored is not None and given["username"]:
            given["password"] = None
        return given


class TestLetterForm(forms.Form):
    to = forms.EmailField(label=_("Send a test e-mail to"))

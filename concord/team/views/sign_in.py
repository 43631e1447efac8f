"""allauth's pages, where ours know more: whether letters can be sent from here at all, and that nobody signs up alone."""

from __future__ import annotations

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.notices.reads import can_send
from concord.team import actions
from concord.team.reads import is_set_up


class KnowsAboutLetters:
    """Without a mail server no code and no reset can arrive, so none is offered."""

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "can_send": can_send()}  # type: ignore[misc]

    def get_form(self, *args, **kwargs):
        """The label says it; a placeholder would vanish as soon as somebody types."""
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        for field in form.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
        for name in {"login", "email"} & set(form.fields):
            form.fields[name].label = _("E-mail")
        return form


class SignIn(KnowsAboutLetters, allauth.LoginView):
    """Before the first practice there is nobody who could sign in: then the page says how it is made."""

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "nobody_yet": not is_set_up()}


class AskCode(KnowsAboutLetters, allauth.RequestLoginCodeView):
    pass


class AskReset(KnowsAboutLetters, allauth.PasswordResetView):
    pass


class NewPassword(allauth.PasswordResetFromKeyView):
    """By a link from a letter: kept with the moment, so that it is said at the next sign-in."""

    def form_valid(self, form) -> HttpResponse:
        answer = super().form_valid(form)
        actions.note_new_password(person=self.reset_user, now=timezone.now())
        return answer


class ChangePassword(allauth.PasswordChangeView):
    """In our words, and with one line about what makes a good password instead of three."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        labels = {
            "oldpassword": _("The password you have now"),
            "password1": _("A new password"),
            "password2": _("The new one once more"),
        }
        for name in labels.keys() & form.fields.keys():
            form.fields[name].label, form.fields[name].help_text = labels[name], ""
            form.fields[name].widget.attrs.pop("placeholder", None)
        form.fields["password1"].help_text = _("15 characters or more. A few words in a row are easy to keep in mind.")
        return form


change_password, new_password = ChangePassword.as_view(), NewPassword.as_view()
sign_in_page, ask_code, ask_reset = SignIn.as_view(), AskCode.as_view(), AskReset.as_view()


@login_not_required
def no_signup(request: HttpRequest) -> HttpResponse:
    sentence = _("People come into Concord by invitation. Ask your practice, or whoever told you about it, for one.")
    return render(request, "team/over.html", {"sentence": sentence}, status=403)


def to_account(request: HttpRequest) -> HttpResponse:
    return redirect("team:account")

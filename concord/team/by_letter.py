"""Signing in by a letter: only to an address that its owner has confirmed, and that is theirs today.

The pages answer the same to everybody, so nobody learns from them who is here or what was confirmed.
"""

from __future__ import annotations

from allauth.account.forms import RequestLoginCodeForm, ResetPasswordForm

from concord.people.models import Person


def reads_there(person: Person | None, address: str) -> bool:
    return person is not None and person.has_confirmed and str(person.email).lower() == address.lower()


class ResetForm(ResetPasswordForm):
    users: list[Person]

    def clean_email(self) -> str:
        email = super().clean_email()
        self.users = [person for person in self.users if reads_there(person, email)]
        return email


class CodeForm(RequestLoginCodeForm):
    _user: Person | None

    def clean_email(self) -> str:
        email = super().clean_email()
        self._user = self._user if reads_there(self._user, email) else None
        return email

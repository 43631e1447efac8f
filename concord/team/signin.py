"""How people sign in: nobody signs up by themselves, an invitation is the only way in."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """allauth's hooks, by the adapter's methods rather than by signals."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

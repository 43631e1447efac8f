"""What is said everywhere, before the first page is made."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Web(AppConfig):
    name = "concord.web"

    def ready(self) -> None:
        from django.forms import Field

        Field.default_error_messages["required"] = _("This is still needed.")

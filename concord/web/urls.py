"""The addresses of the house. Each room owns its own; pages over several rooms stand here."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
]

"""Addresses of what all texts share."""

from django.urls import path

from concord.agreement import views

app_name = "agreement"
urlpatterns = [path("reading/", views.reading, name="reading")]

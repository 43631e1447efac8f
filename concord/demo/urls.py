"""The address of the demo's door; part of the house only where the installation is a demo."""

from django.urls import path

from concord.demo import views

app_name = "demo"
urlpatterns = [path("demo/", views.door, name="door")]

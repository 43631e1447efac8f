"""How a practice sends e-mail: the page for those who look after it."""

from django.urls import path

from concord.notices import views

app_name = "notices"
MAIL = "practice/<int:practice_id>/mail/"

urlpatterns = [
    path(MAIL, views.mail, name="mail"),
    path(f"{MAIL}test/", views.test_letter, name="test_letter"),
    path(f"{MAIL}remove/", views.remove, name="remove"),
]

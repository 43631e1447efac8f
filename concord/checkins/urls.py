"""Addresses of Today."""

from django.urls import path

from concord.checkins import views

app_name = "checkins"
urlpatterns = [
    path("patients/<int:patient_id>/today/", views.today, name="today"),
    path("patients/<int:patient_id>/today/bad-day/", views.bad_day, name="bad_day"),
    path("patients/<int:patient_id>/today/questions/", views.questions, name="questions"),
    path("patients/<int:patient_id>/flare/", views.flare, name="flare"),
    path("patients/<int:patient_id>/flare/end/", views.end_flare, name="end_flare"),
    path("patients/<int:patient_id>/flare/tell/", views.tell_of_flare, name="tell_of_flare"),
    path("patients/<int:patient_id>/days/", views.days, name="days"),
]

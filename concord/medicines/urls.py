"""Addresses of the list of medicines and supplements."""

from django.urls import path

from concord.medicines import views

app_name = "medicines"
HERE = "patients/<int:patient_id>/medicines/"
urlpatterns = [
    path(HERE, views.medicines, name="medicines"),
    path(f"{HERE}new/", views.add_medicine, name="add_medicine"),
    path(f"{HERE}<int:pk>/", views.medicine, name="medicine"),
    path(f"{HERE}<int:pk>/edit/", views.edit_medicine, name="edit_medicine"),
    path(f"{HERE}<int:pk>/stop/", views.stop_medicine, name="stop_medicine"),
    path(f"{HERE}<int:pk>/restart/", views.restart_medicine, name="restart_medicine"),
    path(f"{HERE}<int:pk>/remove/", views.remove_medicine, name="remove_medicine"),
    path(f"{HERE}<int:pk>/restore/", views.restore_medicine, name="restore_medicine"),
]

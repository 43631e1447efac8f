"""The addresses of the house. Each room owns its own; pages over several rooms stand here."""

from django.urls import include, path

from concord.web.gallery import gallery
from concord.web.healthz import healthz

urlpatterns = [
    # Before allauth: some of its addresses are answered by ours.
    path("", include("concord.team.urls")),
    path("", include("concord.notices.urls")),
    path("healthz", healthz, name="healthz"),
    path("gallery/", gallery, name="gallery"),
    path("accounts/", include("allauth.account.urls")),
    # Rooms, one line each, in the order of the layers. A room's addresses about a patient begin with patients/<int:patient_id>/.
]

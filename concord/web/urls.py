"""The addresses of the house. Each room owns its own; pages over several rooms stand here."""

from django.conf import settings
from django.urls import include, path

from concord.web.gallery import gallery
from concord.web.healthz import healthz
from concord.web.pages.find import find
from concord.web.pages.going_on import going_on, sentence
from concord.web.pages.home import home
from concord.web.pages.know import know
from concord.web.pages.overview import overview
from concord.web.pages.progress import progress
from concord.web.pages.weeks import weeks

urlpatterns = [
    # Before allauth: some of its addresses are answered by ours.
    path("", include("concord.team.urls")),
    path("", include("concord.notices.urls")),
    path("healthz", healthz, name="healthz"),
    path("gallery/", gallery, name="gallery"),
    path("accounts/", include("allauth.account.urls")),
    path("", home, name="home"),
    path("patients/<int:patient_id>/", overview, name="overview"),
    path("patients/<int:patient_id>/find/", find, name="find"),
    path("patients/<int:patient_id>/progress/", progress, name="progress"),
    path("patients/<int:patient_id>/connections/weeks/", weeks, name="weeks"),
    path("patients/<int:patient_id>/know/", know, name="know"),
    path("patients/<int:patient_id>/story/going-on/", going_on, name="going_on"),
    path("patients/<int:patient_id>/story/going-on/<int:pk>/", sentence, name="sentence"),
    # Rooms, one line each, in the order of the layers. A room's addresses about a patient begin with patients/<int:patient_id>/.
    path("", include("concord.agreement.urls")),
    path("", include("concord.measures.urls")),
    path("", include("concord.conversation.urls")),
    path("", include("concord.story.urls")),
    path("", include("concord.medicines.urls")),
    path("", include("concord.findings.urls")),
    path("", include("concord.goals.urls")),
    path("", include("concord.plan.urls")),
    path("", include("concord.checkins.urls")),
    path("", include("concord.programs.urls")),
    path("", include("concord.visits.urls")),
]
if settings.DEMO:
    # Named by its address, since the demo stands above the web and nobody below may import it.
    urlpatterns.append(path("", include("concord.demo.urls")))

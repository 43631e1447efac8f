"""Addresses of the shelf."""

from django.urls import path

from concord.programs.views import choosing, keeping, looking

app_name = "programs"
SHELF = "practices/<int:practice_id>/shelf/"
ONE = SHELF + "<int:entry_id>/"
CHOOSE = "patients/<int:patient_id>/shelf/"
urlpatterns = [
    path(SHELF, looking.shelf, name="shelf"),
    path(SHELF + "write/", keeping.write, name="write"),
    path(SHELF + "starters/", keeping.starters, name="starters"),
    path(ONE, looking.entry, name="entry"),
    path(ONE + "edit/", keeping.edit, name="edit"),
    path(ONE + "versions/", looking.versions, name="versions"),
    path(ONE + "sign/", keeping.sign, name="sign"),
    path(ONE + "take-signature-back/", keeping.take_signature_back, name="take_signature_back"),
    path(ONE + "take-off/", keeping.take_off, name="take_off"),
    path(ONE + "put-back/", keeping.put_back, name="put_back"),
    path(CHOOSE, choosing.choose, name="choose"),
    path(CHOOSE + "of/<int:recommendation_id>/", choosing.since, name="since"),
    path(CHOOSE + "<int:entry_id>/", choosing.suggest, name="suggest"),
]

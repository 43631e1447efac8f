"""Addresses of findings. None of them carries a word about anybody's health."""

from django.urls import path

from concord.findings.views import choosing, connections, every, reasons, saying, sentences

app_name = "findings"
ABOUT = "patients/<int:patient_id>/connections/"
urlpatterns = [
    path(ABOUT, connections.connections, name="connections"),
    path(f"{ABOUT}before-and-after/", connections.before_and_after, name="before_and_after"),
    path(f"{ABOUT}looked/", connections.looked, name="looked"),
    path(f"{ABOUT}again/", connections.look_again, name="look_again"),
    path(f"{ABOUT}every-test/", every.every_test, name="every_test"),
    path(f"{ABOUT}every-test.csv", every.export, name="export"),
    path(f"{ABOUT}measures/", choosing.uses, name="uses"),
    path(f"{ABOUT}measures/<int:measure_id>/", choosing.use, name="use"),
    path(f"{ABOUT}causes/<int:cause_id>/", reasons.of_cause, name="of_cause"),
    path(f"{ABOUT}sentences/<int:sentence_id>/", sentences.link_sentence, name="link_sentence"),
    path(f"{ABOUT}sentences/away/<int:pk>/", sentences.unlink_sentence, name="unlink_sentence"),
    path(f"{ABOUT}<int:finding_id>/", connections.finding, name="finding"),
    path(f"{ABOUT}<int:finding_id>/helped/", saying.say_helped, name="say_helped"),
    path("practice/<int:practice_id>/connections/", choosing.practice, name="practice"),
]

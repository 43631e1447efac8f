"""Addresses of numbers, attacks and test results. None of them carries a word about anybody's health."""

from django.urls import include, path

from concord.measures.views import attacks, choosing, numbers, results, values

app_name = "measures"
of_a_patient = [
    path("numbers/", numbers.numbers, name="numbers"),
    path("numbers/choose/", choosing.choose, name="choose"),
    path("numbers/own/", choosing.own_measure, name="own_measure"),
    path("numbers/cup/", choosing.cup, name="cup"),
    path("numbers/<int:measure_id>/", numbers.measure, name="measure"),
    path("numbers/<int:measure_id>/write/", values.write, name="write"),
    path("numbers/<int:measure_id>/words/", choosing.edit_own, name="edit_own"),
    path("numbers/<int:measure_id>/choose/", choosing.take_up, name="take_up"),
    path("numbers/<int:measure_id>/stop/", choosing.stop, name="stop"),
    path("numbers/<int:measure_id>/values/<uuid:key>/", values.correct, name="value"),
    path("numbers/<int:measure_id>/values/<uuid:key>/take-back/", values.take_back, name="take_back"),
    path("numbers/<int:measure_id>/values/<uuid:key>/bring-back/", values.bring_back, name="bring_back"),
    path("attacks/", attacks.attacks, name="attacks"),
    path("attacks/write/", attacks.write, name="write_attack"),
    path("attacks/<int:episode_id>/", attacks.correct, name="attack"),
    path("attacks/<int:episode_id>/remove/", attacks.remove, name="remove_attack"),
    path("attacks/<int:episode_id>/restore/", attacks.restore, name="restore_attack"),
    path("tests/", results.results, name="results"),
    path("tests/write/", results.write, name="write_result"),
    path("tests/<int:result_id>/", results.correct, name="result"),
    path("tests/<int:result_id>/remove/", results.remove, name="remove_result"),
    path("tests/<int:result_id>/restore/", results.restore, name="restore_result"),
]
urlpatterns = [path("patients/<int:patient_id>/", include(of_a_patient))]

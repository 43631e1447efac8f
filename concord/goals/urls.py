"""Addresses of the goals."""

from django.urls import path

from concord.goals.views import acts, looking, writing

app_name = "goals"
GOALS = "patients/<int:patient_id>/goals/"
GOAL = GOALS + "<int:goal_id>/"
urlpatterns = [
    path(GOALS, looking.goals, name="goals"),
    path(GOALS + "write/", writing.write, name="write"),
    path(GOALS + "write/finish/", writing.finish, name="finish"),
    path(GOALS + "write/forget/", writing.forget, name="forget"),
    path(GOALS + "write/<slug:part>/", writing.write_part, name="write_part"),
    path(GOAL, looking.goal, name="goal"),
    path(GOAL + "edit/", writing.edit, name="edit"),
    path(GOAL + "versions/", looking.versions, name="versions"),
    path(GOAL + "yes/", acts.acknowledge, name="acknowledge"),
    path(GOAL + "yes/take-back/", acts.withdraw, name="withdraw"),
    path(GOAL + "rate/", acts.rate, name="rate"),
    path(GOAL + "ratings/<int:rating_id>/take-back/", acts.take_back_rating, name="take_back_rating"),
    path(GOAL + "end/", acts.end, name="end"),
    path(GOAL + "reopen/", acts.reopen, name="reopen"),
]

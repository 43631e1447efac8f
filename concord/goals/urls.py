"""Addresses of the goals."""

from django.urls import path

from concord.goals.views import acts, beside, looking, priorities, writing

app_name = "goals"
GOALS = "patients/<int:patient_id>/goals/"
GOAL = GOALS + "<int:goal_id>/"
MOST = GOALS + "what-matters-most/"
urlpatterns = [
    path(GOALS, looking.goals, name="goals"),
    path(GOALS + "write/", writing.write, name="write"),
    path(GOALS + "write/finish/", writing.finish, name="finish"),
    path(GOALS + "write/forget/", writing.forget, name="forget"),
    path(GOALS + "write/<slug:part>/", writing.write_part, name="write_part"),
    path(MOST, priorities.priorities, name="priorities"),
    path(MOST + "<int:round_id>/", priorities.priorities, name="priorities_of"),
    path(MOST + "write/", priorities.write, name="write_priorities"),
    path(MOST + "take-back/", priorities.take_back, name="take_list_back"),
    path(MOST + "begin/", priorities.begin, name="begin_round"),
    path(MOST + "join/", priorities.join, name="join_priorities"),
    path(MOST + "part/<int:pair_id>/", priorities.part, name="part_priorities"),
    path(MOST + "talk/<int:priority_id>/", priorities.talk, name="talk_about_priority"),
    path(MOST + "goal/<int:priority_id>/", priorities.make_goal, name="make_goal"),
    path(GOALS + "life/", beside.areas, name="areas"),
    path(GOALS + "asked/", beside.raters, name="raters"),
    path(GOAL + "suggest/", beside.suggest, name="suggest"),
    path(GOAL + "suggestions/<int:suggestion_id>/", beside.answer_suggestion, name="answer_suggestion"),
    path(GOAL + "suggestions/<int:suggestion_id>/take-back/", beside.take_back_suggestion, name="take_back_suggestion"),
    path(GOAL + "readiness/", beside.say_readiness, name="say_readiness"),
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

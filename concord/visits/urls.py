"""Addresses of visits."""

from django.urls import path

from concord.visits.views import agreeing, asked, holding, inline, preparing

app_name = "visits"
VISIT = "patients/<int:patient_id>/visit/"
VISITS = "patients/<int:patient_id>/visits/"
AGREEMENT = "patients/<int:patient_id>/agreement/"
urlpatterns = [
    path(VISIT, holding.screen, name="screen"),
    path(VISIT + "looked/", inline.looked, name="looked"),
    path(VISIT + "questions/<int:question_id>/", inline.answer, name="answer"),
    path(VISIT + "recommendations/<int:recommendation_id>/", inline.judge, name="judge"),
    path(VISIT + "recommendations/<int:recommendation_id>/look/", inline.look, name="look"),
    path(VISIT + "messages/<int:message_id>/", inline.hear, name="hear"),
    path(VISIT + "goals/<int:goal_id>/", inline.acknowledge, name="acknowledge"),
    path(VISIT + "steps/<int:step_id>/", inline.done, name="done"),
    path(VISIT + "goals/<int:goal_id>/look/", asked.rate, name="rate"),
    path(VISIT + "asks/<int:ask_id>/", asked.ask, name="ask"),
    path(VISIT + "stuck/<int:stuck_id>/", asked.stuck, name="stuck"),
    path(VISIT + "experiments/<int:experiment_id>/yes/", asked.agree, name="agree"),
    path(VISIT + "experiments/<int:experiment_id>/release/", asked.release, name="release"),
    path(VISIT + "words/<int:suggestion_id>/", asked.take_for_goal, name="take_for_goal"),
    path(VISIT + "story-words/<int:suggestion_id>/", asked.take_into_story, name="take_into_story"),
    path(AGREEMENT, agreeing.agreement, name="agreement"),
    path(AGREEMENT + "paper.pdf", agreeing.agreement_paper, name="agreement_paper"),
    path(AGREEMENT + "changed/", agreeing.agreement_changed, name="agreement_changed"),
    path(VISITS, preparing.visits, name="visits"),
    path(VISITS + "wishes/<int:wish_id>/take-out/", preparing.take_out, name="take_out"),
    path(VISITS + "<int:visit_id>/", holding.after, name="after"),
    path(VISITS + "<int:visit_id>/edit/", holding.edit, name="edit"),
    path(VISITS + "<int:visit_id>/take-back/", holding.take_back, name="take_back"),
]

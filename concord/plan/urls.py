"""Addresses of the plan."""

from django.urls import path

from concord.plan.views import answering, asking, looking, proposing, reasons, stepping, understanding

app_name = "plan"
PLAN = "patients/<int:patient_id>/plan/"
ONE = PLAN + "recommendations/<int:recommendation_id>/"
STEP = PLAN + "steps/<int:step_id>/"
QUESTION = PLAN + "questions/<int:question_id>/"
urlpatterns = [
    path(PLAN, looking.plan, name="plan"),
    path(PLAN + "propose/", proposing.propose, name="propose"),
    path(ONE, looking.recommendation, name="recommendation"),
    path(ONE + "answer/", answering.answer, name="answer"),
    path(ONE + "answer/take-back/", answering.take_back, name="take_back"),
    path(ONE + "edit/", proposing.edit, name="edit"),
    path(ONE + "still-holds/", reasons.still_holds, name="still_holds"),
    path(ONE + "versions/", looking.versions, name="versions"),
    path(ONE + "withdraw/", answering.withdraw, name="withdraw"),
    path(ONE + "end/", answering.end, name="end"),
    path(ONE + "again/", answering.again, name="again"),
    path(ONE + "steps/write/", stepping.write, name="write_step_for"),
    path(ONE + "understanding/", understanding.understanding, name="understanding"),
    path(ONE + "understanding/explain/", understanding.explain, name="explain"),
    path(ONE + "understanding/tell-back/", understanding.tell_back, name="tell_back"),
    path(ONE + "understanding/write-down/", understanding.write_down, name="write_down_told"),
    path(ONE + "understanding/judge/", understanding.judge, name="judge_explaining"),
    path(ONE + "understanding/take-back/", understanding.take_back, name="take_back_understanding"),
    path(PLAN + "steps/write/", stepping.write, name="write_step"),
    path(STEP, stepping.step, name="step"),
    path(STEP + "edit/", stepping.edit, name="edit_step"),
    path(STEP + "take-on/", stepping.take_on, name="take_on"),
    path(STEP + "smaller/", stepping.smaller, name="smaller"),
    path(STEP + "usual/", stepping.usual, name="usual"),
    path(STEP + "pause/", stepping.pause, name="pause"),
    path(STEP + "resume/", stepping.resume, name="resume"),
    path(STEP + "end/", stepping.end, name="end_step"),
    path(STEP + "undo/", stepping.undo, name="undo"),
    path(STEP + "mark/", stepping.mark, name="mark"),
    path(PLAN + "questions/ask/", asking.ask, name="ask"),
    path(PLAN + "questions/", asking.all_questions, name="all_questions"),
    path(QUESTION, asking.question, name="question"),
    path(QUESTION + "answer/", asking.answer, name="answer_question"),
    path(QUESTION + "add/", asking.add, name="add_to_question"),
    path(QUESTION + "understood/", asking.understood, name="understood"),
    path(QUESTION + "take-back/", asking.take_back, name="take_back_question"),
    path(QUESTION + "bring-in/", asking.bring_in, name="bring_in"),
    path(QUESTION + "talk/", asking.ask_to_talk, name="ask_to_talk"),
    path(QUESTION + "arrange/", asking.arrange, name="arrange"),
    path(QUESTION + "hand-over/", asking.hand_over, name="hand_over"),
    path("questions/", asking.questions, name="questions"),
]

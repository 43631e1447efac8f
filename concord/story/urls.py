"""Addresses of the story."""

from django.urls import path

from concord.story.views import beginning, causes, concerns, events, story, telling

app_name = "story"
HERE = "patients/<int:patient_id>/story/"
urlpatterns = [
    path(HERE, story.story, name="story"),
    path(f"{HERE}welcome/", beginning.welcome, name="welcome"),
    path(f"{HERE}welcome/on/", beginning.move_on, name="move_on"),
    path(f"{HERE}tell/", telling.tell, name="tell"),
    path(f"{HERE}tell/versions/", telling.versions, name="versions"),
    path(f"{HERE}tell/<int:pk>/pieces/", telling.pieces, name="pieces"),
    path(f"{HERE}tell/<int:pk>/mark/", telling.mark_piece, name="mark_piece"),
    path(f"{HERE}events/new/", events.add_event, name="add_event"),
    path(f"{HERE}events/removed/", events.removed, name="removed"),
    path(f"{HERE}events/<int:pk>/", events.event, name="event"),
    path(f"{HERE}events/<int:pk>/edit/", events.edit_event, name="edit_event"),
    path(f"{HERE}events/<int:pk>/remove/", events.remove_event, name="remove_event"),
    path(f"{HERE}events/<int:pk>/restore/", events.restore_event, name="restore_event"),
    path(f"{HERE}events/<int:pk>/undo/<int:change_pk>/", events.undo_event, name="undo_event"),
    path(f"{HERE}events/<int:pk>/role/", events.say_role, name="say_role"),
    path(f"{HERE}concerns/", concerns.concerns, name="concerns"),
    path(f"{HERE}concerns/new/", concerns.name_concern, name="name_concern"),
    path(f"{HERE}concerns/<int:pk>/replace/", concerns.replace_concern, name="replace_concern"),
    path(f"{HERE}concerns/<int:pk>/keeps-from/", concerns.say_what_it_keeps_from, name="keeps_from"),
    path(f"{HERE}concerns/<int:pk>/close/", concerns.close_concern, name="close_concern"),
    path(f"{HERE}concerns/<int:pk>/bring-back/", concerns.bring_back_concern, name="bring_back_concern"),
    path(f"{HERE}causes/new/", causes.write_cause, name="write_cause"),
    path(f"{HERE}causes/<int:pk>/", causes.cause, name="cause"),
    path(f"{HERE}causes/<int:pk>/edit/", causes.revise_cause, name="revise_cause"),
    path(f"{HERE}causes/<int:pk>/status/", causes.set_cause_status, name="set_cause_status"),
    path(f"{HERE}causes/<int:pk>/evidence/", causes.add_evidence, name="add_evidence"),
    path(f"{HERE}causes/<int:pk>/evidence/<int:evidence_pk>/take-back/", causes.take_back_evidence, name="take_back_evidence"),
    path(f"{HERE}causes/<int:pk>/remove/", causes.remove_cause, name="remove_cause"),
    path(f"{HERE}causes/<int:pk>/restore/", causes.restore_cause, name="restore_cause"),
]  # fmt: skip

"""Addresses of conversations and notes."""

from django.urls import path

from concord.conversation import views

app_name = "conversation"
MESSAGES = "patients/<int:patient_id>/messages/"
THREAD = f"{MESSAGES}<int:thread_id>/"
NOTES = "patients/<int:patient_id>/notes/"

urlpatterns = [
    path("messages/", views.waiting, name="waiting"),
    path(MESSAGES, views.threads, name="threads"),
    path(f"{MESSAGES}news/", views.news, name="news"),
    path(f"{MESSAGES}new/", views.begin, name="begin"),
    path(f"{MESSAGES}new/draft/", views.keep_new, name="keep_new"),
    path(f"{MESSAGES}new/forget/", views.forget_new, name="forget_new"),
    path(THREAD, views.thread, name="thread"),
    path(f"{THREAD}send/", views.send, name="send"),
    path(f"{THREAD}draft/", views.keep, name="keep"),
    path(f"{THREAD}forget/", views.forget, name="forget"),
    path(f"{THREAD}away/", views.put_away, name="put_away"),
    path(f"{THREAD}back/", views.bring_back, name="bring_back"),
    path(f"{THREAD}people/", views.people, name="people"),
    path(f"{THREAD}people/<int:member_id>/out/", views.put_out, name="put_out"),
    path(f"{THREAD}leave/", views.leave, name="leave"),
    path(f"{MESSAGES}said/<int:message_id>/", views.message, name="message"),
    path(f"{MESSAGES}said/<int:message_id>/back/", views.take_back, name="take_back"),
    path(f"{MESSAGES}said/<int:message_id>/heard/", views.hear, name="hear"),
    path(f"{MESSAGES}said/<int:message_id>/heard/draft/", views.keep_heard, name="keep_heard"),
    path(f"{MESSAGES}said/<int:message_id>/draft/", views.keep_change, name="keep_change"),
    path(f"{MESSAGES}heard/<int:heard_id>/back/", views.take_back_heard, name="take_back_heard"),
    path(f"{MESSAGES}files/<int:attachment_id>/", views.file, name="file"),
    path(f"{MESSAGES}files/<int:attachment_id>/remove/", views.remove_file, name="remove_file"),
    path(NOTES, views.notes, name="notes"),
    path(f"{NOTES}new/", views.write_note, name="write_note"),
    path(f"{NOTES}new/draft/", views.keep_note, name="keep_note"),
    path(f"{NOTES}new/forget/", views.forget_note, name="forget_note"),
    path(f"{NOTES}<int:note_id>/", views.note, name="note"),
    path(f"{NOTES}<int:note_id>/open/", views.open_note, name="open_note"),
    path(f"{NOTES}<int:note_id>/back/", views.take_back_note, name="take_back_note"),
]

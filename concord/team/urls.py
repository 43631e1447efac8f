"""Addresses of set-up, invitations, practice, team, one's own account, and of sign-in where it differs from allauth's."""

from django.urls import path, re_path

from concord.team import views

app_name = "team"
TEAM = "patients/<int:patient_id>/team/"
PRACTICE = "practice/<int:practice_id>/"

urlpatterns = [
    path("setup/<str:token>/", views.set_up, name="set_up"),
    path("i/<str:secret>/", views.invitation, name="invitation"),
    # A practice
    path(PRACTICE, views.practice, name="practice"),
    path(f"{PRACTICE}members/", views.members, name="members"),
    path(f"{PRACTICE}members/invite/", views.invite_member, name="invite_member"),
    path(f"{PRACTICE}members/<int:number>/", views.member, name="member"),
    path(f"{PRACTICE}members/<int:number>/end/", views.end_membership, name="end_membership"),
    path(f"{PRACTICE}members/<int:number>/way-back/", views.member_way_back, name="member_way_back"),
    path(f"{PRACTICE}invitations/<int:number>/", views.practice_invitation, name="practice_invitation"),
    path(
        f"{PRACTICE}invitations/<int:number>/withdraw/",
        views.withdraw_from_practice,
        name="withdraw_practice_invitation",
    ),
    path(f"{PRACTICE}questions/", views.asked_first, name="asked_first"),
    path(f"{PRACTICE}patients/new/", views.new_patient, name="new_patient"),
    # A team
    path(TEAM, views.team, name="team"),
    path(f"{TEAM}invite/", views.invite, name="invite"),
    path(f"{TEAM}colleague/", views.add_colleague, name="add_colleague"),
    path(f"{TEAM}way-in/", views.way_in, name="way_in"),
    path(f"{TEAM}invitations/<int:number>/", views.made_invitation, name="made_invitation"),
    path(f"{TEAM}invitations/<int:number>/withdraw/", views.withdraw, name="withdraw"),
    path(f"{TEAM}people/<int:number>/", views.share, name="share"),
    path(f"{TEAM}people/<int:number>/end/", views.end_tie, name="end_tie"),
    path(f"{TEAM}leave/", views.leave, name="leave"),
    path(f"{TEAM}record/", views.correct_record, name="correct_record"),
    path(f"{TEAM}looked/", views.trace, name="trace"),
    # Oneself
    path("account/", views.account, name="account"),
    path("account/away/", views.away, name="away"),
    path("account/away/<int:number>/back/", views.back, name="back"),
    path("account/keep/", views.keep_way_in, name="keep_way_in"),
    path("account/email/", views.new_email, name="new_email"),
    path("account/confirm/", views.ask_to_confirm, name="ask_to_confirm"),
    path("account/email/<str:token>/", views.confirm_email, name="confirm_email"),
    path("account/elsewhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
    # In front of allauth's, at the same addresses: they know whether e-mail works here, and nobody signs up by themselves.
    path("accounts/login/", views.sign_in_page, name="sign_in"),
    path("accounts/login/code/", views.ask_code, name="ask_code"),
    path("accounts/password/reset/", views.ask_reset, name="ask_reset"),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", views.new_password, name="new_password"
    ),
    path("accounts/password/change/", views.change_password, name="change_password"),
    path("accounts/email/", views.to_account, name="allauth_email"),
    # A password without an address to say it with would be a key to no door.
    path("accounts/password/set/", views.to_account, name="allauth_set_password"),
    path("accounts/signup/", views.no_signup, name="allauth_signup"),
]

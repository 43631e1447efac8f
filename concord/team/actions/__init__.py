"""Every write of this room, by what it is about."""

from concord.team.actions.account import (
    ask_new_email,
    ask_to_confirm,
    change_account,
    confirm_new_email,
    keep_way_in,
    sign_out_everywhere,
)
from concord.team.actions.arriving import accept_invitation, come_back, join
from concord.team.actions.away import say_away, take_back_away
from concord.team.actions.invitations import (
    invite_patient,
    invite_to_practice,
    invite_to_team,
    withdraw_invitation,
)
from concord.team.actions.practice import (
    change_member,
    change_practice,
    choose_asked_first,
    end_membership,
    found_practice,
    set_up,
)
from concord.team.actions.records import add_patient, correct_record, open_patient_record
from concord.team.actions.ties import add_colleague, end_tie, leave_team, share_topics
from concord.team.actions.ways_back import let_member_back_in, let_patient_back_in, note_new_password, print_way_back

__all__ = [
    "accept_invitation", "add_colleague", "add_patient", "ask_new_email", "ask_to_confirm", "change_account", "change_member", "change_practice",
    "come_back", "confirm_new_email", "correct_record", "end_membership", "end_tie", "found_practice", "invite_patient",
    "invite_to_practice", "invite_to_team", "join", "keep_way_in", "leave_team", "let_member_back_in", "let_patient_back_in", "note_new_password", "open_patient_record", "print_way_back", "set_up",
    "choose_asked_first", "say_away", "share_topics", "take_back_away", "sign_out_everywhere", "withdraw_invitation",
]  # fmt: skip

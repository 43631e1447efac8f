"""Pages of this room, by whom they are for."""

from concord.team.views.account import (
    account,
    ask_to_confirm,
    confirm_email,
    keep_way_in,
    new_email,
    sign_out_everywhere,
)
from concord.team.views.arriving import invitation, set_up
from concord.team.views.away import away, back
from concord.team.views.invitations import add_colleague, invite, made_invitation, way_in, withdraw
from concord.team.views.members import (
    end_membership,
    invite_member,
    member,
    member_way_back,
    members,
    practice_invitation,
    withdraw_from_practice,
)
from concord.team.views.practice import asked_first, new_patient, practice
from concord.team.views.sign_in import (
    ask_code,
    ask_reset,
    change_password,
    new_password,
    no_signup,
    sign_in_page,
    to_account,
)
from concord.team.views.team import correct_record, end_tie, leave, share, team, trace

__all__ = [
    "account", "add_colleague", "asked_first", "away", "back", "ask_code", "ask_reset", "ask_to_confirm", "change_password", "confirm_email", "correct_record", "end_membership", "end_tie",
    "invitation", "invite", "invite_member", "keep_way_in", "leave", "made_invitation", "member", "member_way_back", "new_password", "members",
    "new_email", "new_patient", "no_signup", "practice", "practice_invitation", "set_up", "share", "sign_in_page",
    "sign_out_everywhere", "team", "to_account", "trace", "way_in", "withdraw", "withdraw_from_practice",
]  # fmt: skip

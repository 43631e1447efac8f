"""Every write about persons, ties, invitations and practices; how people come in, sign in, and see who stands beside whom."""

FRONT_DOOR = {
    # Nobody is tied to anything yet, or what opens the door is the secret that they hold.
    "found_practice", "set_up", "join", "accept_invitation", "come_back", "note_new_password",
    # About nobody but oneself.
    "change_account", "keep_way_in", "ask_new_email", "confirm_new_email", "sign_out_everywhere", "say_away",
    "take_back_away", "ask_to_confirm",
}  # fmt: skip
"""Actions without a guard: the house test reads this list, and each has its own tests in tests/team."""

"""Every write of the shelf, by what is written."""

from concord.programs.actions.keeping import put_back, revise_entry, take_off, write_entry
from concord.programs.actions.signing import sign_entry, take_signature_back
from concord.programs.actions.suggesting import suggest_from_shelf

__all__ = [
    "put_back", "revise_entry", "sign_entry", "suggest_from_shelf", "take_off", "take_signature_back", "write_entry",
]  # fmt: skip

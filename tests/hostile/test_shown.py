"""What was taken is shown as it was typed, and as nothing more than words, on every page and to everybody."""

from __future__ import annotations

from tests.hostile.payloads import MARK
from tests.hostile.test_words import filled, forms_of, post, strange_elements, words_of
from tests.house.cells import Matrix
from tests.house.database import undone
from tests.house.expectations import TABLE
from tests.house.test_addresses import ROLES

ALIVE = f'<b class={MARK} onclick={MARK}()>"\'>{{{{ 7|add:"1330" }}}}'
"""Short enough for a name."""
LOCKS_OUT = {"team:leave", "team:account", "team:keep_way_in", "team:new_email", "team:end_membership"}


def test_words_that_were_taken_stay_words_on_every_page(matrix: Matrix):
    with undone():
        taken = write_everywhere(matrix)
        faults, shown = [], 0
        for role in ROLES:
            for name, row in TABLE.items():
                if not row.names(row.look, role) or row.about == "everybody":
                    continue
                answer = matrix.clients[role].get(matrix.address(name, row))
                page = answer.content.decode("utf-8", "replace") if "html" in answer["Content-Type"] else ""
                shown += f"class={MARK}" in page.replace("&lt;", "<")
                faults += [f"{name} to {role}: {fault}" for fault in strange_elements(page)]
    assert not faults, "\n".join(faults)
    assert taken > 25
    assert shown > 60, "the words are shown nowhere, so nothing was proven"


def write_everywhere(matrix: Matrix) -> int:
    taken = 0
    for role in ("patient", "doctor"):
        for name, form in list(forms_of(matrix, role)):
            typed = {field: ALIVE for field in words_of(form) if form.fields[field].kind in ("text", "textarea")}
            typed = {field: words for field, words in typed.items() if field not in ("since", "when", "until", "url")}
            if typed and name not in LOCKS_OUT:
                taken += post(matrix, role, name, filled(matrix, name, form, typed)).status_code == 302
    return taken

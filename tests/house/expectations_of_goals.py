"""Who may look and act where goals are written, rated and suggested, and where lists are written blind: the rows of the room goals."""

from __future__ import annotations

from tests.house.rows import Row, goals

GOALS: dict[str, Row] = {
    "goals:goals": goals("PDCTGS", ""),
    "goals:write": goals("PDCTG", ""),
    "goals:finish": goals("", "PDCTG"),
    "goals:forget": goals("", "PDCTG"),
    "goals:write_part": goals("PDCTG", "PDCTG", part="=why"),
    "goals:goal": goals("PDCTGS", ""),
    "goals:edit": goals("PDCTG", "P", rule="DCTG"),
    "goals:suggest": goals("PDCTG", "DCTG", rule="P", body={"words": "Other words"}),
    "goals:answer_suggestion": goals("", "P", rule="DCTG", suggestion_id="goal_suggestion", body={"take": "yes"}),
    "goals:take_back_suggestion": goals("", "D", rule="PCTG", suggestion_id="goal_suggestion"),
    "goals:say_readiness": goals("", "P", body={"importance": "9", "confidence": "4"}),
    "goals:areas": goals("PDCTGS", "P", body={"SLEEP_now": "9"}),
    "goals:raters": goals("P", "P", body={"person": "@supporter"}),
    "goals:priorities": goals("PDCTG", ""),
    "goals:priorities_of": goals("PDCTG", "", round_id="round"),
    "goals:write_priorities": goals("PDCTG", "PCTG", rule="D"),
    "goals:take_list_back": goals("", "D", rule="PCTG"),
    "goals:begin_round": goals("", "", rule="PDCTG"),
    "goals:join_priorities": goals("", "PD", rule="CTG", body={"one": "@one", "other": "@other"}),
    "goals:part_priorities": goals("", "PD", hidden="CTG", pair_id="pair"),
    "goals:talk_about_priority": goals("", "PD", hidden="CTG", priority_id="priority"),
    "goals:make_goal": goals("", "PD", hidden="CTG", priority_id="priority"),
    "goals:versions": goals("PDCTGS", ""),
    "goals:acknowledge": goals("", "PDCTG"),
    "goals:withdraw": goals("", "PDCTG"),
    "goals:rate": goals("", "PDCTG", rule="S"),
    "goals:take_back_rating": goals("", "P", hidden="DCTG", rule="S"),
    "goals:end": goals("", "PDCTG"),
    "goals:reopen": goals("", "PDCTG", goal_id="ended_goal"),
}

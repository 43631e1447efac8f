"""Rows of the table of expectations: the order of the plan, what it costs, promises, and looks at the whole of it."""

from __future__ import annotations

from tests.house.rows import Row, plan, record, signed_in

ORDER_AND_PROMISES: dict[str, Row] = {
    "plan:chains": plan("PDCTS", ""),
    "plan:place": plan("PDCT", "PDCT", recommendation_id="agreed", body={"place": "LATER"}),
    "plan:place_step": plan("PDCT", "PDCT", body={"place": "LATER"}),
    "plan:cost": plan("", "PDCT", body={"minutes_a_week": "30"}),
    "plan:cost_step": plan("", "PDCT", body={"minutes_a_week": "30"}),
    "plan:say_what_helps": plan("", "P", rule="DCT"),
    "plan:promises": record("PDCTGZ", ""),
    "plan:ask_help": plan("P", "P"),
    "plan:promise": plan("PDCT", "PDCT"),
    "plan:answer_ask": plan("", "D", rule="PCTS", hidden="GO", body={"yes": "yes"}, ask_id="ask"),
    "plan:take_back_ask": plan("", "P", ask_id="ask"),
    "plan:mark_promise": plan("", "D", rule="PCTS", hidden="GO", body={"state": "DONE"}, step_id="promise"),
    "plan:move_promise": plan("", "D", rule="PCTS", hidden="GO", step_id="promise"),
    "plan:let_go": plan("", "D", rule="PCTS", hidden="GO", step_id="promise"),
    "plan:promised": signed_in(),
    "plan:stuck": plan("PDCTS", ""),
    "plan:act_when_stuck": plan("", "PDCT", body={"do": "STOP", "seen": "1"}, recommendation_id="agreed"),
    "plan:call_stuck": plan("", "", rule="PDCT"),
    "plan:conclude_stuck": plan("", "PDCT", body={"outcome": "REST", "words": "Two quiet weeks."}, stuck_id="stuck"),
    "plan:take_back_stuck": plan("", "", rule="PDCT", stuck_id="stuck"),
}

"""Who may look at an address and who may act there: written by hand, page by page, so that it can disagree with the code.

P patient · D doctor · C coach · T therapist · G a coach to whom the patient shows only the goals · S the supporter to whom
this page's topic is shown · Z every supporter, whatever is shown · A somebody who looks after the practice and stands beside
nobody · M anybody else who works at the practice · F who works there as a doctor and stands beside nobody. Who is not named is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    """`act` empty: there is nothing to do, and whatever is sent changes nothing. `things`: what stands in the address.

    `rule` names those whom the door lets in and a rule of the room refuses; `hidden` those for whom it is not there at all.
    """

    look: str
    act: str
    topic: str = "record"
    about: str = "patient"
    rule: str = ""
    hidden: str = ""
    things: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def let_in(self) -> str:
        """Whom the door lets through; further in, a rule or the guard of an action may still refuse."""
        return self.look + self.act + self.rule + self.hidden

    def names(self, letters: str, role: str) -> bool:
        if self.about == "everybody":
            return bool(letters)
        if self.about == "signed_in":
            return bool(letters) and role != "signed_out"
        return any(role in self._who(letter) for letter in letters)

    def _who(self, letter: str) -> tuple[str, ...]:
        if self.about == "practice":
            members = {"M": ("coach", "therapist", "former", "guest"), "F": ("former",)}
            return {"D": ("doctor",), "A": ("administrator",), **members}[letter]
        people = {
            "P": "patient",
            "D": "doctor",
            "C": "coach",
            "T": "therapist",
            "G": "guest",
            "S": f"supporter_{self.topic}",
        }
        every = ("story", "medicines", "days", "goals", "plan", "nothing")
        return tuple(f"supporter_{topic}" for topic in every) if letter == "Z" else (people[letter],)


def of(topic: str):
    def row(
        look: str, act: str, *, rule: str = "", hidden: str = "", body: dict[str, Any] | None = None, **things: str
    ) -> Row:
        return Row(look, act, topic=topic, rule=rule, hidden=hidden, things=things, body=body or {})

    return row


record, story, medicines, days, goals, plan = map(of, ("record", "story", "medicines", "days", "goals", "plan"))


def at_the_practice(look: str, act: str, **things: str) -> Row:
    return Row(look, act, about="practice", things=things)


def signed_in(look: str = "all", act: str = "", **things: str) -> Row:
    return Row(look, act, about="signed_in", things=things)


def public(look: str = "all", act: str = "", **things: str) -> Row:
    return Row(look, act, about="everybody", things=things)


TABLE: dict[str, Row] = {
    # Pages over several rooms
    "home": signed_in(),
    "overview": record("PDCTGZ", ""),
    "progress": days("PDCTS", ""),
    "know": story("PDCTS", ""),
    "healthz": public(),
    "gallery": public(),
    # The team around one patient
    "team:team": record("PDCTG", ""),
    "team:invite": record("PDCTG", "PDCTG"),
    "team:add_colleague": record("PDCTG", "PDCTG"),
    "team:way_in": record("DCTG", "DCTG"),
    "team:made_invitation": record("PDCTG", "", number="invitation"),
    "team:withdraw": record("", "PDCTG", number="invitation"),
    "team:share": record("P", "P", number="tie"),
    "team:end_tie": record("", "P", number="tie"),
    "team:leave": record("PDCTGZ", "DCTGZ", rule="P"),
    "team:correct_record": record("PDCTG", "PDCTG"),
    "team:trace": record("P", ""),
    # Today
    "checkins:today": days("P", "P"),
    "checkins:bad_day": days("", "P"),
    "checkins:questions": days("PDCT", "PDCT"),
    "checkins:flare": days("", "P"),
    "checkins:end_flare": days("", "P"),
    "checkins:tell_of_flare": days("", "P"),
    "checkins:days": days("PDCTS", ""),
    # Numbers, attacks, test results
    "measures:numbers": days("PDCTS", ""),
    "measures:choose": days("PDCT", ""),
    "measures:own_measure": days("PDCT", "PDCT"),
    "measures:cup": days("PDCT", "PDCT"),
    "measures:measure": days("PDCTS", ""),
    "measures:write": days("PDCT", "PDCT"),
    "measures:edit_own": days("PDCT", "P", rule="DCT"),
    "measures:take_up": days("", "PDCT"),
    "measures:stop": days("", "PDCT"),
    "measures:value": days("PDCT", "P", rule="DCT", body={"value": "9"}),
    "measures:take_back": days("", "P", rule="DCT"),
    "measures:bring_back": days("", "P", rule="DCT", key="gone_key"),
    "measures:attacks": days("PDCTS", ""),
    "measures:write_attack": days("PDCT", "PDCT"),
    "measures:attack": days("PDCT", "P", rule="DCT"),
    "measures:remove_attack": days("", "P", rule="DCT"),
    "measures:restore_attack": days("", "P", rule="DCT", episode_id="removed_episode"),
    "measures:results": days("PDCTS", ""),
    "measures:write_result": days("PDCT", "PDCT"),
    "measures:result": days("PDCT", "P", rule="DCT"),
    "measures:remove_result": days("", "P", rule="DCT"),
    "measures:restore_result": days("", "P", rule="DCT", result_id="removed_result"),
    # The story
    "story:story": story("PDCTS", ""),
    "story:welcome": story("P", "P"),
    "story:move_on": story("", "P", body={"done": "TELLING"}),
    "story:tell": story("PDCT", "PDCT"),
    "story:versions": story("PDCTS", ""),
    "story:pieces": story("PDCT", "", pk="telling"),
    "story:mark_piece": story("PDCT", "PDCT", pk="telling", body={"piece": "@piece"}),
    "story:add_event": story("PDCT", "PDCT"),
    "story:removed": story("PDCTS", ""),
    "story:event": story("PDCTS", "", pk="event"),
    "story:edit_event": story("PDCT", "P", rule="DCT", pk="event"),
    "story:remove_event": story("", "P", rule="DCT", pk="event"),
    "story:restore_event": story("", "P", rule="DCT", pk="removed_event"),
    "story:undo_event": story("", "P", rule="DCT", pk="event"),
    "story:say_role": story("", "P", rule="DCT", pk="event"),
    "story:concerns": story("PDCTS", ""),
    "story:name_concern": story("P", "P"),
    "story:replace_concern": story("P", "P", pk="concern"),
    "story:keeps_from": story("P", "P", pk="concern"),
    "story:close_concern": story("", "P", pk="concern"),
    "story:bring_back_concern": story("", "P", pk="closed_concern"),
    "story:write_cause": story("PDT", "PDT"),
    "story:cause": story("PDCTS", "", pk="cause"),
    "story:revise_cause": story("PDT", "P", rule="DT", pk="cause"),
    "story:set_cause_status": story("", "PDT", pk="cause", body={"status": "TRIED"}),
    "story:add_evidence": story("PDT", "PDT", pk="cause"),
    "story:take_back_evidence": story("", "P", rule="DT", pk="cause"),
    "story:remove_cause": story("", "P", rule="DT", pk="cause"),
    "story:restore_cause": story("", "P", rule="DT", pk="removed_cause"),
    # Medicines and supplements
    "medicines:medicines": medicines("PDCTS", ""),
    "medicines:add_medicine": medicines("PD", "PD"),
    "medicines:medicine": medicines("PDCTS", "", pk="medicine"),
    "medicines:edit_medicine": medicines("PD", "PD", pk="medicine"),
    "medicines:stop_medicine": medicines("PD", "PD", pk="medicine"),
    "medicines:restart_medicine": medicines("PD", "PD", pk="stopped_medicine"),
    "medicines:remove_medicine": medicines("", "PD", pk="medicine"),
    "medicines:restore_medicine": medicines("", "PD", pk="removed_medicine"),
    # Goals
    "goals:goals": goals("PDCTGS", ""),
    "goals:write": goals("PDCTG", ""),
    "goals:finish": goals("", "PDCTG"),
    "goals:forget": goals("", "PDCTG"),
    "goals:write_part": goals("PDCTG", "PDCTG", part="=why"),
    "goals:goal": goals("PDCTGS", ""),
    "goals:edit": goals("PDCTG", "PDCTG"),
    "goals:versions": goals("PDCTGS", ""),
    "goals:acknowledge": goals("", "PDCTG"),
    "goals:withdraw": goals("", "PDCTG"),
    "goals:rate": goals("", "PDCTG"),
    "goals:take_back_rating": goals("", "P", rule="DCTG"),
    "goals:end": goals("", "PDCTG"),
    "goals:reopen": goals("", "PDCTG", goal_id="ended_goal"),
    # The plan
    "plan:plan": plan("PDCTS", ""),
    "plan:propose": plan("PDCT", "PDCT"),
    "plan:recommendation": plan("PDCTS", ""),
    "plan:answer": plan("", "P", body={"answer": "YES"}),
    "plan:take_back": plan("", "P", recommendation_id="answered"),
    "plan:edit": plan("PDCT", "DCT", rule="P", body={"what": "Something else"}),
    "plan:versions": plan("PDCTS", ""),
    "plan:withdraw": plan("", "DCT", rule="P"),
    "plan:end": plan("", "PDCT", recommendation_id="agreed"),
    "plan:again": plan("", "DCT", rule="P", recommendation_id="withdrawn"),
    "plan:still_holds": plan("", "DCT", rule="P", recommendation_id="shaken", body={"seen": "@shaken_seen"}),
    "plan:understanding": plan("PDCTS", "", recommendation_id="explained"),
    "plan:explain": plan("", "DCT", rule="PS", recommendation_id="explained"),
    "plan:tell_back": plan("", "P", recommendation_id="explained"),
    "plan:write_down_told": plan("", "DCT", rule="PS", recommendation_id="explained"),
    "plan:judge_explaining": plan(
        "", "D", rule="PCTS", recommendation_id="explained", body={"clear": "yes", "seen": "1"}
    ),
    "plan:take_back_understanding": plan("", "P", rule="DCTS", recommendation_id="explained"),
    "plan:write_step_for": plan("PDCT", "PDCT", recommendation_id="agreed"),
    "plan:write_step": plan("PDCT", "PDCT"),
    "plan:step": plan("PDCTS", ""),
    "plan:edit_step": plan("PDCT", "P", rule="DCT"),
    "plan:take_on": plan("", "P", rule="DCT", step_id="suggested_step"),
    "plan:smaller": plan("", "P", rule="DCT"),
    "plan:usual": plan("", "P", rule="DCT", step_id="small_step"),
    "plan:pause": plan("", "P", rule="DCT"),
    "plan:resume": plan("", "P", rule="DCT", step_id="paused_step"),
    "plan:end_step": plan("", "P", rule="DCT"),
    "plan:undo": plan("", "P", rule="DCT", step_id="changed_step"),
    "plan:mark": plan("", "P", rule="DCT"),
    "plan:ask": record("PDCTG", "PDCTG", body={"about": "", "words": "What is it for?"}),
    "plan:question": plan("PDCT", "", hidden="G"),
    "plan:answer_question": plan("", "DCT", hidden="G"),
    "plan:add_to_question": plan("", "P", hidden="G", rule="DCT"),
    "plan:understood": plan(
        "", "P", hidden="G", rule="DCT", body={"understood": "yes"}, question_id="answered_question"
    ),
    "plan:take_back_question": plan("", "P", hidden="G", rule="DCT"),
    "plan:bring_in": plan("", "PDCT", hidden="G"),
    "plan:hand_over": plan("", "D", hidden="G", rule="CT", question_id="handed_question"),
    "plan:questions": signed_in(),
    # What goes together
    "findings:connections": days("PDCT", ""),
    "findings:weeks": days("PDCT", ""),
    "findings:before_and_after": days("PDCT", ""),
    "findings:looked": days("", "DCT"),
    "findings:look_again": days("", "PDCT"),
    "findings:every_test": days("DCT", ""),
    "findings:export": days("DCT", ""),
    "findings:uses": days("PDCT", ""),
    "findings:use": days("PDCT", "PDCT"),
    "findings:finding": days("PDCT", "PDT", rule="C"),
    # The practice's shelf
    "programs:shelf": at_the_practice("DAM", ""),
    "programs:write": at_the_practice("DAM", "DAM"),
    "programs:starters": at_the_practice("DAM", "DAM"),
    "programs:entry": at_the_practice("DAM", ""),
    "programs:edit": at_the_practice("DAM", "DAM"),
    "programs:versions": at_the_practice("DAM", ""),
    "programs:sign": at_the_practice("", "DF"),
    "programs:take_signature_back": at_the_practice("", "DF", entry_id="signed_entry"),
    "programs:take_off": at_the_practice("", "DAM"),
    "programs:put_back": at_the_practice("", "DAM", entry_id="off_entry"),
    "programs:choose": plan("DCT", "", hidden="P"),
    "programs:suggest": plan("DCT", "DCT", hidden="P", entry_id="signed_entry"),
    # A practice
    "findings:practice": at_the_practice("DA", "DA"),
    "team:practice": at_the_practice("DA", "DA"),
    "team:members": at_the_practice("DA", ""),
    "team:invite_member": at_the_practice("DA", "DA"),
    "team:member": at_the_practice("DA", "DA", number="member"),
    "team:end_membership": at_the_practice("DA", "DA", number="member"),
    "team:member_way_back": at_the_practice("", "DA", number="member"),
    "team:practice_invitation": at_the_practice("DA", "", number="practice_invitation"),
    "team:withdraw_practice_invitation": at_the_practice("", "DA", number="practice_invitation"),
    "team:asked_first": at_the_practice("DA", "DA"),
    "team:new_patient": at_the_practice("DAM", "DAM"),
    "notices:mail": at_the_practice("DA", "DA"),
    "notices:test_letter": at_the_practice("", "DA"),
    "notices:remove": at_the_practice("", "DA"),
    # One's own account
    "team:account": signed_in(act="all"),
    "team:away": signed_in(act="all"),
    "team:back": signed_in("", number="=987654321"),
    "team:keep_way_in": signed_in(act="all"),
    "team:new_email": signed_in(act="all"),
    "team:confirm_email": signed_in(token="=nonsense"),
    "team:sign_out_everywhere": signed_in("", act="all"),
    "team:allauth_email": signed_in(),
    "account_email": signed_in(),
    "account_change_password": signed_in(),
    "account_set_password": signed_in(),
    "account_reauthenticate": signed_in(),
    # Ways in
    "team:set_up": public(token="=nonsense"),
    "team:invitation": public(secret="=nonsense"),
    "team:sign_in": public(),
    "team:ask_code": public(),
    "team:ask_reset": public(),
    "team:allauth_signup": public(),
    "account_login": public(),
    "account_logout": public(),
    "account_signup": public(),
    "account_inactive": public(),
    "account_email_verification_sent": public(),
    "account_confirm_email": public(key="=nonsense"),
    "account_confirm_login_code": public(),
    "account_request_login_code": public(),
    "account_reset_password": public(),
    "account_reset_password_done": public(),
    "account_reset_password_from_key": public(uidb36="=abc", key="=nonsense"),
    "account_reset_password_from_key_done": public(),
}

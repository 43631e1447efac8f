"""The role table, as data: docs/made/permissions.md and the access test are made from it.

Coaches neither diagnose nor prescribe nor change medicines (NBHWC scope of practice); a possible cause is close to a
diagnosis, so they do not author those either. Only a doctor, a licensed clinician here, acknowledges treatment.
"""

from concord.access.permissions import EVERY_PROFESSIONAL, SEE_ALL
from concord.access.permissions import Permission as P
from concord.people.roles import Role

ROLE_TABLE: dict[Role, frozenset[P]] = {
    Role.PATIENT: frozenset(
        SEE_ALL
        | {
            P.INVITE_TO_TEAM, P.END_TIE, P.SHARE_TOPICS, P.CORRECT_RECORD, P.SEE_TRACE, P.WRITE_STORY, P.NAME_CONDITION, P.WRITE_CONCERN, P.WRITE_CAUSE,
            P.WRITE_SENTENCE, P.SUGGEST_WORDS, P.ANSWER_RETELLING,
            P.LIST_MEDICINES, P.RECORD_VALUES, P.CHOOSE_MEASURES, P.ANSWER_CHECKIN, P.CALL_FLARE, P.SEE_FINDINGS, P.LOOK_FOR_FINDINGS, P.WRITE_GOAL, P.ACKNOWLEDGE_GOAL,
            P.RATE_GOAL, P.SET_PRIORITIES, P.SAY_HOW_LIFE_IS, P.PROPOSE_RECOMMENDATION, P.ANSWER_RECOMMENDATION, P.WRITE_STEP, P.MARK_STEP, P.ASK_QUESTION,
            P.TELL_BACK, P.SEE_MESSAGES, P.WRITE_MESSAGE, P.BEGIN_THREAD, P.CHOOSE_MEMBERS, P.SEE_NOTES, P.SEE_VISITS, P.WRITE_WISH,
            P.DESIGN_EXPERIMENT, P.AGREE_TO_EXPERIMENT, P.STOP_EXPERIMENT,
            P.KEEP_PROMISE, P.ASK_FOR_HELP, P.CALL_STUCK,
            P.LOOK_BACK,
        }
    ),
    Role.DOCTOR: frozenset(
        EVERY_PROFESSIONAL
        | {
            P.NAME_CONDITION, P.WRITE_CAUSE, P.WRITE_SENTENCE, P.LIST_MEDICINES, P.PROPOSE_TREATMENT, P.ACKNOWLEDGE_TREATMENT, P.PROTECT_NOTE,
            P.RELEASE_EXPERIMENT, P.STOP_EXPERIMENT,
        }
    ),
    Role.THERAPIST: frozenset(EVERY_PROFESSIONAL | {P.WRITE_CAUSE, P.WRITE_SENTENCE, P.PROTECT_NOTE}),
    Role.COACH: frozenset(EVERY_PROFESSIONAL),
    # A supporter reads and writes only where the patient has added them.
    Role.SUPPORTER: frozenset((SEE_ALL - {P.SEE_TEAM}) | {P.RATE_GOAL, P.KEEP_PROMISE, P.SEE_MESSAGES, P.WRITE_MESSAGE}),
}  # fmt: skip

# Permissions that belong to working at a practice rather than to standing beside one patient.
OF_EVERY_MEMBER: frozenset[P] = frozenset({P.OPEN_RECORD, P.SEE_SHELF, P.WRITE_SHELF})
OF_DOCTORS: frozenset[P] = frozenset({P.SIGN_SHELF})
OF_ADMINISTRATORS: frozenset[P] = frozenset({P.MANAGE_PRACTICE})

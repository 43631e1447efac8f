"""Three whole records, and everybody who might want to read one of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from concord.findings import actions as findings
from concord.goals import actions as goals
from concord.people.models import CareTie, Membership, Person, Practice
from concord.people.roles import Role, Topic
from concord.team import actions as team
from tests.house.lives import Life, a_life
from tests.make import people as make


@dataclass
class World:
    """`own` is the record that most of the table speaks of, `beside` another of the same doctor, `far` one of another practice."""

    practice: Practice
    own: Life
    beside: Life
    far: Life
    people: dict[str, Person | None]

    def sees(self, role: str, life: str, topic: str) -> bool:
        """What the patient of `life` shares with whoever stands in `role`: said here anew, not asked of the code under test."""
        if topic in ("messages", "waiting", "guarded") and role != "signed_out":
            if role in ("patient", "doctor", "stranger") and topic == "messages":
                return {"own": role != "stranger", "beside": role == "doctor", "far": role == "stranger"}[life]
            if life == "own":
                return (
                    role
                    in {
                        "messages": (),
                        "waiting": ("doctor", "coach", "therapist"),
                        "guarded": ("doctor", "therapist"),
                    }[topic]
                )
        if topic == "notes" and role.startswith("supporter"):
            return False
        if life == "beside":
            return role == "doctor"
        if life == "far":
            return role == "stranger"
        if role in ("patient", "doctor", "coach", "therapist"):
            return True
        if role == "guest":
            return topic in ("record", "goals")
        opens = {"record": ("",), "concern": ("story", "days")}.get(topic, (topic,))
        return role.startswith("supporter") and any(role.startswith(f"supporter_{shared}") for shared in opens)


def build() -> World:
    now = timezone.now()
    doctor = make.person("Dr Rossi")
    practice = make.practice(doctor)
    own = a_life("own", practice, doctor, now)
    people = {"patient": own.person, "doctor": doctor, **_team(practice, own)}
    stranger = make.person("Dr Strange")
    far = a_life("far", make.practice(stranger, "Another practice"), stranger, now)
    people["stranger"], people["signed_out"] = stranger, None
    people["administrator"] = make.member(practice, "Ada Desk", Role.COACH, administers=True)
    world = World(practice, own, a_life("beside", practice, doctor, now), far, people)
    _ways_in(world)
    return world


def _team(practice: Practice, own: Life) -> dict[str, Person]:
    team_of = {}
    roles = {"coach": Role.COACH, "therapist": Role.THERAPIST, "guest": Role.COACH, "former": Role.DOCTOR}
    tied = {}
    for name, role in roles.items():
        team_of[name] = make.member(practice, f"Colleague {name}", role, "nutrition")
        tied[name] = make.tie(own.patient, team_of[name], role, by=own.doctor, detail="nutrition")
    with own.by(own.person) as me:
        team.end_tie(tie=tied["former"], **me)
        team.share_topics(tie=tied["guest"], topics=[Topic.GOALS], **me)
    for topic in (*Topic, None):
        name = f"supporter_{topic.lower()}" if topic else "supporter_nothing"
        team_of[name] = make.person(f"Supporter {name}")
        topics = [topic] if topic else []
        make.tie(own.patient, team_of[name], Role.SUPPORTER, by=own.person, detail="friend", topics=topics)
    return team_of


def _ways_in(world: World) -> None:
    for life in (world.own, world.beside, world.far):
        with life.by(life.person) as me:
            texts = life.words("record", called="", detail="")
            given = {"role": "COACH", "email": f"{life.name}@example.org", "topics": []}
            life.things["invitation"] = team.invite_to_team(patient=life.patient, **given, **texts, **me).invitation.pk
            life.things["tie"] = CareTie.objects.filter(patient=life.patient).exclude(person=life.person).last().pk
            asked = make.person(f"Asked by {life.name}")
        make.tie(life.patient, asked, Role.SUPPORTER, by=life.person, detail="friend", topics=[Topic.GOALS])
        with life.by(life.person) as me:
            goals.ask_rater(patient=life.patient, person=asked, **me)
        life.things["supporter"] = asked.pk
        practice = life.patient.practice
        with life.by(life.doctor) as doctor:
            given = {"role": "COACH", "called": "Somebody New", "discipline": "", "administers": False, "email": ""}
            life.things["practice_invitation"] = team.invite_to_practice(
                practice=practice, **given, **doctor
            ).invitation.pk
            findings.choose_when_shown(practice=practice, shown="AT_ONCE", **doctor)
        with life.by(life.doctor):
            member = Membership.objects.filter(practice=practice).last()
        life.things.update(practice=practice.pk, member=member.pk, patient=life.patient.pk)

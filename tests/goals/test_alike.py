"""Which wishes may mean the same, in five languages: one table of pairs, read by people who speak them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.goals.rules.alike import TELL_NOTHING, alike, split, stem

ALIKE = [
    # English
    ("Walk to the sea", "Walking every day", "walk"),
    ("Fewer headaches", "Less headache", "headaches"),
    ("Sleep through the night", "Better sleep", "sleep"),
    ("Working half days again", "Back to work", "working"),
    ("Playing with my son", "Play on the floor", "playing"),
    ("Less tired in the evening", "Tiredness", "tired"),
    ("Climb the stairs", "One flight of stair, slowly", "stairs"),
    ("Fewer attacks of migraine", "Migraines under control", "migraine"),
    ("Café with my sister", "Meet people in a cafe", "café"),
    # German
    ("Weniger Kopfschmerzen", "Kopfschmerz seltener", "kopfschmerzen"),
    ("Durchschlafen", "Besser schlafen", "durchschlafen"),
    ("Rückenschmerzen los werden", "Der Rücken soll mich tragen", "rückenschmerzen"),
    ("Wieder arbeiten können", "Zur Arbeit gehen", "arbeiten"),
    ("Meine Müdigkeit", "Die Müdigkeiten am Abend", "müdigkeit"),
    ("Mit den Enkeln spielen", "Zeit für die Enkelkinder", "enkeln"),
    ("Größere Strecken wandern", "Wanderungen am Sonntag", "wandern"),
    ("Die Straße überqueren", "Über die Strasse kommen", "straße"),
    # French
    ("Moins de douleurs", "La douleur du matin", "douleurs"),
    ("Dormir toute la nuit", "Des nuits calmes", "nuit"),
    ("Retrouver de l'énergie", "Plus d’énergie", "énergie"),
    ("Marcher jusqu'à la plage", "La marche quotidienne", "marcher"),
    ("Être moins fatiguée", "La fatigue", "fatiguée"),
    ("Travailler à mi-temps", "Reprendre le travail", "travailler"),
    ("Maîtriser mes migraines", "Une migraine par mois", "migraines"),
    # Italian
    ("Dormire tutta la notte", "Dormo male", "dormire"),
    ("Meno dolori alla schiena", "Il dolore di schiena", "dolori"),
    ("Camminare fino al mare", "Camminate lungo il fiume", "camminare"),
    ("Tornare a lavorare", "Il lavoro part time", "lavorare"),
    ("Più energia", "L'energia per giocare", "energia"),
    # Spanish
    ("Menos dolores de cabeza", "El dolor de cabeza", "dolores"),
    ("Caminar hasta el mar", "Una caminata", "caminar"),
    ("Volver a trabajar", "Mi trabajo", "trabajar"),
    ("Dormir toda la noche", "Noches tranquilas", "noche"),
    ("Jugar con mis hijos", "Más tiempo con mi hijo", "hijos"),
]
NOT_ALIKE = [
    ("To be able to do more", "Be able to do less"),
    ("I want my life back", "Have a good time every day"),
    ("Play with Lwazi", "Blood pressure"),
    ("Paint again", "Less pain"),
    ("Ich möchte wieder mehr können", "Nicht immer alles müssen"),
    ("Mit der Familie essen", "Die Treppe schaffen"),
    ("Je voudrais pouvoir vivre mieux", "Ne plus avoir à tout faire"),
    ("Vorrei stare meglio", "Vivere senza tutto questo"),
    ("Quiero estar mejor", "Poder hacer más cosas cada día"),
    ("Schwimmen lernen", "Weniger Tabletten"),
    ("Ma santé", "Mon travail"),
    ("", "x"),
    ("...", "!!!"),
    ("2026", "2026"),
]


@pytest.mark.parametrize(("one", "other", "shared"), ALIKE)
def test_these_may_mean_the_same(one, other, shared):
    assert shared in alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(("one", "other"), NOT_ALIKE)
def test_these_are_never_suggested(one, other):
    assert alike(one, other) == []
    assert alike(other, one) == []


def test_small_words_alone_suggest_nothing_in_any_language():
    every = " ".join(sorted(TELL_NOTHING))
    assert alike(every, every) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_written_it_goes_both_ways_and_shows_the_words_as_they_stand(one, other):
    shared = alike(one, other)
    assert bool(shared) == bool(alike(other, one))
    assert set(shared) <= set(split(one))


@given(st.text(st.characters(categories=["Ll"]), min_size=1, max_size=40))
def test_a_stem_keeps_four_letters(word):
    assert len(stem(word)) >= min(4, len(word))

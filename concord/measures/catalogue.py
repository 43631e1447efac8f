"""The catalogue: what can be measured on the first day. Concord's own questions, not validated scales; no norms.

The database is filled from here by a migration; a change here needs a new migration that fills again (a test compares).
Readable without a database, so that a diary can be tried out before there is one.
"""

from __future__ import annotations

from typing import Any

NEVER_TO_ALWAYS = [[0, "never"], [1, "sometimes"], [2, "often"], [3, "always"]]
NONE_TO_PLENTY = [[0, "none"], [1, "a little"], [2, "some"], [3, "plenty"]]
NO_TO_A_LOT = [[0, "no"], [1, "a little"], [2, "a lot"]]
SCORE = {
    "unit": "{score}",
    "unit_words": "",
    "input_kind": "SCALE",
    "possible_low": 0,
    "possible_high": 10,
    "daily": "MEAN",
}


def scale(low: str, high: str, better: str, **more: Any) -> dict[str, Any]:
    return {**SCORE, "low_words": low, "high_words": high, "better": better, **more}


def amount(
    kind: str, unit: str, words: str, low: float, high: float, plausible: tuple[float | None, float | None] = (None, None),
    better: str = "NEITHER", daily: str = "SUM", **more: Any,
) -> dict[str, Any]:  # fmt: skip
    return {
        "input_kind": kind, "unit": unit, "unit_words": words, "possible_low": low, "possible_high": high,
        "plausible_low": plausible[0], "plausible_high": plausible[1], "better": better, "daily": daily, **more,
    }  # fmt: skip


def choice(choices: list, better: str, **more: Any) -> dict[str, Any]:
    ends = {"possible_low": choices[0][0], "possible_high": choices[-1][0]}
    return {"input_kind": "CHOICE", "unit": "{score}", "choices": choices, "better": better, **ends, **more}


YES_NO = {"input_kind": "YES_NO", "unit": "{score}", "possible_low": 0, "possible_high": 1, "daily": "MAX"}

CATALOGUE: dict[str, list[tuple[str, str, str, dict[str, Any]]]] = {
    "": [
        ("pain", "Pain", "How strong was your pain?", scale("no pain", "the worst pain I can imagine", "DOWN", loinc="72514-3")),
        ("energy", "Energy", "How much energy did you have?", scale("none at all", "full of energy", "UP")),
        ("mood", "Mood", "How was your mood?", scale("very low", "very good", "UP")),
        ("fatigue", "Tiredness", "How tired were you?", scale("not at all", "as tired as I can imagine", "DOWN")),
        ("trouble", "What bothers me most", "How much did this trouble you?", scale("not at all", "as much as I can imagine", "DOWN")),
    ],
    "SLEEP": [
        ("sleep_hours", "Hours of sleep", "About how many hours did you sleep?",
         amount("HOURS", "h", "hours", 0, 24, (3, 12), better="UP", loinc="93832-4")),
        ("sleep_quality", "How well I slept", "How well did you sleep?", scale("very badly", "very well", "UP")),
        ("rested", "Rested on waking", "How rested were you on waking?", scale("not at all", "fully rested", "UP")),
        ("sleepy_by_day", "Sleepy by day", "Was it hard to stay awake in the day?", choice(NEVER_TO_ALWAYS, "DOWN")),
        ("time_in_bed", "Time in bed", "How many hours were you in bed?", amount("HOURS", "h", "hours", 0, 24, (3, 14), loinc="103213-5")),
        ("awakenings", "Times awake at night", "How often did you wake up at night?", amount("COUNT", "{#}", "times", 0, 100, (None, 20), "DOWN", loinc="93828-2")),
    ],
    "MOVEMENT": [
        ("movement_minutes", "Minutes of movement", "How many minutes did you move?",
         amount("MINUTES", "min", "minutes", 0, 1440, (None, 300), "UP", loinc="55411-3")),
        ("steps", "Steps", "How many steps did you take?", amount("COUNT", "{#}/d", "steps", 0, 100_000, (None, 40_000), "UP", loinc="41950-7")),
        ("strength", "Strength exercise", "Did you do strength exercise?", {**YES_NO, "better": "UP"}),
    ],
    "NUTRITION": [
        ("portions", "Vegetables and fruit", "How many portions of vegetables and fruit did you eat?",
         amount("COUNT", "{#}/d", "portions", 0, 50, (None, 15), "UP")),
        ("home_made", "Mostly home-made food", "Was your food mostly home-made?", {**YES_NO, "better": "UP"}),
    ],
    "HYDRATION": [
        ("cups", "Cups I drank", "How many glasses or cups did you drink?", amount("COUNT", "{cup}", "cups", 0, 50, (None, 25))),
        ("fluid", "Drinks in all", "How much did you drink?", amount("NUMBER", "mL/d", "mL", 0, 10_000, (None, 5000), loinc="75301-2")),
        ("urine_colour", "Colour of urine", "What colour was your urine most of the day?",
         choice([[1, "pale"], [2, "yellow"], [3, "dark"]], "DOWN")),
    ],
    "STRESS": [
        ("strain", "Pressure", "How much pressure were you under?", scale("none", "as much as I can imagine", "DOWN")),
        ("coping", "Coping", "How well did you cope?", scale("not at all", "very well", "UP")),
        ("settling", "Settling again", "After something hard, how quickly did you settle again?", scale("not at all", "very quickly", "UP")),
        ("strengthening_time", "Time that gave strength", "Did you have time that gave you strength?", choice(NONE_TO_PLENTY, "UP")),
        ("recovery_minutes", "Minutes of recovery", "How many minutes did you take to recover?", amount("MINUTES", "min", "minutes", 0, 600, better="UP")),
    ],
    "RELATIONSHIPS": [
        ("good_moment", "A good moment with someone", "Did you have a good moment with someone?",
         choice([[0, "none"], [1, "a short one"], [2, "a good one"]], "UP", daily="MAX")),
        ("people_to_talk_to", "People to talk to", "How many people could you have talked to about something personal?",
         choice([[0, "nobody"], [1, "one"], [2, "two or three"], [3, "four or more"]], "UP")),
        ("belonging", "Belonging", "Did you feel you belonged somewhere?", scale("not at all", "completely", "UP")),
        ("draining", "A relationship that cost strength", "Did a relationship cost you strength?", choice(NO_TO_A_LOT, "DOWN", daily="MAX")),
    ],
    " ": [
        ("systolic", "Blood pressure, upper number", "What was the upper number?", amount("NUMBER", "mm[Hg]", "mmHg", 70, 250, (80, 200), daily="MEAN", loinc="8480-6")),
        ("diastolic", "Blood pressure, lower number", "What was the lower number?", amount("NUMBER", "mm[Hg]", "mmHg", 40, 150, (45, 120), daily="MEAN", loinc="8462-4")),
        ("pulse", "Heart rate", "What was your heart rate?", amount("NUMBER", "/min", "a minute", 30, 200, (40, 150), daily="MEAN", loinc="8867-4")),
        ("resting_pulse", "Resting heart rate", "What was your heart rate at rest?", amount("NUMBER", "/min", "a minute", 30, 200, (40, 110), daily="LAST", loinc="40443-4")),
        ("weight", "Weight", "What did you weigh?", amount("NUMBER", "kg", "kg", 20, 500, (35, 250), daily="LAST", loinc="29463-7")),
        ("bmi", "Body mass index", "What was your body mass index?", amount("NUMBER", "kg/m2", "kg/m²", 8, 150, (14, 60), daily="LAST", loinc="39156-5")),
        ("waist", "Waist", "What was the size of your waist?", amount("NUMBER", "cm", "cm", 30, 300, (50, 180), daily="LAST", loinc="8280-0")),
        ("oxygen", "Oxygen in the blood", "What was the oxygen in your blood?", amount("NUMBER", "%", "%", 70, 100, (88, None), "UP", "MEAN", loinc="59408-5")),
        ("temperature", "Body temperature", "What was your temperature?", amount("NUMBER", "Cel", "°C", 30, 45, (35, 41), daily="MAX", loinc="8310-5")),
        ("breathing_rate", "Breaths a minute", "How many breaths did you take in a minute?", amount("NUMBER", "/min", "a minute", 4, 80, (8, 40), daily="MEAN", loinc="9279-1")),
        ("glucose", "Blood sugar", "What was your blood sugar?", amount("NUMBER", "mg/dL", "mg/dL", 10, 1500, (50, 400), daily="MEAN", loinc="41653-7")),
        ("hba1c", "Long-term blood sugar (HbA1c)", "What was your HbA1c?", amount("NUMBER", "%", "%", 3, 25, (4, 16), daily="LAST", loinc="4548-4")),
        ("caffeine", "Caffeine", "How much caffeine did you have?", amount("NUMBER", "mg/d", "mg", 0, 5000, (None, 1000))),
        ("alcohol", "Alcoholic drinks", "How many alcoholic drinks did you have?", amount("COUNT", "{#}/d", "drinks", 0, 100, (None, 20), loinc="74013-4")),
        ("energy_eaten", "Energy eaten", "How many kilocalories did you eat?", amount("NUMBER", "kcal", "kcal", 0, 20_000, (500, 6000), loinc="9052-2")),
        ("medicines_taken", "Medicines taken", "Did you take your medicines as agreed?", choice([[0, "no"], [1, "partly"], [2, "yes"]], "UP")),
        ("bleeding", "Menstrual bleeding", "How strong was your bleeding?",
         choice([[0, "none"], [1, "light"], [2, "medium"], [3, "heavy"]], "NEITHER", daily="MAX")),
    ],
}  # fmt: skip


def catalogue() -> list[dict[str, Any]]:
    """Every measure as {field: value}, in the order of lists."""
    rows = ((pillar.strip(), *row) for pillar, rows in CATALOGUE.items() for row in rows)
    return [
        {"code": code, "called": called, "question": question, "pillar": pillar, "place": place, **more}
        for place, (pillar, code, called, question, more) in enumerate(rows)
    ]

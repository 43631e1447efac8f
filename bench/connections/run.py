"""The parts of the benchmark. Each returns plain figures; `__main__.py` keeps them and `report.py` writes the page.

Seeds 1 to 99,999 are for tuning, 500,000 and above for the figures that are stated. Nothing was chosen on the latter.
"""

import time
from dataclasses import replace

import numpy as np

from bench.connections.scenarios import EVENT_SCENARIOS, LAG_SCENARIOS, PLAIN, STRONG_NULL, WATCH_NULLS
from bench.connections.score import ALPHA, score_lags, share, summarise
from bench.connections.simulate import patient
from concord.connections import Watch, analyse, analyse_experiment, plan_experiment

REPORTING = 4_000_000


def lags(patients: int, days: int = 365, names: tuple[str, ...] = (), seed: int = REPORTING) -> dict:
    """Every lag scenario (or those named): figures a scenario."""
    out = {}
    for number, kind in enumerate(LAG_SCENARIOS):
        if names and kind.name not in names:
            continue
        scores, told = [], []
        for k in range(patients):
            made = patient(kind, seed + 1000 * number + k, days)
            analysis = analyse(made.days, made.events)
            scores.append(score_lags(made, analysis.tests))
            told.append(bool(analysis.reported))
        figures = {"patients": patients, "days": days, "seed": seed + 1000 * number, **summarise(scores)}
        out[kind.name] = figures if kind.links else {**figures, "any_told": share(told)}
    return out


def events(patients: int, seed: int = REPORTING) -> dict:
    """Event scenarios: coverage, false reports and power for effects of 1 SD of the noise."""
    out = {}
    for number, kind in enumerate(EVENT_SCENARIOS):
        first = seed + 100_000 + 1000 * number
        covered, false, found = [], [], []
        for k in range(patients):
            made = patient(kind, first + k)
            for test in analyse(made.days, made.events).tests:
                if test.kind != "event":
                    continue
                truth = made.changes[(test.cause, test.effect)]
                covered.append(test.low <= truth <= test.high)
                (found if truth else false).append(test.q <= ALPHA)
        out[kind.name] = {
            "patients": patients,
            "seed": first,
            "coverage": share(covered),
            "false": share(false),
            "power": share(found),
        }
    return out


def watch_nulls(patients: int, every: int = 14, seed: int = REPORTING, names: tuple[str, ...] = ()) -> dict:
    """A year of looks at patients in whom nothing is linked: who is ever shown a false held up."""
    out = {}
    for number, kind in enumerate(WATCH_NULLS):
        if names and kind.name not in names:
            continue
        first = seed + 200_000 + 1000 * number
        held, noticed = [], []
        for k in range(patients):
            last = _year(patient(kind, first + k), every)[-1][1]
            held.append(any(test.tier == "held up" for test in last))
            noticed.append(any(test.tier is not None for test in last))
        out[f"{kind.name}, every {every} days"] = {
            "patients": patients,
            "seed": first,
            "every": every,
            "false_held": share(held),
            "false_noticed": share(noticed),
        }
    return out


def watch_links(patients: int, every: int = 14, seed: int = REPORTING, names: tuple[str, ...] = ()) -> dict:
    """The same with links: false share among held up, and medium and large links held up by day 182, 270 and 365."""
    out = {}
    for number, kind in enumerate(LAG_SCENARIOS):
        if not kind.links or (names and kind.name not in names):
            continue
        first = seed + 300_000 + 1000 * number
        wrong, by_day = [], {182: [], 270: [], 365: []}
        for k in range(patients):
            made = patient(kind, first + k)
            looks = _year(made, every)
            wrong.append(_false_share(made, looks[-1][1]))
            wanted = [
                key for key, size in made.sizes.items() if size in ("medium", "large") and key[:2] not in made.hidden
            ]
            for day, rows in by_day.items():
                tests = max((look for look in looks if look[0] <= day), key=lambda look: look[0])[1]
                held = {(t.cause, t.effect, t.lag) for t in tests if t.tier == "held up"}
                rows += [key in held for key in wanted]
        out[kind.name] = {
            "patients": patients,
            "seed": first,
            "every": every,
            "false_share": share(wrong),
            **{f"held_{day}": share(rows) for day, rows in by_day.items()},
        }
    return out


def _year(made, every):
    """Looks at the diary as it grows: [(day, lag tests)]."""
    watch, looks = Watch(), []
    days = sorted({*range(56, 366, every), 182, 270, 365} if every >= 7 else set(range(56, 366, every)))
    for day in days:
        told = watch.look(made.days.iloc[:day], None)
        looks.append((day, [test for test in told.tests if test.kind == "lag"]))
    return looks


def _false_share(made, tests):
    held = [(t.cause, t.effect, t.lag) for t in tests if t.tier == "held up"]
    held = [key for key in held if key not in made.neutral and key[:2] not in made.hidden]
    return sum(key not in made.links for key in held) / max(len(held), 1)


def experiments(repeats: int, seed: int = REPORTING) -> dict:
    """Coverage of the interval, size under no effect and power for 1 SD, for several designs and carry-overs."""
    out = {}
    for blocks, block_days in ((12, 5), (16, 4), (20, 3)):
        for carry in (0.0, 0.3, 0.6):
            rng = np.random.default_rng([seed, blocks, int(10 * carry)])
            rows = [
                _one_experiment(rng, blocks, block_days, carry, effect) for effect in (0.0, 1.0) for _ in range(repeats)
            ]
            null, real = rows[:repeats], rows[repeats:]
            out[f"{blocks} blocks of {block_days} days, carry-over {carry}"] = {
                "patients": repeats,
                "coverage": share([row[0] for row in rows]),
                "false": share([row[1] for row in null]),
                "power": share([row[1] for row in real]),
            }
    return out


def _one_experiment(rng, blocks, block_days, carry, effect):
    plan = plan_experiment(
        effect=1,
        noise_sd=1,
        carry_over=carry,
        blocks=blocks,
        block_days=block_days,
        least_power=0,
        seed=int(rng.integers(2**31)),
    )
    noise = rng.standard_normal(plan.days) * np.sqrt(1 - carry**2)
    noise[0] /= np.sqrt(1 - carry**2)
    for day in range(1, plan.days):
        noise[day] += carry * noise[day - 1]
    values = noise + effect * (np.array(plan.schedule) == "B")
    values[rng.random(plan.days) < 0.1] = np.nan
    said = analyse_experiment(plan, values)
    if said.estimate is None:
        return (True, False)
    return (said.low <= effect <= said.high, said.p <= 0.05)


def changes(patients: int, seed: int = REPORTING) -> dict:
    """False alarms a patient of the change-point scan, which is why it is off."""
    from concord.connections import Options

    options, out = Options(change_points=True), {}
    for number, kind in enumerate((replace(PLAIN, name="null", links=False), STRONG_NULL)):
        first = seed + 400_000 + 1000 * number
        alarms = []
        for k in range(patients):
            made = patient(kind, first + k)
            tests = analyse(made.days, made.events, options).tests
            alarms.append(any(test.kind == "change" and test.q <= ALPHA for test in tests))
        out[kind.name] = {"patients": patients, "seed": first, "false_alarm": share(alarms)}
    return out


def speed(repeats: int = 25) -> dict:
    """CPU of one patient (365 x 20, two events) in one thread, its parts alone, and one QR a symptom, in one run."""
    from concord.connections import Options, analysis, questions
    from concord.connections.frame import read_diary

    made = patient(EVENT_SCENARIOS[0], 1)
    diary, options = read_diary(made.days, made.events), Options()
    long = patient(PLAIN, 1, 3650)
    columns = np.random.default_rng(1).standard_normal((330, 70))
    asked, held, lagged = questions.ask_lags(diary, options)
    return {
        "whole patient": _cpu(lambda: analyse(made.days, made.events), repeats),
        "lags": _cpu(lambda: questions.ask_lags(diary, options), repeats),
        "events": _cpu(lambda: questions.ask_events(diary, options), repeats),
        "doses": _cpu(lambda: questions.ask_doses(diary, options, held, lagged), repeats),
        "p, q and intervals of the lags": _cpu(lambda: analysis.judge([asked], options), repeats),
        "reading": _cpu(lambda: read_diary(made.days, made.events), repeats),
        "one QR a symptom": _cpu(lambda: [np.linalg.qr(columns) for _ in range(6)], repeats),
        "whole patient, 3650 days, no events": _cpu(lambda: analyse(long.days), 3),
        "whole patient, 365 days, no events": _cpu(lambda: analyse(made.days), repeats),
    }


def _cpu(call, repeats):
    call()
    spent = []
    for _ in range(repeats):
        start = time.process_time()
        call()
        spent.append(time.process_time() - start)
    return {"least_ms": 1000 * min(spent), "median_ms": 1000 * float(np.median(spent))}

"""The page of figures, written from figures.json: what was measured, on how many, with which seeds, against which bar."""

HEAD = """# The connections engine, measured

Made by `python -m bench.connections` from `bench/connections/figures.json`; do not edit. Every figure is a mean over fresh
simulated patients, plus or minus one standard error, from reporting seeds (500,000 and above) on which nothing was tuned.
A patient: 14 exposures, 6 symptoms, lags 0 to 3, 336 lagged tests. Effects small / medium / large: 0.20 / 0.35 / 0.55 SD of the
symptom's noise per SD of the exposure. A report is right at the right pair and the right lag; carried-over lags count neither way;
pairs that share a hidden cause stand apart. Every row with a first seed of 4,000,000 or more was measured once, on fresh patients, with the method as it
stands (connections 3). Rates marked **missed** lie outside their bar by more than two standard errors;
*(near)* marks a figure outside its bar by less than that.
"""

LAG_COLUMNS = (
    ("false discoveries", "fdr", None, 0.10),
    ("any false alarm", "any_false", None, None),
    ("of any kind", "any_told", None, 0.10),
    ("coverage, true links", "true_coverage", 0.93, 0.97),
    ("coverage, no link", "null_coverage", 0.94, 0.97),
    ("coverage, shown", "shown_coverage", 0.93, None),
    ("small", "small", None, None),
    ("medium", "medium", None, None),
    ("large", "large", None, None),
)
BARS = (
    "Bars: false discoveries <= .10 (hidden driver apart); any false alarm for a null patient <= .10 (among the lags; in the next column among doses too); coverage .93-.97 (true), .94-.97 (no link), "
    ">= .93 (shown)."
)
BARS_SHORT = (
    "Bar: false discoveries <= .10, and silence rather than guesses. The bars of a year stand beside it for comparison; intervals that cover more than "
    "they ask are wider than they need be, and why is said in docs/connections.md."
)
LEAST_POWER = {
    "lags/plain": {"small": 0.45, "medium": 0.90, "large": 0.98},
    "lags/35 % missing not at random": {"medium": 0.70, "large": 0.95},
    "long/plain": {"small": 0.95},
}
TIMES = 70
HELD_BARS = {
    "plain": (0.45, 0.80, 0.92),
    "strong carry-over": (0.60, 0.90, 0.97),
    "35 % missing not at random": (0.13, 0.40, 0.63),
}


def page(figures: dict) -> str:
    """The whole page as Markdown."""
    parts = [
        HEAD,
        _lags("Lagged associations, 365 days", "lags/", figures),
        _lags("Short diaries, 90 days", "short/", figures),
        _lags("Long diaries, 1000 days", "long/", figures),
        _events(figures),
        _watch(figures),
        _experiments(figures),
        _changes(figures),
        _pcmci(figures),
        _speed(figures),
    ]
    return "\n".join(part for part in parts if part).rstrip() + "\n"


def cell(value: list, low: float | None = None, high: float | None = None) -> str:
    """`mean ± s.e.` and whether it lies within its bar."""
    mean, error, count = value
    if not count:
        return "-"
    outside = max((low - mean) if low is not None else -1, (mean - high) if high is not None else -1)
    mark = "" if outside <= 0 else (" **missed**" if outside > 2 * error else " *(near)*")
    return f"{mean:.3f} ± {error:.3f}{mark}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def _named(prefix: str, figures: dict) -> dict:
    return {name.removeprefix(prefix): value for name, value in figures.items() if name.startswith(prefix)}


def _lags(title: str, prefix: str, figures: dict) -> str:
    rows = []
    for name, figure in sorted(_named(prefix, figures).items()):
        least = LEAST_POWER.get(prefix + name, {})
        cells = []
        for _, key, low, high in LAG_COLUMNS:
            no_links = name.startswith("null")
            if key not in figure or (no_links and key in ("shown_coverage", "true_coverage")):
                cells.append("-")
                continue
            top = 0.10 if key == "any_false" and no_links else high
            top = None if key == "fdr" and "hidden" in name else top
            cells.append(cell(figure[key], least.get(key, low), top))
        rows.append([name, str(figure["patients"]), str(figure["seed"]), *cells])
    if not rows:
        return ""
    bars = BARS_SHORT if prefix == "short/" else BARS
    return f"## {title}\n\n{bars}\n\n" + _table(
        ["scenario", "patients", "first seed", *(column[0] for column in LAG_COLUMNS)], rows
    )


def _events(figures: dict) -> str:
    rows = [
        [
            name,
            str(f["patients"]),
            str(f["seed"]),
            cell(f["coverage"], 0.93),
            cell(f["false"], None, 0.03),
            cell(f["power"], 0.25),
        ]
        for name, f in sorted(figures.get("events", {}).items())
    ]
    if not rows:
        return ""
    text = "Two events a patient, each moving about a third of the symptoms by 1 SD. Bars: coverage >= .93, false <= .03 a test, power >= .25.\n\n"
    return "## Events\n\n" + text + _table(["scenario", "patients", "first seed", "coverage", "false", "power"], rows)


def _watch(figures: dict) -> str:
    nulls = {
        k: v
        for part in ("watch-nulls/", "watch-daily/")
        for piece in _named(part, figures).values()
        for k, v in piece.items()
    }
    first = [
        [n, str(f["patients"]), str(f["seed"]), cell(f["false_held"], None, _null_bar(n, f)), cell(f["false_noticed"])]
        for n, f in sorted(nulls.items())
    ]
    second = []
    for name, f in sorted(_named("watch-links/", figures).items()):
        bars = HELD_BARS.get(name, (None, None, None))
        held = [cell(f[f"held_{day}"], bar) for day, bar in zip((182, 270, 365), bars, strict=True)]
        second.append([name, str(f["patients"]), str(f["seed"]), cell(f["false_share"], None, 0.07), *held])
    if not first and not second:
        return ""
    text = "## A year of looking again\n\nLooks from day 56 on. Bars: null patient ever shown a false *held up* <= .06 (other noise, daily: <= .10); false share among held up <= .07.\n\n"
    one = (
        _table(["nothing is linked", "patients", "first seed", "ever a false held up", "ever a false noticed"], first)
        if first
        else ""
    )
    two = _table(
        ["medium and large links", "patients", "first seed", "false share", "held by day 182", "day 270", "day 365"],
        second,
    )
    return text + one + "\n" + (two if second else "")


def _null_bar(name: str, figure: dict) -> float:
    plain = name.startswith(("null, every", "null, strong")) and figure["every"] >= 7
    return 0.06 if plain else 0.10


def _experiments(figures: dict) -> str:
    rows = [
        [name, str(f["patients"]), cell(f["coverage"], 0.95), cell(f["false"], None, 0.05), cell(f["power"])]
        for name, f in figures.get("experiments", {}).items()
    ]
    if not rows:
        return ""
    text = "Exact by enumeration (checked in the tests). Simulated with 10 % of days unanswered, effect 0 (false) and 1 SD (power).\n\n"
    return "## Experiments\n\n" + text + _table(["design", "runs", "coverage", "false", "power"], rows)


def _changes(figures: dict) -> str:
    rows = [
        [n, str(f["patients"]), str(f["seed"]), cell(f["false_alarm"], None, 0.10)]
        for n, f in figures.get("changes", {}).items()
    ]
    if not rows:
        return ""
    return (
        "## Change points (off)\n\nThe bar is .10 false a patient in every scenario; until it is met the question is not asked.\n\n"
        + _table(["scenario", "patients", "first seed", "any false alarm"], rows)
    )


def _pcmci(figures: dict) -> str:
    rows = []
    for name, f in sorted(_named("pcmci/", figures).items()):
        for way in ("ours", "pcmci+", "pcmci", "correlation"):
            if way not in f:
                continue
            cells = [cell(f[way][f"at {rate}"][size]) for rate in (0.05, 0.1) for size in ("small", "medium", "large")]
            rows.append(
                [
                    name,
                    way,
                    str(f["patients"]),
                    *cells,
                    cell(f[way]["own_threshold_fdr"]),
                    _times(way, f[way]["cpu_ms"] / f["ours"]["cpu_ms"]),
                    _times(way, f[way]["cpu_ms"] / f["lags_cpu_ms"]),
                ]
            )
    if not rows:
        return ""
    head = [
        "scenario",
        "method",
        "patients",
        *(f"{s} at FDR {r}" for r in (".05", ".10") for s in ("small", "medium", "large")),
        "false at p < .05",
        "CPU / ours",
        "CPU / our lags alone",
    ]
    return (
        "## Against others, at equal empirical false discovery rate\n\nEach method at the p threshold where its own mean false share is the one named. "
        "The others answer the question of lags; ours asks about doses as well, so its lags alone are compared too. "
        f"Bars: at least the power of PCMCI+; its CPU >= {TIMES} times ours.\n\n" + _table(head, rows)
    )


def _times(way: str, ratio: float) -> str:
    return f"{ratio:.1f}" + (" **missed**" if way == "pcmci+" and ratio < TIMES else "")


def _speed(figures: dict) -> str:
    speed = figures.get("speed")
    if not speed:
        return ""
    unit = speed["one QR a symptom"]["least_ms"]
    rows = [
        [n, f"{f['least_ms']:.1f}", f"{f['median_ms']:.1f}", f"{f['least_ms'] / unit:.1f}"] for n, f in speed.items()
    ]
    text = "CPU of one process, one thread, in one run. Bars: whole patient (two events) <= 100 ms; lags <= 30 ms and <= 6 x one QR a symptom.\n\n"
    return "## Speed\n\n" + text + _table(["what", "least ms", "median ms", "x one QR a symptom"], rows)

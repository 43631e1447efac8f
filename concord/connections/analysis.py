"""`analyse`: one patient's diary in; every test that was made and every question that must wait out."""

from collections.abc import Sequence

import numpy as np
from scipy.special import stdtr

from concord.connections import multiple, questions
from concord.connections.frame import Diary, read_diary
from concord.connections.options import DEFAULTS, Options, check_options
from concord.connections.results import Analysis, Test
from concord.connections.threads import one_thread

SMALLEST_P = 1e-300
# What one question of each kind may use up of the false ones that are allowed. A mark or a medicine is asked about once, a measure at every
# delay; with the same share for each a clear change after a mark would drown among the lags. Our own numbers, from tuning seeds.
WEIGHT = {"lag": 1.0, "event": 5.0, "dose": 5.0, "change": 5.0}


def analyse(days: object, events: object = None, options: Options = DEFAULTS) -> Analysis:
    """Ask one person's diary everything that can be asked of it.

    `days`: a frame with `date` (one row a day, any order; days left out count as unanswered) and one column a variable:
    `pil.`, `flag.`, `med.`, `wear.` exposures and `sym.` symptoms, NaN = no answer. `events`: a frame with `date`, `label`.
    Pandas, polars or a dict of arrays. The same diary gives the same bits, whatever the order of rows and columns.
    Raises `InputError` (a ValueError) with a sentence for what cannot be read.
    """
    return analyse_diary(read_diary(days, events), options)


def analyse_diary(diary: Diary, options: Options = DEFAULTS) -> Analysis:
    """The same for a diary already read."""
    check_options(options)
    with one_thread():
        lag, held, columns = questions.ask_lags(diary, options)
        asked = [lag, questions.ask_events(diary, options), questions.ask_doses(diary, options, held, columns)]
        if options.change_points:
            asked.append(questions.ask_changes(diary, options))
    return Analysis(
        tests=judge(asked, options),
        not_enough=tuple(entry for answers in asked for entry in answers.waiting),
        fits=tuple(lag.fits),
        days=diary.length,
        alpha=options.alpha,
        not_asked=() if options.change_points else ("change",),
    )


def judge(asked: Sequence[questions.Answers], options: Options) -> tuple[Test, ...]:
    """p, q over all that was asked of these days, and both intervals for every answer."""
    estimate, se, free = (_joined(asked, part) for part in ("estimate", "se", "free"))
    with np.errstate(over="ignore"):
        p = 2 * stdtr(free, -np.abs(estimate / se))
    given = np.cumsum([0, *(len(answers.keys) for answers in asked)])
    for answers, start, stop in zip(asked, given, given[1:], strict=False):
        if answers.p is not None:
            p[start:stop] = answers.p
    p = np.clip(p, SMALLEST_P, 1.0)
    weight = multiple.shares(np.repeat([WEIGHT[answers.kind] for answers in asked], np.diff(given)))
    q = multiple.q_values(p, weight)
    shown = multiple.shown_level(int((q <= options.alpha).sum()), len(q), weight)
    half, wide = multiple.half_width(se, free), multiple.half_width(se, free, shown)
    # Whole columns at once: one Python number after the other costs as much as the statistics.
    columns = (estimate, estimate - half, estimate + half, estimate - wide, estimate + wide, p, q)
    kinds = (answers.kind for answers in asked for _ in answers.keys)
    keys = [key for answers in asked for key in answers.keys]
    named = zip(*keys, strict=True) if keys else ((), (), ())
    n = [number for answers in asked for number in answers.n]
    return tuple(map(Test, kinds, *named, *(c.tolist() for c in columns), n, se.tolist()))


def _joined(asked: Sequence[questions.Answers], part: str) -> np.ndarray:
    return np.array([number for answers in asked for number in getattr(answers, part)], float)

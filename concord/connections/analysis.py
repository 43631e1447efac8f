"""`analyse`: one patient's diary in; every test that was made and every question that must wait out."""

from itertools import repeat

import numpy as np
from scipy.special import stdtr

from concord.connections import multiple, questions
from concord.connections.frame import Diary, read_diary
from concord.connections.options import DEFAULTS, Options, check_options
from concord.connections.results import Analysis, Test
from concord.connections.threads import one_thread

SMALLEST_P = 1e-300


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
        tests=tuple(test for answers in asked for test in judge(answers, options)),
        not_enough=tuple(entry for answers in asked for entry in answers.waiting),
        fits=tuple(lag.fits),
        days=diary.length,
        alpha=options.alpha,
        not_asked=() if options.change_points else ("change",),
    )


def judge(answers: questions.Answers, options: Options) -> list[Test]:
    """p, q within the kind, and both intervals for every answer."""
    estimate, se, free = (np.array(part, float) for part in (answers.estimate, answers.se, answers.free))
    with np.errstate(over="ignore"):
        p = 2 * stdtr(free, -np.abs(estimate / se)) if answers.p is None else np.array(answers.p, float)
    p = np.clip(p, SMALLEST_P, 1.0)
    q = multiple.q_values(p)
    shown = multiple.shown_level(int((q <= options.alpha).sum()), len(q))
    half, wide = multiple.half_width(se, free), multiple.half_width(se, free, shown)
    # Whole columns at once: one Python number after the other costs as much as the statistics.
    columns = (estimate, estimate - half, estimate + half, estimate - wide, estimate + wide, p, q)
    named = zip(*answers.keys, strict=True) if answers.keys else ((), (), ())
    return list(map(Test, repeat(answers.kind), *named, *(c.tolist() for c in columns), answers.n, se.tolist()))

"""PCMCI and PCMCI+ (Runge 2020; tigramite) on the same simulated patients. tigramite is GPL-3: a comparator here, never a
dependency of the product. It is installed from requirements/bench.in."""

import contextlib
import io
import time
import warnings

import numpy as np

from bench.connections.run import REPORTING
from bench.connections.scenarios import LAG_SCENARIOS
from bench.connections.score import power_at, score_lags, share
from bench.connections.simulate import EXPOSURES, SYMPTOMS, patient
from concord.connections import Options, analyse, questions
from concord.connections.frame import read_diary
from concord.connections.results import Test

NAMES = (
    "plain",
    "strong carry-over",
    "35 % missing not at random",
    "everything at once",
    "weekly and trend",
    "other dynamics",
    "30 % missing at random",
    "feedback from symptom to behaviour",
    "ARMA(1,1) noise",
    "a cycle of weeks",
)
ALSO_PCMCI = NAMES[:1]  # the older method takes five times as long, and PCMCI+ finds more
MISSING = 999.0
RATES = (0.05, 0.10)


def compare(patients: int, name: str, seed: int = REPORTING + 600_000) -> dict:
    """Power of each size at equal empirical false discovery rate, and CPU, ours against theirs."""
    number, kind = next((k, kind) for k, kind in enumerate(LAG_SCENARIOS) if kind.name == name)
    made = [patient(kind, seed + 1000 * number + k) for k in range(patients)]
    ways = {
        "ours": _ours,
        "lags alone": _lags_alone,
        "correlation": _correlation,
        "pcmci+": _pcmci_plus,
        **({"pcmci": _pcmci} if name in ALSO_PCMCI else {}),
    }
    spent, told = {}, {}
    for way, ask in ways.items():
        told[way], spent[way] = timed(ask, made)
    alone = spent.pop("lags alone")
    scores = {way: [score_lags(one, tests) for one, tests in zip(made, told[way], strict=True)] for way in spent}
    return {
        "patients": patients,
        "seed": seed + 1000 * number,
        "lags_cpu_ms": 1000 * float(np.median(alone)),
        **{
            way: {
                "cpu_ms": 1000 * float(np.median(spent[way])),
                **{f"at {rate}": power_at(scores[way], rate) for rate in RATES},
                "own_threshold_fdr": share([s.false / max(s.reported, 1) for s in scores[way]]),
            }
            for way in scores
        },
    }


def timed(ask, people: list) -> tuple[list, list[float]]:
    """What was told of each, and seconds of CPU; patient after patient, as a night's work is done."""
    told, spent = [], []
    for one in people:
        start = time.process_time()
        told.append(ask(one.days))
        spent.append(time.process_time() - start)
    return told, spent


def _ours(days):
    return analyse(days).tests


def _lags_alone(days):
    """The same question that the others answer; `_ours` asks about doses as well."""
    return questions.ask_lags(read_diary(days), Options())


def _tests(p_values) -> list[Test]:
    """`p_values[i, j, lag]` for exposure i and symptom j; q is p, so that 'reported' means p at most .10 of the caller's."""
    count = len(EXPOSURES)
    out = []
    for i, cause in enumerate(EXPOSURES):
        for j, effect in enumerate(SYMPTOMS):
            for lag in range(4):
                p = float(p_values[i, count + j, lag])
                p = 1.0 if np.isnan(p) else p
                out.append(Test("lag", cause, effect, lag, 0, 0, 0, 0, 0, p, 0.0 if p < 0.05 else 1.0, 0))
    return out


def _frame(days):
    from tigramite import data_processing
    from tigramite.independence_tests.parcorr import ParCorr
    from tigramite.pcmci import PCMCI

    names = [*EXPOSURES, *SYMPTOMS]
    values = days[names].to_numpy(float)
    values = (values - np.nanmean(values, axis=0)) / np.nanstd(values, axis=0)
    frame = data_processing.DataFrame(
        np.where(np.isnan(values), MISSING, values), var_names=names, missing_flag=MISSING
    )
    return PCMCI(dataframe=frame, cond_ind_test=ParCorr(significance="analytic"), verbosity=0)


def _pcmci(days):
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        return _tests(_frame(days).run_pcmci(tau_min=0, tau_max=3, pc_alpha=0.2)["p_matrix"])


def _pcmci_plus(days):
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        return _tests(_frame(days).run_pcmciplus(tau_min=0, tau_max=3, pc_alpha=0.05)["p_matrix"])


def _correlation(days):
    """What consumer apps do: plain lagged correlation, p below .05."""
    from scipy.special import stdtr

    count = len(EXPOSURES)
    out = np.ones((count, count + len(SYMPTOMS), 4))
    values = days[[*EXPOSURES, *SYMPTOMS]].to_numpy(float)
    for i in range(count):
        for j in range(len(SYMPTOMS)):
            for lag in range(4):
                x, y = values[: len(values) - lag, i], values[lag:, count + j]
                good = np.isfinite(x) & np.isfinite(y)
                r = np.corrcoef(x[good], y[good])[0, 1]
                free = good.sum() - 2
                out[i, count + j, lag] = 2 * stdtr(free, -abs(r) * np.sqrt(free / (1 - r**2)))
    return _tests(out)

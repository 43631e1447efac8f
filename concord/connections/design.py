"""The columns every model holds: level, weekday, slow drift; and exposures as they were some days earlier."""

import numpy as np

DAYS_A_WAVE = 75  # one drift column for so many days: waves slower than about five months
MOST_WAVES = 16


def calendar_columns(weekday: np.ndarray, used: np.ndarray) -> np.ndarray:
    """Level, six weekday contrasts and slow cosine waves; shape (days, 7 + waves).

    `used`: indices of the days that will enter the model; they set how many columns can be afforded.
    """
    n = len(weekday)
    time = (np.arange(n) + 0.5) / n
    waves = drift_waves(n, len(used))
    slow = np.cos(np.pi * np.arange(1, waves + 1) * time[:, None])
    week = (weekday[:, None] == np.arange(1, 7)).astype(float)
    week -= week.sum(axis=0) / max(n, 1)
    return np.hstack([np.ones((n, 1)), week, slow])


def drift_waves(days: int, answered: int) -> int:
    """How many drift columns: by the length of the diary, fewer where few days were answered."""
    return int(np.clip(min(round(days / DAYS_A_WAVE), answered // 20), 1, MOST_WAVES))


def independent(columns: np.ndarray, share: float = 1e-8) -> np.ndarray:
    """The columns, without those that the ones before them already say."""
    size = np.maximum((columns**2).sum(axis=0), 1e-12)
    # The root of the cross-products says what each column adds; only where one adds nothing is it looked at one by one.
    try:
        root = np.linalg.cholesky(columns.T @ columns)
    except np.linalg.LinAlgError:
        pass
    else:
        if (np.diagonal(root) ** 2 > share * size).all():
            return columns
    kept: list[int] = []
    basis = np.zeros((len(columns), 0))
    for k, column in enumerate(columns.T):
        rest = column - basis @ (basis.T @ column)
        own = rest @ rest
        if own > share * size[k]:
            kept.append(k)
            basis = np.column_stack([basis, rest / np.sqrt(own)])
    return columns[:, kept]


def own_shares(columns: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Share of each column's variation, 0 to 1, that neither the other columns nor `others` say; (m,).

    `others` (n, k) are independent of each other and hold the level.
    """
    size = ((columns - columns.mean(axis=0)) ** 2).sum(axis=0)
    together = np.hstack([others, columns])
    try:
        root = np.linalg.cholesky(together.T @ together)[others.shape[1] :, others.shape[1] :]
    except np.linalg.LinAlgError:
        pass
    else:
        if (np.diagonal(root) ** 2 > 1e-6 * np.maximum(size, 1e-12)).all():
            return 1 / (np.linalg.inv(root) ** 2).sum(axis=0) / size
    return np.array(
        [_own_share(column, np.hstack([others, np.delete(columns, j, axis=1)])) for j, column in enumerate(columns.T)]
    )


def _own_share(column: np.ndarray, others: np.ndarray) -> float:
    """The same for one column, whatever the others say of each other."""
    centred = column - column.mean()
    if not (size := float(centred @ centred)):
        return 0.0
    rest = centred - others @ np.linalg.lstsq(others, centred, rcond=None)[0]
    return float(rest @ rest) / size


def each_lag(columns: np.ndarray, lags: tuple[int, ...]) -> np.ndarray:
    """Every column at every lag, column by column, (days, columns x lags); before the first day stands nothing."""
    days, count = columns.shape
    out = np.zeros((days, count, len(lags)), columns.dtype)
    for k, lag in enumerate(lags):
        if lag < days:
            out[lag:, :, k] = columns[: days - lag]
    return out.reshape(days, count * len(lags))


def fill_gaps(exposures: np.ndarray, weekday: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Exposures as deviations from their weekday mean, in SD, unanswered cells at their expected value.

    The expectation is that of an AR(1) series between its nearest answered neighbours (Markov bridge), so that what
    is filled in is unrelated to its own error and leaves slopes unbiased (regression calibration).
    Returns the filled deviations (days, m) and the SDs (m,). A column that never varies is all zero, its SD too.
    """
    seen = np.isfinite(exposures)
    safe = np.where(seen, exposures, 0.0)
    largest = np.abs(safe).max(axis=0, initial=0.0)
    largest = np.where(largest > 0, largest, 1.0)
    centred = np.where(seen, safe / largest - _weekday_means(safe / largest, seen, weekday), 0.0)
    spread = np.sqrt((centred**2).sum(axis=0) / np.maximum(seen.sum(axis=0), 1))
    spread = np.where(spread > 1e-9, spread, 0.0)
    scaled = centred / np.where(spread > 0, spread, 1.0) * (spread > 0)
    rho = _carry_over(scaled, seen)
    return np.where(seen, scaled, _bridge(scaled, seen, rho)), spread * largest


def _weekday_means(values: np.ndarray, seen: np.ndarray, weekday: np.ndarray) -> np.ndarray:
    """Weekday mean of each column, drawn towards the overall mean as if 2 more days had been average."""
    count = seen.sum(axis=0)
    safe = np.where(seen, values, 0.0)
    overall = safe.sum(axis=0) / np.maximum(count, 1)
    member = (weekday[:, None] == np.arange(7)).astype(float)
    sums, counts = member.T @ np.where(seen, safe - overall, 0.0), member.T @ seen
    return overall + member @ (sums / (counts + 2.0))


def _carry_over(scaled: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Lag-1 correlation of each column over pairs of answered neighbours, 0 to .95."""
    both = seen[1:] & seen[:-1]
    cross = (scaled[1:] * scaled[:-1] * both).sum(axis=0)
    power = 0.5 * ((scaled[1:] ** 2 + scaled[:-1] ** 2) * both).sum(axis=0)
    rho = cross / np.where(power > 0, power, 1.0)
    return np.where(both.sum(axis=0) >= 20, np.clip(rho, 0.0, 0.95), 0.0)


def _bridge(scaled: np.ndarray, seen: np.ndarray, rho: np.ndarray) -> np.ndarray:
    """Expected value between the nearest answered days on either side."""
    n, m = scaled.shape
    day = np.arange(n)[:, None]
    before = np.maximum.accumulate(np.where(seen, day, -1), axis=0)
    after = np.minimum.accumulate(np.where(seen, day, n)[::-1], axis=0)[::-1]
    column = np.arange(m)
    left = np.where(before >= 0, scaled[np.maximum(before, 0), column], 0.0)
    right = np.where(after < n, scaled[np.minimum(after, n - 1), column], 0.0)
    a = np.where(before >= 0, rho ** (day - before), 0.0)
    b = np.where(after < n, rho ** (after - day), 0.0)
    room = np.maximum(1 - (a * b) ** 2, 1e-9)
    return (a * (1 - b**2) * left + b * (1 - a**2) * right) / room

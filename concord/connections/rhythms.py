"""Rhythms in a symptom: a cycle, a rota, whatever comes round in a week or two to five months.

Two series that come round about as often look linked although neither moves the other. A rhythm that is there is therefore
held like the weekday and the slow drift. It is looked for in the periodogram of what the calendar leaves of the whitened
symptom (Lomb 1976, so that days left out do no harm), strongest first. The bounds below are our own, from tuning seeds.
"""

from functools import lru_cache

import numpy as np

from concord.connections import ar1

SHORTEST, LONGEST = 7.5, 150.0  # days a round; the weekday and the slow drift hold what is outside
LEAST_ROUNDS = 3
LEAST_POWER = 6.0  # of a rhythm, in units of the noise
CLOSE, LEAST_CLOSE = 4.0, 2.0  # no two rounds of a body are equally long: less will do so many rounds in the diary away
OVERTONES = 4  # a rota goes up and down in steps, not in waves, and so comes round twice, three times as often as well
SAME, LEAST_OVERTONE = 0.5, 3.0  # less will do there too
DAYS_A_WAVE = 40  # answered days that each wave takes at least
MOST = 8


def find(base: np.ndarray, symptom: np.ndarray, used: np.ndarray, phi: float) -> tuple[np.ndarray, tuple[float, ...]]:
    """Cosine and sine of each wave found, (n, 2 x waves), on the answered days `used` (n,), and how many days a round of each
    rhythm takes; one rhythm may need several waves.

    `base` (n, q): calendar columns, independent of each other; `symptom` (n,); `phi`: carry-over of its noise.
    """
    gap = np.diff(used)
    days = _length(used)
    turns = _places(days)[0]
    least = _least_alone(days)
    white, waves = ar1.whiten(np.hstack([symptom[:, None], base]), gap, phi), [np.zeros((len(used), 0))]
    rounds: list[float] = []
    while turns.size and len(waves) <= min(MOST, len(used) // DAYS_A_WAVE):
        height = heights(white, used, gap, phi) / least
        top = int(np.argmax(height))
        if height[top] <= 1:
            break
        if least[top] == LEAST_POWER:
            rounds.append(round(1 / turns[top], 1))
        angle = (2 * np.pi * turns[top]) * used
        waves.append(np.array([np.cos(angle), np.sin(angle)]).T)
        white = np.hstack([white, ar1.whiten(waves[-1], gap, phi)])
        least = np.minimum(least, _least_beside(turns[top] * days, turns * days))
    return np.hstack(waves), tuple(rounds)


def heights(white: np.ndarray, used: np.ndarray, gap: np.ndarray, phi: float) -> np.ndarray:
    """Power of a wave in each place, in units of the noise, in what the other whitened columns leave of the first one."""
    days = _length(used)
    _turns, band, size = _places(days)
    rest, noise = _left(white)
    r = ar1.carried(phi, gap)
    scale = 1 / (1 - r**2)
    # What is left is whitened the other way round, so that its products with a wave need no whitening of each wave.
    back = np.append(rest[:1], rest[1:] * np.sqrt(scale))
    line = np.zeros(days)
    line[used - used[0]] = back - np.append(back[1:] * r, 0.0)
    turned = np.fft.rfft(line, size)[band]
    power = turned.real**2 + turned.imag**2
    # Sum of squares of a whitened cosine and sine together: they are one in every place, and turn by the gap between two.
    often = np.bincount(gap, weights=2 * scale * r)
    straight = 1 + float((scale * (1 + r**2)).sum())
    gaps = np.flatnonzero(np.abs(often) > 1e-12 * straight)  # over a long gap nothing is carried
    whole = straight - _turned(days, tuple(gaps.tolist())) @ often[gaps]
    return power / (whole * noise) if noise > 0 else np.zeros_like(power)


def _length(used: np.ndarray) -> int:
    return int(used[-1] - used[0]) + 1


def _least_beside(found: float, rounds: np.ndarray) -> np.ndarray:
    """Power that a wave needs once another comes round `found` times in the diary, by how often it does itself."""
    least = np.full(len(rounds), np.inf)
    for over in range(2, OVERTONES + 1):
        least[_within(rounds, over * found, SAME)] = LEAST_OVERTONE
    least[_within(rounds, found, CLOSE)] = LEAST_CLOSE
    return least


def _within(rounds: np.ndarray, middle: float, reach: float) -> slice:
    """Where the rising `rounds` lie less than `reach` from the middle."""
    return slice(*np.searchsorted(rounds, [middle - reach, middle + reach], side="right").tolist())


def _left(white: np.ndarray) -> tuple[np.ndarray, float]:
    """What the other columns leave of the first one, and its variance; a symptom without noise has none."""
    gram = white.T @ white
    gram.flat[:: len(gram) + 1] *= 1 + 1e-9  # waves on few days may say the same as the weekday
    solved = np.linalg.solve(gram[1:, 1:], gram[1:, 0])
    rest = white[:, 0] - white[:, 1:] @ solved
    left = float(rest @ rest)
    return rest, left / max(len(rest) - len(solved), 1) if left > 1e-12 * gram[0, 0] else 0.0


@lru_cache(maxsize=8)
def _places(days: int) -> tuple[np.ndarray, slice, int]:
    """Turns a day at which is looked, four or more to what so many days tell apart; their places in the transform; its length."""
    size = 1 << (4 * days - 1).bit_length()
    slowest = int(np.ceil(size / min(LONGEST, days / LEAST_ROUNDS)))
    band = slice(slowest, max(size // 2, slowest))
    turns = np.arange(band.start, band.stop) / size
    turns.setflags(write=False)
    return turns, band, size


@lru_cache(maxsize=8)
def _least_alone(days: int) -> np.ndarray:
    """Power that a wave of each place needs while no other was found."""
    least = np.where(_places(days)[0] * SHORTEST <= 1, LEAST_POWER, np.inf)
    least.setflags(write=False)
    return least


@lru_cache(maxsize=8)
def _turned(days: int, gaps: tuple[int, ...]) -> np.ndarray:
    """How far a wave of each place has turned over each gap: the cosine of it, (places, gaps)."""
    out = np.cos(2 * np.pi * np.outer(_places(days)[0], gaps))
    out.setflags(write=False)
    return out

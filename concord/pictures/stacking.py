"""Putting labels into rows so that no two ever touch."""

from collections.abc import Sequence


def stack(extents: Sequence[tuple[float, float]], *, rows: int, gap: float = 10) -> list[int | None]:
    """The row of each extent (0 is taken first), or None for one that no row has room for. Give them in order of weight."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    places: list[int | None] = []
    for left, right in extents:
        for number, row in enumerate(taken):
            if all(right + gap <= other_left or left >= other_right + gap for other_left, other_right in row):
                row.append((left, right))
                places.append(number)
                break
        else:
            places.append(None)
    return places


def spread(wanted: Sequence[float], *, apart: float, low: float, high: float) -> list[float]:
    """Places as near to the wanted ones as they can be, in the same order, at least `apart`, within low..high.

    When there is not room for all, they stand evenly.
    """
    if not wanted:
        return []
    if apart * (len(wanted) - 1) > high - low:
        apart = (high - low) / max(len(wanted) - 1, 1)
    places: list[float] = []
    for place in wanted:
        floor = places[-1] + apart if places else low
        places.append(max(place, floor))
    ceiling = high
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], ceiling)
        ceiling = places[i] - apart
    return places


def bunch(places: Sequence[tuple[float, object]], *, apart: float) -> list[tuple[float, list]]:
    """Things that stand nearer than `apart` become one bunch, standing in their middle, so that bunches stay apart."""
    bunches: list[tuple[float, list]] = []
    for place, thing in sorted(places, key=lambda pair: pair[0]):
        bunches.append((place, [thing]))
        while len(bunches) > 1 and bunches[-1][0] - bunches[-2][0] < apart:
            (right, more), (left, some) = bunches.pop(), bunches.pop()
            middle = (left * len(some) + right * len(more)) / (len(some) + len(more))
            bunches.append((middle, some + more))
    return bunches


def settle(
    wanted: Sequence[float], heights: Sequence[float], *, gap: float, high: float, even: bool = False
) -> list[float]:
    """Middles of boxes of these heights in one column, in order, each as near to its wanted middle as the others allow.

    `even` asks for no nearness: the boxes share the room between 0 and `high`.
    """
    if not wanted:
        return []
    free = high - sum(heights) - gap * len(heights)
    if even or free <= 0:
        y, places, share = gap / 2, [], max(free, 0) / len(heights)
        for height in heights:
            places.append(y + share / 2 + height / 2)
            y += height + gap + share
        return places
    places = []
    floor = gap / 2
    for want, height in zip(wanted, heights, strict=True):
        places.append(max(want, floor + height / 2))
        floor = places[-1] + height / 2 + gap
    ceiling = high - gap / 2
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], ceiling - heights[i] / 2)
        ceiling = places[i] - heights[i] / 2 - gap
    return places


def in_columns(columns: Sequence[Sequence[str]], links: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The same columns, each ordered so that links cross little; what has no link comes last."""
    ordered = [list(column) for column in columns]
    for _ in range(3):
        for here, beside in [(1, 0), (2, 1), (1, 2), (0, 1)]:
            rank = {key: place for place, key in enumerate(ordered[beside])}
            now = {key: place for place, key in enumerate(ordered[here])}
            near: dict[str, list[int]] = {key: [] for key in ordered[here]}
            for a, b in links:
                for mine, other in ((a, b), (b, a)):
                    if mine in near and other in rank:
                        near[mine].append(rank[other])
            linked = {key for link in links for key in link}
            ordered[here].sort(
                key=lambda key: (
                    key not in linked,
                    sum(near[key]) / len(near[key]) if near[key] else now[key],
                    now[key],
                )  # noqa: B023
            )
    return ordered

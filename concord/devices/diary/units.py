"""From the unit of a file to the unit of a measure: value * scale + shift. A pair that is not here needs a scale in the map."""

from __future__ import annotations

FACTORS: dict[tuple[str, str], tuple[float, float]] = {
    ("min", "h"): (1 / 60, 0.0),
    ("s", "h"): (1 / 3600, 0.0),
    ("h", "min"): (60.0, 0.0),
    ("s", "min"): (1 / 60, 0.0),
    ("L", "mL"): (1000.0, 0.0),
    ("cL", "mL"): (10.0, 0.0),
    ("dL", "mL"): (100.0, 0.0),
    ("g", "kg"): (0.001, 0.0),
    ("[lb_av]", "kg"): (0.45359237, 0.0),
    ("m", "cm"): (100.0, 0.0),
    ("[in_i]", "cm"): (2.54, 0.0),
    ("[degF]", "Cel"): (5 / 9, -160 / 9),
    ("kJ", "kcal"): (1 / 4.184, 0.0),
    ("1", "%"): (100.0, 0.0),
}


def conversion(given: str, wanted: str) -> tuple[float, float] | None:
    """(scale, shift), or None when nobody but the person who made the file can know. “/d” is the day that all values have."""
    given, wanted = given.removesuffix("/d"), wanted.removesuffix("/d")
    return (1.0, 0.0) if given == wanted else FACTORS.get((given, wanted))

"""One patient is one thread, also where numpy was loaded before us and its BLAS has started as many threads as there are cores.

Matrices here are small: on them a second thread mostly waits, and a busy machine pays for the waiting with ten times the CPU.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

PREFIXES = ("scipy_openblas", "openblas")
SUFFIXES = ("64_", "")


@contextmanager
def one_thread() -> Iterator[None]:
    """While this lasts numpy's OpenBLAS uses one thread. Another BLAS is left as the environment set it."""
    knobs = _knobs()
    before = knobs[0]() if knobs else 1
    if before == 1:
        yield
        return
    knobs[1](1)
    try:
        yield
    finally:
        knobs[1](before)


@cache
def _knobs() -> tuple[Any, ...]:
    """(how many threads, so many threads) of the OpenBLAS that numpy brought; empty where there is none."""
    home = Path(np.__file__).parent
    for folder in (home.parent / "numpy.libs", home / ".dylibs"):
        for path in sorted(folder.glob("*openblas*")):
            with suppress(OSError):
                library = ctypes.CDLL(str(path))
                for prefix in PREFIXES:
                    for suffix in SUFFIXES:
                        with suppress(AttributeError):
                            told = getattr(library, f"{prefix}_get_num_threads{suffix}")
                            return told, getattr(library, f"{prefix}_set_num_threads{suffix}")
    return ()

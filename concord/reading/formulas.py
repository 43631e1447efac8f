"""The published formulas: each takes words a sentence and syllables a word."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Formula = Callable[[float, float], float]


def flesch(sentence: float, word: float) -> float:
    """Flesch R (1948). A new readability yardstick. Journal of Applied Psychology 32."""
    return 206.835 - 1.015 * sentence - 84.6 * word


def amstad(sentence: float, word: float) -> float:
    """Amstad T (1978). Wie verständlich sind unsere Zeitungen? Dissertation, Zürich."""
    return 180 - sentence - 58.5 * word


def fernandez_huerta(sentence: float, word: float) -> float:
    """Fernández Huerta J (1959). Medidas sencillas de lecturabilidad. Consigna 214."""
    return 206.84 - 1.02 * sentence - 60 * word


def kandel_moles(sentence: float, word: float) -> float:
    """Kandel L, Moles A (1958). Application de l'indice de Flesch à la langue française. Cahiers d'Études de Radio-Télévision 19."""
    return 207 - 1.015 * sentence - 73.6 * word


def franchina_vacca(sentence: float, word: float) -> float:
    """Franchina V, Vacca R (1986). Adaptation of Flesch readability index on a bilingual text. Linguaggi 3."""
    return 217 - 1.3 * sentence - 60 * word


def douma(sentence: float, word: float) -> float:
    """Douma W H (1960). De leesbaarheid van landbouwbladen. Bulletin 17, Wageningen."""
    return 206.84 - 0.93 * sentence - 77 * word


FORMULAS: Mapping[str, Formula] = {
    "en": flesch, "de": amstad, "es": fernandez_huerta, "fr": kandel_moles, "it": franchina_vacca, "nl": douma,
}  # fmt: skip

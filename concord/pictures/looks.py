"""The fixed light look of every class, for a picture that stands alone in print. pictures.css is the same with tokens."""

FONT = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, Helvetica, Arial, sans-serif"
SERIF = "Source Serif 4, Georgia, serif"

_PAPER, _SHEET, _INK, _QUIET, _LINE = "#FAF7F1", "#FFFFFF", "#20292B", "#5C6668", "#E6DFD3"
_ACCENT, _SOFT, _TALK, _TALK_SOFT, _HOLLOW = "#0E6661", "#E2F0ED", "#9A5B0B", "#FBEFD9", "#B9B4AA"
_EDGE = "#8B8578"  # Hollow, yet three to one against the sheet.


def _stroke(colour: str, width: float, **more: str) -> dict[str, str]:
    return {"fill": "none", "stroke": colour, "stroke-width": f"{width:g}"} | more


_ROUND = {"stroke-linecap": "round", "stroke-linejoin": "round"}
_HALO = {"paint-order": "stroke", "stroke": _SHEET, "stroke-width": "4", "stroke-linejoin": "round"}
_BOLD = {"font-weight": "600"}

LOOKS: dict[str, dict[str, str]] = {
    # lettering
    "pic-label": {"fill": _INK} | _HALO,
    "pic-strong": {"fill": _INK} | _BOLD | _HALO,
    "pic-quiet": {"fill": _QUIET} | _HALO,
    "pic-words": {"fill": _INK, "font-family": SERIF} | _HALO,
    "pic-act": {"fill": _ACCENT} | _BOLD | _HALO,
    "pic-talk-label": {"fill": _TALK} | _BOLD,
    # lettering on a coloured ground, where a halo would show
    "pic-plain": {"fill": _INK},
    "pic-strong-plain": {"fill": _INK} | _BOLD,
    "pic-rank": {"fill": _QUIET},
    "pic-words-plain": {"fill": _INK, "font-family": SERIF},
    "pic-act-plain": {"fill": _ACCENT} | _BOLD,
    # ground
    "pic-axis": _stroke(_LINE, 1),
    "pic-rule": _stroke(_QUIET, 1),
    "pic-zero": _stroke(_QUIET, 1, **{"stroke-dasharray": "2 3"}),
    "pic-box": {"fill": _PAPER, "stroke": _LINE, "stroke-width": "1"},
    "pic-box-goal": {"fill": _SOFT, "stroke": _LINE, "stroke-width": "1"},
    "pic-box-loose": {"fill": _SHEET, "stroke": _QUIET, "stroke-width": "1", "stroke-dasharray": "4 4"},
    "pic-here": {"fill": _SOFT},
    "pic-talk-soft": {"fill": _TALK_SOFT},
    # values
    "pic-line": _stroke(_ACCENT, 2, **_ROUND),
    "pic-fine-line": _stroke(_ACCENT, 1.4, **_ROUND),
    "pic-faint-line": _stroke(_ACCENT, 1.1, **{"stroke-linejoin": "round", "stroke-opacity": "0.85"}),
    "pic-dots": _stroke(_ACCENT, 5, **{"stroke-linecap": "round"}),
    "pic-small-dots": _stroke(_ACCENT, 3, **{"stroke-linecap": "round"}),
    "pic-cloud": _stroke(_ACCENT, 6, **{"stroke-linecap": "round", "stroke-opacity": "0.5"}),
    "pic-ribbon": {"fill": _ACCENT, "fill-opacity": "0.14"},
    "pic-goal": _stroke(_INK, 1.5, **{"stroke-dasharray": "1 3", "stroke-linecap": "round"}),
    "pic-skipped": _stroke(_EDGE, 1.2),
    "pic-unknown": _stroke(_EDGE, 1.2),
    "pic-bar": {"fill": _ACCENT},
    "pic-bar-talk": {"fill": _TALK},
    "pic-whisker": _stroke(_ACCENT, 2, **{"stroke-linecap": "round"}),
    "pic-whisker-quiet": _stroke(_QUIET, 2, **{"stroke-linecap": "round"}),
    "pic-diamond": {"fill": _ACCENT},
    "pic-diamond-quiet": {"fill": _SHEET, "stroke": _QUIET, "stroke-width": "1.5"},
    "pic-ring": _stroke(_ACCENT, 1.4),
    "pic-ring-talk": _stroke(_TALK, 1.4),
    "pic-middle": _stroke(_ACCENT, 3, **{"stroke-linecap": "round"}),
    "pic-view": _stroke(_ACCENT, 2, **{"stroke-linejoin": "round"}),
    # bands, marks, links
    "pic-band-step": {"fill": _ACCENT, "fill-opacity": "0.05"},
    "pic-band-event": {"fill": _TALK, "fill-opacity": "0.08"},
    "pic-span-step": _stroke(_ACCENT, 3),
    "pic-span-event": _stroke(_TALK, 3, **{"stroke-dasharray": "5 3"}),
    "pic-mark": _stroke(_QUIET, 1, **{"stroke-dasharray": "3 3"}),
    "pic-mark-head": {"fill": _QUIET},
    "pic-lead": _stroke(_HOLLOW, 1),
    "pic-chain": _stroke(_ACCENT, 2),
    "pic-chain-guess": _stroke(_ACCENT, 2, **{"stroke-dasharray": "4 4"}),
    # a life
    "pic-symbol": {"fill": _ACCENT, "stroke": _SHEET, "stroke-width": "1"},
    "pic-symbol-open": {"fill": _SHEET, "stroke": _ACCENT, "stroke-width": "2"},
    "pic-role": _stroke(_TALK, 2, **_ROUND),
    "pic-fade": {"stop-color": _ACCENT},
    "pic-fade-down": {"stop-color": _ACCENT},
    "pic-faded": {"stroke": "none"},
    "pic-open-end": _stroke(_ACCENT, 2, **_ROUND),
    "pic-more": {"fill": _SHEET, "stroke": _QUIET, "stroke-width": "1"},
    "pic-hit": {"fill": _SHEET, "fill-opacity": "0"},
}

UNFILLED = frozenset(look for look, drawn in LOOKS.items() if drawn.get("fill") == "none")

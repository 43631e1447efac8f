"""The reading age of every sentence of Concord's own: whole pages read easily, and no sentence is long. A colon ends one too."""

from __future__ import annotations

import pytest

from concord.reading import LONG_SENTENCE, read
from tests.house import source
from tests.reading import strings

PAGES_READ_FROM, MODULES_READ_FROM = 70, 60
FEWEST_WORDS = 30
# What only somebody who looks after a practice, or a professional who asks for every number, reads; with why it may be harder.
HARDER = {
    "concord/notices/templates/notices/mail.html": "the settings of a mail server have names of their own",
}  # fmt: skip

LONGER = {"concord/plan/trying.py": "what chance would show has to be said in one piece"}


def sentences(texts: list[str]) -> str:
    """Prose only: labels of one or two words would make a hard page look easy."""
    prose = [text for text in texts if len(text.split()) >= 5]
    return " ".join(text if text[-1] in ".!?…" else f"{text}." for text in prose)


@pytest.mark.parametrize("path", strings.templates(), ids=source.place)
def test_every_page_reads_easily_and_no_sentence_is_long(path):
    texts = strings.of_template(path)
    found = read(sentences(texts))
    if found.words >= FEWEST_WORDS and source.place(path) not in HARDER:
        assert found.score >= PAGES_READ_FROM, (found.score, found.hard)
    too_long = [text for text in texts if read(text).longest > LONG_SENTENCE]
    assert too_long == []


@pytest.mark.parametrize("path", [*strings.rules(), *strings.modules()], ids=source.place)
def test_every_refusal_label_and_message_reads_plainly(path):
    texts = strings.of_module(path)
    found = read(sentences(texts))
    if found.words >= FEWEST_WORDS and source.place(path) not in HARDER:
        assert found.score >= MODULES_READ_FROM, (found.score, found.hard)
    too_long = [text for text in texts if read(text).longest > LONG_SENTENCE]
    assert too_long == [] or source.place(path) in LONGER


def test_there_is_something_to_measure_and_a_hard_page_would_be_seen():
    assert sum(len(strings.of_template(path)) for path in strings.templates()) > 1500
    assert set(HARDER) <= {source.place(path) for path in [*strings.templates(), *strings.rules(), *strings.modules()]}
    hard = "Considerable physiological fragmentation necessitates multidisciplinary consideration of pharmacological alternatives."
    assert read(" ".join([hard] * 3)).score < MODULES_READ_FROM
    assert read("a word " * 20).longest > LONG_SENTENCE

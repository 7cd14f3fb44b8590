"""Every entry of reading.toml proves itself, and no normal sentence is page furniture."""

from __future__ import annotations

import pytest

from dprk_events.article.clutter import Lines
from dprk_events.tables import load_reading

ROWS = load_reading()
LINES = Lines(ROWS)


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, row in ROWS.items() for line in row.example])
def test_example_is_found(kind: str, line: str) -> None:
    assert LINES(line) == kind


@pytest.mark.parametrize("line", [line for row in ROWS.values() for line in row.keep])
def test_sentence_is_kept(line: str) -> None:
    assert LINES(line) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "North Korea fired two missiles toward the sea on Monday.",
        "The president will subscribe to the treaty, his office said.",
        "Kim Jong Un is the general secretary of the party.",
        "Read from a prepared statement, the reply was short.",
        "More than forty soldiers crossed the line in May.",
        "The editor of the paper was arrested on Sunday.",
        "Comments by the minister angered Tokyo.",
        "Photos released by state media showed the leader beside a launcher.",
        "Share prices fell after the test.",
        "The newspaper said it had sent an e-mail to the embassy.",
        "According to the report, the ship left port on Friday.",
        "Seoul's spy agency said it follows the movements of the troops.",
    ],
)
def test_news_sentences_are_no_furniture(sentence: str) -> None:
    assert LINES(sentence) is None

"""A line without a full stop is explained as a headline, so that the source at its end is told."""

from __future__ import annotations

import pytest

from dprk_events.events.coder import Coder
from dprk_events.events.explain import line_article
from dprk_events.model import Section
from dprk_events.tables import load_lexicon


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(load_lexicon())


def test_headline_has_its_source(coder: Coder) -> None:
    told = coder.explain("Norway turned down North Korean offer to lease port: Sources")
    assert told.startswith("PARSE (as a headline)\n")
    assert "said by    Sources (anonymous)" in told


def test_sentence_is_read_as_one(coder: Coder) -> None:
    told = coder.explain("Norway turned down the North Korean offer.")
    assert told.startswith("PARSE\n")
    assert "said by" not in told


@pytest.mark.parametrize(
    "line", ["Oslo warned Minsk.", '"Oslo warned Minsk."', "Did Oslo warn Minsk?", "Oslo warned Minsk! "]
)
def test_ends_of_sentences(line: str) -> None:
    assert line_article(line).blocks[0].section is Section.BODY

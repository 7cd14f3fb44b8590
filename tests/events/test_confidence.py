"""Confidence: every weight has its trait, and what makes a reading doubtful lowers it."""

from __future__ import annotations

import pytest

from dprk_events.events import Coder
from dprk_events.events.coder import plain_article
from dprk_events.events.confidence import BASE, LEAST, MOST, TRAITS, estimate
from dprk_events.model import Article, Event
from dprk_events.tables import Lexicon, load_lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def coder(lexicon: Lexicon) -> Coder:
    return Coder(lexicon)


def weighed(coder: Coder, text: str) -> tuple[Event, frozenset[str]]:
    """The only mention of a sentence, with its traits."""
    (found,) = coder.weighed([plain_article(text)])
    (mention,) = found
    return mention


def test_weights_and_traits_are_the_same_names(lexicon: Lexicon) -> None:
    assert list(lexicon.confidence) == [BASE, *TRAITS]


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("Norway criticised Pyongyang.", "clear-type"),
        ("Norway criticised Pyongyang.", "object-target"),
        ("Norway held talks with Pyongyang.", "prep-target"),
        ("Norway agreed to send food to Pyongyang.", "inner-act"),
        ("The villagers accused Pyongyang.", "unknown-actor"),
        ("Norway has to stop the drills.", "infinitive"),
        ("Two balloons were shot down.", "passive"),
        ("Norway declined to reopen its embassy.", "undone"),
        ('Norway criticised the "reckless" launch.', "quoted"),
    ],
)
def test_trait_is_seen(coder: Coder, text: str, trait: str) -> None:
    assert trait in weighed(coder, text)[1]


@pytest.mark.parametrize(
    "trait",
    ["no-row", "no-type", "unknown-actor", "doubtful-name", "passive", "undone", "possible", "long-sentence", "quoted"],
)
def test_trait_is_not_seen_in_a_plain_sentence(coder: Coder, trait: str) -> None:
    assert trait not in weighed(coder, "Norway criticised Pyongyang.")[1]


def test_confidence_is_that_of_the_traits(coder: Coder, lexicon: Lexicon) -> None:
    event, traits = weighed(coder, "Norway criticised Pyongyang.")
    assert event.confidence == estimate(traits, {name: row.weight for name, row in lexicon.confidence.items()})


def test_a_verb_without_a_row_is_less_sure(coder: Coder) -> None:
    known, unknown = weighed(coder, "Norway criticised Pyongyang."), weighed(coder, "Norway flabbergasted Pyongyang.")
    assert "no-row" in unknown[1]
    assert unknown[0].confidence < known[0].confidence - 0.1


def test_a_doubtful_name_lowers_confidence(lexicon: Lexicon) -> None:
    weights = {name: row.weight for name, row in lexicon.confidence.items()}
    assert estimate({BASE, "doubtful-name"}, weights) < estimate({BASE}, weights)


def test_nothing_is_certain() -> None:
    assert estimate({BASE}, {BASE: 50.0}) == MOST < 1
    assert estimate({BASE}, {BASE: -50.0}) == LEAST > 0


def test_a_trait_without_a_weight_changes_nothing() -> None:
    assert estimate({BASE, "quoted"}, {BASE: 1.0}) == estimate({BASE}, {BASE: 1.0})


def test_an_empty_article_has_no_mention(coder: Coder) -> None:
    empty: Article = plain_article("")
    assert coder.weighed([empty]) == [[]]

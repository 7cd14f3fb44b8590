"""Headlines without auxiliaries, and sentences whose verb or subject the parser hid."""

from __future__ import annotations

import pytest

from dprk_events.events.coder import Coder
from dprk_events.model import Article, Block, Section, Source
from dprk_events.tables import load_lexicon


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(load_lexicon())


def told(coder: Coder, text: str, section: Section) -> list[tuple[str | None, str, str | None]]:
    article = Article(source=Source(), text=text, blocks=(Block(start=0, end=len(text), section=section),))
    return [
        (event.actor.text if event.actor else None, event.action.anchor.text, event.target.text if event.target else None)
        for event in coder(article)
    ]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Seoul scraps 2015 border pact", [("Seoul", "scraps", "2015 border pact")]),
        ("US sanctions North Korean traders", [("US", "sanctions", "North Korean traders")]),
        ("Two smugglers arrested in Dandong", [(None, "arrested", "Two smugglers")]),
        ("Seoul, Tokyo condemn rocket launch", [("Seoul, Tokyo", "condemn", "rocket launch")]),
        ("Washington Post Slams Korea Herald Over Story", [("Washington Post", "Slams", "Korea Herald")]),
    ],
)
def test_headline(coder: Coder, headline: str, expected: list[tuple[str | None, str, str | None]]) -> None:
    assert told(coder, headline, Section.HEADLINE) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The North fired shells at Yeonpyeong Island.", [("The North", "fired", "Yeonpyeong Island")]),
        (
            "Tokyo recalled its ambassador and Seoul closed the bridge.",
            [("Tokyo", "recalled", "its ambassador"), ("Seoul", "closed", "the bridge")],
        ),
        ("Moscow has not commented.", [("Moscow", "commented", None)]),
        ("The firm that runs the port is Greek.", []),
        ("Putin said the talks were useful and thanked Kim Jong Un.", [("Putin", "thanked", "Kim Jong Un")]),
    ],
)
def test_sentence(coder: Coder, sentence: str, expected: list[tuple[str | None, str, str | None]]) -> None:
    assert told(coder, sentence, Section.BODY) == expected

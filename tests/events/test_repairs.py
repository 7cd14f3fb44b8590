"""Constructions that the parser typically gets wrong, read as what English makes of them."""

from __future__ import annotations

import pytest

from dprk_events.events.coder import Coder
from dprk_events.model import Article, Block, Section, Source
from dprk_events.tables import load_lexicon

BODY = {
    "a verb taken for an adjective": ("Banks in Riga limited withdrawals.", [("Banks in Riga", "limited")]),
    "an opening participle in capitals": (
        "Accusing Minsk of sabotage, Oslo said that its consul would leave.",
        [("Oslo", "Accusing"), ("its consul", "leave")],
    ),
    "a verb taken for a noun": ("Resolutions of the council ban exports of coal.", [("Resolutions of the council", "ban")]),
    "a verdict behind its noun": ("A court found the tycoon guilty.", [("A court", "found")]),
    "an infinitive behind to": ("Troops began to clear mines along the road.", [("Troops", "clear")]),
    "going to": ("Oslo is going to close the border.", [("Oslo", "close")]),
    "who speaks also accuses": (
        "Oslo denied that it had shelled Minsk and accused Riga of lying.",
        [("Oslo", "denied"), ("Oslo", "accused")],
    ),
    "an enclosed participle": (
        "The hackers, believed to be from Minsk, stole 30 million dollars from a bank.",
        [("The hackers", "stole")],
    ),
    "a participle behind its noun": (
        "Soldiers destined for Riga attacked the port.",
        [("Soldiers destined for Riga", "attacked")],
    ),
    "a list of participles": (
        "The sailors were arrested, driven to Riga and released.",
        [(None, "arrested"), (None, "driven"), (None, "released")],
    ),
    "a contact clause": ("The missile Oslo launched in May fell into the sea.", [("Oslo", "launched")]),
    "a subject behind after": (
        "Oslo recalled its envoy, a day after one of the consuls was arrested.",
        [("Oslo", "recalled"), (None, "arrested")],
    ),
    "an apposition behind a comma": (
        "The allies plan to deploy a carrier, a move likely to anger Minsk.",
        [("The allies", "deploy")],
    ),
    "a bare verb behind help": ("Two men were arrested for helping workers land jobs.", [(None, "arrested")]),
    "an adjective has no subject": ("The South's military fired warning shots.", [("The South's military", "fired")]),
    "the latest to do it": ("Oslo became the latest country to reopen its embassy.", [("Oslo", "reopen")]),
    "a place in a photo": ("Kim Jong Un, center, condemned the drills.", [("Kim Jong Un", "condemned")]),
}
HEADLINES = {
    "semicolons": ("North fires shells; South closes border", [("North", "fires"), ("South", "closes")]),
    "a plural subject": ("Police raid office of defector group", [("Police", "raid")]),
    "a comma for and": ("Xi, Putin meet in Riga, pledge closer ties", [("Xi, Putin", "meet"), ("Xi, Putin", "pledge")]),
    "a passive before the comma": ("Lee sworn in, vows to visit Oslo", [(None, "sworn"), ("Lee", "vows")]),
    "a bare noun": ("Seoul mulls ban on leaflets", [("Seoul", "mulls")]),
    "a noun and its participle": ("Two sailors arrested in Riga", [(None, "arrested")]),
    "what the subject got": ("Activist given prison term in Riga", [(None, "given")]),
    "a denial is none": ("Oslo denied report of secret talks", [("Oslo", "denied")]),
    "a circumstance has the same subject": (
        "Oslo bans tourists weeks after reopening the border",
        [("Oslo", "bans"), ("Oslo", "reopening")],
    ),
    "a label": ("Panel: Minsk shelled Oslo", [("Minsk", "shelled")]),
}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(load_lexicon())


@pytest.mark.parametrize(("sentence", "expected"), BODY.values(), ids=BODY)
def test_body(coder: Coder, sentence: str, expected: list[tuple[str | None, str]]) -> None:
    assert told(coder, sentence, Section.BODY) == expected


@pytest.mark.parametrize(("headline", "expected"), HEADLINES.values(), ids=HEADLINES)
def test_headline(coder: Coder, headline: str, expected: list[tuple[str | None, str]]) -> None:
    assert told(coder, headline, Section.HEADLINE) == expected


def told(coder: Coder, text: str, section: Section) -> list[tuple[str | None, str]]:
    """Actor and anchor of each event."""
    article = Article(source=Source(), text=text, blocks=(Block(start=0, end=len(text), section=section),))
    return [(event.actor.text if event.actor else None, event.action.anchor.text) for event in coder(article)]

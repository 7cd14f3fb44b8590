"""Headline and lead that tell one act are one event with a further mention; two acts stay two."""

from __future__ import annotations

import pytest

from dprk_events.events.coder import Coder
from dprk_events.model import Article, Block, Event, Section, Source
from dprk_events.tables import load_lexicon


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(load_lexicon())


def coded(coder: Coder, headline: str, body: str) -> tuple[Event, ...]:
    text = f"{headline}\n\n{body}"
    blocks = (
        Block(start=0, end=len(headline), section=Section.HEADLINE),
        Block(start=len(headline) + 2, end=len(text), section=Section.BODY),
    )
    events = coder(Article(source=Source(), text=text, blocks=blocks))
    for event in events:
        for part in (event.actor, event.target, event.action, event.action.anchor, event.evidence):
            if part is not None and hasattr(part, "text"):
                assert text[part.start : part.end] == part.text
    return events


def test_lead_in_other_words_is_a_mention_of_the_headline(coder: Coder) -> None:
    events = coded(coder, "Norway turns down North Korean offer", "Oslo turned down the opportunity on Friday.")
    assert [(event.action.lemma, len(event.mentions)) for event in events] == [("turn down", 1)]


def test_another_target_is_another_event(coder: Coder) -> None:
    events = coded(coder, "Norway condemns Russia", "Norway condemned Belarus on Friday.")
    assert [len(event.mentions) for event in events] == [0, 0]


def test_another_actor_is_another_event(coder: Coder) -> None:
    events = coded(coder, "Norway condemns missile launch", "Sweden condemned the missile launch on Friday.")
    assert [len(event.mentions) for event in events] == [0, 0]

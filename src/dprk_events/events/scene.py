"""One article under coding, and what the coding of all articles needs of the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dprk_events.events.actors import Cast
from dprk_events.events.clues import Known
from dprk_events.events.guess import Guesser
from dprk_events.events.parse import Parsed
from dprk_events.events.tags import Said, Tagger
from dprk_events.events.tokens import Token
from dprk_events.events.when import Times
from dprk_events.events.where import Places
from dprk_events.model import Article
from dprk_events.tables.rows import ActorRow, TypeRow


@dataclass(frozen=True, slots=True)
class Tables:
    """What building needs of the lexicon."""

    types: Mapping[str, TypeRow]
    actors: Mapping[str, ActorRow]
    topics: Tagger
    contexts: Tagger
    weights: Mapping[str, float]  # of the traits behind the confidence
    words: Known
    guesser: Guesser


@dataclass(frozen=True, slots=True)
class Scene:
    """One article under coding: its tokens, its cast, its times and places."""

    article: Article
    parsed: Parsed
    cast: Cast
    times: Times
    places: Places
    said: dict[int, Said] = field(default_factory=dict)  # the words of the sentences coded so far, by their first token

    def kind(self, token: Token) -> str | None:
        """What kind of actor a word is, if any."""
        found: str | None = self.cast.kind(token.i)
        return found

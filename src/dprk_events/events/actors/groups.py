"""Groups told by their number: "the two sides", "both leaders", "the four", by what the article said before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dprk_events.events.actors.coreference import SAYING, Mention, before
from dprk_events.events.actors.objects import doers, governor
from dprk_events.events.tokens import Token
from dprk_events.model import Entity

_NUMBERS: Mapping[str, int] = {
    "two": 2, "both": 2, "neither": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip
_PARTIES = frozenset({
    "side", "country", "nation", "state", "neighbor", "neighbour", "ally", "government", "army", "navy", "military",
    "capital",
})  # fmt: skip
_HEADS = frozenset({"leader", "minister", "president", "premier", "chief", "man", "head", "diplomat", "envoy"})
_POINTING = frozenset({"the", "these", "those", "all"})
MOST = 3  # parties
REACH = 4  # sentences back for parties
FAR = 12  # for a group of the same number


def number_of(token: Token) -> int | None:
    """How many a phrase stands for that points back by its number; None for other phrases, as for "two soldiers"."""
    if token.lower_ in {"both", "neither"} and token.pos_ != "CCONJ" and token.dep_ not in {"det", "preconj", "predet"}:
        return 2
    words = {child.lower_ for child in token.children}
    if token.lower_ in _NUMBERS and token.pos_ == "NUM":
        return _NUMBERS[token.lower_] if words & _POINTING else None
    number = next((_NUMBERS[word] for word in words if word in _NUMBERS), None)
    if number is None and token.tag_ == "NNS" and token.lemma_ in {"side", "country", "nation"}:
        number = 2 if token.left_edge.i == token.i - 1 and "the" in words else None  # "the sides"
    pointed = words & (_POINTING | {"both", "neither"}) or token.lemma_ == "side"
    return number if pointed and token.pos_ == "NOUN" else None


def group(token: Token, number: int, mentions: Sequence[Mention], sentence: int) -> tuple[Entity, ...]:
    """Whom such a phrase stands for: a group of that number said before, else as many parties of one sentence."""
    found = _same_number(token, number, mentions, sentence) if token.lemma_ not in _PARTIES else None
    if found is None and (token.pos_ != "NOUN" or token.lemma_ in _PARTIES | _HEADS) and number <= MOST:
        found = _parties(token, number, mentions, sentence, persons=token.lemma_ in _HEADS)
        found = found or _parties(token, number, mentions, sentence, persons=False)
    return tuple(replace(entity, via="coreference") for entity in found or ())


def _same_number(token: Token, number: int, mentions: Sequence[Mention], sentence: int) -> tuple[Entity, ...] | None:
    """ "Four members of a party ... *the four*", "two fishermen ... *the two men*"; None where no such group was said."""
    for mention in before(mentions, token.i):
        if sentence - mention.sentence > FAR:
            break
        counted = any(_NUMBERS.get(child.lower_) == number for child in token.doc[mention.token].children)
        if counted and mention.sort == "people" and token.doc[mention.token].lemma_ not in _PARTIES:
            return mention.entities
    return None


def _parties(token: Token, number: int, mentions: Sequence[Mention], sentence: int, *, persons: bool) -> tuple[Entity, ...]:
    """The actors of as many countries in the nearest sentence that has several, without those who do it to them."""
    verb = governor(token)
    own = doers(verb) if verb is not None else frozenset()
    earlier = [
        mention
        for mention in before(mentions, token.i)
        if mention.entities and mention.token not in own and not _speaks(token.doc[mention.token])
        if not persons or mention.sort == "person" or len(mention.entities) > 1
    ]
    for back in range(REACH + 1):
        there = [mention for mention in earlier if mention.sentence == sentence - back]
        for chosen in ([mention for mention in there if mention.place != "elsewhere"], there):
            countries = dict(_by_country(chosen))
            if len(countries) == number:
                return tuple(reversed(countries.values()))
        if len(dict(_by_country(there))) > number:
            return ()
    return ()


def _by_country(mentions: Sequence[Mention]) -> Iterator[tuple[str, Entity]]:
    for mention in mentions:
        for entity in reversed(mention.entities):
            if entity.country:
                yield entity.country, entity


def _speaks(token: Token) -> bool:
    """ "..., *Kyiv* says": whoever only tells it is no party."""
    return token.dep_ == "nsubj" and token.head.lemma_ in SAYING and token.head.lemma_ in {"say", "tell", "add", "note"}

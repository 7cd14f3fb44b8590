"""Things said before with their owners: "a treaty with Chad ... *the treaty*", "the Mexican embassy ... *the embassy*"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from dprk_events.events.actors.coreference import Mention, before
from dprk_events.events.actors.objects import doers, governor
from dprk_events.events.actors.reading import Name, Reading
from dprk_events.events.tokens import Token
from dprk_events.model import Entity

_POINTING = frozenset({"the", "this", "that", "these", "those"})
_LINKS = frozenset({"of", "with", "between", "on", "in", "to", "from", "by", "for", "at", "near"})
NEAR = 1  # sentences back, for the doer of an act
REACH = 8  # sentences back
FAR = 400  # words: a text without full stops must not cost a square


def earlier(reading: Reading, token: Token) -> Iterator[Token]:
    """The earlier nouns that a definite noun without an owner repeats, the nearest first."""
    if token.pos_ != "NOUN" or not any(child.lower_ in _POINTING and child.dep_ == "det" for child in token.children):
        return
    if any(child.dep_ in {"poss", "amod", "compound", "nummod"} for child in token.children):
        return
    sentence = reading.sentences[token.i]
    for at in range(token.i - 1, max(token.i - FAR, -1), -1):
        if sentence - reading.sentences[at] > REACH:
            return
        other = reading.doc[at]
        if other.lemma_ == token.lemma_ and other.pos_ in {"NOUN", "PROPN"}:
            yield other


_ACTS = frozenset({
    "accusation", "action", "allegation", "announcement", "attack", "ban", "call", "charge", "claim", "comment", "criticism",
    "decision", "demand", "deportation", "gesture", "idea", "launch", "move", "offer", "plan", "proposal", "raid", "remark",
    "request", "speech", "statement", "test", "verdict", "visit", "withdrawal",
})  # fmt: skip
_DEEDS = _ACTS | {
    "finding", "judgment", "judgement", "measure", "order", "outcome", "pledge", "promise", "ruling", "step", "threat",
}  # fmt: skip
_JOINT = frozenset({"accord", "agreement", "deal", "drill", "exercise", "meeting", "pact", "summit", "talk", "treaty"})


def doer(token: Token, mentions: Sequence[Mention], sentence: int) -> tuple[Entity, ...]:
    """Who did what a definite noun of an act points back to: the only other subject of its sentence and the one before."""
    if token.lemma_ not in _DEEDS | _JOINT or not any(child.lower_ in _POINTING for child in token.children):
        return ()
    if any(child.dep_ in {"poss", "compound", "nummod"} for child in token.children):
        return ()
    verb = governor(token)
    own = doers(verb) if verb is not None else frozenset[int]()
    if verb is not None and verb.dep_ == "relcl":  # "Oman and Qatar, which led *the talks*"
        own |= {verb.head.i, *(other.i for other in verb.head.conjuncts)}
    themselves = {
        entity.country for mention in before(mentions, token.i) if mention.token in own for entity in mention.entities
    }
    doing = [
        mention
        for mention in takewhile(lambda mention: sentence - mention.sentence <= NEAR, before(mentions, token.i))
        if token.doc[mention.token].dep_ == "nsubj" and mention.token not in own and mention.entities
        if not any(entity.country in themselves for entity in mention.entities)
    ]
    countries = {entity.country for mention in doing for entity in mention.entities}
    joint = token.lemma_ in _JOINT
    one = len(countries) == 1 if not joint else bool(doing) and len(countries) == len(doing[0].entities) > 1
    return doing[0].entities if one and None not in countries else ()


def said_of(token: Token, mentions: Sequence[Mention]) -> tuple[Entity, ...]:
    """ "Lima closed two papers, *a step* that Quito condemned": whose the clause before the comma is.

    Words are the speaker's: in "Kyiv asked Seoul for shells, *a request* that Seoul declined" it is Kyiv's.
    """
    if token.lemma_ not in _DEEDS | _WORDS or token.dep_ not in _BESIDE or not _stands_apart(token):
        return ()
    verb = token.head
    while verb.head.i != verb.i and (verb.pos_ not in {"VERB", "AUX"} or token.lemma_ in _WORDS):
        verb = verb.head
    own = doers(verb)
    found = [mention.entities for mention in before(mentions, token.i) if mention.token in own and mention.entities]
    return max(found, key=len, default=())  # the first of several subjects stands for all


_WORDS = frozenset({
    "accusation", "allegation", "appeal", "call", "charge", "claim", "comment", "demand", "finding", "offer", "pledge",
    "promise", "proposal", "remark", "request", "speech", "statement", "suggestion", "threat", "warning",
})  # fmt: skip
_BESIDE = frozenset({"appos", "npadvmod", "dobj", "pobj", "conj", "attr"})


def _stands_apart(token: Token) -> bool:
    """ ", a step", or "in a move that somebody condemned"."""
    edge = token.left_edge
    if edge.i == 0 or edge.lower_ not in {"a", "an"}:
        return False
    told = any(child.dep_ == "relcl" for child in token.children)
    before = token.doc[edge.i - 1]
    if before.text == ",":
        return told or token.dep_ in {"appos", "npadvmod"}
    return told and before.lower_ == "in" and before.head.pos_ == "VERB"


_SPOTS = frozenset({
    "camp", "city", "district", "harbour", "harbor", "plant", "port", "province", "quarter", "site", "suburb", "town",
    "village",
})  # fmt: skip
_LANDS = frozenset({"island", "territory"})


def spot(reading: Reading, token: Token) -> Name | None:
    """The place named last, of which "the *town*" or "the *site*" speaks: "shelled Kharkiv, then took the old town"."""
    if token.lemma_ not in _SPOTS | _LANDS or not any(
        child.lower_ in _POINTING and child.dep_ == "det" for child in token.children
    ):
        return None
    if any(child.dep_ == "poss" for child in token.children):
        return None
    verb, sentence = governor(token), reading.sentences[token.i]
    own: set[int] = set()
    for doing in doers(verb) if verb is not None else ():
        own.update(range(token.doc[doing].left_edge.i, doing + 1))
    for name in reversed(reading.names[: bisect_left(reading.names, token.i, key=lambda name: name.start)]):
        if sentence != reading.sentences[name.start]:
            return None
        whole = (
            reading.row(name).of is None and name.claim.how != "metonym"
        )  # "the island" may be Malta, "the town" is in it
        if name.kind == "state" and not name.demonym and name.start not in own and (token.lemma_ in _LANDS or not whole):
            return name
    return None


CRAFT = frozenset({
    "aircraft", "cargo-ship", "fishing-boat", "patrol-boat", "ship", "submarine", "tanker", "warplane", "warship",
})  # fmt: skip
_ABOARD = frozenset({"airman", "colonel", "crew", "sailor"})  # "captain" is one of the second's words


def boarded(reading: Reading, role: Name) -> Name | None:
    """The boat or plane whose crew or captain somebody is: "fired at a *trawler*, injuring its captain"."""
    if role.id not in _ABOARD:
        return None
    for name in reversed(reading.names[: bisect_left(reading.names, role.start, key=lambda name: name.start)]):
        if reading.sentences[role.start] - reading.sentences[name.start] > NEAR:
            return None
        if name.kind == "role" and name.id in CRAFT:
            return name
    return None


def end_of(token: Token) -> int:
    """Where the phrase of a noun ends: with the last noun of the phrases that hang on it."""
    end: int = token.i + 1
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in _LINKS:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    end = max(end, end_of(inner))
    return end

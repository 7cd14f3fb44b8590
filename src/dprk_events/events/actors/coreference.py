"""Pronouns, short names and "the ministry": whom they stand for, by what the article said before. Precision first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Token

from dprk_events.events.actors.reading import Name, Reading
from dprk_events.model import Entity

Sort = Literal["person", "body", "people"]
_HE = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
LOOK_BACK = 3  # sentences


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that was resolved (or is a person without a country: no entities), for later words to refer to."""

    token: int
    sentence: int
    sort: Sort
    subject: bool
    entities: tuple[Entity, ...]


def pronoun_sort(token: Token) -> Sort | None:
    """What a pronoun may stand for; None for words that are no such pronoun and for "it" without a sense."""
    word = token.lower_
    if word in _HE:
        return "person"
    if word in _THEY:
        return "people"
    if word in _IT and not _empty(token):
        return "body"
    return None


def _empty(token: Token) -> bool:
    """ "It is unclear whether", "it was reported that", "it emerged that"."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ not in _SUBJECT:
        return False
    clause = any(
        child.dep_ in {"ccomp", "csubj", "csubjpass", "xcomp", "advcl"} and child.i > verb.i for child in verb.children
    )
    return clause and (token.dep_ == "nsubjpass" or verb.lemma_ in {"be", "seem", "appear", "emerge", "remain", "become"})


def antecedent(token: Token, sort: Sort, mentions: list[Mention], sentence: int) -> tuple[Entity, ...]:
    """The entities a pronoun stands for: the subject of its own sentence before it, else of the one before, else nobody."""
    for mention in _nearest(token.i, sort, mentions, sentence):
        return tuple(replace(entity, via="coreference") for entity in mention.entities)
    return ()


def _nearest(at: int, sort: Sort, mentions: list[Mention], sentence: int) -> Iterator[Mention]:
    before = [mention for mention in mentions if mention.token < at and _fits(mention, sort)]
    for back in range(LOOK_BACK):
        there = [mention for mention in before if mention.sentence == sentence - back]
        yield from (mention for mention in reversed(there) if mention.subject)
        yield from (mention for mention in reversed(there) if not mention.subject)


def _fits(mention: Mention, sort: Sort) -> bool:
    if sort == "people":
        return mention.sort == "people" or len(mention.entities) > 1 or mention.sort == "body"
    return mention.sort == sort and len(mention.entities) <= 1


def short_name(reading: Reading, token: Token, persons: dict[str, list[tuple[int, Entity]]]) -> tuple[Entity, float] | None:
    """The person whose full name the article gives and whose surname this is; later persons first, then (a headline) the next.

    The second value is how sure that is: less when several persons of the article share the surname.
    """
    known = persons.get(token.text.lower())
    if not known or token.pos_ != "PROPN":
        return None
    before = [entity for at, entity in known if at < token.i]
    entity = before[-1] if before else known[0][1]
    several = len({entity.id for _, entity in known}) > 1
    return replace(entity, via="coreference"), 0.6 if several else 0.9


def definite(reading: Reading, role: Name, mentions: list[Mention], sentence: int) -> tuple[Entity, ...]:
    """ "The ministry", "the regime", "the military": the latest mention that fits the noun, with its country."""
    first = reading.doc[role.start - 1].lower_ if role.start else ""
    if first not in {"the", "this", "that", "its", "their", "his", "her"}:
        return ()
    row = reading.row(role)
    earlier = [
        mention for mention in mentions if mention.token < role.start and sentence - mention.sentence <= 4 * LOOK_BACK
    ]
    for mention in reversed(earlier):
        if len(mention.entities) == 1 and mention.entities[0].id.endswith(f"-{role.id}"):
            return (replace(mention.entities[0], via="coreference"),)
    if role.id == "regime" and reading.scene.countries.get("PRK"):
        return (Entity(id="prk-regime", name="regime of North Korea", country="PRK", sector="GOV", via="coreference"),)
    if role.id in {"state", "regime", "government", "leadership", "authorities"}:
        for mention in _nearest(role.start, "body", mentions, sentence):
            entity = mention.entities[0] if mention.entities else None
            if entity and entity.country:
                name = entity.country.lower()
                return (
                    Entity(
                        id=f"{name}-{role.id}" if role.id != "state" else name,
                        name=f"{row.name} of {entity.country}",
                        country=entity.country,
                        sector="GOV",
                        via="coreference",
                    ),
                )
    for mention in reversed(earlier):
        if len(mention.entities) == 1 and mention.entities[0].sector == row.sector and mention.sort == row.sort:
            return (replace(mention.entities[0], via="coreference"),)
    return ()

"""Pronouns, short names and "the ministry": whom they stand for, by what the article said before. Precision first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Token

from dprk_events.events.actors.reading import Name, Reading
from dprk_events.model import Entity

Sort = Literal["person", "body", "people"]
Place = Literal["subject", "object", "elsewhere"]
_SORTS: Mapping[str, Sort] = {
    "he": "person", "she": "person", "him": "person", "her": "person", "his": "person", "hers": "person",
    "himself": "person", "herself": "person", "it": "body", "its": "body", "itself": "body", "they": "people",
    "them": "people", "their": "people", "theirs": "people", "themselves": "people",
}  # fmt: skip
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_POINTING = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_WHOLE_STATE = frozenset({"state", "regime", "government", "leadership", "authorities"})
_RULER = frozenset({"leader", "president", "king", "dictator", "supreme-leader", "prime-minister", "chancellor"})
_SAYING = frozenset(
    {"add", "say", "warn", "note", "explain", "tell", "stress", "claim", "call", "urge", "demand", "accuse", "deny"}
)
PRONOUN_REACH = 2  # sentences back
NOUN_REACH = 12


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that later words can refer to; ``entities`` is empty for somebody or something nobody lists."""

    token: int
    sentence: int
    sort: Sort
    place: Place
    entities: tuple[Entity, ...]

    @property
    def subject(self) -> bool:
        return self.place == "subject"


def pronoun_sort(token: Token) -> Sort | None:
    """What a pronoun may stand for; None for other words and for an "it" without a sense ("it is unclear whether")."""
    sort = _SORTS.get(token.lower_)
    return None if sort is None or (sort == "body" and _empty(token)) else sort


def _empty(token: Token) -> bool:
    if token.dep_ == "expl":
        return True
    verb = token.head
    clause = any(
        child.dep_ in {"ccomp", "csubj", "csubjpass", "xcomp", "advcl"} and child.i > verb.i for child in verb.children
    )
    hollow = verb.lemma_ in {"be", "seem", "appear", "emerge", "remain", "become", "turn"} or token.dep_ == "nsubjpass"
    return token.dep_ in _SUBJECT and clause and hollow


def antecedent(token: Token, sort: Sort, mentions: Sequence[Mention], sentence: int) -> tuple[Entity, ...]:
    """Whom a pronoun stands for: the subject of a clause around it, else the subject of the sentence before, else nobody."""
    around = {ancestor.i for ancestor in token.ancestors}
    for mention in reversed(mentions):
        if sentence - mention.sentence > PRONOUN_REACH:
            break
        if mention.token >= token.i or mention.place == "elsewhere" or not _fits(mention, sort):
            continue
        same = mention.sentence == sentence
        if same and not (mention.subject and token.doc[mention.token].head.i in around):
            continue
        chosen = mention if same else _subject_of(token, mentions, mention, sort)
        return tuple(replace(entity, via="coreference") for entity in chosen.entities)
    return ()


def _subject_of(token: Token, mentions: Sequence[Mention], last: Mention, sort: Sort) -> Mention:
    """The fitting subject of an earlier sentence.

    "The missile flew far, the army said." - "It *added*" is the army, "it *fell*" the missile: a saying verb asks for the
    speaker, who is the subject of the main verb, any other for the first subject.
    """
    sentence = mentions[_opening(mentions, last.sentence) : _opening(mentions, last.sentence + 1)]
    there = [mention for mention in sentence if mention.subject and _fits(mention, sort)]
    speakers = [mention for mention in there if token.doc[mention.token].head.dep_ == "ROOT"]
    if token.head.lemma_ in _SAYING and speakers:
        return speakers[-1]
    return there[0] if there else last


def _opening(mentions: Sequence[Mention], sentence: int) -> int:
    return bisect_left(mentions, sentence, key=lambda mention: mention.sentence)


def _fits(mention: Mention, sort: Sort) -> bool:
    if sort == "people":
        return mention.sort != "person" or len(mention.entities) > 1
    return mention.sort == sort and len(mention.entities) <= 1


def short_name(token: Token, persons: Mapping[str, Sequence[tuple[int, Entity]]]) -> tuple[Entity, float] | None:
    """The person of this surname whose full name the article gives: the latest before, else (in a headline) the first after.

    The second value is how sure that is: less when several persons of the article share the surname.
    """
    known = persons.get(token.lower_)
    if not known or token.pos_ != "PROPN":
        return None
    already = [entity for at, entity in known if at < token.i]
    entity = already[-1] if already else known[0][1]
    several = len({entity.id for _, entity in known}) > 1
    return replace(entity, via="coreference"), 0.5 if several else 0.9


def definite(reading: Reading, role: Name, mentions: Sequence[Mention], sentence: int) -> tuple[Entity, ...]:
    """ "The ministry", "the regime", "the president": the latest mention that fits the noun."""
    if not role.start or reading.doc[role.start - 1].lower_ not in _POINTING:
        return ()
    earlier = list(_within_reach(mentions, role.start, sentence))
    for entity in _candidates(reading, role, earlier):
        return (replace(entity, via="coreference"),)
    return ()


def _within_reach(mentions: Sequence[Mention], before: int, sentence: int) -> Iterator[Mention]:
    for mention in reversed(mentions):
        if sentence - mention.sentence > NOUN_REACH:
            return
        if mention.token < before and len(mention.entities) == 1:
            yield mention


def _candidates(reading: Reading, role: Name, earlier: Sequence[Mention]) -> Iterator[Entity]:
    row = reading.row(role)
    yield from (mention.entities[0] for mention in earlier if _same_noun(mention.entities[0], role.id, row.name))
    if role.id == "regime" and reading.scene.countries.get("PRK"):
        yield _part_of_state("PRK", role.id, row.name)
    if role.id in _WHOLE_STATE:
        yield from (
            _part_of_state(country, role.id, row.name)
            for mention in earlier
            if mention.sort == "body" and mention.subject and (country := mention.entities[0].country)
        )
    if role.id in _RULER:
        yield from (
            mention.entities[0] for mention in earlier if mention.sort == "person" and mention.entities[0].sector == "GOV"
        )
    elif role.id not in _WHOLE_STATE:
        yield from (
            mention.entities[0]
            for mention in earlier
            if mention.entities[0].sector == row.sector != "GOV" and mention.sort == row.sort
        )


def _same_noun(entity: Entity, role: str, noun: str) -> bool:
    words = f" {entity.name.lower()} {(entity.role or '').lower()} "
    return entity.id.endswith(f"-{role}") or f" {noun} " in words


def _part_of_state(country: str, role: str, noun: str) -> Entity:
    owner = country.lower()
    if role == "state":
        return Entity(id=owner, name=country, country=country, sector="GOV")
    return Entity(id=f"{owner}-{role}", name=f"{noun} of {country}", country=country, sector="GOV")

"""Pronouns and short names: whom they stand for, by what the article said before. Precision first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from dprk_events.events.tokens import Token
from dprk_events.model import Entity

Sort = Literal["person", "body", "people"]
Place = Literal["subject", "object", "elsewhere"]
_SORTS: Mapping[str, Sort] = {
    "he": "person", "she": "person", "him": "person", "her": "person", "his": "person", "hers": "person",
    "himself": "person", "herself": "person", "it": "body", "its": "body", "itself": "body", "they": "people",
    "them": "people", "their": "people", "theirs": "people", "themselves": "people",
}  # fmt: skip
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
SAYING = frozenset(
    {"add", "say", "warn", "note", "explain", "tell", "stress", "claim", "call", "urge", "demand", "accuse", "deny"}
)
MEMORY = 200  # mentions: nobody refers further back, and a text without full stops must not cost a square
HEADLINE = 40  # tokens: only up to here a surname may stand for a person said in full later
PRONOUN_REACH = 2  # sentences back


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


Fit = Callable[[Mention], bool]


@dataclass(frozen=True, slots=True)
class Person:
    """A person said in full at a token; ``subject``: of a clause; ``sure``: that the surname alone is this person's."""

    token: int
    subject: bool
    entity: Entity
    sure: float = 0.9


def refers(token: Token) -> bool:
    """Whether a word stands for something said elsewhere: "it", "who"."""
    return pronoun_sort(token) is not None or (
        token.tag_ in {"WP", "WDT"} and token.lower_ in {"who", "which", "that", "whom"}
    )


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


def antecedent(
    token: Token, sort: Sort, mentions: Sequence[Mention], sentence: int, *, others: Container[int] = ()
) -> tuple[Entity, ...]:
    """Whom a pronoun stands for: the subject of a clause around it, else its object, else the subject before.

    "They" are several before they are a ministry; "he" is rather the one person of the sentence than somebody before it.
    ``others``: the tokens of those it cannot be.
    """
    if others:
        mentions = [mention for mention in before(mentions, token.i) if mention.token not in others][::-1]
    if sort == "people":
        several = _antecedent(token, _several, mentions, sentence)
        return several or _antecedent(token, _fits_people, mentions, sentence)
    if sort == "person" and (only := _only_person(token, mentions, sentence)) is not None:
        return tuple(replace(entity, via="coreference") for entity in only.entities)
    return _antecedent(token, _FITS[sort], mentions, sentence)


def _only_person(token: Token, mentions: Sequence[Mention], sentence: int) -> Mention | None:
    """ "The court fined *Petkov* after he fled": the one person that the sentence told of before and somebody knows."""
    there = [
        mention
        for mention in takewhile(lambda mention: mention.sentence == sentence, before(mentions, token.i))
        if mention.sort == "person"
    ]
    named = {entity.country for mention in there for entity in mention.entities}
    return there[0] if len(named) == 1 and all(mention.entities for mention in there) else None


def fits(sort: Sort, mention: Mention) -> bool:
    """Whether a pronoun of this sort can stand for a mention."""
    return _FITS[sort](mention)


def _antecedent(token: Token, fits: Fit, mentions: Sequence[Mention], sentence: int) -> tuple[Entity, ...]:
    around = _around(token)
    joined = {
        ancestor.head.i for ancestor in token.ancestors if ancestor.dep_ == "conj" and ancestor.pos_ in {"NOUN", "NUM"}
    }
    done_to: Mention | None = None  # "rebels freed a nurse after *she* was taken"
    for mention in before(mentions, token.i):
        same = mention.sentence == sentence
        if sentence - mention.sentence > PRONOUN_REACH or (done_to is not None and not same):
            break
        if not fits(mention):
            continue
        if same and mention.place == "object" and mention.token not in joined and token.doc[mention.token].head.i in around:
            done_to = done_to or mention
            continue
        if token.dep_ == "poss" and same and _owns_subject(token.doc[mention.token], around):
            return tuple(replace(entity, via="coreference") for entity in mention.entities)
        if mention.place == "elsewhere" and mention.token not in joined:
            continue
        if same and mention.token not in joined and not (mention.subject and token.doc[mention.token].head.i in around):
            continue
        chosen = mention if same else _subject_of(token, mentions, mention, fits)
        return tuple(replace(entity, via="coreference") for entity in chosen.entities)
    return tuple(replace(entity, via="coreference") for entity in done_to.entities) if done_to is not None else ()


def _around(token: Token) -> set[int]:
    """The words above a word, and the clauses before its own under the same verb: "*fled* and hid, police said"."""
    found = {ancestor.i for ancestor in token.ancestors}
    clauses = [ancestor for ancestor in token.ancestors if ancestor.dep_ == "ccomp"]
    return found | {
        other.i for clause in clauses for other in clause.head.children if other.dep_ == "ccomp" and other.i < clause.i
    }


def _owns_subject(token: Token, around: Container[int]) -> bool:
    """ "*Sweden's* police opened an inquiry and its coast guard ..."."""
    return token.dep_ == "poss" and token.head.dep_ in _SUBJECT and token.head.head.i in around


def before(mentions: Sequence[Mention], token: int) -> Iterator[Mention]:
    """The mentions before a token, the nearest first."""
    nearest = bisect_left(mentions, token, key=lambda mention: mention.token) - 1
    for at in range(nearest, max(nearest - MEMORY, -1), -1):
        yield mentions[at]


def _subject_of(token: Token, mentions: Sequence[Mention], last: Mention, fits: Fit) -> Mention:
    """The fitting subject of an earlier sentence.

    "The missile flew far, the army said." - "It *added*" is the army, "it *fell*" the missile: a saying verb asks for the
    speaker, who is the subject of the main verb, any other for the first subject.
    """
    sentence = mentions[_opening(mentions, last.sentence) : _opening(mentions, last.sentence + 1)]
    there = [mention for mention in sentence if mention.subject and fits(mention)]
    speakers = [mention for mention in there if token.doc[mention.token].head.dep_ == "ROOT"]
    if token.head.lemma_ in SAYING and speakers:
        return speakers[-1]
    return there[0] if there else last


def _opening(mentions: Sequence[Mention], sentence: int) -> int:
    return bisect_left(mentions, sentence, key=lambda mention: mention.sentence)


def _fits_person(mention: Mention) -> bool:
    return mention.sort == "person" and len(mention.entities) <= 1


def _fits_body(mention: Mention) -> bool:
    return mention.sort == "body" and len(mention.entities) <= 1


def _several(mention: Mention) -> bool:
    return mention.sort == "people" or len(mention.entities) > 1


def _fits_people(mention: Mention) -> bool:
    return mention.sort != "person" or len(mention.entities) > 1


_FITS: Mapping[Sort, Fit] = {"person": _fits_person, "body": _fits_body, "people": _fits_people}


def short_name(token: Token, persons: Mapping[str, Sequence[Person]]) -> tuple[Entity, float] | None:
    """The person of this surname whose full name the article gives, and how sure that is.

    Of several, the latest before that was a subject, else the latest before; with none before (a headline), the first after.
    """
    known = persons.get(token.lower_)
    if not known or token.pos_ != "PROPN":
        return None
    already = [person for person in known if person.token < token.i]
    leading = [person for person in already if person.subject]
    if not already and token.i > HEADLINE:
        return None
    chosen = leading[-1] if leading else already[-1] if already else known[0]
    several = len({person.entity.id for person in known}) > 1
    return replace(chosen.entity, via="coreference"), 0.5 if several else chosen.sure

"""What later words of an article can refer to: its noun phrases with their entities, its persons by surname."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dprk_events.events.actors.compose import composed, name_span, named, titled
from dprk_events.events.actors.coreference import Mention, Sort
from dprk_events.events.actors.owners import owners_of
from dprk_events.events.actors.reading import Name, Reading
from dprk_events.model import Entity
from dprk_events.tables.romanise import is_korean_surname

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_INSIDE = frozenset({"compound", "amod", "nmod", "nummod"})


def mentions_of(reading: Reading) -> tuple[Mention, ...]:
    """All mentions in text order. Subjects nobody lists count too: a pronoun after them must not skip to somebody else."""
    found = [mention for name in reading.names for mention in _of_name(reading, name)]
    known = {mention.token for mention in found}
    for token in reading.doc:
        if token.i in known or token.i in reading.at:
            continue
        person = token.ent_type_ == "PERSON" and token.pos_ == "PROPN" and token.dep_ not in _INSIDE
        if person or (token.dep_ in _SUBJECT and token.pos_ in {"NOUN", "PROPN"}):
            entities = titled(reading, token) if token.pos_ == "PROPN" else ()
            found.append(_mention(reading, token, _sort_of(token), entities))
    return tuple(sorted(found, key=lambda mention: mention.token))


def _of_name(reading: Reading, name: Name) -> Iterator[Mention]:
    root = reading.doc[name.start : name.end].root
    if root.dep_ in _INSIDE:
        return
    if name.kind == "role":
        entities = composed(reading, name, owners_of(reading, name))
        sort: Sort = reading.row(name).sort or "people"
        plural = root.tag_ in {"NNS", "NNPS"}
        yield _mention(reading, root, "people" if plural and sort == "person" else sort, entities)
    else:
        entities = _with_conjuncts(reading, root, named(reading, name))
        sort = "person" if name.kind == "person" else "people" if name.kind == "group" else "body"
        yield _mention(reading, root, "people" if len(entities) > 1 else sort, entities)


def _with_conjuncts(reading: Reading, root: Token, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """ "Kim and Putin ... they": the first of coordinated subjects stands for all."""
    if root.dep_ not in _SUBJECT:
        return entities
    others = [name for other in root.conjuncts if (name := reading.at.get(other.i)) and name.kind != "role"]
    return entities + tuple(entity for name in others for entity in named(reading, name))


def _mention(reading: Reading, token: Token, sort: Sort, entities: tuple[Entity, ...]) -> Mention:
    return Mention(token.i, reading.sentences[token.i], sort, token.dep_ in _SUBJECT, entities)


def _sort_of(token: Token) -> Sort:
    if token.ent_type_ == "PERSON":
        return "person"
    return "people" if token.tag_ in {"NNS", "NNPS"} else "body"


def persons_of(reading: Reading) -> dict[str, list[tuple[int, Entity]]]:
    """Persons said in full, by the names that a later mention may call them by, in text order."""
    found: dict[str, list[tuple[int, Entity]]] = {}
    for at, words, entity in sorted([*_listed(reading), *_titled(reading)], key=lambda person: person[0]):
        for word in words:
            found.setdefault(word, []).append((at, entity))
    return found


def _listed(reading: Reading) -> Iterator[tuple[int, set[str], Entity]]:
    for name in reading.names:
        if name.kind == "person" and name.end - name.start > 1:
            yield name.start, _surnames(reading, name.start, name.end), named(reading, name)[0]


def _titled(reading: Reading) -> Iterator[tuple[int, set[str], Entity]]:
    for ent in reading.doc.ents:
        if ent.label_ != "PERSON" or ent.root.i in reading.at:
            continue
        start, end = name_span(reading, ent.root)
        if end - start > 1 and (found := titled(reading, ent.root)):
            yield start, _surnames(reading, start, end), found[0]


def _surnames(reading: Reading, start: int, end: int) -> set[str]:
    """The last word, and the first where that is an East Asian surname; "Kim Jong Un" is not called "Un"."""
    first, last = reading.doc[start].lower_, reading.doc[end - 1].lower_
    if is_korean_surname(first):
        return {first}
    return {last, first} if end - start == 2 and len(first) <= 3 else {last}

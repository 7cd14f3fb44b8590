"""What later words of an article can refer to: its noun phrases with their entities, its persons by surname."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from dprk_events.events.actors.compose import composed, leaders_called, name_span, named, titled
from dprk_events.events.actors.coreference import Mention, Person, Place, Sort, antecedent, pronoun_sort, short_name
from dprk_events.events.actors.definite import definite
from dprk_events.events.actors.groups import group, number_of
from dprk_events.events.actors.owners import before, owners_of
from dprk_events.events.actors.reading import Name, Reading
from dprk_events.events.actors.setting import at_home
from dprk_events.events.actors.things import CRAFT
from dprk_events.events.tokens import Token
from dprk_events.model import Entity
from dprk_events.tables.romanise import is_korean_surname

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_PLACES: Mapping[str, Place] = {"nsubj": "subject", "nsubjpass": "subject", "dobj": "object", "ROOT": "object"}
_CROWDS = frozenset({
    "police", "crew", "team", "family", "troops", "community", "artillery", "marines", "clergy", "diaspora", "delegation",
    "group", "convoy", "entourage", "gang", "militia", "security-forces", "special-forces", "emergency-services",
    "contingent",
})  # fmt: skip
Persons = Mapping[str, Sequence[Person]]
_INSIDE = frozenset({"compound", "amod", "nmod", "nummod"})


def mentions_of(reading: Reading, persons: Persons) -> tuple[Mention, ...]:
    """All mentions in text order. Subjects nobody lists count too: a pronoun after them must not skip to somebody else."""
    found: list[Mention] = []
    roots = {reading.doc[name.start : name.end].root.i: name for name in reading.names}
    for token in reading.doc:
        if token.dep_ in _INSIDE:
            continue
        if name := roots.get(token.i):
            found.append(_of_name(reading, name, token, found))
        elif token.i not in reading.at and (mention := _unlisted(reading, token, found, persons)):
            found.append(mention)
            if mention.sort == "body" and not mention.entities and token.pos_ == "PROPN":
                found.append(replace(mention, sort="person"))  # "Marek Novak", whom the model takes for a firm
    return tuple(found)


def _unlisted(reading: Reading, token: Token, found: list[Mention], persons: Persons) -> Mention | None:
    subject = token.dep_ in _SUBJECT
    if subject and (sort := pronoun_sort(token)):
        return _mention(reading, token, sort, antecedent(token, sort, found, reading.sentences[token.i]))
    if subject and (number := number_of(token)):
        return _mention(reading, token, "people", group(token, number, found, reading.sentences[token.i]))
    if token.pos_ == "PROPN" and (subject or token.ent_type_ == "PERSON"):
        if short := short_name(token, persons):
            return _mention(reading, token, "person", (short[0],))
        return _mention(reading, token, _sort_of(token), titled(reading, token))
    if not subject or token.pos_ != "NOUN":
        return None
    said = (name for name in before(reading, token.i) if name.kind == "state")
    # "a *Ghanaian* boat ... its crew"
    nations = [name for name in said if reading.doc[name.end - 1].dep_ in {"amod", "compound"}]
    return _mention(reading, token, _sort_of(token), tuple(each for name in nations for each in named(reading, name)))


def _of_name(reading: Reading, name: Name, root: Token, found: list[Mention]) -> Mention:
    if name.kind == "role":
        apposed = next(
            (other for child in root.children if child.dep_ == "appos" and (other := reading.at.get(child.i))), None
        )
        if apposed is not None and apposed.kind == "person":
            return _mention(reading, root, "person", named(reading, apposed))
        entities = composed(reading, name, owners_of(reading, name))
        entities = entities or definite(reading, name, found, reading.sentences[root.i]) or at_home(reading, name)
        sort: Sort = reading.row(name).sort or "people"
        plural = root.tag_ in {"NNS", "NNPS"}
        if sort == "people" and not plural and name.id not in _CROWDS:
            sort = "body" if name.id in CRAFT else "person"  # "a trawler", "a villager"
        return _mention(reading, root, "people" if plural and sort == "person" else sort, entities)
    entities = _with_conjuncts(reading, root, named(reading, name))
    sort = "person" if name.kind == "person" else "people" if name.kind == "group" else "body"
    return _mention(reading, root, "people" if len(entities) > 1 else sort, entities)


def _with_conjuncts(reading: Reading, root: Token, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """ "Kim and Putin ... they": the first of coordinated subjects stands for all."""
    if root.dep_ not in _SUBJECT:
        return entities
    others = [name for other in root.conjuncts if (name := reading.at.get(other.i)) and name.kind != "role"]
    return entities + tuple(entity for name in others for entity in named(reading, name))


def _mention(reading: Reading, token: Token, sort: Sort, entities: tuple[Entity, ...]) -> Mention:
    """A coordinated noun has the place of the first one."""
    first = token
    while first.dep_ == "conj":
        first = first.head
    return Mention(token.i, reading.sentences[token.i], sort, _PLACES.get(first.dep_, "elsewhere"), entities)


def _sort_of(token: Token) -> Sort:
    if token.ent_type_ == "PERSON":
        return "person"
    return "people" if token.tag_ in {"NNS", "NNPS"} else "body"


def persons_of(reading: Reading) -> dict[str, list[Person]]:
    """Persons said in full, by the names that a later mention may call them by, in text order."""
    found: dict[str, list[Person]] = {}
    for span, entity in sorted([*_listed(reading), *_titled(reading)], key=lambda person: person[0]):
        root = reading.doc[span[0] : span[1]].root
        for word in _surnames(reading, *span):
            found.setdefault(word, []).append(Person(span[0], root.dep_ in _SUBJECT, entity))
    for word, entity in _leaders(reading, found):
        found[word] = [Person(-1, subject=False, entity=entity, sure=0.6)]
    return found


def _leaders(reading: Reading, known: Container[str]) -> Iterator[tuple[str, Entity]]:
    """ "Kim", "Yoon" of whom the article never gives the full name: the one leader of this surname on the date."""
    words = {token.lower_ for token in reading.doc if token.pos_ == "PROPN" and token.i not in reading.at}
    for word in sorted(words & reading.index.names.surnames.keys()):
        leaders = [] if word in known else leaders_called(reading, word)
        if len(leaders) == 1:
            yield word, leaders[0]


def _listed(reading: Reading) -> Iterator[tuple[tuple[int, int], Entity]]:
    for name in reading.names:
        if name.kind == "person" and name.end - name.start > 1:
            yield (name.start, name.end), named(reading, name)[0]


def _titled(reading: Reading) -> Iterator[tuple[tuple[int, int], Entity]]:
    for ent in reading.doc.ents:
        if ent.label_ == "PERSON" and ent.root.i not in reading.at and (found := titled(reading, ent.root)):
            yield name_span(reading, ent.root), found[0]


def _surnames(reading: Reading, start: int, end: int) -> set[str]:
    """The last word, and the first where that is an East Asian surname; "Kim Jong Un" is not called "Un"."""
    first, last = reading.doc[start].lower_, reading.doc[end - 1].lower_
    if is_korean_surname(first):
        return {first}
    return {last, first} if end - start == 2 and len(first) <= 3 else {last}

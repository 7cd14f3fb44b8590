"""The cast of an article: who a participant phrase stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Doc, Token

from dprk_events.events.actors import coreference
from dprk_events.events.actors.compose import composed, name_span, named, owners_of, titled
from dprk_events.events.actors.index import ActorIndex
from dprk_events.events.actors.match import Kind
from dprk_events.events.actors.reading import Name, Reading, read_names
from dprk_events.model import Entity

Part = Literal["actor", "target"]
_AMOUNTS = frozenset(
    [
        "number",
        "hundreds",
        "dozens",
        "thousands",
        "tens",
        "scores",
        "lot",
        "majority",
        "minority",
        "some",
        "many",
        "most",
        "several",
        "one",
        "two",
        "three",
        "part",
        "handful",
        "pair",
        "rest",
        "half",
        "all",
        "both",
        "each",
        "any",
        "series",
        "couple",
    ]
)
_HOLDERS = frozenset({"group", "member", "state"})  # "a group of Chinese hackers", "members of the army"
_OFFICES_ABROAD = frozenset({"embassy", "consulate", "mission"})


def find_actors(doc: Doc, index: ActorIndex, *, published: str | None) -> Cast:
    """Read the actors of a doc once; ask the cast about each participant phrase."""
    return Cast(read_names(doc, index, published))


class Cast:
    """Answers for one doc. All entity work is done on demand, coreference in text order at the first need."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._memory: dict[int, tuple[Entity, ...]] = {}
        self._sentences = _sentence_numbers(reading.doc)
        self._mentions: list[coreference.Mention] | None = None
        self._persons: dict[str, list[tuple[int, Entity]]] | None = None
        self._doubts: dict[int, float] = {}

    def kind(self, token_index: int) -> Kind | None:
        """The kind of actor the token is part of, or "role" for a role noun."""
        name = self._reading.at.get(token_index)
        return name.kind if name else None

    def entities(self, start: int, end: int, head: int, *, part: Part) -> tuple[Entity, ...]:
        """Who the phrase of tokens [start, end) with this head stands for, in text order, nobody twice."""
        found: list[Entity] = []
        for token in self._heads(start, end, head):
            found.extend(self._of_head(token, start, end, part))
        return tuple({(entity.id): entity for entity in reversed(found)}.values())[::-1]

    def certainty(self, start: int, end: int) -> float:
        """How sure the least sure name in tokens [start, end) is, 0..1; below 1 where a name could mean several."""
        sure = [self._reading.at[token].certainty for token in range(start, end) if token in self._reading.at]
        return min([*sure, *(self._doubts.get(token, 1.0) for token in range(start, end))], default=1.0)

    def _heads(self, start: int, end: int, head: int) -> Iterator[Token]:
        yield (token := self._reading.doc[head])
        for other in token.conjuncts:
            if other.i > head and start <= other.i < end and other.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
                yield other

    def _of_head(self, token: Token, start: int, end: int, part: Part) -> tuple[Entity, ...]:
        name = self._reading.at.get(token.i)
        if name is not None and name.kind != "role" and not (name.demonym and part == "target" and token.pos_ == "ADJ"):
            return self._named(name)
        if name is not None and name.kind == "role" and not (part == "target" and name.id in _OFFICES_ABROAD):
            return self._role(token, name)
        if token.lower_ in {"who", "which", "that", "whom"} and token.tag_ in {"WP", "WDT"}:
            return self._relative(token)
        if coreference.pronoun_sort(token):
            return self._pronoun(token)
        if token.pos_ == "PROPN":
            return self._proper(token) or (self._things(start, end) if part == "target" else self._owners(token))
        inner = _amount_of(token)
        if inner is not None:
            return self._of_head(inner, start, end, part)
        return self._things(start, end) if part == "target" else self._owners(token)

    def _named(self, name: Name) -> tuple[Entity, ...]:
        people = name.demonym and self._reading.doc[name.end - 1].tag_ in {"NNS", "NNPS"}
        found = named(self._reading, name)
        if people and not (name.start and self._reading.doc[name.start - 1].lower_ == "the"):
            row = self._reading.row(name)
            return (
                Entity(
                    id=f"{name.id}-people", name=f"people of {row.name}", country=row.country, sector="CVL", via="demonym"
                ),
            )
        return found

    def _role(self, token: Token, role: Name) -> tuple[Entity, ...]:
        for child in token.children:
            if (
                child.dep_ == "appos"
                and child.i > token.i
                and (name := self._reading.at.get(child.i))
                and name.kind != "role"
            ):
                return named(self._reading, name)
        if role.id in _HOLDERS:
            inner = _amount_of(token, any_word=True)
            held = self._reading.at.get(inner.i) if inner is not None else None
            if inner is not None and held is not None and held.kind in {"role", "person"}:
                return self._of_head(inner, inner.i, inner.i + 1, "actor")
        owners = owners_of(self._reading, role)
        if owners:
            return composed(self._reading, role, owners)
        shared = [other for other in token.conjuncts if other.i < token.i]
        if shared and (first := self._reading.at.get(shared[0].i)) and first.kind == "role":
            owners = owners_of(self._reading, first)
            if owners and self._reading.doc[role.start - 1].pos_ != "DET":
                return composed(self._reading, role, owners)
        return coreference.definite(self._reading, role, self.mentions(), self._sentences[token.i])

    def _relative(self, token: Token) -> tuple[Entity, ...]:
        clause = token.head
        while clause.dep_ not in {"relcl", "ROOT"} and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ != "relcl":
            return ()
        head = clause.head
        return self._of_head(head, head.left_edge.i, head.i + 1, "actor")

    def _pronoun(self, token: Token) -> tuple[Entity, ...]:
        sort = coreference.pronoun_sort(token)
        if sort is None:
            return ()
        return coreference.antecedent(token, sort, self.mentions(), self._sentences[token.i])

    def _proper(self, token: Token) -> tuple[Entity, ...]:
        start, end = name_span(self._reading, token)
        found = titled(self._reading, token)
        if found:
            return found
        if end - start == 1 or token.i == end - 1:
            short = coreference.short_name(self._reading, token, self.persons()) if end - start == 1 else None
            if short:
                self._doubts[token.i] = short[1]
                return (short[0],)
        return ()

    def _owners(self, token: Token) -> tuple[Entity, ...]:
        """Whose a thing is: "Seoul's decision", "exercises by Seoul", "the North Korean offer"."""
        found: list[Entity] = []
        for child in token.children:
            if child.dep_ in {"poss", "amod", "compound", "nmod"}:
                found.extend(self._modifier(child))
            elif child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "of", "from"}:
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        found.extend(self._of_head(inner, inner.i, inner.i + 1, "actor"))
        return tuple(found)

    def _modifier(self, token: Token) -> tuple[Entity, ...]:
        name = self._reading.at.get(token.i)
        if token.dep_ == "poss":
            return self._of_head(token, token.i, token.i + 1, "actor")
        if name is None:
            return ()
        return (
            named(self._reading, name)
            if name.kind != "role"
            else composed(self._reading, name, owners_of(self._reading, name))
        )

    def _things(self, start: int, end: int) -> tuple[Entity, ...]:
        """Every actor inside a phrase; a nation that a role noun of the phrase took is not counted again."""
        inside = [name for name in self._reading.names if start <= name.start < end]
        owned = {name.start: owners_of(self._reading, name) for name in inside if name.kind == "role"}
        taken = {owner.start for owners in owned.values() for owner in owners}
        found: list[Entity] = []
        for name in inside:
            if name.kind == "role":
                found.extend(composed(self._reading, name, owned[name.start]))
            elif name.start not in taken:
                found.extend(named(self._reading, name))
        return tuple(found)

    def mentions(self) -> list[coreference.Mention]:
        """What pronouns can refer to, in text order: resolved names and roles, and persons without a country."""
        if self._mentions is None:
            self._mentions = []
            for name in self._reading.names:
                self._mentions.extend(self._mention(name))
        return self._mentions

    def _mention(self, name: Name) -> Iterator[coreference.Mention]:
        token = self._reading.doc[name.end - 1]
        root = self._reading.doc[name.start : name.end].root
        if name.demonym and token.pos_ == "ADJ":
            return
        if name.kind == "role":
            found = composed(self._reading, name, owners_of(self._reading, name))
            sort = self._reading.row(name).sort or "people"
            if root.dep_ == "compound":
                return
        else:
            found = named(self._reading, name)
            sort = "person" if name.kind == "person" else "people" if name.kind == "group" or len(found) > 1 else "body"
        if found and root.dep_ not in {"compound", "amod", "nmod"}:
            yield coreference.Mention(root.i, self._sentences[root.i], sort, root.dep_ in {"nsubj", "nsubjpass"}, found)

    def persons(self) -> dict[str, list[tuple[int, Entity]]]:
        """Persons of the article by surname, in text order."""
        if self._persons is None:
            self._persons = {}
            for name in self._reading.names:
                if name.kind == "person" and name.end - name.start > 1:
                    entity = named(self._reading, name)[0]
                    for surname in {self._reading.doc[name.start].lower_, self._reading.doc[name.end - 1].lower_}:
                        self._persons.setdefault(surname, []).append((name.start, entity))
        return self._persons


def _amount_of(token: Token, *, any_word: bool = False) -> Token | None:
    """The noun counted by "dozens of", "a number of", "one of"."""
    if not any_word and token.lower_ not in _AMOUNTS and token.pos_ != "NUM":
        return None
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None


def _sentence_numbers(doc: Doc) -> list[int]:
    numbers, at = [], -1
    for token in doc:
        at += bool(token.is_sent_start)
        numbers.append(max(at, 0))
    return numbers

"""The cast of an article: who a participant phrase stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Literal

from dprk_events.events.actors import coreference
from dprk_events.events.actors.compose import (
    composed,
    composed_with,
    name_span,
    named,
    of_country,
    of_ruler,
    titled,
)
from dprk_events.events.actors.definite import definite
from dprk_events.events.actors.groups import group, number_of
from dprk_events.events.actors.inside import telling
from dprk_events.events.actors.match import Kind
from dprk_events.events.actors.mentions import mentions_of, persons_of
from dprk_events.events.actors.objects import doers, governor, referent
from dprk_events.events.actors.owners import owners_of
from dprk_events.events.actors.peoples import called
from dprk_events.events.actors.reading import Name, Reading, read_names
from dprk_events.events.actors.setting import at_home, of_doer
from dprk_events.events.actors.stage import with_stage
from dprk_events.events.actors.things import boarded, doer, earlier, end_of, said_of, spot
from dprk_events.events.tokens import Doc, Token
from dprk_events.events.where import Named
from dprk_events.model import Entity
from dprk_events.tables.actor_index import ActorIndex

Part = Literal["actor", "target"]
# "its neighbour" is of another state
_RELATED = frozenset({"adversary", "ally", "counterpart", "enemy", "neighbor", "neighbour", "opponent", "rival"})
_AMOUNTS = frozenset({
    "number", "hundreds", "dozens", "thousands", "tens", "scores", "lot", "majority", "minority", "some", "many", "most",
    "several", "one", "part", "handful", "pair", "rest", "half", "all", "both", "each", "any", "series", "couple", "none",
    "millions",
})  # fmt: skip
_HOLDERS = frozenset({"group", "member", "team", "crew", "crowd"})  # "a group of Chinese hackers", "members of the army"
_POSTS = frozenset({"to", "in", "from"})
_ENVOYS = frozenset({"ambassador", "envoy", "diplomat", "consul", "charge-daffaires", "attache"})
_HOUSES = frozenset({"embassy", "consulate", "mission"})  # as a target a thing: "the embassy in Pyongyang"
_OWNERS = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP", "REB", "UAF"})
_BODIES = frozenset({"state", "organisation", "group", "bloc"})
_RESIDENT = frozenset({"CVL", "HLH", "NGO", "EDU", "REL", "LAB"})
_MODIFIER = frozenset({"poss", "amod", "compound", "nmod", "nummod"})


def find_actors(
    doc: Doc, index: ActorIndex, *, published: str | None, dateline: str | None = None, places: tuple[Named, ...] = ()
) -> Cast:
    """Read the actors of a doc once; ask the cast about each participant phrase."""
    return Cast(with_stage(read_names(doc, index, published, dateline, places)))


class Cast:
    """Answers for one doc. Phrases are resolved on demand; what coreference needs is gathered at its first use."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._doubts: dict[int, float] = {}

    def kind(self, token_index: int) -> Kind | None:
        """The kind of actor the token is part of, or "role" for a role noun."""
        name = self._reading.at.get(token_index)
        if name is None and coreference.short_name(self._reading.doc[token_index], self._persons):
            return "person"
        return name.kind if name else None

    def is_body(self, token_index: int) -> bool:
        """Whether the token is part of the name of a state or another body, which is no "he"."""
        name = self._reading.at.get(token_index)
        return name is not None and (name.kind in _BODIES or self._reading.row(name).sort == "body")

    def entities(self, start: int, end: int, head: int, *, part: Part) -> tuple[Entity, ...]:
        """Who the phrase of tokens [start, end) with this head stands for, in text order, nobody twice."""
        found: dict[str, Entity] = {}
        for token in self._heads(start, end, head):
            entities = self._of_head(token, start, end, part)
            if part == "target" and self._is_own_envoy(token):
                entities = self._post(token, end) or entities
            guessed = bool(found) and all(entity.via == "context" for entity in entities)
            for entity in () if guessed else entities:  # "a Malian priest and three *nuns*"
                found.setdefault(entity.id, entity)
        if not found:
            there = self._staying(head, end) if part == "target" else self._living(head, end)
            found = {entity.id: entity for entity in there}
        return tuple(found.values())

    def _staying(self, head: int, end: int) -> Iterator[Entity]:
        """Bodies and people that nobody owns are of where they are: "medics *to Togo*", "rebels *in Togo*"."""
        name = self._reading.at.get(head)
        if name is None or name.kind != "role" or self._reading.row(name).sort == "person":
            return
        token = self._reading.doc[head]
        for child in (child for noun in (token, *token.conjuncts) for child in noun.children):
            if child.dep_ == "prep" and child.lower_ in {"to", "in", "at", "near", "outside"}:
                for place in child.children:
                    if place.dep_ == "pobj" and place.i < end and self.kind(place.i) == "state":
                        yield from self._of_head(place, place.i, place.i + 1, "target")

    def _living(self, head: int, end: int) -> Iterator[Entity]:
        """ "*Rescuers* in Palu", "*activists* in London": of a town's state, where workers in Russia may be anybody's."""
        name = self._reading.at.get(head)
        row = self._reading.row(name) if name is not None and name.kind == "role" else None
        if name is None or row is None or row.sector not in _RESIDENT or name.id == "tourist":
            return
        for prep in self._reading.doc[head].children:
            for place in prep.children if prep.lower_ == "in" else ():
                town = self._reading.at.get(place.i) if place.dep_ == "pobj" and place.i < end else None
                state = self._reading.row(town) if town is not None and town.kind == "state" else None
                if town is not None and state is not None and state.country and (state.of or town.claim.how == "metonym"):
                    yield of_country(self._reading, name, state.country, "context")

    def _is_own_envoy(self, token: Token) -> bool:
        """ "Its ambassador to Chad": what is done to one's own envoy is done to those he is sent to."""
        name = self._reading.at.get(token.i)
        owner = next((child for child in token.children if child.dep_ == "poss"), None)
        return name is not None and name.id in _ENVOYS and owner is not None and owner.tag_ == "PRP$"

    def _post(self, envoy: Token, end: int) -> tuple[Entity, ...]:
        for place in self._reading.doc[envoy.i + 1 : end]:
            if place.dep_ == "pobj" and place.head.lower_ in _POSTS and self.kind(place.i) == "state":
                return self._of_head(place, place.i, place.i + 1, "target")
        return ()

    def own_people(self, head: int, doer: Entity, *, protest: bool = False) -> tuple[Entity, ...]:
        """Whom a doer of an act at home means by a role noun without an owner: "the court jailed a former *general*"."""
        counted = _amount_of(self._reading.doc[head])
        head = counted.i if counted is not None and head not in self._reading.at else head
        name = self._reading.at.get(head)
        known = name is not None and name.kind == "role"
        found = of_doer(self._reading, name, doer, protest=protest) if name is not None and known else ()
        if found:
            self._doubts[head] = 0.6
        return found

    def certainty(self, start: int, end: int) -> float:
        """How sure the least sure name in tokens [start, end) is, 0..1; below 1 where a name could mean several.

        Asked after ``entities``: short names count once they were resolved.
        """
        inside = [self._reading.at[token].certainty for token in range(start, end) if token in self._reading.at]
        return min([*inside, *(self._doubts.get(token, 1.0) for token in range(start, end))], default=1.0)

    def _heads(self, start: int, end: int, head: int) -> Iterator[Token]:
        """The head and the nouns coordinated with it inside the phrase."""
        token = self._reading.doc[head]
        yield token
        for other in token.conjuncts:
            if head < other.i < end and start <= other.i and other.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
                yield other
        if self.kind(head) == "state":  # "S. Korea, US to hold drill"
            beside = (child for child in token.children if child.dep_ == "appos" and head < child.i < end)
            yield from (child for child in beside if self.kind(child.i) == "state")

    def _of_head(self, token: Token, start: int, end: int, part: Part) -> tuple[Entity, ...]:
        name = self._reading.at.get(token.i)
        if name is not None and name.kind != "role":
            return called(self._reading, name)
        if name is not None and not (part == "target" and name.id in _HOUSES):
            return self._role(token, name, end)
        if (coreference.refers(token) or number_of(token)) and (referred := self._reference(token)):
            return referred
        found = self._proper(token) if token.pos_ == "PROPN" and name is None else ()
        if not found and (inner := _amount_of(token)) is not None:
            return self._of_head(inner, start, end, part)
        if part == "actor":
            return found or self._owned_by(token) or self._said(token) or self._there(token)
        return found or self._things(token, start, end) or self._said(token) or self._done(token) or self._there(token)

    def _reference(self, token: Token) -> tuple[Entity, ...]:
        """ "Who", "it", "the two"."""
        if number := number_of(token):
            return group(token, number, self._mentions, self._sentence(token))
        sort = coreference.pronoun_sort(token)
        return referent(token, sort, self._mentions, self._sentence(token)) if sort else self._relative(token)

    def _sentence(self, token: Token) -> int:
        return self._reading.sentences[token.i]

    def _role(self, token: Token, role: Name, end: int) -> tuple[Entity, ...]:
        owners = owners_of(self._reading, role)
        owned = bool(owners) and owners[0].start < token.i  # "Hungary's president, a former EU official" is Hungary's
        for child in token.children:
            if child.dep_ != "appos" or not token.i < child.i < end or (owned and self.kind(child.i) == "role"):
                continue
            if found := self._apposed(child):
                return found
        if (not owners or owners[0].start > token.i) and (known := self._held(token, role) or self._possessed(token, role)):
            return known
        if owners:
            itself = role.id == "group" and len(owners) == 1 and owners[0].kind in {"group", "organisation"}
            return named(self._reading, owners[0]) if itself else composed(self._reading, role, owners)
        return self._shared(token, role) or of_ruler(self._reading, role) or self._referred(token, role)

    def _held(self, token: Token, role: Name) -> tuple[Entity, ...]:
        """ "A group of *Chinese hackers*", "the crew of the ship"."""
        inner = _of_object(token) if role.id in _HOLDERS else None
        known = inner is not None and self.kind(inner.i) in {"role", "person"}
        return self._of_head(inner, inner.i, inner.i + 1, "actor") if inner is not None and known else ()

    def _possessed(self, token: Token, role: Name) -> tuple[Entity, ...]:
        """ "*Its* envoy to Chad", "*the country's* army", "*Kim's* sister": whose it is by a word that is no name."""
        possessor = next((child for child in token.children if child.dep_ == "poss"), None)
        if role.id in _RELATED:
            return ()
        if possessor is None:
            return ()
        ship = boarded(self._reading, role) if possessor.lower_ == "its" else None
        known = self._role(self._reading.doc[ship.end - 1], ship, ship.end) if ship is not None else ()
        if not (known := known or self._of_head(possessor, possessor.i, possessor.i + 1, "actor")):
            return ()
        return composed_with(self._reading, role, known)

    def _referred(self, token: Token, role: Name) -> tuple[Entity, ...]:
        """A role noun without an owner of its own: "the ministry", "a ministry official", "the two leaders"."""
        sentence = self._sentence(token)
        if number := number_of(token):
            return group(token, number, self._mentions, sentence)
        if (inner := _of_object(token)) is not None and number_of(inner):  # "the leaders of the two countries"
            return composed_with(self._reading, role, self._of_head(inner, inner.i, inner.i + 1, "actor"))
        body = self._reading.at.get(role.start - 1)
        if body is not None and body.kind == "role" and self._reading.row(body).sort == "body":
            of_body = of_ruler(self._reading, body) or definite(self._reading, body, self._mentions, sentence, bare=True)
            if of_body:
                return composed_with(self._reading, role, of_body)
        return definite(self._reading, role, self._mentions, sentence) or self._at_home(token, role)

    def _at_home(self, token: Token, role: Name) -> tuple[Entity, ...]:
        """ "The government" of an article that speaks of one country, "police" of the place where a story is set."""
        found = at_home(self._reading, role)
        if found:
            self._doubts[token.i] = 0.6
        return found

    def _apposed(self, token: Token) -> tuple[Entity, ...]:
        """ "The foreign minister, *Sergei Lavrov*": the name, listed or not."""
        name = self._reading.at.get(token.i)
        if name is not None:
            if name.kind == "role":  # "the chairman, *the president of Togo*"
                return composed(self._reading, name, owners_of(self._reading, name))
            return named(self._reading, name) if name.kind in {"person", "organisation", "group"} else ()
        return titled(self._reading, token) if token.ent_type_ == "PERSON" else ()

    def _shared(self, token: Token, role: Name) -> tuple[Entity, ...]:
        """ "Japan's foreign minister and *defence minister*", "the Russian government and *army*"."""
        first = next((other for other in token.conjuncts if other.i < token.i), None)
        name = self._reading.at.get(first.i) if first is not None else None
        if name is None or token.left_edge.i != role.start:
            return ()
        if name.kind == "role":
            return composed(self._reading, role, owners_of(self._reading, name))
        row = self._reading.row(name)
        return (of_country(self._reading, role, row.country, "composition"),) if row.kind == "organ" and row.country else ()

    def _relative(self, token: Token) -> tuple[Entity, ...]:
        """ "the envoy, who left": the noun that the clause hangs on."""
        clause = token.head
        while clause.dep_ not in {"relcl", "ROOT"} and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ != "relcl":
            return ()
        return self._of_head(clause.head, clause.head.left_edge.i, clause.head.i + 1, "actor")

    def _proper(self, token: Token) -> tuple[Entity, ...]:
        """A name nobody lists: by its title, by its apposition, or as a short form of a name said in full."""
        found = titled(self._reading, token)
        start, end = name_span(self._reading, token)
        short = coreference.short_name(token, self._persons) if not found and end - start == 1 else None
        if short is None:
            return found
        self._doubts[token.i] = short[1]
        return (short[0],)

    def _owned_by(self, token: Token) -> tuple[Entity, ...]:
        """Whose a thing is: "Seoul's decision", "exercises by Seoul", "a North Korean missile"."""
        found: list[Entity] = []
        modifiers = [
            name
            for child in token.children
            if child.dep_ in _MODIFIER and (name := self._reading.at.get(child.i)) and not self._mere_kind(name)
        ]
        taken = {owner.start for name in modifiers if name.kind == "role" for owner in owners_of(self._reading, name)}
        for child in token.children:
            if child.dep_ == "poss":
                found.extend(self._of_head(child, child.i, child.i + 1, "actor"))
            elif (name := self._reading.at.get(child.i)) in modifiers and name is not None and name.start not in taken:
                found.extend(self._modifier(name))
            elif child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "of", "from"}:
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        found.extend(self._of_head(inner, inner.i, inner.i + 1, "actor"))
        return tuple(found)

    def _mere_kind(self, name: Name) -> bool:
        """The "school" of "a Yemeni school bus" says what kind of thing it is; the "army" of "an Afghan army base" whose."""
        if name.kind != "role" or self._reading.doc[name.end - 1].dep_ not in {"compound", "amod", "nmod"}:
            return False
        return self._reading.row(name).sector not in _OWNERS

    def _modifier(self, name: Name) -> tuple[Entity, ...]:
        return (
            composed(self._reading, name, owners_of(self._reading, name))
            if name.kind == "role"
            else named(self._reading, name)
        )

    def _things(self, token: Token, start: int, end: int) -> tuple[Entity, ...]:
        """Every actor inside a phrase; a nation that a role noun of the phrase took is not counted again."""
        at = self._reading.at
        starting = (name for token in range(start, end) if (name := at.get(token)) is not None and name.start == token)
        inside = [name for name in starting if not self._mere_kind(name)]
        owned = {name.start: owners_of(self._reading, name) for name in inside if name.kind == "role"}
        inside = [name for name in inside if name.kind != "role" or owned[name.start]]
        inside = telling(self._reading, inside, token, start)
        taken = {owner.start for owners in owned.values() for owner in owners}
        return tuple(
            entity
            for name in inside
            if name.start not in taken
            for entity in (
                composed(self._reading, name, owned[name.start]) if name.kind == "role" else named(self._reading, name)
            )
        ) + self._owners_of_thing(token, start)

    def _said(self, token: Token) -> tuple[Entity, ...]:
        """Whose a thing is that was said before with its owners."""
        for other in earlier(self._reading, token):
            if owners := self._things(other, other.left_edge.i, end_of(other)):
                return tuple(replace(entity, via="coreference") for entity in owners)
        return ()

    def _there(self, token: Token) -> tuple[Entity, ...]:
        """Whose "the town" is: of the place named last."""
        place = spot(self._reading, token)
        return tuple(replace(entity, via="coreference") for entity in named(self._reading, place)) if place else ()

    def _done(self, token: Token) -> tuple[Entity, ...]:
        """Whose act "the decision" is."""
        found = doer(token, self._mentions, self._sentence(token)) or said_of(token, self._mentions)
        return tuple(replace(entity, via="coreference") for entity in found)

    def _owners_of_thing(self, token: Token, start: int) -> tuple[Entity, ...]:
        """ "*Its* boats", "*the country's* airspace" of somebody else than who acts on them."""
        possessor = next((child for child in token.children if child.dep_ == "poss" and child.i >= start), None)
        if possessor is None or (possessor.pos_ != "PRON" and self.kind(possessor.i) != "role"):
            return ()
        verb = governor(possessor)
        own = doers(verb) if verb is not None else ()
        themselves = {entity.id for actor in own for entity in self.entities(actor, actor + 1, actor, part="actor")}
        owners = self._of_head(possessor, possessor.i, possessor.i + 1, "actor")
        return tuple(entity for entity in owners if entity.id not in themselves)

    @cached_property
    def _mentions(self) -> tuple[coreference.Mention, ...]:
        return mentions_of(self._reading, self._persons)

    @cached_property
    def _persons(self) -> dict[str, list[coreference.Person]]:
        return persons_of(self._reading)


def _amount_of(token: Token) -> Token | None:
    """The noun counted by "dozens of", "a number of", "one of"."""
    return _of_object(token) if token.lower_ in _AMOUNTS or token.pos_ == "NUM" else None


def _of_object(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None

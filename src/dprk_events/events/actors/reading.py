"""What is known of a text once its names are found and decided: the ground on which phrases are resolved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dprk_events.events.actors.match import Kind, Match, find_matches, kind_of
from dprk_events.events.actors.towns import find_towns
from dprk_events.events.tokens import Doc, Token
from dprk_events.events.where import Named
from dprk_events.model import Entity
from dprk_events.tables.actor_index import ActorIndex
from dprk_events.tables.choose import Scene, choose
from dprk_events.tables.lookup import look_up
from dprk_events.tables.naming import Claim
from dprk_events.tables.pieces import Piece, cut
from dprk_events.tables.rows import ActorRow


@dataclass(frozen=True, slots=True)
class Name:
    """A decided match: tokens [start, end) name the entry ``id``."""

    start: int
    end: int
    kind: Kind
    claim: Claim
    certainty: float

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def demonym(self) -> bool:
        return self.claim.how == "demonym"


Countries = Mapping[int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a story is set: the countries of the places in each clause (by its verb) and sentence, and all said in each.

    ``home`` is the country it is written in, whose "the ministry" is; ``partners`` are spoken of as another party.
    """

    clauses: Countries = field(default_factory=dict)
    sentences: Countries = field(default_factory=dict)
    said: Countries = field(default_factory=dict)
    home: str | None = None
    partners: frozenset[str] = frozenset()
    homes: dict[int, tuple[Entity, ...]] = field(default_factory=dict)  # whose the nouns asked for are, by their first token


@dataclass(frozen=True, slots=True)
class Reading:
    """A doc, its names in order, the name at each token and the number of each token's sentence."""

    doc: Doc
    index: ActorIndex
    scene: Scene
    names: tuple[Name, ...]
    at: Mapping[int, Name]
    sentences: tuple[int, ...]
    rows: Mapping[str, ActorRow]  # of the lexicon, and of the towns of this doc
    home: str | None = None  # the country that the dateline names
    stage: Stage = field(default_factory=Stage)

    def row(self, name: Name) -> ActorRow:
        return self.rows[name.id]


class _Beside(Mapping[str, ActorRow]):
    """The rows of a text's towns before those of the lexicon, without a copy of these for each text."""

    def __init__(self, towns: Mapping[str, ActorRow], listed: Mapping[str, ActorRow]) -> None:
        self._towns, self._listed = towns, listed

    def __getitem__(self, entry: str) -> ActorRow:
        return self._towns[entry] if entry in self._towns else self._listed[entry]

    def __iter__(self) -> Iterator[str]:
        yield from self._towns
        yield from (entry for entry in self._listed if entry not in self._towns)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def read_names(
    doc: Doc, index: ActorIndex, published: str | None, dateline: str | None = None, places: tuple[Named, ...] = ()
) -> Reading:
    """Find the names of a doc and decide each; ``places`` are the gazetteer's, for towns that are no entries."""
    text = doc.text  # made anew at each access
    pieces = cut(text)
    matches = find_matches(doc, text, pieces, index)
    scene = _scene(doc, pieces, matches, index, published)
    by_token = {token: match for match in matches for token in range(match.start, match.end)}
    listed = [name for match in matches if (name := _decide(doc, match, by_token, index, scene))]
    towns = tuple(find_towns(doc, places, by_token, index.names, scene.countries))
    named = [Name(town.start, town.end, "state", Claim(town.id, "name", ""), town.sure) for town in towns]
    names = tuple(sorted([*listed, *named], key=lambda name: name.start))
    at = {token: name for name in names for token in range(name.start, name.end)}
    rows = _Beside({town.id: town.row for town in towns}, index.rows) if towns else index.rows
    return Reading(doc, index, scene, names, at, _sentence_numbers(doc), rows, _home(dateline, index))


def _home(dateline: str | None, index: ActorIndex) -> str | None:
    """The country of "SEOUL, Aug. 20 (Yonhap)": the last place named before the agency."""
    if dateline is None:
        return None
    place = re.split(r"[(/]", dateline, maxsplit=1)[0].title()
    states = [index.rows[found.choice.claim.id] for found in look_up(place, index) if found.choice.claim is not None]
    countries = [row.country for row in states if row.kind == "state"]
    return countries[-1] if countries else None


def _scene(doc: Doc, pieces: list[Piece], matches: list[Match], index: ActorIndex, published: str | None) -> Scene:
    countries: Counter[str] = Counter()
    for match in matches:
        country = index.rows[match.claims[0].id].country
        helper = match.end < len(doc) and doc[match.end].text == "-"  # "Iran-allied"
        if country and len(match.claims) == 1 and not helper:
            countries[country] += 1
    asked = any(len(match.claims) > 1 or match.kind == "bloc" for match in matches)
    return Scene(published, f" {' '.join([piece.key for piece in pieces])} " if asked else "", countries)


def _decide(doc: Doc, match: Match, by_token: Mapping[int, Match], index: ActorIndex, scene: Scene) -> Name | None:
    if len(match.claims) == 1 and match.kind in {"state", "role"}:
        return Name(match.start, match.end, match.kind, match.claims[0], 1.0)
    nation = None if match.kind in {"state", "bloc"} else _said_with(doc, match, by_token, index)
    if match.kind == "person":
        after = _introduced(doc, match, by_token, index)
        nation = nation or after.country
        if after.private and all(index.rows[claim.id].sector in _OFFICIAL for claim in match.claims):
            return None
    choice = choose(match.claims, index.rows, scene, nation)
    if choice.claim is None:
        return None
    return Name(match.start, match.end, kind_of(index.rows[choice.claim.id].kind), choice.claim, choice.certainty)


def _said_with(doc: Doc, match: Match, by_token: Mapping[int, Match], index: ActorIndex) -> str | None:
    """The country said right before a name: "Russian envoy X", "Germany's Defence Ministry"."""
    at, titled = match.start - 1, False
    while at >= 0 and match.start - at <= 6 and not doc[at + 1].is_sent_start:
        other = by_token.get(at)
        if other is None and is_modifier(doc[at]):
            at -= 1
        elif other is not None and other.kind == "role":
            titled, at = True, other.start - 1
        elif other is not None and other.kind == "state" and len(other.claims) == 1:
            possessive = doc[other.end].tag_ == "POS"
            beside = match.kind == "organisation" and other.end == match.start  # "Sudan People's Liberation Army"
            said = other.demonym or possessive or titled or beside
            return index.rows[other.claims[0].id].country if said else None
        else:
            return None
    return None


@dataclass(frozen=True, slots=True)
class _Introduction:
    """What an apposition says of a person: the country; ``private``: "a singer", as no official is called."""

    country: str | None
    private: bool


_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "SPY", "PTY"})
_PRIVATE = frozenset({"CVL", "LAB", "AGR", "REF"})


def _introduced(doc: Doc, match: Match, by_token: Mapping[int, Match], index: ActorIndex) -> _Introduction:
    """ "Kim Chong-un, *a South Korean baker*," is not the Kim Jong Un that the spelling would make him."""
    at = match.end + 1
    if at >= len(doc) or doc[match.end].text != "," or doc[at].lower_ not in {"a", "an", "the"}:
        return _Introduction(None, private=False)
    country, indefinite = None, doc[at].lower_ != "the"
    for token in doc[at + 1 : at + 7]:
        other = by_token.get(token.i)
        if other is not None and other.kind == "state" and len(other.claims) == 1:
            country = country or index.rows[other.claims[0].id].country
        elif other is not None and other.kind == "role":
            return _Introduction(country, private=indefinite and index.rows[other.claims[0].id].sector in _PRIVATE)
        elif not is_modifier(token):
            break
    return _Introduction(country if indefinite else None, private=False)


def is_modifier(token: Token) -> bool:
    """A word that may stand between a nation and its noun: "Russian *deputy* minister", "China*'s* *ruling* party"."""
    return (
        token.pos_ in {"ADJ", "NOUN", "PROPN", "NUM"}
        or token.tag_ in {"POS", "HYPH", "VBN", "VBG", "RBS", "RBR"}
        or _joining(token)
    )


def _joining(token: Token) -> bool:
    """A hyphen inside a word, not a dash between two parts of a headline."""
    return token.text == "-" and token.i > 0 and not token.nbor(-1).whitespace_


def _sentence_numbers(doc: Doc) -> tuple[int, ...]:
    return tuple(number for number, sentence in enumerate(doc.sents) for _ in range(sentence.start, sentence.end))

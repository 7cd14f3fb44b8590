"""Finds the actor names and role nouns of a parsed text: longest match first, and a name inside a longer name loses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dprk_events.events.actors.longer import COURTESY, bare, body_named_after, longer_name
from dprk_events.events.tokens import Doc, Token
from dprk_events.tables.actor_index import ActorIndex, Hit
from dprk_events.tables.naming import Claim
from dprk_events.tables.pieces import Piece, joined

Kind = Literal["state", "person", "organisation", "group", "role", "bloc"]
_KINDS: Mapping[str, Kind] = {
    "state": "state", "person": "person", "organ": "organisation", "organisation": "organisation",
    "company": "organisation", "group": "group", "role": "role", "bloc": "bloc", "decoy": "organisation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens [start, end) that entries claim; ``kind`` is that of the first claim that is no decoy."""

    start: int
    end: int
    kind: Kind
    claims: tuple[Claim, ...]

    @property
    def demonym(self) -> bool:
        return self.claims[0].how == "demonym"


def find_matches(doc: Doc, text: str, pieces: list[Piece], index: ActorIndex) -> list[Match]:
    """The matches of a doc, whose text is cut into pieces, in text order, without overlaps and names inside longer names.

    "Korea University" gives none; "Russian defence minister" gives a demonym and a role noun.
    """
    tokens = _tokens_of(doc, pieces)
    reach = _reach(text, pieces)
    found: list[Match] = []
    at = 0
    while at < len(pieces):
        hit = index.longest(pieces, at, reach[at])
        if hit is not None:
            hit = _cut_back(hit, pieces, reach[at], index)
        if hit is None:
            at += 1
            continue
        match = _match(hit, tokens, index)
        if match is not None and (standing := _standing(doc, match, pieces, hit, index)):
            found.append(standing)
        at = hit.end
    return _free_standing(doc, found, index)


def _cut_back(hit: Hit, pieces: list[Piece], end: int, index: ActorIndex) -> Hit | None:
    """Up to where a person's name that begins in a hit goes on after it ("North Korean leader Kim | Jong Un")."""
    if index.rows[hit.claims[0].id].kind != "person":
        return hit
    for inner in range(hit.start + 1, hit.end):
        other = index.longest(pieces, inner, end)
        if other is not None and other.end > hit.end and index.rows[other.claims[0].id].kind == "person":
            return index.longest(pieces, hit.start, inner)
    return hit


def kind_of(row_kind: str) -> Kind:
    """A row's kind as phrases see it: organs, organisations and companies are one."""
    return _KINDS[row_kind]


def _match(hit: Hit, tokens: list[int], index: ActorIndex) -> Match | None:
    kinds = [index.rows[claim.id].kind for claim in hit.claims]
    real = [kind for kind in kinds if kind != "decoy"]
    return Match(tokens[hit.start], tokens[hit.end - 1] + 1, kind_of(real[0]), hit.claims) if real else None


def _tokens_of(doc: Doc, pieces: list[Piece]) -> list[int]:
    """The token that each piece begins in."""
    ends = [token.idx + len(token) for token in doc]
    found, at = [], 0
    for piece in pieces:
        while at < len(ends) - 1 and ends[at] <= piece.start:
            at += 1
        found.append(at)
    return found


def _reach(text: str, pieces: list[Piece]) -> list[int]:
    """For each piece, where the run of pieces that may belong to one name with it ends."""
    reach = [len(pieces)] * len(pieces)
    for at in range(len(pieces) - 2, -1, -1):
        left, right = pieces[at], pieces[at + 1]
        plain = right.start == left.end + 1 and text[left.end] == " "  # what nearly all pairs are
        reach[at] = reach[at + 1] if plain or joined(text, left, right) else at + 1
    return reach


def _standing(doc: Doc, match: Match, pieces: list[Piece], hit: Hit, index: ActorIndex) -> Match | None:
    """The match if the words are used as the name; without "the", "allies" is left to the role nouns."""
    if _stands(doc, match, pieces, hit):
        return match
    roles = tuple(claim for claim in match.claims if index.rows[claim.id].kind == "role")
    return Match(match.start, match.end, "role", roles) if roles and match.kind != "role" else None


def _stands(doc: Doc, match: Match, pieces: list[Piece], hit: Hit) -> bool:
    """Whether the words are used as the name: "the North" but not "the north of", "US" but not "JOIN US"."""
    if match.kind == "role":
        last = doc[match.end - 1]
        noun = last.pos_ in {"NOUN", "PROPN"} or (last.pos_ == "ADJ" and last.dep_ not in {"amod", "compound"})
        return (noun or last.lower_ == "military") and not _part_of_title(last)
    first, length = pieces[hit.start], hit.end - hit.start
    if match.kind == "state" and _is_town(doc, match):
        return False
    if length == 1 and first.key in _DIRECTIONS:
        return _is_half_of_korea(doc, match)
    if length == 1 and first.key in _WITH_ARTICLE:
        return match.start > 0 and doc[match.start - 1].lower_ == "the"
    if length == 1 and first.key in _PRONOUNS and doc[match.start].pos_ == "PRON":
        return not doc[max(0, match.start - 4) : match.end + 4].text.isupper()  # Doc.text would be built anew each time
    before = pieces[hit.start - 1] if hit.start else None
    return before is None or before.key not in _AGAINST or before.end + 1 != first.start


def _is_town(doc: Doc, match: Match) -> bool:
    """ "Lebanon, Ohio" is a town that is called like a state or its capital."""
    at = match.end
    return at + 1 < len(doc) and doc[at].text == "," and doc[at + 1].text in _US_STATES


def _part_of_title(token: Token) -> bool:
    """The "National" of "National Petroleum Corporation", the "General" of "General Electric": no nationals, no generals."""
    head = token.head
    if token.dep_ not in {"compound", "amod", "nmod"} or head.i <= token.i or not token.text[0].isupper():
        return False
    return head.pos_ == "PROPN" and token.ent_type_ == head.ent_type_ and head.ent_type_ in _TITLES


_TITLES = frozenset({"ORG", "FAC", "PRODUCT", "LAW", "EVENT"})
_DIRECTIONS = frozenset({"north", "south"})
_WITH_ARTICLE = frozenset({"states", "west", "emirates", "kingdom", "allies"})
_PRONOUNS = frozenset({"us", "it", "who"})
_US_STATES = frozenset({
    "Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware", "Florida",
    "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas", "Kentucky", "Louisiana", "Maine", "Maryland",
    "Massachusetts", "Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska", "Nevada", "Ohio",
    "Oklahoma", "Ontario", "Oregon", "Pennsylvania", "Tennessee", "Texas", "Utah", "Vermont", "Virginia",
    "Wisconsin", "Wyoming",
})  # fmt: skip
_AGAINST = frozenset({"anti", "pro", "non", "post", "pan"})


def _is_half_of_korea(doc: Doc, match: Match) -> bool:
    """ "The North fired", "the South's army", "North fires" in a headline; not "the North of England", "the North Sea"."""
    token = doc[match.start]
    after = doc[match.end] if match.end < len(doc) else None
    if after is not None and after.text in {"of", "-"} and after.head.i == token.i:
        return False
    if after is not None and after.text[:1].isupper() and after.pos_ in {"PROPN", "ADJ"}:
        return False
    text = doc.text  # made anew at each access
    if any(word in text for word in _OTHER_HALVES) and not any(word in text for word in _KOREAN):
        return False
    article = match.start > 0 and doc[match.start - 1].lower_ == "the"
    opens = bool(token.is_sent_start) or doc[match.start - 1].text in {";", ":", ","}
    says = opens and after is not None and after.tag_ in {"VBZ", "VBD", "MD", "NNS"} and after.lower_ not in _WINDS
    return article or says or token.dep_ in {"nsubj", "nsubjpass", "poss", "dobj", "pobj"}


_KOREAN = ("Korea", "Pyongyang", "Seoul", "Kim ", "DPRK", "KCNA", "Yonhap")
_OTHER_HALVES = (
    "Confederate", "Republican", "Democrat", "Italy", "Italian", "England", "Vietnam", "Yemen", "Sudan", "Cyprus", "Nigeria",
    "Brazil", "Ireland", "Mali", "Ivory Coast", "Dakota", "Carolina",
)  # fmt: skip
_WINDS = frozenset({"winds", "slopes", "sides", "walls", "gates", "stars"})


def _free_standing(doc: Doc, found: list[Match], index: ActorIndex) -> list[Match]:
    """Without the names inside longer names, and without the role nouns that end these ("Korea *University*")."""
    taken = {token: match.end for match in found for token in range(match.start, match.end)}
    persons: set[str] = set()  # "Jordan", once "Michael Jordan" was read
    kept: list[Match] = []
    lost = -1
    for match in found:
        first = doc[match.start]
        if match.kind == "role":
            if match.start >= lost or not first.text[0].isupper():
                kept.append(match)
            continue
        open_name = not match.demonym and not match.claims[0].case.startswith("=")
        longer = longer_name(doc, match.start, match.end, taken, index.names) if open_name else None
        if longer is None and match.claims[0].how == "metonym":
            longer = body_named_after(doc, match.start, match.end, taken)
        if longer and match.kind == "person" and longer.end == match.end and not _other_person(doc, match):
            longer = None
        if longer:
            lost = longer.end
            if longer.person:
                persons.update(doc[token].text for token in range(longer.start, longer.end))
        elif first.text not in persons or match.kind == "person" or match.end - match.start > 1:
            kept.append(match)
    return kept


def _other_person(doc: Doc, match: Match) -> bool:
    """ "Melania Trump" is not the Trump of the lexicon; "Comrade Putin" at the start of a sentence is."""
    before: Token = doc[match.start - 1]
    return bare(before) not in COURTESY and (before.ent_type_ == "PERSON" or not before.is_sent_start)

"""Finds the actor names and role nouns of a parsed text: longest match first, and a name inside a longer name loses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from dprk_events.events.actors.index import ActorIndex, Hit
from dprk_events.tables.naming import Claim
from dprk_events.tables.pieces import Piece, cut, joined

Kind = Literal["state", "person", "organisation", "group", "role", "bloc"]
_KINDS: dict[str, Kind] = {  # a row's kind as phrases see it
    "state": "state", "person": "person", "organ": "organisation", "organisation": "organisation",
    "company": "organisation", "group": "group", "role": "role", "bloc": "bloc",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens [start, end) that entries claim. ``kind`` is that of the first claim; ``demonym``: an adjective or people."""

    start: int
    end: int
    kind: Kind
    claims: tuple[Claim, ...]

    @property
    def demonym(self) -> bool:
        return self.claims[0].how == "demonym"


def find_matches(doc: Doc, index: ActorIndex) -> list[Match]:
    """The matches of a doc in text order, without overlaps, without names inside longer names.

    "Korea University" gives none; "Russian defence minister" gives a demonym and a role noun.
    """
    pieces = cut(doc.text)
    tokens = _tokens_of(doc, pieces)
    reach = _reach(doc.text, pieces)
    found: list[Match] = []
    at = 0
    while at < len(pieces):
        hit = index.longest(pieces, at, reach[at])
        if hit is None:
            at += 1
            continue
        match = _match(hit, tokens, index)
        if match is not None and _stands(doc, match, pieces, hit):
            found.append(match)
        at = hit.end
    return _free_standing(doc, found)


def _free_standing(doc: Doc, found: list[Match]) -> list[Match]:
    """Without the names inside longer names, and without the role nouns that end these ("Korea *University*")."""
    at = {token: match for match in found for token in range(match.start, match.end)}
    kept: list[Match] = []
    lost = -1
    for match in found:
        if match.kind == "role":
            if match.start >= lost or not _capital(doc[match.start]):
                kept.append(match)
            continue
        tail = _swallowed(doc, match, at)
        if tail:
            lost = tail
        else:
            kept.append(match)
    return kept


def kind_of(row_kind: str) -> Kind:
    """A row's kind as phrases see it: organs, organisations and companies are one."""
    return _KINDS[row_kind]


def _match(hit: Hit, tokens: list[int], index: ActorIndex) -> Match | None:
    kind = index.rows[hit.claims[0].id].kind
    if kind == "decoy" and len(hit.claims) == 1:
        return None
    if kind == "decoy":
        kind = index.rows[hit.claims[1].id].kind
    return Match(tokens[hit.start], tokens[hit.end - 1] + 1, _KINDS.get(kind, "organisation"), hit.claims)


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
        reach[at] = reach[at + 1] if joined(text, pieces[at], pieces[at + 1]) else at + 1
    return reach


def _stands(doc: Doc, match: Match, pieces: list[Piece], hit: Hit) -> bool:
    """Whether the words are used as the name: "the North" but not "the north of", "US" but not "us"."""
    word = pieces[hit.start]
    if match.kind == "role":
        token = doc[match.end - 1]
        return token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.tag_ in {"NNS", "NN"}
    if hit.end - hit.start == 1 and word.key in _DIRECTIONS:
        return _is_half_of_korea(doc, match)
    if hit.end - hit.start == 1 and word.key in _WITH_ARTICLE:
        return match.start > 0 and doc[match.start - 1].lower_ == "the"
    before = doc.text[max(0, word.start - 5) : word.start].lower()
    return not before.endswith(_AGAINST)


_DIRECTIONS = frozenset({"north", "south"})
_WITH_ARTICLE = frozenset({"states", "west", "east", "emirates", "kingdom"})
_AGAINST = ("anti-", "pro-", "non-", "post-", "pan-")


def _is_half_of_korea(doc: Doc, match: Match) -> bool:
    """ "The North fired", "the South's army", "North fires" in a headline; not "the North of England", "the North Sea"."""
    token = doc[match.start]
    if not token.text[0].isupper():
        return False
    after = doc[match.end] if match.end < len(doc) else None
    if after is not None and (after.lower_ in {"of", "-"} or (after.text[:1].isupper() and after.pos_ in {"PROPN", "ADJ"})):
        return False
    article = match.start > 0 and doc[match.start - 1].lower_ == "the"
    return article or token.dep_ in {"nsubj", "nsubjpass", "poss", "dobj", "pobj"}


_NOT_A_NAME = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "madam",
        "comrade",
        "marshal",
        "the",
        "a",
        "an",
    ]
)
_TAILS = frozenset(
    [
        "university",
        "college",
        "institute",
        "school",
        "academy",
        "post",
        "times",
        "herald",
        "daily",
        "journal",
        "news",
        "observer",
        "tribune",
        "today",
        "gazette",
        "street",
        "road",
        "avenue",
        "square",
        "airport",
        "airlines",
        "airways",
        "air",
        "tower",
        "stadium",
        "river",
        "sea",
        "ocean",
        "strait",
        "bay",
        "gulf",
        "island",
        "islands",
        "peninsula",
        "mountains",
        "mountain",
        "lake",
        "desert",
        "valley",
        "city",
        "town",
        "village",
        "hotel",
        "park",
        "palace",
        "bridge",
        "railway",
        "cup",
        "club",
        "fc",
        "united",
        "open",
        "league",
        "games",
        "olympics",
        "marathon",
        "museum",
        "theatre",
        "theater",
        "hall",
        "center",
        "centre",
        "hospital",
        "church",
        "temple",
        "bank",
        "motors",
        "electronics",
        "telecom",
        "energy",
        "group",
        "inc",
        "corp",
        "corporation",
        "ltd",
        "co",
        "company",
        "foundation",
        "fund",
        "society",
        "institution",
        "war",
        "wars",
        "accord",
        "accords",
        "agreement",
        "treaty",
        "declaration",
        "convention",
        "protocol",
        "summit",
        "jersey",
        "mexico",
        "york",
        "hampshire",
        "orleans",
        "zealand",
        "beach",
        "hills",
        "county",
        "heights",
        "house",
        "desk",
    ]
)
_OF_HEADS = frozenset(
    [
        "bank",
        "university",
        "gulf",
        "sea",
        "bay",
        "strait",
        "straits",
        "isle",
        "voice",
        "battle",
        "treaty",
        "church",
        "college",
        "institute",
        "school",
        "museum",
        "duke",
        "duchess",
        "bishop",
        "archbishop",
        "lord",
        "lady",
        "joint",
    ]
)
_NAME_LABELS = frozenset({"PERSON", "FAC", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW"})


def _swallowed(doc: Doc, match: Match, at: dict[int, Match]) -> int:
    """Where the longer capitalised name ends that the match is a part of: "Korea Herald", "Michael Jordan"; else 0."""
    if match.demonym or match.claims[0].case.startswith("="):
        return 0
    if _began_before(doc, match, at) or _of_name(doc, match):
        return match.end
    return _goes_on(doc, match, at)


def _goes_on(doc: Doc, match: Match, at: dict[int, Match]) -> int:
    if match.end >= len(doc):
        return 0
    after, last = doc[match.end], doc[match.end - 1]
    if not _capital(after) or not last.whitespace_ or after.lower_ in _NOT_A_NAME:
        return 0
    tail = match.end
    while tail < len(doc) and _capital(doc[tail]) and doc[tail].pos_ == "PROPN":
        tail += 1
    if after.lower_ in _TAILS or (tail > match.end and doc[tail - 1].lower_ in _TAILS):
        return max(tail, match.end + 1)
    if match.end in at:
        return 0
    compound = last.dep_ in {"compound", "nmod"} and match.end <= last.head.i < tail
    if match.kind == "person":
        return tail if compound and not _title_case(last.sent) else 0
    spans = after.ent_iob_ == "I" and after.ent_type_ in _NAME_LABELS and last.ent_type_ == after.ent_type_
    return tail if spans and compound else 0


def _began_before(doc: Doc, match: Match, at: dict[int, Match]) -> bool:
    if match.start == 0 or match.end - match.start > 1 or match.start - 1 in at:
        return False
    before, first = doc[match.start - 1], doc[match.start]
    if not _capital(before) or not before.whitespace_ or before.lower_ in _NOT_A_NAME or before.pos_ != "PROPN":
        return False
    if before.dep_ not in {"compound", "nmod"} or before.head.i != first.i:
        return False
    return match.kind != "person" or before.ent_type_ == "PERSON" or before.i != before.sent.start


def _of_name(doc: Doc, match: Match) -> bool:
    if match.start < 2 or doc[match.start - 1].lower_ not in {"of", "the"}:
        return False
    at = match.start - 2 if doc[match.start - 1].lower_ == "of" else match.start - 3
    return at >= 0 and doc[at + 1].lower_ == "of" and _capital(doc[at]) and doc[at].lower_ in _OF_HEADS


def _capital(token: Token) -> bool:
    return token.text[0].isupper()


def _title_case(sentence: object) -> bool:
    words = [token for token in sentence if token.is_alpha and len(token) > 3]  # type: ignore[attr-defined]
    return len(words) > 3 and sum(token.text[0].isupper() for token in words) >= 0.8 * len(words)

"""Looks names up in the lexicon alone, without a parse: for checks of entries and for ``lexicon show``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dprk_events.tables.actor_index import ActorIndex, Hit
from dprk_events.tables.choose import Choice, Scene, choose
from dprk_events.tables.naming import Claim
from dprk_events.tables.pieces import Piece, cut, joined


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a phrase: who claims it, and what was chosen."""

    text: str
    claims: tuple[Claim, ...]
    choice: Choice


def look_up(phrase: str, index: ActorIndex, published: str | None = None) -> list[Found]:
    """The names of a phrase in order, longest first at each place, each decided as in an article that says only this.

    >>> from dprk_events.tables.rows import ActorRow
    >>> index = ActorIndex({"deu": ActorRow(kind="state", name="Germany", demonyms="German")})
    >>> [found.choice.claim.id for found in look_up("the German army", index)]
    ['deu']
    """
    pieces = cut(phrase)
    hits = _hits(phrase, pieces, index)
    countries = Counter(
        country for hit in hits if len(hit.claims) == 1 and (country := index.rows[hit.claims[0].id].country) is not None
    )
    scene = Scene(published, f" {' '.join(piece.key for piece in pieces)} ", countries)
    found: list[Found] = []
    nation: str | None = None
    for hit in hits:
        choice = choose(hit.claims, index.rows, scene, nation)
        found.append(Found(phrase[pieces[hit.start].start : pieces[hit.end - 1].end], hit.claims, choice))
        row = index.rows[choice.claim.id] if choice.claim else None
        nation = row.country if row is not None and row.kind == "state" else nation
    return found


def _hits(text: str, pieces: list[Piece], index: ActorIndex) -> list[Hit]:
    hits, at = [], 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and joined(text, pieces[end - 1], pieces[end]):
            end += 1
        hit = index.longest(pieces, at, end)
        if hit is None:
            at += 1
        else:
            hits.append(hit)
            at = hit.end
    return hits

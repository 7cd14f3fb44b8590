"""The name table: every spelling of every actor by its pieces, as plain values that can be cached.

Looking a name up costs one dictionary access for each length that its first piece begins, however large the lexicon is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dprk_events.tables.pieces import key_of
from dprk_events.tables.romanise import folded_name
from dprk_events.tables.rows import ActorRow
from dprk_events.tables.spellings import How, spellings


@dataclass(frozen=True, slots=True)
class Claim:
    """An entry that claims a key, and under which condition of case."""

    id: str
    how: How
    case: str


@dataclass(frozen=True, slots=True)
class NameTable:
    """``claims`` by key, ``lengths`` (longest first) by first piece, ``folded`` ids of persons by romanisation class.

    ``organs`` gives the listed organ that a nation and a role noun mean together: "kor defence-ministry" -> "kor-mnd".
    """

    claims: Mapping[str, tuple[Claim, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    folded: Mapping[str, tuple[str, ...]]
    organs: Mapping[str, str]


def name_table(actors: Mapping[str, ActorRow]) -> NameTable:
    """Compile the spellings of all rows.

    >>> table = name_table({"deu": ActorRow(kind="state", name="Germany", metonyms="Berlin")})
    >>> table.claims["berlin"]
    (Claim(id='deu', how='metonym', case='A'),)
    """
    claims: dict[str, dict[tuple[str, bool], Claim]] = {}
    lengths: dict[str, set[int]] = {}
    folded: dict[str, set[str]] = {}
    for entry, row in actors.items():
        for spelling in spellings(row):
            if not spelling.key:
                continue
            claims.setdefault(spelling.key, {}).setdefault(
                (entry, spelling.case.startswith("=")), Claim(entry, spelling.how, spelling.case)
            )
            first = spelling.key.partition(" ")[0]
            lengths.setdefault(first, set()).add(spelling.key.count(" ") + 1)
        if row.kind == "person":
            for name in (row.name, *row.aliases):
                if romanised := folded_name(name, row.country):
                    folded.setdefault(romanised, set()).add(entry)
    kept = {key: tuple(found.values()) for key, found in claims.items()}
    return NameTable(
        kept,
        {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        {key: tuple(sorted(found)) for key, found in folded.items()},
        _organs(kept, actors),
    )


def _organs(claims: Mapping[str, tuple[Claim, ...]], actors: Mapping[str, ActorRow]) -> dict[str, str]:
    """The organ of each state that a role noun names: its spelling is the state's adjective (or name) and the role noun."""
    states = {
        row.country: entry for entry, row in actors.items() if row.kind == "state" and row.of is None and row.until is None
    }
    opening = {
        key: row.country
        for entry, row in actors.items()
        if row.kind == "state" and row.country and states.get(row.country) == entry
        for key in (key_of(name) for name in (row.name, *row.demonyms, *row.aliases, *row.abbreviations))
    }
    roles = {key: claim.id for key, found in claims.items() for claim in found if actors[claim.id].kind == "role"}
    found: dict[str, str] = {}
    for key, claimed in claims.items():
        if len(claimed) != 1 or actors[claimed[0].id].kind not in {"organ", "organisation"}:
            continue
        row = actors[claimed[0].id]
        words = key.split(" ")
        for cut_at in range(0, min(len(words), 5)):
            nation, role = " ".join(words[:cut_at]), roles.get(" ".join(words[cut_at:]))
            if role and row.country and (not nation or opening.get(nation) == row.country):
                found.setdefault(f"{row.country} {role}", claimed[0].id)
    return found

"""The name table: every spelling of every actor by its pieces, as plain values that can be cached.

Looking a name up costs one dictionary access for each length that its first piece begins, however large the lexicon is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from dprk_events.tables.pieces import key_of

if TYPE_CHECKING:
    from dprk_events.tables.rows import ActorRow

How = Literal["name", "alias", "abbreviation", "demonym", "metonym"]


@dataclass(frozen=True, slots=True)
class Claim:
    """An entry that claims a key. ``case`` is "=DPRK" (exactly so), a mask such as "Aa" (capital, any), or "" (any)."""

    id: str
    how: How
    case: str


@dataclass(frozen=True, slots=True)
class NameTable:
    """All spellings, compiled. The claims of a key are packed into one string, since thousands of tuples are slow to read.

    ``lengths``, longest first, by first piece; ``folded``: persons by romanisation class; ``organs``: the listed organ that
    a nation and a role noun mean ("KOR defence-ministry"); ``surnames``: persons with offices; ``tails`` and ``of_heads``:
    words that make a longer name of the name before or after them ("~ University", "University of ~").
    """

    claims: Mapping[str, str]
    lengths: Mapping[str, Sequence[int]]
    folded: Mapping[str, Sequence[str]]
    organs: Mapping[str, str]
    surnames: Mapping[str, Sequence[str]]
    tails: frozenset[str]
    of_heads: frozenset[str]

    def of(self, key: str) -> tuple[Claim, ...]:
        """The claims of a key, none if nobody claims it."""
        packed = self.claims.get(key)
        if packed is None:
            return ()
        claims = [line.split("\t") for line in packed.split("\n")]
        return tuple([Claim(entry, cast("How", how), case) for entry, how, case in claims])

    def to_plain(self) -> dict[str, Any]:
        """For the cache."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> NameTable:
        """From the cache."""
        return cls(**plain)


def name_table(actors: Mapping[str, ActorRow]) -> NameTable:
    """Compile the spellings of all rows.

    >>> from dprk_events.tables.rows import ActorRow
    >>> table = name_table({"deu": ActorRow(kind="state", name="Germany", metonyms="Berlin")})
    >>> table.of("berlin")
    (Claim(id='deu', how='metonym', case='A'),)
    """
    # only compiling needs the spellings: a cached table is read without them
    from dprk_events.tables.spellings import spellings

    claims: dict[str, dict[tuple[str, bool], tuple[str, str, str]]] = {}
    lengths: dict[str, set[int]] = {}
    for entry, row in actors.items():
        for spelling in spellings(row):
            place = claims.setdefault(spelling.key, {})
            place.setdefault((entry, spelling.case.startswith("=")), (entry, spelling.how, spelling.case))
            lengths.setdefault(spelling.key.partition(" ")[0], set()).add(spelling.key.count(" ") + 1)
    kept = {key: tuple(found.values()) for key, found in claims.items()}
    patterns = [
        pattern for row in actors.values() if row.kind == "decoy" for pattern in (row.name, *row.aliases) if "~" in pattern
    ]
    return NameTable(
        claims={key: "\n".join("\t".join(claim) for claim in found) for key, found in kept.items()},
        lengths={first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        folded=_folded(actors),
        organs=_organs(kept, actors),
        surnames=_surnames(actors),
        tails=frozenset(pattern[2:].lower() for pattern in patterns if pattern.startswith("~ ")),
        of_heads=frozenset(pattern[: -len(" of ~")].lower() for pattern in patterns if pattern.endswith(" of ~")),
    )


def _folded(actors: Mapping[str, ActorRow]) -> dict[str, tuple[str, ...]]:
    from dprk_events.tables.romanise import folded_name

    folded: dict[str, set[str]] = {}
    for entry, row in actors.items():
        if row.kind == "person":
            for name in (row.name, *row.aliases):
                if romanised := folded_name(name, row.country):
                    folded.setdefault(romanised, set()).add(entry)
    return {key: tuple(sorted(found)) for key, found in folded.items()}


def _surnames(actors: Mapping[str, ActorRow]) -> dict[str, tuple[str, ...]]:
    from dprk_events.tables.romanise import is_korean_surname

    found: dict[str, list[str]] = {}
    for entry, row in actors.items():
        words = key_of(row.name).split(" ")
        if row.kind == "person" and row.roles and len(words) > 1:
            first = is_korean_surname(words[0]) or row.country in {"CHN", "TWN"}
            found.setdefault(words[0] if first else words[-1], []).append(entry)
    return {surname: tuple(entries) for surname, entries in found.items()}


def _organs(claims: Mapping[str, Sequence[Sequence[str]]], actors: Mapping[str, ActorRow]) -> dict[str, str]:
    """The organ of each state that a role noun names: its spelling is the state's adjective (or name) and the role noun."""
    roles = {key: claim[0] for key, found in claims.items() for claim in found if actors[claim[0]].kind == "role"}
    openings = dict(_openings(actors))
    found: dict[str, str] = {}
    for key, claimed in claims.items():
        row = actors[claimed[0][0]]
        if len(claimed) > 1 or row.kind not in {"organ", "organisation"} or row.country is None:
            continue
        words = key.split(" ")
        for cut_at in range(1, min(len(words), 5)):
            nation, role = " ".join(words[:cut_at]).removesuffix(" s"), roles.get(" ".join(words[cut_at:]))
            if role and openings.get(nation) == row.country:
                found.setdefault(f"{row.country} {role}", claimed[0][0])
    return found


def _openings(actors: Mapping[str, ActorRow]) -> Iterator[tuple[str, str]]:
    for row in actors.values():
        if row.kind == "state" and row.country and row.of is None and row.until is None:
            for name in (row.name, *row.demonyms, *row.aliases, *row.abbreviations):
                yield key_of(name).removeprefix("the "), row.country

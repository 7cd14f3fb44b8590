"""The spellings of an actor row: what the lexicon lists, and the orders and joinings that follow from it by rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dprk_events.tables.naming import How
from dprk_events.tables.pieces import Piece, cut
from dprk_events.tables.romanise import given_spellings, is_korean_surname
from dprk_events.tables.rows import ActorRow

_KOREAN = frozenset({"PRK", "KOR"})
_BODIES = frozenset({"organ", "organisation"})
_SURNAME_FIRST = frozenset({"PRK", "KOR", "JPN", "VNM", "CHN", "TWN"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write an actor; ``case`` as in ``Claim``."""

    key: str
    how: How
    case: str


def spellings(row: ActorRow) -> Iterator[Spelling]:
    """Every spelling of a row; the same key may come twice, the first counts. Patterns ("~ University") give none.

    >>> row = ActorRow(kind="person", name="Kim Yo Jong", country="PRK")
    >>> [spelling.key for spelling in spellings(row)]
    ['kim yo jong', 'kim yojong', 'yo jong kim', 'yojong kim']
    """
    listed: tuple[tuple[How, tuple[str, ...]], ...] = (
        ("name", (row.name,)),
        ("alias", row.aliases),
        ("metonym", row.metonyms),
        ("demonym", row.demonyms),
    )
    korean = row.kind == "person" and row.country in _KOREAN
    for how, names in listed:
        for name in names:
            yield from _written(name, how, any_case=row.kind == "role", korean=korean, body=row.kind in _BODIES)
    if row.kind == "person":
        for name in (row.name, *row.aliases):
            for variant in person_orders(name, row.country):
                yield from _written(variant, "alias", any_case=False, korean=korean)
    for name in row.abbreviations:
        found = cut(name)
        yield Spelling(" ".join(piece.key for piece in found), "abbreviation", "=" + " ".join(piece.bare for piece in found))


def _written(name: str, how: How, *, any_case: bool, korean: bool = False, body: bool = False) -> Iterator[Spelling]:
    found = cut(name)
    if found and found[0].key == "the" and len(found) > 1:
        found = found[1:]
    if not found or "~" in name:
        return
    small = body and len(found) > 2  # "the UN panel of experts", "the United Nations security council"
    capitals = [
        piece.bare[0].isupper() and not _second(found, at, korean) and not (small and at and not _state_part(found, at))
        for at, piece in enumerate(found)
    ]
    mask = "".join("A" if capital else "a" for capital in capitals)
    key = " ".join(piece.key for piece in found)
    if any_case and len(found) == 1 and len(key) > 1 and found[0].bare.rstrip("s").isupper():
        yield Spelling(key, how, f"={found[0].bare}")  # a role noun in capitals is an abbreviation: an NGO is no Mr. Ngo
    else:
        yield Spelling(key, how, "" if any_case or "A" not in mask else mask)


def _state_part(found: list[Piece], at: int) -> bool:
    """The second word of "North Korean", "United Nations", "South Korea's": a name inside the name keeps its capital."""
    return at == 1 and found[0].key in {"north", "south", "united", "workers"}


def _second(found: list[Piece], at: int, korean: bool) -> bool:
    """The second syllable of a Korean given name may be written small: "Kim Jong-un", "Jong-un Kim"."""
    return korean and len(found) == 3 and at == (2 if is_korean_surname(found[0].key) else 1)


def person_orders(name: str, country: str | None) -> Iterator[str]:
    """Other orders and joinings of a person's name, by the customs of the country.

    >>> list(person_orders("Abe Shinzo", "JPN"))
    ['Shinzo Abe']
    >>> list(person_orders("Kim", "PRK"))
    []
    """
    words = name.replace("-", " ").split()
    for given in given_spellings(words[0]) if len(words) > 1 else ():
        yield " ".join([given, *name.split()[1:]])
    if country in _KOREAN and len(words) == 3:
        family, first, second = words
        given = first + second.lower()
        yield f"{family} {given}"
        yield f"{first} {second} {family}"
        yield f"{given} {family}"
    elif country in _SURNAME_FIRST and len(words) == 2:
        yield f"{words[1]} {words[0]}"

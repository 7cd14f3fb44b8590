"""The actor index: the name table of the lexicon and its rows, compiled once and read only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dprk_events.tables.naming import Claim, NameTable, name_table
from dprk_events.tables.pieces import Piece
from dprk_events.tables.romanise import is_korean_surname, korean_key
from dprk_events.tables.rows import ActorRow


@dataclass(frozen=True, slots=True)
class Hit:
    """Pieces [start, end) that some entries claim."""

    start: int
    end: int
    claims: tuple[Claim, ...]


class ActorIndex:
    """Finds the longest names that begin at a piece.

    >>> from dprk_events.tables.pieces import cut
    >>> index = ActorIndex({"deu": ActorRow(kind="state", name="Germany")})
    >>> index.longest(cut("Germany agreed."), 0, 2).claims[0].id
    'deu'
    """

    def __init__(self, actors: Mapping[str, ActorRow]) -> None:
        self.rows = actors
        compiled = getattr(actors, "names", None)
        self.names: NameTable = compiled if isinstance(compiled, NameTable) else name_table(actors)
        self._lengths = self.names.lengths
        self._claims = lru_cache(4096)(self.names.of)  # an article says the same names again and again

    def longest(self, pieces: list[Piece], start: int, end: int) -> Hit | None:
        """The longest claimed run of pieces from ``start`` that stays below ``end`` and whose case fits."""
        first = pieces[start]
        for length in self._lengths.get(first.key, ()):
            if start + length > end:
                continue
            key = first.key if length == 1 else " ".join([piece.key for piece in pieces[start : start + length]])
            if key not in self.names.claims:
                continue
            run = pieces[start : start + length]
            fitting = tuple([claim for claim in self._claims(key) if _case_fits(claim.case, run)])
            if fitting:
                return Hit(start, start + length, fitting)
        if start + 2 > end:  # nothing after it belongs to one name with it
            return None
        found = self._romanised(pieces, start, end) if first.bare[0].isupper() else None
        return found or (self._with_initial(pieces, start, end) if len(pieces[start + 1].bare) == 1 else None)

    def _romanised(self, pieces: list[Piece], start: int, end: int) -> Hit | None:
        """A Korean person's name in another romanisation than the listed ones; the first piece has a capital."""
        for length in (3, 2):
            run = pieces[start : start + length]
            if start + length > end or not run[1].bare[0].isupper():
                continue
            if not (is_korean_surname(run[0].key) or is_korean_surname(run[-1].key)):
                continue
            key = korean_key([piece.key for piece in run])
            ids = self.names.folded.get(key) if key else None
            if ids:
                return Hit(start, start + length, tuple(Claim(entry, "alias", "") for entry in ids))
        return None

    def _with_initial(self, pieces: list[Piece], start: int, end: int) -> Hit | None:
        """ "Robert R. King" for a listed Robert King; the second piece is one letter."""
        if start + 3 > end or not pieces[start + 1].bare.isupper():
            return None
        run = [pieces[start], pieces[start + 2]]
        claims = self.names.of(f"{run[0].key} {run[1].key}")
        fitting = tuple(claim for claim in claims if _case_fits(claim.case, run) and self.rows[claim.id].kind == "person")
        return Hit(start, start + 3, fitting) if fitting else None

    def organ(self, country: str, role: str) -> str | None:
        """The id of the listed organ of a state that a role noun names: ("KOR", "defence-ministry") -> "kor-mnd"."""
        return self.names.organs.get(f"{country} {role}")


def _case_fits(case: str, run: list[Piece]) -> bool:
    if not case:
        return True
    if case[0] == "=":
        return " ".join([piece.bare for piece in run]) == case[1:]
    for want, piece in zip(case, run, strict=True):
        if want == "A" and not (piece.bare[0].isupper() or piece.bare[0].isdigit()):
            return False
    return True

"""The whole lexicon as one value, with a digest of the files it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from dprk_events.tables.cache import cached, digest_of
from dprk_events.tables.layers import data_files, layers
from dprk_events.tables.naming import NameTable

if TYPE_CHECKING:
    from dprk_events.tables.rows import (
        ActorRow,
        GuessRow,
        NounClassRow,
        PlaceRow,
        Row,
        SiteRow,
        TopicRow,
        TraitRow,
        TypeRow,
        VerbRow,
    )

    SomeRow = TypeVar("SomeRow", bound=Row)
else:
    SomeRow = TypeVar("SomeRow")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All rows by id, and ``sha256`` over the bytes of every file read, in name order."""

    verbs: Mapping[str, VerbRow]
    nouns: Mapping[str, NounClassRow]
    topics: Mapping[str, TopicRow]
    contexts: Mapping[str, TopicRow]
    types: Mapping[str, TypeRow]
    confidence: Mapping[str, TraitRow]
    guess: Mapping[str, GuessRow]
    actors: Mapping[str, ActorRow]
    places: Sequence[PlaceRow]
    sha256: str


class Rows(Mapping[str, SomeRow], Generic[SomeRow]):
    """Checked rows by id, each built when it is first asked for: a whole lexicon opens in the time its ids take to read."""

    def __init__(self, row_type: str, plain: Mapping[str, Any]) -> None:
        self._row_type = row_type
        self._plain = plain
        self._built: dict[str, SomeRow] = {}

    def __getitem__(self, entry: str) -> SomeRow:
        row = self._built.get(entry)
        if row is None:
            row = self._built[entry] = cast("SomeRow", build_row(self._row_type, self._plain[entry]))
        return row

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)

    def __contains__(self, entry: object) -> bool:
        return entry in self._plain


class Places(Sequence["PlaceRow"]):
    """The lines of ``places.csv``, built at the first use."""

    def __init__(self, plain: Sequence[Any]) -> None:
        self._plain = plain

    @cached_property
    def _built(self) -> tuple[PlaceRow, ...]:
        return tuple(cast("PlaceRow", build_row("PlaceRow", place)) for place in self._plain)

    @overload
    def __getitem__(self, at: int) -> PlaceRow: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[PlaceRow, ...]: ...
    def __getitem__(self, at: int | slice) -> PlaceRow | tuple[PlaceRow, ...]:
        return self._built[at]

    def __len__(self) -> int:
        return len(self._plain)


class ActorRows(Rows["ActorRow"]):
    """The actor rows with their name table, compiled once and cached with them."""

    def __init__(self, plain: Mapping[str, Any], names: NameTable) -> None:
        super().__init__("ActorRow", plain)
        self.names = names


def load_lexicon(overlays: tuple[Path, ...] = ()) -> Lexicon:
    """Read and check every data file, or take the checked tables of the same bytes from the cache.

    Raises LexiconError at the first mistake of a file and UsageError for a folder that is not there.
    """
    roots = layers(overlays)
    digest = digest_of(data_files(roots))
    plain = cached("lexicon", _with_code(digest), lambda: _compiled(roots))
    return Lexicon(
        verbs=Rows("VerbRow", plain["verbs"]),
        nouns=Rows("NounClassRow", plain["nouns"]),
        topics=Rows("TopicRow", plain["topics"]),
        contexts=Rows("TopicRow", plain["contexts"]),
        types=Rows("TypeRow", plain["types"]),
        confidence=Rows("TraitRow", plain["confidence"]),
        guess=Rows("GuessRow", plain["guess"]),
        actors=ActorRows(plain["actors"], NameTable.from_plain(plain["names"])),
        places=Places(plain["places"]),
        sha256=digest,
    )


def load_sites(overlays: tuple[Path, ...] = ()) -> dict[str, SiteRow]:
    """The recipes by host name."""
    roots = layers(overlays)
    files = [path for path in data_files(roots) if path.parent.name == "sites"]
    plain = cached("sites", _with_code(digest_of(files)), lambda: _compiled_sites(roots))
    rows = Rows["SiteRow"]("SiteRow", plain)
    return {host: row for row in rows.values() for host in row.hosts}


def build_row(row_type: str, values: Mapping[str, Any]) -> object:
    """A row from its plain values."""
    from dprk_events.tables import rows  # pydantic costs a tenth of a second: only who looks at a row pays it

    return getattr(rows, row_type).model_validate(values)


def _with_code(digest: str) -> str:
    """The digest of the data and of the code that compiles it."""
    here = Path(__file__).parent
    return digest_of([*sorted(here.glob("*.py"))])[:16] + digest[:16]


def _compiled(roots: tuple[Path, ...]) -> dict[str, Any]:
    from dprk_events.tables.compiled import compiled_lexicon

    return compiled_lexicon(roots)


def _compiled_sites(roots: tuple[Path, ...]) -> dict[str, Any]:
    from dprk_events.tables.compiled import compiled_sites

    return compiled_sites(roots)

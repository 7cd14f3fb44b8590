"""Parses and checks the data files of all layers into plain values for the cache."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from dprk_events.errors import LexiconError
from dprk_events.tables.load import families, load_rows
from dprk_events.tables.naming import name_table
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
_TABLES: Mapping[str, type[Row]] = {
    "verbs": VerbRow, "nouns": NounClassRow, "topics": TopicRow, "contexts": TopicRow, "types": TypeRow, "actors": ActorRow,
    "confidence": TraitRow, "guess": GuessRow,
}  # fmt: skip


def compiled_lexicon(roots: tuple[Path, ...]) -> dict[str, Any]:
    """Every table but the sites, and the names of the actors."""
    tables: dict[str, Any] = {name: plain(layered(roots, name, row_type)) for name, row_type in _TABLES.items()}
    tables["places"] = [row.model_dump(mode="json", exclude_defaults=True) for root in roots for row in places(root)]
    tables["names"] = name_table(layered(roots, "actors", ActorRow)).to_plain()
    return tables


def compiled_sites(roots: tuple[Path, ...]) -> dict[str, Any]:
    """The recipes by id."""
    return plain(layered(roots, "sites", SiteRow))


def layered(roots: tuple[Path, ...], name: str, row_type: type[SomeRow]) -> dict[str, SomeRow]:
    """The rows of ``name.toml`` and of the folder ``name`` in each layer; a later layer's entry wins."""
    found: dict[str, SomeRow] = {}
    for root in roots:
        single = root / f"{name}.toml"
        found |= load_rows([*([single] if single.exists() else []), *families(name, root)], row_type)
    return found


def plain(rows: Mapping[str, Row]) -> dict[str, Any]:
    """What the rows themselves say, as values that marshal writes."""
    return {entry: row.model_dump(mode="json", exclude_unset=True) for entry, row in rows.items()}


def places(root: Path) -> list[PlaceRow]:
    """The lines of a layer's ``places.csv``; raises LexiconError with the line of a mistake."""
    path = root / "places.csv"
    if not path.exists():
        return []
    found = []
    with path.open(encoding="utf-8", newline="") as lines:
        for number, line in enumerate(csv.DictReader(lines), start=2):
            aliases = tuple(filter(None, (line.get("aliases") or "").split("|")))
            try:
                found.append(PlaceRow.model_validate({**line, "aliases": aliases}))
            except ValidationError as error:
                first = error.errors()[0]
                raise LexiconError(f"{path}:{number}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    return found

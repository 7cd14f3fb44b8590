"""The whole lexicon as one value, with a digest of the files it came from."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dprk_events.tables.load import DATA, families, load_rows
from dprk_events.tables.rows import ActorRow, NounClassRow, PlaceRow, SiteRow, TopicRow, TypeRow, VerbRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All rows by id, and ``sha256`` over the bytes of every file read, in name order."""

    verbs: Mapping[str, VerbRow]
    nouns: Mapping[str, NounClassRow]
    topics: Mapping[str, TopicRow]
    contexts: Mapping[str, TopicRow]
    types: Mapping[str, TypeRow]
    actors: Mapping[str, ActorRow]
    places: tuple[PlaceRow, ...]
    sha256: str


def load_lexicon(overlays: tuple[Path, ...] = ()) -> Lexicon:
    """Read and check every data file; raises LexiconError at the first mistake."""
    files = sorted(path for root in (DATA, *overlays) for path in root.rglob("*") if path.suffix in {".toml", ".csv"})
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return Lexicon(
        verbs=load_rows(families("verbs"), VerbRow),
        nouns=load_rows(_present("nouns.toml"), NounClassRow),
        topics=load_rows(_present("topics.toml"), TopicRow),
        contexts=load_rows(_present("contexts.toml"), TopicRow),
        types=load_rows(_present("types.toml"), TypeRow),
        actors=load_rows(families("actors"), ActorRow),
        places=_places(DATA / "places.csv"),
        sha256=digest.hexdigest(),
    )


def load_sites(overlays: tuple[Path, ...] = ()) -> dict[str, SiteRow]:
    """The recipes by host name."""
    rows = load_rows([path for root in (DATA, *overlays) for path in families("sites", root)], SiteRow)
    return {host: row for row in rows.values() for host in row.hosts}


def _present(name: str) -> list[Path]:
    path = DATA / name
    return [path] if path.exists() else []


def _places(path: Path) -> tuple[PlaceRow, ...]:
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            PlaceRow(
                name=line["name"],
                country=line["country"],
                lat=float(line["lat"]),
                lon=float(line["lon"]),
                aliases=tuple(filter(None, line["aliases"].split("|"))),
            )
            for line in csv.DictReader(lines)
        )

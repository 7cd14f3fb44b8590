"""Reads the TOML files of ``data/`` and of user overlays into rows; names file, line and entry of every mistake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from dprk_events.errors import LexiconError
from dprk_events.tables.layers import DATA
from dprk_events.tables.rows import Row

__all__ = ["DATA", "families", "line_of", "load_rows"]
SomeRow = TypeVar("SomeRow", bound=Row)


def load_rows(paths: list[Path], row_type: type[SomeRow]) -> dict[str, SomeRow]:
    """All entries of the files by id. An id in two files, an unknown key or a wrong value raises LexiconError.

    >>> rows = load_rows(families("verbs"), VerbRow)  # doctest: +SKIP
    """
    rows: dict[str, SomeRow] = {}
    home: dict[str, Path] = {}
    for path in paths:
        for entry, row in _entries(path, row_type):
            if entry in rows:
                raise LexiconError(
                    f"{path}:{line_of(path, entry)}: [{entry}] is also in {home[entry].name}; rename one of them"
                )
            rows[entry], home[entry] = row, path
    return rows


def families(folder: str, root: Path = DATA) -> list[Path]:
    """The files of one folder of ``data/`` in name order."""
    return sorted((root / folder).glob("*.toml"))


def _entries(path: Path, row_type: type[SomeRow]) -> Iterator[tuple[str, SomeRow]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: not valid TOML: {error}") from error
    for entry, values in table.items():
        if not isinstance(values, dict):
            raise LexiconError(f"{path}:{line_of(path, entry)}: {entry!r} stands outside an [entry]; put it under one")
        try:
            yield entry, row_type.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise LexiconError(f"{path}:{line_of(path, entry)}: [{entry}] {where}: {first['msg']}") from error


def line_of(path: Path, entry: str) -> int:
    """The line an entry begins at, 0 if it is not in the file."""
    pattern = re.compile(rf'^\[?"?{re.escape(entry)}"?(\]|\s*=)')
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if pattern.match(line):
            return number
    return 0

"""The phrases of page furniture, from ``data/reading.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dprk_events.tables.load import DATA, load_rows
from dprk_events.tables.rows import ReadingRow


@cache
def load_reading(overlays: tuple[Path, ...] = ()) -> Mapping[str, ReadingRow]:
    """The rows by kind of line; read once a process, since nothing changes them.

    >>> load_reading()["below"].then
    'end'
    """
    names = [root / "reading.toml" for root in (DATA, *overlays)]
    return MappingProxyType(load_rows([path for path in names if path.exists()], ReadingRow))

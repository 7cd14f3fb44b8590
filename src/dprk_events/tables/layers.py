"""Which folders the tables come from: the package's data, the user's own folder, the folders of ``--lexicon``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from dprk_events.errors import UsageError

DATA = Path(__file__).parent.parent / "data"


def layers(overlays: tuple[Path, ...] = ()) -> tuple[Path, ...]:
    """The folders in order; an entry of a later folder replaces the entry of this id in an earlier one."""
    for folder in overlays:
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such folder; --lexicon takes a folder laid out like the package's data")
    own = user_folder()
    return (DATA, *((own,) if own is not None and own.is_dir() else ()), *overlays)


def user_folder() -> Path | None:
    """``$XDG_CONFIG_HOME/dprk-events/lexicon``, or the same in ``~/.config``; None where there is no home."""
    root = os.environ.get("XDG_CONFIG_HOME", "")
    if os.path.isabs(root):
        return Path(root) / "dprk-events" / "lexicon"
    try:
        return Path.home() / ".config" / "dprk-events" / "lexicon"
    except RuntimeError:
        return None


def data_files(roots: tuple[Path, ...]) -> Iterator[Path]:
    """Every data file of the folders, layer by layer, in name order."""
    for root in roots:
        for folder, folders, names in os.walk(root):
            folders.sort()
            yield from (Path(folder, name) for name in sorted(names) if name.endswith((".toml", ".csv")))

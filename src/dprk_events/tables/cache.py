"""Keeps compiled tables in the user's cache folder, so that data files are parsed and checked only when they change.

A cache file is named by the digest of what it was made from, so nothing is ever out of date and nothing needs a lock: it is
written to a temporary file and renamed, and whoever comes second writes the same bytes. Without a writable cache folder
everything works, only slower.
"""

from __future__ import annotations

import gc
import hashlib
import marshal
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

KEPT = 6  # cache files of one kind; older ones are deleted when a new one is written
ORPHANED = 3600  # seconds after which a temporary file is nobody's
_MARK = 32  # bytes of the digest that guards the rest of the file


def cached(kind: str, digest: str, build: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The table for this digest: from the cache, else built (and kept for the next time).

    ``build`` returns plain values only: dicts, lists, tuples, strings, numbers, booleans, None.
    """
    folder = cache_folder()
    if folder is None:
        return build()
    path = folder / f"{kind}-{sys.implementation.cache_tag}-{digest[:32]}.bin"
    found = _read(path)
    if found is None:
        found = build()
        _write(path, found, kind)
    return found


def digest_of(paths: Iterable[Path]) -> str:
    """SHA-256 over the names and bytes of files, in the order given."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def cache_folder() -> Path | None:
    """``$XDG_CACHE_HOME/dprk-events``, or ``~/.cache/dprk-events``; None where there is no home."""
    root = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(root):
        return Path(root) / "dprk-events"
    try:
        return Path.home() / ".cache" / "dprk-events"
    except RuntimeError:
        return None


def _read(path: Path) -> dict[str, Any] | None:
    """The table in a cache file; None if there is none, or if it is damaged (marshal must never see such bytes)."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    mark, body = content[:_MARK], memoryview(content)[_MARK:]
    if hashlib.sha256(body).digest() != mark:
        return None
    table = _unpacked(body)
    return table if isinstance(table, dict) else None


def _unpacked(body: memoryview) -> object:
    """A hundred thousand new objects would set off the garbage collector again and again, in vain."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return marshal.loads(body)
    finally:
        if collecting:
            gc.enable()


def _write(path: Path, table: dict[str, Any], kind: str) -> None:
    body = marshal.dumps(table)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{kind}-", dir=path.parent)
    except OSError:
        return  # a read-only or full disk: the next process builds again
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(body).digest() + body)
        os.replace(temporary, path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        return
    _forget_old(path.parent, kind)


def _forget_old(folder: Path, kind: str) -> None:
    """Delete all but the newest files of a kind, and what a process that was killed while writing left behind."""
    try:
        files = sorted(folder.glob(f"{kind}-*.bin"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        orphans = [path for path in folder.glob(f".{kind}-*") if time.time() - path.stat().st_mtime > ORPHANED]
        for path in [*files[KEPT:], *orphans]:
            path.unlink(missing_ok=True)
    except OSError:
        return  # another process tidies up at the same time

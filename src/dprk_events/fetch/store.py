"""The page store: every page fetched, with its raw bytes, headers, digests and time. Evidence as much as cache.

``pages/ab/abcd...`` holds the bytes as sent, named by their SHA-256; ``index.sqlite`` says what came from where and when.
Several processes may use it at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dprk_events.errors import OutputError
from dprk_events.fetch.exchange import Headers

SCHEMA = """
CREATE TABLE IF NOT EXISTS visits (
  id INTEGER PRIMARY KEY, url TEXT NOT NULL, access TEXT NOT NULL, final_url TEXT NOT NULL, fetched_at TEXT NOT NULL,
  confirmed_at TEXT NOT NULL, status INTEGER NOT NULL, headers TEXT NOT NULL, sent TEXT NOT NULL,
  raw_sha256 TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS visits_by_url ON visits (url, access, id);
CREATE TABLE IF NOT EXISTS robots (
  origin TEXT PRIMARY KEY, fetched_at TEXT NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS feed_items (
  feed TEXT NOT NULL, item TEXT NOT NULL, seen_at TEXT NOT NULL, PRIMARY KEY (feed, item)) WITHOUT ROWID;
"""
VISIT = "id, url, access, final_url, fetched_at, confirmed_at, status, headers, sent, raw_sha256, sha256, size"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One line of the index. ``confirmed_at`` is when the site last said that the page is unchanged."""

    id: int
    url: str
    access: str  # "public", or "own" for pages fetched with the reader's cookies or headers
    final_url: str
    fetched_at: str
    confirmed_at: str
    status: int
    headers: Headers
    sent: Headers
    raw_sha256: str
    sha256: str
    size: int  # of the bytes as sent


@dataclass(frozen=True, slots=True)
class KeptRobots:
    """A stored robots.txt."""

    fetched_at: str
    status: int
    body: bytes


def default_store() -> Path:
    """The store's folder in the XDG cache folder."""
    cache = os.environ.get("XDG_CACHE_HOME", "")
    root = Path(cache) if cache and Path(cache).is_absolute() else Path.home() / ".cache"
    return root / "dprk-events"


class PageStore:
    """Opens the store, making it if need be; raises OutputError where it cannot be written.

    >>> store = PageStore(Path("/tmp/example-store"))  # doctest: +SKIP
    >>> [visit.url for visit in store.visits()]  # doctest: +SKIP
    ['https://example.org/story']
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.index = _open_index(folder / "index.sqlite")
        except (OSError, sqlite3.Error) as error:
            raise OutputError(f"{folder}: the page store cannot be opened ({error}); choose another with --store") from error

    def close(self) -> None:
        """Close the index."""
        self.index.close()

    def find(self, url: str, access: str) -> Visit | None:
        """The newest visit of a URL."""
        query = f"SELECT {VISIT} FROM visits WHERE url = ? AND access = ? ORDER BY id DESC LIMIT 1"
        return next(map(_visit, self.index.execute(query, (url, access))), None)

    def visits(self, prefix: str = "") -> Iterator[Visit]:
        """All visits, oldest first; of one site with ``prefix``."""
        query = f"SELECT {VISIT} FROM visits WHERE substr(url, 1, ?) = ? ORDER BY id"
        return map(_visit, self.index.execute(query, (len(prefix), prefix)))

    def raw(self, visit: Visit) -> bytes | None:
        """The bytes as sent; None if they are gone or damaged."""
        try:
            data = self.path(visit.raw_sha256).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == visit.raw_sha256 else None

    def path(self, raw_sha256: str) -> Path:
        """Where bytes of this digest lie."""
        return self.folder / "pages" / raw_sha256[:2] / raw_sha256

    def put(self, visit: Visit, raw: bytes) -> None:
        """Keep a page: first the bytes, then the line that names them."""
        self._keep_bytes(visit.raw_sha256, raw)
        values = (
            visit.url, visit.access, visit.final_url, visit.fetched_at, visit.confirmed_at, visit.status,
            json.dumps(visit.headers), json.dumps(visit.sent), visit.raw_sha256, visit.sha256, visit.size,
        )  # fmt: skip
        self.index.execute(f"INSERT INTO visits ({VISIT}) VALUES (NULL{', ?' * len(values)})", values)

    def confirm(self, visit: Visit, time: str) -> None:
        """The site said that the page is unchanged."""
        self.index.execute("UPDATE visits SET confirmed_at = ? WHERE id = ?", (time, visit.id))

    def robots(self, origin: str) -> KeptRobots | None:
        """The stored robots.txt of an origin."""
        rows = self.index.execute("SELECT fetched_at, status, body FROM robots WHERE origin = ?", (origin,))
        return next((KeptRobots(str(row[0]), int(row[1]), bytes(row[2])) for row in rows), None)

    def put_robots(self, origin: str, robots: KeptRobots) -> None:
        """Keep a robots.txt."""
        values = (origin, robots.fetched_at, robots.status, robots.body)
        self.index.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)", values)

    def unseen(self, feed: str, items: list[str]) -> list[str]:
        """Those of a feed's items that were not marked before, in their order."""
        seen = {row[0] for row in self.index.execute("SELECT item FROM feed_items WHERE feed = ?", (feed,))}
        return [item for item in dict.fromkeys(items) if item not in seen]

    def mark_seen(self, feed: str, items: list[str], time: str) -> None:
        """Remember a feed's items."""
        self.index.executemany("INSERT OR IGNORE INTO feed_items VALUES (?, ?, ?)", [(feed, item, time) for item in items])

    def prune(self, before: str) -> int:
        """Delete visits last confirmed before this time, and bytes that no visit names; returns how many visits went."""
        with closing(self.index.execute("DELETE FROM visits WHERE confirmed_at < ?", (before,))) as deleted:
            count = deleted.rowcount
        named = {row[0] for row in self.index.execute("SELECT DISTINCT raw_sha256 FROM visits")}
        for path in (self.folder / "pages").glob("??/*"):
            if path.name not in named and _older_than_an_hour(path):
                path.unlink(missing_ok=True)
        self.index.execute("DELETE FROM robots WHERE fetched_at < ?", (before,))
        return count

    def _keep_bytes(self, digest: str, raw: bytes) -> None:
        path = self.path(digest)
        try:
            if path.exists() and path.read_bytes() == raw:
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
            with os.fdopen(handle, "wb") as file:
                file.write(raw)
            Path(name).replace(path)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written ({error.strerror})") from error


def _open_index(path: Path) -> sqlite3.Connection:
    index = sqlite3.connect(path, timeout=20.0, isolation_level=None)
    try:
        index.execute("PRAGMA journal_mode=WAL")
        index.execute("PRAGMA synchronous=NORMAL")
        index.executescript(SCHEMA)
    except sqlite3.Error:
        index.close()
        raise
    return index


def _older_than_an_hour(path: Path) -> bool:
    """Bytes younger than that may belong to a visit that another process is just writing down."""
    import time

    try:
        return time.time() - path.stat().st_mtime > 3600
    except OSError:
        return False


def _visit(row: tuple[object, ...]) -> Visit:
    values: dict[str, Any] = dict(zip(VISIT.split(", "), row, strict=True))
    for name in ("headers", "sent"):
        values[name] = tuple((str(key), str(value)) for key, value in json.loads(str(values[name])))
    return Visit(**values)

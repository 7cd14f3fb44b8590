"""A kept page and the file beside it that says where it came from: ``page.html`` and ``page.html.meta.json``."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dprk_events.fetch.exchange import Exchange, page_of
from dprk_events.model import Source

SUFFIX = ".meta.json"
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Sidecar:
    """Where a kept page came from, and the Content-Type it was sent with."""

    source: Source
    content_type: str | None


def sidecar_path(page: Path) -> Path:
    """The sidecar of a page.

    >>> sidecar_path(Path("a/page.html")).name
    'page.html.meta.json'
    """
    return page.with_name(page.name + SUFFIX)


def sidecar_bytes(exchange: Exchange) -> bytes:
    """What the sidecar of a page holds."""
    page = page_of(exchange)
    facts = {
        "schema": "1",
        "url": page.source.url,
        "final_url": exchange.final_url,
        "canonical_url": page.source.canonical_url,
        "fetched_at": page.source.fetched_at,
        "retrieved_at": exchange.fetched_at,
        "http_status": exchange.status,
        "content_type": page.content_type,
        "sha256": page.source.sha256,
        "headers": exchange.headers,
    }
    return json.dumps(facts, indent=2, allow_nan=False).encode("ascii") + b"\n"


def read_sidecar(page: Path) -> Sidecar | None:
    """What is known of a kept page; None if it has no sidecar, or if the page was changed since.

    >>> read_sidecar(Path("no-such-page.html")) is None
    True
    """
    facts = _facts(page)
    if facts is None or facts.get("sha256") != _digest(page):
        return None
    status = facts.get("http_status")
    source = Source(
        url=_text(facts, "url"),
        canonical_url=_text(facts, "canonical_url"),
        file=str(page),
        fetched_at=_text(facts, "fetched_at"),
        http_status=status if isinstance(status, int) else None,
        sha256=_text(facts, "sha256"),
    )
    return Sidecar(source, _text(facts, "content_type"))


def _facts(page: Path) -> dict[str, Any] | None:
    text = _read(sidecar_path(page), LARGEST)
    if text is None:
        return None
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return facts if isinstance(facts, dict) and facts.get("schema") == "1" else None


def _text(facts: dict[str, Any], name: str) -> str | None:
    value = facts.get(name)
    return value if isinstance(value, str) else None


def _digest(page: Path) -> str | None:
    data = _read(page, None)
    return hashlib.sha256(data).hexdigest() if data is not None else None


def _read(path: Path, limit: int | None) -> bytes | None:
    """The bytes of a regular file: a pipe or device beside a page must not be waited for."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(file.fileno())
        if not stat.S_ISREG(facts.st_mode) or (limit is not None and facts.st_size > limit):
            return None
        return file.read()

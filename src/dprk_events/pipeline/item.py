"""What goes through the pipeline: an ``Item`` in, a ``Result`` out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dprk_events.model import Page, Reason, Skipped, Source, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One input, read but not yet understood. Exactly one of ``page``, ``text`` and ``skipped`` is there."""

    id: str
    source: Source
    page: Page | None = None
    text: str | None = None
    title: str | None = None  # the caller's word, for texts
    published: str | None = None
    skipped: Skipped | None = None
    of_lines: bool = False  # one line of JSON Lines, so its record is a line too

    @property
    def size(self) -> int:
        """Bytes of content, near enough to bound memory by."""
        return len(self.page.html) if self.page else len(self.text or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What to make of an item: how far to go, with which tools, and what to leave out of the record."""

    stage: Literal["article", "events"] = "events"
    model: str = "en_core_web_sm"
    overlays: tuple[Path, ...] = ()  # folders laid over the lexicon
    with_text: bool = True
    min_confidence: float = 0.0
    types: frozenset[str] = frozenset()  # empty: all
    pretty: bool = False
    pretty_lines: bool = False  # the records of JSON Lines too

    def is_pretty(self, item: Item) -> bool:
        """Whether the record of this item is indented."""
        return self.pretty_lines if item.of_lines else self.pretty


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A finished record: its line, and what the summary counts."""

    name: str  # what the user knows the input by
    line: bytes
    skipped: Skipped | None
    events: int


def new_item(  # noqa: PLR0913 - the fields of an item
    source: Source,
    *,
    id: str | None = None,
    page: Page | None = None,
    text: str | None = None,
    title: str | None = None,
    published: str | None = None,
) -> Item:
    """An item with the caller's id, or one derived from its address and content.

    >>> new_item(Source(url="https://example.org/a", sha256="00")).id
    '27ae921f01e73bbf'
    """
    return Item(
        id=id if id is not None else _derived(source), source=source, page=page, text=text, title=title, published=published
    )


def skip(source: Source, reason: Reason, detail: str, *, stage: Stage = "input", id: str | None = None) -> Item:
    """An item that could not be read."""
    why = Skipped(stage=stage, reason=reason, detail=detail)
    return Item(id=id if id is not None else _derived(source, detail), source=source, skipped=why)


def name_of(item: Item) -> str:
    """What the user knows an input by."""
    return item.source.file or item.source.url or item.id


def fingerprint(item: Item) -> bytes | None:
    """Equal for items whose records differ only in id and address; None for items without content."""
    if item.skipped is not None:
        return None
    source, page = item.source, item.page
    facts = [source.url, source.fetched_at, source.http_status, source.sha256, item.title, item.published]
    facts += [page.content_type, page.published, page.source.canonical_url] if page else ["text"]
    return hashlib.sha256(repr(facts).encode("utf-8", "surrogatepass")).digest()


def _derived(source: Source, detail: str = "") -> str:
    """``detail`` (which line of a file it was) tells apart what has no content."""
    address = source.url or source.file or "-"
    return hashlib.sha256(f"{address}\0{source.sha256 or detail}".encode("utf-8", "surrogatepass")).hexdigest()[:16]

"""What the user names, as a stream of items: files, folders, standard input, JSONL, addresses.

Nothing is held that is not being worked on, so a folder may hold more than memory does. Whatever cannot be read becomes a
skipped item in its place.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dprk_events.model import Page, Reason, Skipped, Source
from dprk_events.pipeline.files import Refused, check_file, chunks, collect, file_chunks, read_file
from dprk_events.pipeline.item import Item, new_item, skip
from dprk_events.pipeline.kinds import Kind, decode_text, kind_of_bytes, kind_of_name, refuse_binary
from dprk_events.pipeline.records import items_of_lines
from dprk_events.pipeline.walk import walk

if TYPE_CHECKING:
    from dprk_events.fetch import FetchOptions

MAX_BYTES = 10_000_000  # of one page or text, decoded
STDIN = frozenset({"-", "/dev/stdin"})
_ENOUGH = 2048  # bytes, to tell a page from a text
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:(?!\\)")
_HOST = re.compile(r"^(?:www\.[^/\s]+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/\S*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class InputOptions:
    """How sources are to be taken. ``url`` and ``published`` are the caller's word on a single page or text."""

    kind: Literal["auto", "html", "text", "jsonl", "urls"] = "auto"
    url: str | None = None
    published: str | None = None
    max_bytes: int = MAX_BYTES
    fetch: Callable[[], FetchOptions] | None = None  # only called when an address is met


@dataclass(frozen=True, slots=True)
class _Address:
    """A URL still to be fetched."""

    url: str


def items(sources: Iterable[str], options: InputOptions) -> Iterator[Item]:
    """The items of all sources, in their order.

    >>> [item.skipped.reason.value for item in items(["no-such-file.html"], InputOptions())]
    ['unreadable']
    """
    leads = itertools.chain.from_iterable(_leads(source, options) for source in sources)
    for is_address, group in itertools.groupby(leads, key=lambda lead: isinstance(lead, _Address)):
        if is_address:
            yield from _fetched((lead.url for lead in group if isinstance(lead, _Address)), options)
        else:
            yield from (lead for lead in group if isinstance(lead, Item))


def is_single(sources: tuple[str, ...], kind: str) -> bool:
    """Whether the sources stand for one document: one file or address, no folder and no JSONL or list of addresses."""
    if len(sources) != 1 or kind in {"jsonl", "urls"}:
        return False
    name = sources[0]
    return kind != "auto" or not (os.path.isdir(name) or kind_of_name(name) in {"jsonl", "urls", "warc"})


def is_address(source: str) -> bool:
    """Whether a source is an address and no file: it has a scheme, and no file has its name."""
    return bool(_SCHEME.match(source)) and not os.path.lexists(source)


def _leads(source: str, options: InputOptions) -> Iterator[Item | _Address]:
    if source in STDIN:
        yield from _stdin(options)
    elif is_address(source):
        yield _Address(source)
    elif os.path.isdir(source):
        for found in walk(source):
            if found.reason is not None:
                yield skip(Source(file=found.path), found.reason, found.detail)
            else:
                yield from _file(found.path, options)
    elif not os.path.lexists(source) and _HOST.match(source):
        detail = f"no such file; a web address needs its scheme: https://{source}"
        yield skip(Source(file=source), Reason.BAD_URL, detail)
    else:
        yield from _file(source, options)


def _file(path: str, options: InputOptions) -> Iterator[Item | _Address]:
    kind = kind_of_name(path) if options.kind == "auto" else options.kind
    if kind == "warc":
        yield from _archive(path, options)
        return
    if kind in {"jsonl", "urls"}:
        try:
            yield from _stream(file_chunks(path), kind, path, options)
        except Refused as refused:
            yield _skipped(refused.skipped, path)
        return
    data = read_file(path, max_bytes=options.max_bytes)
    if isinstance(data, Skipped):
        yield _skipped(data, path)
        return
    found = _kind(data, kind)
    if found in {"jsonl", "urls"}:
        yield from _stream(iter([data]), found, path, options)
    else:
        yield _whole(data, found, path, options)


def _archive(path: str, options: InputOptions) -> Iterator[Item]:
    """The pages of a WARC file, each with the address and time that it was fetched with."""
    from dprk_events.fetch import read_warc

    refusal = check_file(path)
    if refusal is not None:
        yield _skipped(refusal, path)
        return
    for found in read_warc(Path(path), max_bytes=options.max_bytes):
        if isinstance(found.result, Skipped):
            yield _skipped(found.result, path, url=found.url)
        else:
            source = replace(found.result.source, file=path)
            yield new_item(source, page=replace(found.result, source=source))


def _stdin(options: InputOptions) -> Iterator[Item | _Address]:
    pieces = chunks(0)
    try:
        kind: Kind | Skipped
        if options.kind == "auto":
            first = _enough(pieces)
            kind = kind_of_bytes(first)
            pieces = itertools.chain([first], pieces)
        else:
            kind = options.kind
        if kind in {"jsonl", "urls"}:
            yield from _stream(pieces, kind, None, options)
        else:
            yield _whole(collect(pieces, max_bytes=options.max_bytes), kind, None, options)
    except Refused as refused:
        yield _skipped(refused.skipped, None)


def _enough(pieces: Iterator[bytes]) -> bytes:
    """What tells the kind of a stream: its first line if that may be a record, else some more; a writer may be slow."""
    head = b""
    for piece in pieces:
        head += piece
        if len(head) >= _ENOUGH or (head.lstrip().startswith(b"{") and b"\n" in head.lstrip()):
            break
    return head


def _stream(pieces: Iterator[bytes], kind: object, file: str | None, options: InputOptions) -> Iterator[Item | _Address]:
    """Many items from one stream. A stream that cannot be opened raises Refused at the first piece."""
    first = next(pieces, None)
    if first is None:
        raise Refused(Reason.EMPTY, "holds nothing")
    pieces = itertools.chain([first], pieces)
    if kind == "jsonl":
        found = items_of_lines(pieces, file=file, max_bytes=options.max_bytes)
        yield from (replace(item, of_lines=True) for item in found)
        return
    from dprk_events.fetch import read_urls

    lines = collect(pieces, max_bytes=options.max_bytes).decode("utf-8-sig", "replace").splitlines()
    yield from (_Address(address) for address in read_urls(lines))


def _kind(data: bytes, kind: Kind | None) -> Kind | Skipped:
    return kind_of_bytes(data) if kind is None else refuse_binary(data) or kind


def _whole(data: bytes, kind: Kind | Skipped, file: str | None, options: InputOptions) -> Item:
    source = Source(url=options.url, file=file, sha256=hashlib.sha256(data).hexdigest())
    if not data.strip():
        return skip(source, Reason.EMPTY, "holds nothing")
    refusal = kind if isinstance(kind, Skipped) else refuse_binary(data)
    if refusal is not None:
        return skip(source, refusal.reason, refusal.detail)
    if kind == "html":
        page = _with_sidecar(Page(html=data, source=source, published=options.published), file)
        return new_item(page.source, page=page)
    return new_item(source, text=decode_text(data), published=options.published)


def _with_sidecar(page: Page, file: str | None) -> Page:
    """What ``fetch -o`` wrote down about a page; the caller's word is stronger."""
    if file is None or not os.path.exists(f"{file}.meta.json"):
        return page
    from dprk_events.fetch import read_sidecar

    kept = read_sidecar(Path(file))
    if kept is None:
        return page
    source = replace(kept.source, url=page.source.url or kept.source.url, file=file, sha256=page.source.sha256)
    return replace(page, source=source, content_type=kept.content_type)


def _fetched(urls: Iterator[str], options: InputOptions) -> Iterator[Item]:
    from dprk_events.fetch import FetchOptions, fetch_many, status_of, without_credentials

    fetching = options.fetch() if options.fetch else FetchOptions(max_bytes=options.max_bytes)
    for url, page in fetch_many(urls, fetching, ordered=True):
        if isinstance(page, Skipped):
            item = _skipped(page, None, url=without_credentials(url))
            yield replace(item, source=replace(item.source, http_status=status_of(page)))
        else:
            yield new_item(page.source, page=replace(page, published=options.published))


def _skipped(why: Skipped, file: str | None, *, url: str | None = None) -> Item:
    item = skip(Source(url=url, file=file), why.reason, why.detail)
    return replace(item, skipped=why)

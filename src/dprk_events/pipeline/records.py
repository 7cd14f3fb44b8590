"""JSONL: lines from a stream of bytes, and the item that a line's object stands for."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from dprk_events.model import Page, Reason, Source
from dprk_events.pipeline.files import Refused
from dprk_events.pipeline.item import Item, new_item, skip

_SURROGATE = re.compile("[\ud800-\udfff]")
_STRINGS = ("text", "html", "url", "published", "title")


def items_of_lines(pieces: Iterator[bytes], *, file: str | None, max_bytes: int) -> Iterator[Item]:
    """One item for each line that is not blank. A bad line is a skipped item; the lines after it go on."""
    lines = _lines(pieces, max_bytes)
    number = 0
    while True:
        number += 1
        try:
            line = next(lines)
        except StopIteration:
            return
        except Refused as refused:  # the stream broke: what came before stands
            yield skip(Source(file=file), refused.skipped.reason, f"line {number}: {refused.skipped.detail}")
            return
        if line is None:
            detail = f"line {number}: longer than {max_bytes:,} bytes; --max-bytes sets the limit"
            yield skip(Source(file=file), Reason.TOO_LARGE, detail)
        elif line.strip():
            yield _item_of_line(line, number, file)


def item_of_record(record: object, *, file: str | None = None, where: str = "record") -> Item:
    """The item of one object: ``{"id", "text" or "html", "url"?, "published"?, "title"?}``.

    >>> item_of_record({"id": "a"}).skipped.detail
    'record: has neither "text" nor "html"'
    """
    if not isinstance(record, dict):
        return skip(Source(file=file), Reason.BAD_RECORD, f"{where}: not a JSON object")
    fault = _fault(record)
    given = record.get("id")
    id = _clean(str(given)) if isinstance(given, str | int) and not isinstance(given, bool) else None
    if fault is not None:
        return skip(Source(file=file), Reason.BAD_RECORD, f"{where}: {fault}", id=id)
    values = {key: _clean(record[key]) for key in _STRINGS if record.get(key) is not None}
    content = (values["html"] if "html" in values else values["text"]).encode("utf-8")
    source = Source(url=values.get("url"), file=file, sha256=hashlib.sha256(content).hexdigest())
    published = values.get("published")
    if "html" in values:
        page = Page(html=content, source=source, content_type="text/html; charset=utf-8", published=published)
        return new_item(source, id=id, page=page)
    return new_item(source, id=id, text=values["text"], title=values.get("title"), published=published)


def is_iso_date(value: str) -> bool:
    """Whether a time is ISO 8601, as the article room wants it.

    >>> is_iso_date("2025-06-20"), is_iso_date("20 June 2025")
    (True, False)
    """
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _item_of_line(line: bytes, number: int, file: str | None) -> Item:
    where = f"line {number}"
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        cause = "nested too deep" if isinstance(error, RecursionError) else str(error)
        return skip(
            Source(file=file, sha256=hashlib.sha256(line).hexdigest()), Reason.BAD_RECORD, f"{where}: not JSON: {cause}"
        )
    return item_of_record(record, file=file, where=where)


def _fault(record: dict[str, Any]) -> str | None:
    given = record.get("id")
    if given is not None and (not isinstance(given, str | int) or isinstance(given, bool)):
        return '"id" must be a string or a whole number'
    for key in _STRINGS:
        if record.get(key) is not None and not isinstance(record[key], str):
            return f'"{key}" must be a string'
    if record.get("text") is None and record.get("html") is None:
        return 'has neither "text" nor "html"'
    published = record.get("published")
    if published is not None and not is_iso_date(published):
        return f'"published" is not an ISO 8601 date such as 2025-06-20: {published[:40]!r}'
    return None


def _clean(text: str) -> str:
    """JSON can spell lone surrogates, which no UTF-8 can hold: replaced one for one."""
    return _SURROGATE.sub("\ufffd", text)


def _lines(pieces: Iterator[bytes], limit: int) -> Iterator[bytes | None]:
    """Lines without their end; None for one over the limit, of which no more than the limit is ever held."""
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        first, *rest = piece.split(b"\n")
        kept.append(first if size <= limit else b"")
        size += len(first)
        for part in rest:
            yield b"".join(kept) if size <= limit else None
            kept, size = [part], len(part)
        if size > limit:
            kept = []
    if size:
        yield b"".join(kept) if size <= limit else None

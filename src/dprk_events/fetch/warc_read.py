"""Reads the pages of a WARC file back, with their URL and time; damage costs the damaged record and no other."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dprk_events.fetch.body import PAGE_TYPES, check_first_bytes
from dprk_events.fetch.decode import Decoder
from dprk_events.fetch.exchange import Exchange, Headers, lookup, page_of, without_secrets
from dprk_events.fetch.refusal import Refused, status_reason
from dprk_events.fetch.status import explain_status
from dprk_events.fetch.urls import without_credentials
from dprk_events.fetch.warc_stream import Damage, Stream, open_stream
from dprk_events.model import Page, Reason, Skipped

HEAD = 131_072  # bytes of one record's or answer's head
LONGEST_LINE = 65_536
PIECE = 65_536
KINDS = {"warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation"}


@dataclass(frozen=True, slots=True)
class WarcItem:
    """A page of the file or a place where one could not be read; ``offset`` is where it begins in the file."""

    offset: int
    url: str | None
    result: Page | Skipped


@dataclass(frozen=True, slots=True)
class Record:
    """One record. ``block`` is cut at the limit; ``length`` is its true length."""

    fields: Mapping[str, str]
    block: bytes
    length: int


def read_warc(path: Path, *, max_bytes: int = 10_000_000) -> Iterator[WarcItem]:
    """The pages of a WARC file in order. Answers that are no page (images, redirects) are left out.

    >>> [item.url for item in read_warc(Path("out.warc.gz"))]  # doctest: +SKIP
    ['https://example.org/story']
    """
    with path.open("rb") as file:
        stream = open_stream(file)
        while True:
            item = None
            try:
                record = _next_record(stream, max_bytes)
                if record is None:
                    return
                item = _item(stream.mark, record, max_bytes)
            except Damage as damage:
                reason = Reason.TRUNCATED if damage.cut else Reason.BAD_RECORD
                detail = f"at byte {stream.mark}: {damage}"
                yield WarcItem(stream.mark, None, Skipped(stage="input", reason=reason, detail=detail))
                if not stream.resync():
                    return
            if item:
                yield item


def _next_record(stream: Stream, max_bytes: int) -> Record | None:
    """Read one record with what separates it from the next; None at the end of the file."""
    stream.start()
    first = stream.line(LONGEST_LINE)
    if not first:
        return None
    if not first.startswith(b"WARC/"):
        raise Damage("no record where one should begin")
    fields = _fields(stream)
    text = fields.get("content-length", "")
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise Damage("a record without a length")
    length = int(text)
    block, digests = _block(stream, length, max_bytes + HEAD)
    known = fields.get("warc-block-digest", "").strip()
    verified = _verify(known, digests) if known else None
    if verified is False:
        raise Damage("a record does not match its digest")
    if verified is None:
        if stream.read(4) not in {b"\r\n\r\n", b""}:
            raise Damage("a record does not end where it should")
        stream.settle()
    return Record(fields, block, length)


def _fields(stream: Stream) -> dict[str, str]:
    fields: dict[str, str] = {}
    size = 0
    while True:
        line = stream.line(LONGEST_LINE)
        size += len(line)
        if not line.endswith(b"\n"):
            raise Damage("the file ends inside a record's head", cut=len(line) < LONGEST_LINE)
        if size > HEAD:
            raise Damage("a record's head is too long")
        if not line.strip():
            return fields
        name, _, value = line.decode("utf-8", errors="replace").partition(":")
        fields.setdefault(name.strip().lower(), value.strip())


def _block(stream: Stream, length: int, limit: int) -> tuple[bytes, Mapping[str, bytes]]:
    """The block up to the limit, and digests of all of it."""
    digests = {"sha1": hashlib.sha1(usedforsecurity=False), "sha256": hashlib.sha256()}
    kept: list[bytes] = []
    left, room = length, limit
    while left:
        data = stream.read(min(PIECE, left))
        if not data:
            raise Damage("the file ends inside a record", cut=True)
        for digest in digests.values():
            digest.update(data)
        kept.append(data[:room])
        room -= len(kept[-1])
        left -= len(data)
    return b"".join(kept), {name: digest.digest() for name, digest in digests.items()}


def _verify(known: str, digests: Mapping[str, bytes]) -> bool | None:
    """Whether a digest header fits; None if it is of a kind not computed here."""
    name, _, value = known.partition(":")
    digest = digests.get(name.lower().replace("-", ""))
    if digest is None:
        return None
    return value.lower() in {digest.hex(), base64.b32encode(digest).decode("ascii").lower()}


def _item(offset: int, record: Record, max_bytes: int) -> WarcItem | None:
    """The page of a record; None for records that hold none."""
    kind = record.fields.get("warc-type", "").lower()
    media = record.fields.get("content-type", "").lower()
    url = without_credentials(record.fields.get("warc-target-uri", "").strip("<>")) or None
    time = record.fields.get("warc-date", "").replace("Z", "+00:00")
    if kind not in KINDS or (kind == "response" and not url):
        raise Damage("a record of no known type")
    if kind == "response" and media.startswith("application/http"):
        status, headers, raw = _answer(record.block)
    elif kind == "resource":
        status, headers, raw = 200, (("content-type", media),), record.block
    elif kind == "response" and (url or "").lower().startswith("http"):
        raise Damage("an answer that is not application/http")
    else:
        return None
    known = lookup(headers)
    if known.get("content-type", "").split(";")[0].strip().lower() not in PAGE_TYPES or 300 <= status < 400:
        return None
    try:
        if status != 200:
            raise Refused(status_reason(status), explain_status(status, known))
        if record.length > len(record.block):
            raise Refused(Reason.TOO_LARGE, f"body of more than {max_bytes} bytes; raise --max-bytes to read it")
        if record.fields.get("warc-truncated"):
            raise Refused(Reason.TRUNCATED, "the capture itself was cut short")
        raw = _dechunked(raw) if "chunked" in known.get("transfer-encoding", "").lower() else raw
        page = page_of(
            Exchange(
                url=url or "",
                final_url=url or "",
                fetched_at=time,
                status=status,
                headers=without_secrets(headers),
                sent=(),
                raw=raw,
                html=_decoded(raw, known.get("content-encoding", ""), max_bytes),
            )
        )
    except Refused as refused:
        return WarcItem(offset, url, replace(refused.skipped, stage="input"))
    return WarcItem(offset, url, page)


def _decoded(raw: bytes, encoding: str, max_bytes: int) -> bytes:
    decoder = Decoder(encoding, max_bytes)
    html = b"".join(decoder.feed(raw))
    decoder.close()
    check_first_bytes(html[:1024], "text/html")
    return html


def _answer(block: bytes) -> tuple[int, Headers, bytes]:
    """Status, headers and body of an HTTP answer; status 0 if it is none."""
    head, _, body = block.partition(b"\r\n\r\n")
    lines = head[:HEAD].decode("utf-8", errors="replace").split("\r\n")
    found = re.match(r"HTTP/[0-9.]+ ([0-9]{3})\b", lines[0])
    headers = tuple((name.strip().lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines[1:]))
    return (int(found[1]) if found else 0), headers, body


def _dechunked(raw: bytes) -> bytes:
    """Undo chunking; bytes that are not chunked, though the header says so, are taken as they are (many tools do that)."""
    place = 0
    parts: list[bytes] = []
    while True:
        end = raw.find(b"\r\n", place, place + 1024)
        found = re.match(rb"\s*([0-9a-fA-F]{1,8})\s*(?:;|$)", raw[place:end]) if end >= 0 else None
        if not found:
            if not parts:
                return raw
            raise Refused(Reason.TRUNCATED, "the chunks of the body stop short")
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(raw[end + 2 : end + 2 + size])
        if len(parts[-1]) < size:
            raise Refused(Reason.TRUNCATED, "the chunks of the body stop short")
        place = end + 2 + size + 2

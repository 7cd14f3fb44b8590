"""Writes exchanges as WARC 1.1 (ISO 28500): a request and a response record each, every record a gzip member of its own."""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
from pathlib import Path
from types import TracebackType

from dprk_events.errors import OutputError
from dprk_events.fetch.exchange import Exchange, Headers
from dprk_events.fetch.options import VERSION
from dprk_events.fetch.urls import split

# They describe a transfer that is over: the body in the record is no longer chunked.
TRANSFER = {"transfer-encoding", "connection", "keep-alive"}
INFO = f"software: dprk-events/{VERSION}\r\nformat: WARC File Format 1.1\r\n".encode("ascii")


class WarcWriter:
    """Appends to a WARC file, gzipped if its name ends in .gz; raises OutputError.

    >>> with WarcWriter(Path("out.warc.gz")) as warc:  # doctest: +SKIP
    ...     warc.write(exchange)
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.zipped = path.name.endswith(".gz")
        try:
            self.file = path.open("ab")
            self.new = self.file.tell() == 0
        except OSError as error:
            raise OutputError(f"{path}: cannot be written ({error.strerror})") from error

    def __enter__(self) -> WarcWriter:
        """The writer itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file; a full disk is not passed over."""
        try:
            self.file.close()
        except OSError as failed:
            raise OutputError(f"{self.path}: cannot be written ({failed.strerror})") from failed

    def write(self, exchange: Exchange) -> None:
        """Append one exchange."""
        records = b"".join(self._packed(record) for record in self._records(exchange))
        try:
            self.file.write(records)
            self.file.flush()
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be written ({error.strerror})") from error
        self.new = False

    def _records(self, exchange: Exchange) -> list[bytes]:
        date = _date(exchange.fetched_at)
        response_id, request_id = _new_id(), _new_id()
        response = _http_head(f"HTTP/1.1 {exchange.status} {_reason(exchange.status)}", exchange.headers) + exchange.raw
        shared = (("WARC-Target-URI", exchange.final_url), ("WARC-Date", date))
        kept = [
            _record(
                "response",
                response_id,
                (
                    *shared,
                    ("Content-Type", "application/http; msgtype=response"),
                    ("WARC-Payload-Digest", _sha1(exchange.raw)),
                ),
                response,
            ),
        ]
        target = split(exchange.final_url)
        if target and exchange.sent:
            request = _http_head(f"GET {target.path} HTTP/1.1", exchange.sent)
            about = (*shared, ("Content-Type", "application/http; msgtype=request"), ("WARC-Concurrent-To", response_id))
            kept.append(_record("request", request_id, about, request))
        if self.new:
            info = (("WARC-Date", date), ("Content-Type", "application/warc-fields"))
            kept.insert(0, _record("warcinfo", _new_id(), info, INFO))
        return kept

    def _packed(self, record: bytes) -> bytes:
        return gzip.compress(record, mtime=0) if self.zipped else record


def _record(kind: str, record_id: str, fields: Headers, block: bytes) -> bytes:
    head = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: {record_id}",
        *(f"{name}: {_line(value)}" for name, value in fields),
        f"WARC-Block-Digest: {_sha1(block)}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(head).encode("utf-8") + b"\r\n\r\n" + block + b"\r\n\r\n"


def _http_head(first: str, headers: Headers) -> bytes:
    lines = [first, *(f"{name}: {_line(value)}" for name, value in headers if name.lower() not in TRANSFER)]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n"


def _line(value: str) -> str:
    return value.replace("\r", " ").replace("\n", " ")


def _sha1(data: bytes) -> str:
    """The digest that tools for WARC files expect."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode("ascii")


def _new_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _date(time: str) -> str:
    return time.replace("+00:00", "Z")


def _reason(status: int) -> str:
    from http import HTTPStatus

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""

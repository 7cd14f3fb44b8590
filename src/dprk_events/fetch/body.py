"""Reads the body of an answer within the limits, and refuses what is no page before reading it."""

from __future__ import annotations

from dataclasses import dataclass

from dprk_events.fetch.decode import PIECE, Decoder
from dprk_events.fetch.door import Opened
from dprk_events.fetch.refusal import Refused
from dprk_events.model import Reason

# First bytes of things that are sent under any name.
MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "an image, sound or video",
    b"PK\x03\x04": "a zip archive or office document",
    b"\x1f\x8b": "a gzip file",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"7z\xbc\xaf": "an archive",
    b"Rar!": "an archive",
    b"OggS": "sound or video",
    b"ID3": "sound",
}
PAGE_TYPES = {"", "text/html", "application/xhtml+xml"}
MAYBE_TYPES = {
    "text/plain",
    "text/xml",
    "application/xml",
    "application/octet-stream",
    "binary/octet-stream",
    "unknown/unknown",
}
PAGE_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<title", b"<meta", b"<div", b"<p>")
HEAD = 1_024


@dataclass(frozen=True, slots=True)
class Body:
    """A whole body: as sent, and with its content encodings undone."""

    raw: bytes
    decoded: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of body is asked for. ``cut`` takes the beginning of one that is too long instead of refusing it."""

    limit: int
    page: bool = True
    cut: bool = False
    accept: str = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"


async def read_body(opened: Opened, wanted: Wanted) -> Body:
    """Read to the end, or refuse: too_large, not_html, truncated."""
    kind = opened.header("content-type").split(";")[0].strip().lower()
    if wanted.page:
        _check_type(kind)
    _check_length(opened.header("content-length"), wanted)
    decoder = Decoder(opened.header("content-encoding"), wanted.limit)
    raw: list[bytes] = []
    made: list[bytes] = []
    size = 0
    unchecked = wanted.page
    try:
        async for chunk in opened.body:
            raw.append(chunk)
            for piece in decoder.feed(chunk):
                made.append(piece)
                size += len(piece)
                if unchecked and size >= HEAD:
                    check_first_bytes(b"".join(made[:HEAD])[:HEAD], kind)
                    unchecked = False
        decoder.close()
    except Refused as refused:
        if not (wanted.cut and refused.skipped.reason is Reason.TOO_LARGE):
            raise
    decoded = b"".join(made)
    if unchecked:
        check_first_bytes(decoded[:HEAD], kind)
    return Body(b"".join(raw) if decoder.steps else decoded, decoded)


def check_first_bytes(head: bytes, kind: str) -> None:
    """Refuse bytes that are plainly something else than HTML, whatever they are called.

    >>> check_first_bytes(b"%PDF-1.7", "text/html")
    Traceback (most recent call last):
    dprk_events.fetch.refusal.Refused: the body is a PDF
    """
    for magic, what in MAGIC.items():
        if head.startswith(magic):
            raise Refused(Reason.NOT_HTML, f"the body is {what}")
    if head[4:8] == b"ftyp":
        raise Refused(Reason.NOT_HTML, "the body is a video")
    if kind in MAYBE_TYPES and not any(sign in head.replace(b"\x00", b"").lower() for sign in PAGE_SIGNS):
        raise Refused(Reason.NOT_HTML, f"the body is {kind} and does not look like HTML")


def _check_type(kind: str) -> None:
    if kind not in PAGE_TYPES | MAYBE_TYPES and "/" in kind:
        raise Refused(Reason.NOT_HTML, f"the answer is {kind[:60]}, not an HTML page")


def _check_length(header: str, wanted: Wanted) -> None:
    text = header.split(",", maxsplit=1)[0].strip()
    if not wanted.cut and text.isascii() and text.isdigit() and int(text[:18]) > wanted.limit:
        raise Refused(
            Reason.TOO_LARGE, f"body of {text[:18]} bytes, over the limit of {wanted.limit}; raise --max-bytes to read it"
        )


__all__ = ["PIECE", "Body", "Wanted", "check_first_bytes", "read_body"]

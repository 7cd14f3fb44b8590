"""What an input is: by its name, else by its first bytes."""

from __future__ import annotations

import json
import re
from typing import Literal

from dprk_events.model import Reason, Skipped

Kind = Literal["html", "text", "jsonl", "urls", "warc"]

_SUFFIXES: dict[str, Kind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".txt": "text", ".text": "text", ".md": "text",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".urls": "urls", ".warc": "warc",
}  # fmt: skip

# What a browser saves beside a page, and this tool's own sidecars: no inputs of their own when a folder is walked.
FURNITURE = frozenset({
    ".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".bmp",
    ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".webm",
})  # fmt: skip
SIDECAR = ".meta.json"

# First bytes of what is certainly neither a page nor a text.
_MAGIC: dict[bytes, str] = {
    b"%PDF": "a PDF", b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a zip archive or office document", b"\x7fELF": "a program", b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive", b"BZh": "a bzip2 file", b"\xfd7zXZ": "an xz file", b"\x28\xb5\x2f\xfd": "a zstd file",
    b"RIFF": "a sound, picture or film", b"OggS": "a sound or film", b"ID3": "a sound", b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an old office document",
}  # fmt: skip
_BOM16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<!doctype\s+html|<(?:html|head|body|title|meta|article|main|section|div|p|h1)[\s>/]", re.IGNORECASE)
_RECORD_KEY = re.compile(rb'\{\s*"(?:id|text|html|url|published|title)"\s*:')


def kind_of_name(name: str) -> Kind | None:
    """The kind that a file's name says, ``.gz`` left aside.

    >>> kind_of_name("a/Page.HTML.gz"), kind_of_name("notes")
    ('html', None)
    """
    lower = name.lower().removesuffix(".gz")
    return next((kind for suffix, kind in _SUFFIXES.items() if lower.endswith(suffix)), None)


def kind_of_bytes(data: bytes) -> Kind | Skipped:
    """The kind that the first bytes say.

    >>> kind_of_bytes(b"%PDF-1.7").detail
    'a PDF, not a page'
    """
    refusal = refuse_binary(data)
    if refusal is not None:
        return refusal
    head = data[:2048]
    if head.startswith(_BOM16):
        head = head.decode("utf-16", "replace").encode("utf-8")
    if _is_record(data):  # before HTML, which a record may hold
        return "jsonl"
    return "html" if _HTML.search(head) else "text"


def refuse_binary(data: bytes) -> Skipped | None:
    """A skip for content that is neither a page nor a text."""
    what = next((name for magic, name in _MAGIC.items() if data.startswith(magic)), None)
    head = data[:4096].translate(None, b"\0")  # half the bytes of UTF-16 are NUL, and a stray one makes no text binary
    if what is None and sum(byte < 9 or 13 < byte < 27 for byte in head) > len(head) // 30:
        what = "binary data"
    return Skipped(stage="input", reason=Reason.NOT_HTML, detail=f"{what}, not a page") if what else None


def decode_text(data: bytes) -> str:
    """A text file's characters. A byte order mark is no part of the text; what is not UTF-8 is read as Windows-1252.

    >>> decode_text("Küche".encode("cp1252"))
    'Küche'
    """
    if data.startswith(_BOM16):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _is_record(data: bytes) -> bool:
    """Whether the first line is a record; of one that the data does not hold to its end, the first key has to do."""
    first, end, _ = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not first.startswith(b"{"):
        return False
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        return not end and _RECORD_KEY.match(first) is not None
    return isinstance(record, dict) and ("text" in record or "html" in record)

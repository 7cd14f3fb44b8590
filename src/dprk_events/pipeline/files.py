"""Bytes from files, pipes and gzip, within limits and without ever hanging on what is no file.

A file is opened without waiting (a FIFO would wait for ever), must be regular, and is read again once if it changed on the
way. gzip is known by its first bytes and is undone by a bounded decoder.
"""

from __future__ import annotations

import errno
import os
import stat
import zlib
from collections.abc import Iterator

from dprk_events.model import Reason, Skipped

_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"


class Refused(Exception):
    """Carries the skip of an input that cannot be read."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.skipped = Skipped(stage="input", reason=reason, detail=detail)


def read_file(path: str, *, max_bytes: int) -> bytes | Skipped:
    """The content of a regular file, gzip undone.

    >>> read_file("/dev/null", max_bytes=100).reason.value
    'not_a_regular_file'
    """
    try:
        for _ in range(2):
            data, changed = _read_once(path, max_bytes)
            if not changed:
                return data
    except Refused as refused:
        return refused.skipped
    return Skipped(
        stage="input", reason=Reason.CHANGED_WHILE_READ, detail="the file changed while it was read, twice", retryable=True
    )


def check_file(path: str) -> Skipped | None:
    """Why a path cannot be read as a file, if so, for readers that open it themselves."""
    try:
        os.close(_open(path))
    except Refused as refused:
        return refused.skipped
    return None


def file_chunks(path: str) -> Iterator[bytes]:
    """The content of a regular file in pieces, gzip undone, for files that may be larger than memory. Raises Refused."""
    descriptor = _open(path)
    try:
        yield from chunks(descriptor)
    finally:
        os.close(descriptor)


def chunks(descriptor: int) -> Iterator[bytes]:
    """What can be read from a descriptor, in pieces, gzip undone. Raises Refused."""
    try:
        first = os.read(descriptor, _CHUNK)
        raw = _raw(descriptor, first)
        yield from _gunzip(raw) if first.startswith(_GZIP) else raw
    except OSError as error:
        raise Refused(Reason.UNREADABLE, f"cannot be read: {error.strerror}") from error


def collect(pieces: Iterator[bytes], *, max_bytes: int) -> bytes:
    """All pieces in one, at most ``max_bytes``. Raises Refused."""
    parts: list[bytes] = []
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > max_bytes:
            raise Refused(Reason.TOO_LARGE, f"more than {max_bytes:,} bytes; --max-bytes sets the limit")
        parts.append(piece)
    return b"".join(parts)


def _read_once(path: str, max_bytes: int) -> tuple[bytes, bool]:
    descriptor = _open(path)
    try:
        before = os.fstat(descriptor)
        if before.st_size > max_bytes:
            raise Refused(Reason.TOO_LARGE, f"{before.st_size:,} bytes; --max-bytes sets the limit ({max_bytes:,})")
        data = collect(chunks(descriptor), max_bytes=max_bytes)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    return data, (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)


def _open(path: str) -> int:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise Refused(Reason.UNREADABLE, "a link to nothing" if os.path.islink(path) else "no such file") from error
    except OSError as error:
        if error.errno in {errno.ENXIO, errno.ENODEV}:  # a socket, or a device without a driver
            raise Refused(Reason.NOT_A_REGULAR_FILE, "not a regular file") from error
        raise Refused(Reason.UNREADABLE, f"cannot be read: {error.strerror}") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Refused(Reason.NOT_A_REGULAR_FILE, "not a regular file")
    return descriptor


def _raw(descriptor: int, first: bytes) -> Iterator[bytes]:
    piece = first
    while piece:
        yield piece
        piece = os.read(descriptor, _CHUNK)


def _gunzip(raw: Iterator[bytes]) -> Iterator[bytes]:
    """Every member of a gzip stream, never more than a piece at a time."""
    decoder = zlib.decompressobj(31)
    try:
        for piece in raw:
            rest = piece
            while rest:
                if decoder.eof:
                    decoder = zlib.decompressobj(31)
                yield decoder.decompress(rest, _CHUNK)
                rest = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
    except zlib.error as error:
        raise Refused(Reason.TRUNCATED, f"damaged gzip: {error}") from error
    if not decoder.eof:
        raise Refused(Reason.TRUNCATED, "the gzip data ends early")

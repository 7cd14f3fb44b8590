"""Undoes content encodings piece by piece, so that no input can make more than one small piece at a time.

The decoders of HTTP clients expand a whole network chunk at once: ten kilobytes can become gigabytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli
from backports import zstd

from dprk_events.fetch.refusal import Refused
from dprk_events.model import Reason

PIECE = 65_536
MOST_ENCODINGS = 2
MOST_MEMBERS = 1_000  # gzip members or zstd frames in one body; a bomb can hold one in every 20 bytes
WIDEST_WINDOW = 23  # 8 MB: what RFC 9659 allows a zstd content encoding
SLICE = 4_096  # of input; what is left after a member ends is copied, so it must be short
ACCEPTED = "gzip, deflate, br, zstd"


class Step(Protocol):
    """One undone encoding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Pieces of at most PIECE bytes."""

    def finished(self) -> bool:
        """Whether the data came to its proper end."""


class Inflate:
    """gzip (with members) and both things that are called deflate."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.members = 0
        self.stream = zlib.decompressobj(31) if kind == "gzip" else None
        self.head = b""
        self.junk = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decompress; what follows the last member is ignored, as browsers do."""
        if self.stream is None:
            self.head += data
            if len(self.head) < 2:
                return
            wrapped = self.head[0] & 15 == 8 and int.from_bytes(self.head[:2], "big") % 31 == 0
            self.stream, data, self.head = zlib.decompressobj(15 if wrapped else -15), self.head, b""
        for start in range(0, len(data), SLICE):
            yield from self._feed_slice(self.stream, data[start : start + SLICE])

    def _feed_slice(self, stream: zlib._Decompress, data: bytes) -> Iterator[bytes]:
        while data and not self.junk:
            if stream.eof:
                if self.kind != "gzip" or data[:1] != b"\x1f":
                    self.junk = True
                    return
                self.members += 1
                if self.members >= MOST_MEMBERS:
                    raise Refused(Reason.TOO_LARGE, f"gzip body of more than {MOST_MEMBERS} members")
                stream = self.stream = zlib.decompressobj(31)
            piece = stream.decompress(data, PIECE)
            if piece:
                yield piece
            data = stream.unused_data if stream.eof else stream.unconsumed_tail
            if not data and not stream.eof and len(piece) == PIECE:
                yield from self._drain(stream)

    def _drain(self, stream: zlib._Decompress) -> Iterator[bytes]:
        while piece := stream.decompress(b"", PIECE):
            yield piece

    def finished(self) -> bool:
        """Whether the last member was whole."""
        return self.stream is not None and self.stream.eof


class Brotli:
    """br."""

    def __init__(self) -> None:
        self.stream = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decompress; bytes after the end are ignored."""
        while not self.stream.is_finished():
            piece = self.stream.process(data, output_buffer_limit=PIECE)
            data = b""
            if piece:
                yield piece
            elif self.stream.can_accept_more_data():
                return

    def finished(self) -> bool:
        """Whether the stream ended."""
        return bool(self.stream.is_finished())


class Zstd:
    """zstd, with frames."""

    def __init__(self) -> None:
        self.frames = 0
        self.stream = self._new()

    def _new(self) -> zstd.ZstdDecompressor:
        return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: WIDEST_WINDOW})

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decompress frame after frame."""
        for start in range(0, len(data), SLICE):
            yield from self._feed_slice(data[start : start + SLICE])

    def _feed_slice(self, data: bytes) -> Iterator[bytes]:
        while True:
            if self.stream.eof:
                if not data:
                    return
                self.frames += 1
                if self.frames >= MOST_MEMBERS:
                    raise Refused(Reason.TOO_LARGE, f"zstd body of more than {MOST_MEMBERS} frames")
                self.stream = self._new()
            piece = self.stream.decompress(data, PIECE)
            data = self.stream.unused_data if self.stream.eof else b""
            if piece:
                yield piece
            if not data and (self.stream.eof or self.stream.needs_input):
                return

    def finished(self) -> bool:
        """Whether the last frame was whole."""
        return bool(self.stream.eof)


def encodings_of(header: str) -> tuple[str, ...]:
    """The encodings to undo, in the order in which they were applied.

    >>> encodings_of("x-gzip, identity")
    ('gzip',)
    """
    names = [name.strip().lower().removeprefix("x-") for name in header.split(",")]
    return tuple(name for name in names if name not in {"", "identity"})


class Decoder:
    """Undoes the encodings named by a Content-Encoding header, at most ``limit`` bytes at any stage.

    >>> import gzip
    >>> decoder = Decoder("gzip", 100)
    >>> b"".join(decoder.feed(gzip.compress(b"hello"))), decoder.close()
    (b'hello', None)
    """

    def __init__(self, header: str, limit: int) -> None:
        names = encodings_of(header)
        if len(names) > MOST_ENCODINGS:
            raise Refused(Reason.TOO_LARGE, f"body with {len(names)} content encodings; at most {MOST_ENCODINGS} are undone")
        self.limit = limit
        self.steps = [_step(name) for name in reversed(names)]
        self.made = [0] * (len(names) + 1)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decoded pieces of at most PIECE bytes each (or ``data`` itself where nothing is to be undone)."""
        self._count(0, data)
        pieces: Iterator[bytes] = iter((data,))
        for number, step in enumerate(self.steps, start=1):
            pieces = self._through(number, step, pieces)
        try:
            yield from pieces
        except (zlib.error, brotli.error, zstd.ZstdError, EOFError) as error:
            raise Refused(Reason.TRUNCATED, "body whose compressed data is broken", retryable=True) from error

    def close(self) -> None:
        """Refuse a body whose compressed data stopped short; an empty body needs no end."""
        if self.made[0] and not all(step.finished() for step in self.steps):
            raise Refused(Reason.TRUNCATED, "body whose compressed data stops short", retryable=True)

    def _through(self, number: int, step: Step, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for data in pieces:
            for piece in step.feed(data):
                self._count(number, piece)
                yield piece

    def _count(self, number: int, piece: bytes) -> None:
        self.made[number] += len(piece)
        if self.made[number] > self.limit:
            raise Refused(Reason.TOO_LARGE, f"body of more than {self.limit} bytes; raise --max-bytes to read it")


def _step(name: str) -> Step:
    if name in {"gzip", "deflate"}:
        return Inflate(name)
    if name == "br":
        return Brotli()
    if name == "zstd":
        return Zstd()
    raise Refused(Reason.NOT_HTML, f"body with the unknown content encoding {name[:40]!r}")

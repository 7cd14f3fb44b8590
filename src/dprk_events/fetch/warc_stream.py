"""The bytes of a WARC file as one stream that can find its feet again after damage.

A gzip member is decompressed in bounded pieces and its checksum is checked; after damage the stream goes on at the next
member (or, in a plain file, at the next line that begins a record).
"""

from __future__ import annotations

import re
import zlib
from io import BufferedReader
from pathlib import Path
from typing import Protocol

PIECE = 65_536
PROBE = 512
MAGIC = b"\x1f\x8b\x08"
RECORD = re.compile(rb"\n(?=WARC/[01]\.)")
MOST_PROBES = 20_000  # false beginnings tried after one damage
FIRST = b"WARC/"
BLANK = b"\r\n"


class Damage(Exception):
    """The stream cannot go on here. ``cut`` says that the file simply ended."""

    def __init__(self, detail: str, *, cut: bool = False) -> None:
        super().__init__(detail)
        self.cut = cut


class Stream(Protocol):
    """What the record reader needs. ``mark`` is the offset in the file that ``start`` marked."""

    mark: int

    def read(self, size: int) -> bytes:
        """Exactly ``size`` bytes, fewer only at the end of the file."""

    def line(self, limit: int) -> bytes:
        """A line with its end; without one at the end of the file."""

    def settle(self) -> None:
        """Check the checksum if everything before it was read."""

    def start(self) -> None:
        """Mark the place where a record begins, after the blank lines before it."""

    def resync(self) -> bool:
        """Go to the next place after the mark where a record may begin; False if there is none."""


class PlainStream:
    """A WARC file that is not compressed."""

    def __init__(self, file: BufferedReader) -> None:
        self.file = file
        self.mark = 0

    def read(self, size: int) -> bytes:
        """Read on."""
        return self.file.read(size)

    def line(self, limit: int) -> bytes:
        """Read a line."""
        return self.file.readline(limit)

    def settle(self) -> None:
        """Nothing to check."""

    def start(self) -> None:
        """Mark this place, after the blank lines."""
        while data := self.file.peek(1):
            blank = len(data) - len(data.lstrip(BLANK))
            self.file.read(blank)
            if blank < len(data):
                break
        self.mark = self.file.tell()

    def resync(self) -> bool:
        """Search for the next line that begins a record."""
        place = self.mark + 1
        self.file.seek(place)
        tail = b""
        while data := self.file.read(PIECE):
            found = RECORD.search(tail + data)
            if found:
                self.file.seek(place - len(tail) + found.end())
                return True
            place += len(data)
            tail = (tail + data)[-len(FIRST) - 3 :]
        return False


class GzipStream:
    """A WARC file in gzip members."""

    def __init__(self, file: BufferedReader) -> None:
        self.file = file
        self.mark = 0
        self.member = 0  # where the current member begins
        self.inflate: zlib._Decompress | None = None
        self.input = b""
        self.input_end = 0  # file offset after ``input``
        self.made = bytearray()

    def read(self, size: int) -> bytes:
        """Read on, through as many members as it takes."""
        while len(self.made) < size and self._fill():
            pass
        return self._take(size)

    def line(self, limit: int) -> bytes:
        """Read a line."""
        searched = 0
        while True:
            end = self.made.find(b"\n", searched)
            if end >= 0 or len(self.made) >= limit:
                return self._take(min(limit, end + 1) if end >= 0 else limit)
            searched = len(self.made)
            if not self._fill():
                return self._take(len(self.made))

    def settle(self) -> None:
        """Run to the end of the member if nothing else is left in it: that checks its checksum."""
        while not self.made and self.inflate is not None:
            self._fill()

    def start(self) -> None:
        """Mark the member in which a record begins, after the blank lines before it."""
        try:
            while True:
                if self.made.startswith((b"\r", b"\n")):
                    self.made = self.made.lstrip(BLANK)
                if self.made or not self._fill():
                    break
        finally:
            self.mark = self.member

    def resync(self) -> bool:
        """Search for the next member that begins with a record."""
        place = self.mark + 1
        for _ in range(MOST_PROBES):
            found = self._find(place)
            if found is None:
                return False
            if self._begins_record(found):
                self._go(found)
                return True
            place = found + 1
        return False

    def _take(self, size: int) -> bytes:
        data = bytes(self.made[:size])
        del self.made[:size]
        return data

    def _fill(self) -> bool:
        """Decompress one more piece; False at the end of the file."""
        if self.inflate is None and not self._next_member():
            return False
        assert self.inflate is not None
        if not self.input:
            self._more()
            if not self.input:
                raise Damage("the file ends inside a gzip member", cut=True)
        try:
            self.made += self.inflate.decompress(self.input, PIECE)
        except zlib.error as error:
            self.inflate = None
            raise Damage("a gzip member is damaged") from error
        self.input = self.inflate.unused_data if self.inflate.eof else self.inflate.unconsumed_tail
        if self.inflate.eof:
            self.inflate = None
        return True

    def _next_member(self) -> bool:
        while True:  # members may be followed by zeros
            self.input = self.input.lstrip(b"\0")
            if self.input or not self._more():
                break
        if not self.input:
            return False
        while len(self.input) < len(MAGIC) and self._more():
            pass
        self.member = self.input_end - len(self.input)
        if not self.input.startswith(MAGIC):
            raise Damage("no gzip member where one should begin")
        self.inflate = zlib.decompressobj(31)
        return True

    def _more(self) -> bool:
        data = self.file.read(PIECE)
        self.input += data
        self.input_end += len(data)
        return bool(data)

    def _go(self, place: int) -> None:
        self.file.seek(place)
        self.input, self.input_end, self.inflate = b"", place, None
        self.member = place
        self.made.clear()

    def _find(self, place: int) -> int | None:
        self.file.seek(place)
        tail = b""
        while data := self.file.read(PIECE):
            found = (tail + data).find(MAGIC)
            if found >= 0:
                return place - len(tail) + found
            place += len(data)
            tail = (tail + data)[-len(MAGIC) + 1 :]
        return None

    def _begins_record(self, place: int) -> bool:
        self.file.seek(place)
        try:
            return zlib.decompressobj(31).decompress(self.file.read(PROBE), len(FIRST)).startswith(FIRST)
        except zlib.error:
            return False


def open_stream(file: BufferedReader) -> Stream:
    """The stream of an open file, by its first bytes; a file whose beginning is damaged is judged by its name."""
    head = file.read(len(MAGIC))
    file.seek(0)
    zipped = head.startswith(MAGIC) or Path(str(getattr(file, "name", ""))).name.endswith(".gz")
    return GzipStream(file) if zipped else PlainStream(file)

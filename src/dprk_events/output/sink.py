"""Where records go: standard output, or a file that is written whole or not at all.

Every write reaches the operating system before the next record is taken, so nothing is lost in a buffer when the run ends,
and a failure is known at the record that met it.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path
from typing import Protocol

from dprk_events.errors import OutputError


class ClosedPipe(Exception):
    """The reader of standard output has gone (``| head``): not an error, nothing more is wanted."""


class Sink(Protocol):
    """Takes bytes; ``close`` says that they were all, ``discard`` that they are not wanted."""

    def write(self, data: bytes) -> None: ...
    def close(self) -> None: ...
    def discard(self) -> None: ...


def open_sink(path: str | None) -> Sink:
    """The sink for ``-o PATH``, or standard output; raises OutputError before any work is done.

    >>> open_sink("/no/such/folder/out.jsonl")
    Traceback (most recent call last):
    dprk_events.errors.OutputError: /no/such/folder/out.jsonl: cannot be written: No such file or directory
    """
    if path is None or path == "-":
        return Stdout()
    try:
        special = not stat.S_ISREG(os.stat(path).st_mode)
    except FileNotFoundError:
        special = False
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    return DirectFile(path) if special else WholeFile(path)


class Stdout:
    """Standard output, unbuffered."""

    def __init__(self) -> None:
        self._descriptor = 1
        try:
            os.fstat(self._descriptor)
        except OSError as error:
            raise OutputError(f"standard output cannot be written: {error.strerror}") from error

    def write(self, data: bytes) -> None:
        _write_all(self._descriptor, data, "standard output")

    def close(self) -> None:
        """Nothing is held back."""

    def discard(self) -> None:
        """What is written is written."""


class DirectFile:
    """A device or a pipe given by name: there is nothing to rename."""

    def __init__(self, path: str) -> None:
        self._path = path
        try:
            self._descriptor = os.open(path, os.O_WRONLY)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error.strerror}") from error

    def write(self, data: bytes) -> None:
        _write_all(self._descriptor, data, self._path)

    def close(self) -> None:
        os.close(self._descriptor)

    def discard(self) -> None:
        os.close(self._descriptor)


class WholeFile:
    """A temporary file beside the target, renamed onto it by ``close`` after everything reached the disk."""

    def __init__(self, path: str) -> None:
        target = Path(os.path.realpath(path))  # a link stays a link; the file it names is replaced
        self._path, self._target = path, target
        try:
            if target.exists() and not os.access(target, os.W_OK):
                raise PermissionError(13, "Permission denied")
            self._descriptor, self._temporary = tempfile.mkstemp(
                prefix=f".{target.name[:80]}.", suffix=".tmp", dir=target.parent
            )
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error.strerror}") from error

    def write(self, data: bytes) -> None:
        _write_all(self._descriptor, data, self._path)

    def close(self) -> None:
        try:
            os.fchmod(self._descriptor, _mode(self._target))
            os.fsync(self._descriptor)
            os.close(self._descriptor)
            os.replace(self._temporary, self._target)
        except OSError as error:
            self.discard()
            raise OutputError(f"{self._path}: cannot be written: {error.strerror}") from error

    def discard(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self._descriptor)
        with contextlib.suppress(OSError):
            os.unlink(self._temporary)


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, else those that ``open`` would give."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0o022)
        os.umask(mask)
        return 0o666 & ~mask


def _write_all(descriptor: int, data: bytes, name: str) -> None:
    view = memoryview(data)
    try:
        while view:
            view = view[os.write(descriptor, view) :]
    except BrokenPipeError as error:
        raise ClosedPipe from error
    except OSError as error:
        raise OutputError(f"{name}: cannot be written: {error.strerror}") from error

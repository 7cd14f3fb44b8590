"""Pages that break the worker that reads them, as a fault in a parser written in C would; harmless until they are sent."""

from __future__ import annotations

import os
import signal
import time
from typing import Any, NoReturn


class Crash(bytes):
    """Arrives in a worker as something that crashes when it is looked at."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (Armed, ("crash",))


class Hang(bytes):
    """Arrives in a worker as something that never comes back when it is looked at."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (Armed, ("hang",))


class Greed(bytes):
    """Arrives in a worker as something that takes all memory when it is looked at."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (Armed, ("greed",))


class Armed:
    """Does its harm at the first touch."""

    def __init__(self, how: str) -> None:
        self.__dict__["how"] = how

    def __getattr__(self, name: str) -> NoReturn:
        self._harm()

    def __len__(self) -> int:  # noqa: PLE0303 - it never returns
        self._harm()

    def __getitem__(self, key: object) -> NoReturn:
        self._harm()

    def _harm(self) -> NoReturn:
        match self.__dict__["how"]:
            case "crash":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "greed":
                bytearray(1 << 40)
        time.sleep(600)
        raise AssertionError("nobody ended this worker")

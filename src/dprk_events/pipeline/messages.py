"""What the parent, the nursery and the workers say to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dprk_events.pipeline.item import Result, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What the nursery is told first."""

    settings: Settings
    memory_bytes: int
    parent: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The tools cannot be loaded; ``kind`` is the name of an error class of this package, or None for any other."""

    kind: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Fork:
    """Ask for a worker on the socket that comes after this."""


@dataclass(frozen=True, slots=True)
class Bury:
    """Ask how a worker ended; the answer is its exit status, negative for a signal, or None if it is not known."""

    pid: int


@dataclass(frozen=True, slots=True)
class At:
    """A worker is now working on these positions of its batch."""

    positions: Sequence[int]


@dataclass(frozen=True, slots=True)
class Done:
    """One record of the batch is finished."""

    position: int
    result: Result


@dataclass(frozen=True, slots=True)
class Idle:
    """The batch is finished; a worker that retires takes no further one."""

    retires: bool

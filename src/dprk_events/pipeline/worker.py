"""A worker: takes batches of items from its socket and answers with finished records.

It is forked by the nursery with the tools already loaded, limits its own memory, and ends with its parent.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import socket
import sys
from typing import Literal

from dprk_events.pipeline.chain import Chain
from dprk_events.pipeline.item import Item
from dprk_events.pipeline.messages import At, Done, Idle
from dprk_events.pipeline.wire import Gone, receive, send

_PR_SET_PDEATHSIG = 1
_RETIRE_BYTES = 1_500_000_000  # of resident memory
_RETIRE_ITEMS = 50_000


def work(end: socket.socket, chain: Chain, memory_bytes: int) -> None:
    """Serve batches until the socket closes or it is time to retire."""
    limit_memory(memory_bytes)
    served = 0
    with contextlib.suppress(Gone):
        while True:
            batch: list[Item] = receive(end)
            results = chain.results(batch, announce=lambda positions: send(end, At(positions)))
            for position, result in enumerate(results):
                send(end, Done(position, result))
            served += len(batch)
            retires = served >= _RETIRE_ITEMS or _resident() > _RETIRE_BYTES
            send(end, Idle(retires))
            if retires:
                return


def die_with_parent(parent: int) -> None:
    """Have the kernel end this process when its parent does, however that comes about (Linux only; the socket tells too)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def limit_memory(size: int) -> None:
    """Make memory past ``size`` a MemoryError in here instead of a killed machine."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = size if hard == resource.RLIM_INFINITY else min(size, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS has the name but not the limit
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _resident() -> int:
    kind: Literal["linux"] | str = sys.platform
    if kind == "linux":
        with open("/proc/self/statm", encoding="ascii") as figures:
            return int(figures.read().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

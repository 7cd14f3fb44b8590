"""The parent's side of the processes: a handle on the nursery and one on each worker."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dprk_events import errors
from dprk_events.pipeline.item import Item, Settings
from dprk_events.pipeline.messages import Bury, Charge, Failed, Fork
from dprk_events.pipeline.wire import Gone, Inbox, receive, send

_START_TRIES = 3
_SEND_SECONDS = 30.0  # a worker that does not even take a batch in this time is stopped or stuck

_DESCRIPTOR = 3  # of the nursery's end
_PROGRAM = f"from dprk_events.pipeline import nursery; nursery.main({_DESCRIPTOR})"


@dataclass(slots=True)
class Job:
    """An item on its way, with what is known against it."""

    index: int
    item: Item
    deaths: int = 0  # of workers that had it in hand
    outside: int = 0  # of workers killed from outside too soon for this item to be the cause
    alone: bool = False  # must not share a batch again


class Stopped(Exception):
    """No further worker is wanted."""


class Nursery:
    """Starts the nursery and asks it for workers."""

    def __init__(self, settings: Settings, *, memory_bytes: int) -> None:
        self._settings, self._memory_bytes = settings, memory_bytes
        self._pid: int | None = None
        self._ended: list[int] = []  # giving back their memory takes longer than anybody wants to wait
        self._control: socket.socket | None = None
        self._ready = self._stopped = False

    def begin(self) -> None:
        """Start loading without waiting for it."""
        self._control, theirs = socket.socketpair()
        path = [entry for entry in sys.path if entry]  # a caller may have added to it
        program = f"import gc, sys; gc.set_threshold(20_000, 50, 100); sys.path[:] = {path!r}; {_PROGRAM}"
        nothing = (os.O_RDWR, 0)
        with theirs:
            self._pid = os.posix_spawn(
                sys.executable,
                [sys.executable, *(["-I"] if sys.flags.isolated else []), "-P", "-c", program],
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, theirs.fileno(), _DESCRIPTOR),
                    (os.POSIX_SPAWN_OPEN, 0, os.devnull, *nothing),
                    (os.POSIX_SPAWN_OPEN, 1, os.devnull, *nothing),
                ],
                setpgroup=0,  # Ctrl-C is for the parent to hear
                setsigmask=(),
            )
        charge = Charge(settings=self._settings, memory_bytes=self._memory_bytes, parent=os.getpid())
        with contextlib.suppress(Gone):
            send(self._control, charge)

    def stop(self) -> None:
        """Want no further worker, even while one is being waited for. Safe in a signal handler."""
        self._stopped = True
        if self._control is not None:
            with contextlib.suppress(OSError):
                self._control.shutdown(socket.SHUT_RDWR)

    def worker(self) -> Worker:
        """A fresh worker. Starts the nursery again if it is gone; raises what it raised while loading, or Stopped."""
        for _ in range(_START_TRIES):
            if self._stopped:
                raise Stopped
            try:
                return self._worker()
            except Gone:
                self.end()
        if self._stopped:
            raise Stopped
        raise errors.TooManyFailures(f"the workers cannot be started: {_START_TRIES} starts ended early")

    def status(self, worker: Worker) -> int | None:
        """How a worker ended: its exit status, negative for a signal; None if its nursery is gone, and it therefore."""
        if self._control is None or worker.nursery is not self._control:
            return None
        try:
            send(self._control, Bury(worker.pid))
            status: int | None = receive(self._control)
        except Gone:
            self.end()
            return None
        return status

    def end(self) -> None:
        """End the nursery, and by its end every worker."""
        if self._control is not None:
            self._control.close()
        if self._pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            self._ended.append(self._pid)
        self._ended = [pid for pid in self._ended if not _is_buried(pid)]
        self._pid = self._control = None
        self._ready = False

    def _worker(self) -> Worker:
        if self._control is None:
            self.begin()
        assert self._control is not None
        if not self._ready:
            answer = receive(self._control)
            if isinstance(answer, Failed):
                raise _loading_error(answer)
            self._ready = True
        ours, theirs = socket.socketpair()
        with theirs:
            send(self._control, Fork())
            try:
                socket.send_fds(self._control, [b"f"], [theirs.fileno()])
            except OSError as error:
                ours.close()
                raise Gone from error
        try:
            return Worker(ours, receive(self._control), nursery=self._control)
        except Gone:
            ours.close()
            raise


class Worker:
    """One worker process, and the batch it has."""

    def __init__(self, end: socket.socket, pid: int, *, nursery: socket.socket) -> None:
        self.end, self.pid, self.nursery = end, pid, nursery
        self.batch: dict[int, Job] = {}  # by position, those not answered yet
        self.at: tuple[int, ...] = ()
        self.heard = time.monotonic()
        self._inbox = Inbox()

    def give(self, jobs: list[Job]) -> None:
        """Hand over a batch; raises Gone if the worker does not take it."""
        self.batch = dict(enumerate(jobs))
        self.at = ()
        self.end.settimeout(_SEND_SECONDS)
        try:
            send(self.end, [job.item for job in jobs])
        except TimeoutError as error:
            self.kill()
            raise Gone from error
        finally:
            self.end.setblocking(False)
        self.heard = time.monotonic()

    def messages(self) -> Iterator[Any]:
        """What has arrived; raises Gone after it when the worker has ended."""
        gone = False
        while not gone:
            try:
                data = self.end.recv(1 << 20)
            except BlockingIOError:
                break
            except ConnectionResetError:
                data = b""
            gone = not data
            if data:
                self._inbox.feed(data)
                self.heard = time.monotonic()
        yield from self._inbox.messages()
        if gone:
            raise Gone

    def kill(self) -> None:
        """End it now; the end of the socket will be seen like any other death."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


def _loading_error(answer: Failed) -> errors.DprkEventsError:
    if answer.kind is None:
        return errors.ModelError(f"the tools cannot be loaded, which is a fault of this program:\n{answer.message}")
    kind: type[errors.DprkEventsError] = getattr(errors, answer.kind, errors.DprkEventsError)
    return kind(answer.message)


def _is_buried(pid: int) -> bool:
    """Take note of the end of a nursery, if it has come."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True

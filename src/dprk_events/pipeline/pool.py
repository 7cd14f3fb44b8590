"""Many items through several worker processes: in order, within bounded memory, whatever happens to a worker.

A worker that dies or passes the deadline loses nothing but itself. Of its batch, what it was not working on goes back to the
queue; what it was working on is tried once more, alone; what ends a worker twice is skipped as ``worker_died``. A SIGKILL
that comes within moments is somebody's, not the item's (the system's memory killer takes longer), so it takes more of those.
"""

from __future__ import annotations

import contextlib
import selectors
import signal
import socket
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dprk_events.errors import TooManyFailures
from dprk_events.model import Reason, Skipped
from dprk_events.pipeline.duplicates import Duplicates
from dprk_events.pipeline.feed import Feed
from dprk_events.pipeline.hands import Job, Nursery, Stopped, Worker
from dprk_events.pipeline.item import Item, Result, Settings
from dprk_events.pipeline.messages import At, Done, Idle
from dprk_events.pipeline.wire import Gone

_WINDOW = 512  # items between the oldest unfinished one and the newest taken
_BATCH_ITEMS = 16
_BATCH_BYTES = 4_000_000
_MOST_DEATHS = 1  # the second is the last
_MOST_OUTSIDE = 10
_MOMENT = 0.5  # seconds
_OVERDUE = "overdue"
_HOPELESS = 60  # deaths in a row without one record of theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many workers, and what each may use."""

    workers: int = 1
    memory_bytes: int = 3 << 30
    deadline: float = 30.0  # seconds for one page


class Pool:
    """Runs items through workers; iterate over ``run``, and call ``stop`` from a signal handler to end early.

    >>> pool = Pool(Settings(), Limits(workers=2))  # doctest: +SKIP
    >>> for result in pool.run(items(["pages/"], InputOptions())):  # doctest: +SKIP
    ...     sys.stdout.buffer.write(result.line)
    """

    def __init__(self, settings: Settings, limits: Limits) -> None:
        self._limits = limits
        self._nursery = Nursery(settings, memory_bytes=limits.memory_bytes)
        self._duplicates = Duplicates(settings)
        self._selector = selectors.DefaultSelector()
        self._woken, self._waker = socket.socketpair()
        self._woken.setblocking(False)
        self._waker.setblocking(False)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._workers: list[Worker] = []
        self._again: deque[Job] = deque()  # of dead workers; they go first, and oldest first
        self._finished: dict[int, Result] = {}
        self._taken = self._written = 0
        self._fruitless = 0
        self._stopped = False

    def run(self, items: Iterator[Item]) -> Iterator[Result]:
        """The results in the order of the items; after ``stop``, those that are finished."""
        self._nursery.begin()
        feed = Feed(items, self._wake)
        try:
            while not self._stopped:
                yield from self._in_order()
                if feed.over and self._written == self._taken:
                    return
                with contextlib.suppress(Stopped):
                    self._hand_out(feed)
                self._listen()
            for index in sorted(self._finished):
                yield self._finished.pop(index)
        finally:
            feed.stop()
            self._close()

    def stop(self) -> None:
        """Take no further item, drop what is being worked on. Safe in a signal handler."""
        self._stopped = True
        self._nursery.stop()
        self._wake()

    def _in_order(self) -> Iterator[Result]:
        while not self._stopped and self._written in self._finished:
            result = self._finished.pop(self._written)
            self._written += 1
            yield result

    def _hand_out(self, feed: Feed) -> None:
        """Give every idle worker a batch, forking workers as they are needed."""
        while True:
            idle = next((worker for worker in self._workers if not worker.batch), None)
            if idle is None and len(self._workers) >= self._limits.workers:
                return
            jobs = self._batch(feed)
            if not jobs:
                return
            worker = idle or self._fork()
            try:
                worker.give(jobs)
            except Gone:
                self._bury(worker)

    def _batch(self, feed: Feed) -> list[Job]:
        jobs: list[Job] = []
        size = 0
        while len(jobs) < _BATCH_ITEMS and size < _BATCH_BYTES:
            if self._again:
                if self._again[0].alone and jobs:
                    break
                job = self._again.popleft()
            else:
                fresh = self._fresh(feed)
                if fresh is None:
                    break
                job = fresh
            jobs.append(job)
            size += job.item.size
            if job.alone:
                break
        return jobs

    def _fresh(self, feed: Feed) -> Job | None:
        """The next item that no finished or running twin answers for."""
        while self._taken < self._written + _WINDOW:
            item = feed.take()
            if item is None:
                return None
            index = self._taken
            self._taken += 1
            known = self._duplicates.known(item)
            if known is not None:
                self._finished[index] = known
            elif not self._duplicates.waits(index, item):
                return Job(index, item)
        return None

    def _fork(self) -> Worker:
        worker = self._nursery.worker()
        self._workers.append(worker)
        self._selector.register(worker.end, selectors.EVENT_READ, worker)
        return worker

    def _listen(self) -> None:
        """Wait for news, at most until the next deadline, and take it in."""
        if self._written in self._finished:
            return
        busy = [worker.heard for worker in self._workers if worker.batch]
        wait = max(0.0, min(busy) + self._limits.deadline - time.monotonic()) if busy else None
        heard = self._selector.select(wait)
        for key, _ in heard:
            if key.data is None:
                with contextlib.suppress(BlockingIOError):
                    self._woken.recv(4096)
            else:
                self._take_in(key.data)
        now = time.monotonic()
        silent = {worker.pid for worker in self._workers} - {key.data.pid for key, _ in heard if key.data is not None}
        for worker in list(self._workers):
            if worker.pid in silent and worker.batch and now - worker.heard >= self._limits.deadline:
                worker.kill()
                self._bury(worker, overdue=True)

    def _take_in(self, worker: Worker) -> None:
        try:
            for message in worker.messages():
                match message:
                    case At(positions):
                        worker.at = tuple(positions)
                    case Done(position, result):
                        if result.skipped is None or result.skipped.stage != "worker":
                            self._fruitless = 0
                        self._finish(worker.batch.pop(position).index, result)
                    case Idle(retires):
                        if retires:
                            self._forget(worker)
                            self._nursery.status(worker)
        except Gone:
            if worker in self._workers:
                self._bury(worker)

    def _finish(self, index: int, result: Result) -> None:
        self._finished[index] = result
        self._finished.update(self._duplicates.finish(index, result))

    def _bury(self, worker: Worker, *, overdue: bool = False) -> None:
        """Sort out the batch of a worker that has ended."""
        self._forget(worker)
        ended = self._nursery.status(worker)
        status = _OVERDUE if overdue else ended
        at = [job for position, job in worker.batch.items() if position in worker.at]
        rest = [job for position, job in worker.batch.items() if position not in worker.at]
        if not overdue:
            self._fruitless += 1
        if self._fruitless >= _HOPELESS:
            raise TooManyFailures(
                f"{_HOPELESS} workers ended in a row without one record ({_how(status)}); is --memory too small?"
            )
        suspects = [self._judge(job, worker, len(at), status) for job in at]
        self._again = deque(sorted([*self._again, *suspects, *rest], key=lambda job: job.index))

    def _judge(self, job: Job, worker: Worker, company: int, status: int | str | None) -> Job:
        """What becomes of an item whose worker ended over it: another try, or a job that only writes down the skip."""
        if status is None:  # the nursery was killed, and all workers with it
            return job
        job.alone = True
        if status == _OVERDUE:
            if company > 1:
                return job
            detail = f"not done in {self._limits.deadline:g} s; --deadline sets the limit"
            return _given_up(job, Skipped(stage="worker", reason=Reason.TIMEOUT, detail=detail))
        if status == -signal.SIGKILL and time.monotonic() - worker.heard < _MOMENT:
            job.outside += 1
        else:
            job.deaths += 1
        if job.deaths <= _MOST_DEATHS and job.outside <= _MOST_OUTSIDE:
            return job
        detail = f"it ended {job.deaths + job.outside} workers ({_how(status)})"
        return _given_up(job, Skipped(stage="worker", reason=Reason.WORKER_DIED, detail=detail))

    def _forget(self, worker: Worker) -> None:
        self._workers.remove(worker)
        self._selector.unregister(worker.end)
        worker.end.close()

    def _wake(self) -> None:
        with contextlib.suppress(BlockingIOError, OSError):  # full means awake already
            self._waker.send(b"!")

    def _close(self) -> None:
        for worker in self._workers:
            worker.kill()
            worker.end.close()
        self._nursery.end()
        self._selector.close()
        self._woken.close()
        self._waker.close()


def _given_up(job: Job, why: Skipped) -> Job:
    """The job as one that only has to be written down: it goes to a worker once more, as a skipped item."""
    item = replace(job.item, page=None, text=None, skipped=why)
    return Job(job.index, item)


def _how(status: int | str | None) -> str:
    if not isinstance(status, int) or status >= 0:
        return f"exit status {status}"
    try:
        return f"signal {-status}, {signal.Signals(-status).name}"
    except ValueError:
        return f"signal {-status}"

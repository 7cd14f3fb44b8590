"""Manners towards hosts: one request at a time, a delay between two, and waiting when told to wait."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dprk_events.fetch.refusal import Refused
from dprk_events.model import Reason

LONGEST_CRAWL_DELAY = 10.0  # a robots.txt may ask for more; one page at a time is then still kept


class Deadline:
    """The time of one whole fetch. It stands still while other fetches have the host's turn.

    ``async with deadline.running():`` raises TimeoutError inside when the time is over. A part of a fetch may have a shorter
    one ``within`` it, and both stand still together.
    """

    def __init__(self, seconds: float, *, within: Deadline | None = None) -> None:
        self.seconds = seconds
        self.within = within
        self.timer: asyncio.Timeout | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the clock."""
        async with asyncio.timeout(self.seconds) as self.timer:
            yield

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Stop the clock."""
        with self.within.paused() if self.within else nullcontext():
            left = self.left()
            if self.timer is None:
                yield
                return
            self.timer.reschedule(None)
            try:
                yield
            finally:
                if not self.timer.expired():
                    self.timer.reschedule(asyncio.get_running_loop().time() + left)

    def left(self) -> float:
        """Seconds that remain."""
        if self.timer is None:
            return self.seconds
        when = self.timer.when()
        return self.seconds if when is None else max(0.0, when - asyncio.get_running_loop().time())


class Turn:
    """The state of one host: who may ask, from when on, and until when it wants to be left alone."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.next_start = 0.0
        self.closed_until = 0.0


class Turns:
    """Serialises the requests to each host and spaces their starts."""

    def __init__(self, delay: float, concurrency: int) -> None:
        self.delay = delay
        self.hosts: dict[str, Turn] = {}
        self.crawl_delays: dict[str, float] = {}
        self.places = asyncio.Semaphore(concurrency)

    def of(self, host: str) -> Turn:
        """The turn of a host."""
        return self.hosts.setdefault(host, Turn())

    @asynccontextmanager
    async def taken(self, host: str, deadline: Deadline, *, first: bool = True, spaced: bool = True) -> AsyncIterator[None]:
        """Hold the host. The wait for others is not counted, nor the delay before a fetch's ``first`` request."""
        turn = self.of(host)
        with deadline.paused():
            await turn.lock.acquire()
        try:
            now = asyncio.get_running_loop().time()
            if turn.closed_until > now:
                raise Refused(Reason.RATE_LIMITED, f"{host} asked to be left alone for now", retryable=True, final=True)
            if spaced:
                await self._space(turn, host, deadline, first=first)
            with deadline.paused():
                await self.places.acquire()
            try:
                yield
            finally:
                self.places.release()
        finally:
            turn.lock.release()

    def started(self, host: str) -> None:
        """A request to the host is on its way: the next one starts a delay later."""
        self.hold(host, max(self.delay, self.crawl_delays.get(host, 0.0)))

    def hold(self, host: str, seconds: float) -> None:
        """Start no request to the host before this many seconds have passed."""
        turn = self.of(host)
        turn.next_start = max(turn.next_start, asyncio.get_running_loop().time() + seconds)

    def close(self, host: str, seconds: float) -> None:
        """Refuse all requests to the host for this many seconds."""
        self.of(host).closed_until = asyncio.get_running_loop().time() + seconds

    async def _space(self, turn: Turn, host: str, deadline: Deadline, *, first: bool) -> None:
        loop = asyncio.get_running_loop()
        wait = turn.next_start - loop.time()
        if wait > 0:
            if first:
                with deadline.paused():
                    await asyncio.sleep(wait)
            else:
                await asyncio.sleep(wait)
        self.started(host)


def retry_after(header: str, now: datetime | None = None) -> float | None:
    """Seconds asked for by a Retry-After header, from a number or a date.

    >>> retry_after("120")
    120.0
    >>> retry_after("Wed, 01 Jan 2025 00:00:30 GMT", datetime(2025, 1, 1, tzinfo=UTC))
    30.0
    >>> retry_after("soon") is None
    True
    """
    text = header.split(",", maxsplit=1)[0].strip() if header.strip()[:1].isdigit() else header.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - (now or datetime.now(UTC))).total_seconds())


def pause_before(attempt: int, backoff: float, asked: float | None) -> float:
    """Seconds before the next try: doubling with jitter, and never less than what the server asked for."""
    jittered = float(backoff * 2 ** (attempt - 1) * random.uniform(0.5, 1.5))
    return max(jittered, asked or 0.0)

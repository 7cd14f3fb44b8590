"""Many URLs at once: each host in turn and in its own pace, hosts side by side, results as a stream.

Each host has one runner that works through its URLs in order. Results that nobody has taken yet are bounded by bytes.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dprk_events.fetch.backend import Resolve, resolve_host
from dprk_events.fetch.exchange import Exchange, page_of
from dprk_events.fetch.options import DEFAULTS, FetchOptions
from dprk_events.fetch.session import Session
from dprk_events.fetch.urls import authority_of
from dprk_events.model import Page, Skipped

WINDOW = 5_000  # URLs read ahead of the first result not yet taken
BUDGET = 64_000_000  # bytes of results not yet taken; past it only the host of the next result goes on
GOODBYE = 10.0  # seconds for connections to close when the stream is left early


@dataclass(frozen=True, slots=True)
class Job:
    """One URL of the input and its place in it."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job."""

    job: Job
    result: Exchange | Skipped

    @property
    def size(self) -> int:
        """Bytes that this answer holds in memory."""
        if not isinstance(self.result, Exchange):
            return 0
        return len(self.result.html) + (len(self.result.raw) if self.result.raw is not self.result.html else 0)


@dataclass(frozen=True, slots=True)
class Ended:
    """The input ended after so many jobs."""

    count: int


@dataclass(frozen=True, slots=True)
class Failed:
    """Something broke that is a mistake and no skip: it is raised where the stream is read."""

    error: BaseException


def fetch_many(
    urls: Iterable[str], options: FetchOptions = DEFAULTS, *, ordered: bool = True
) -> Iterator[tuple[str, Page | Skipped]]:
    """Fetch URLs side by side; yields each with its page or the reason why not, in input order unless told otherwise.

    >>> [skipped.reason.value for _, skipped in fetch_many(["ftp://example.org/a", "no-url"])]
    ['forbidden_url', 'bad_url']
    """
    for url, result in exchange_many(urls, options, ordered=ordered):
        yield url, page_of(result) if isinstance(result, Exchange) else result


def exchange_many(
    urls: Iterable[str], options: FetchOptions = DEFAULTS, *, ordered: bool = True, resolve: Resolve = resolve_host
) -> Iterator[tuple[str, Exchange | Skipped]]:
    """Like ``fetch_many``, with everything around each page."""
    crew = Crew(options, ordered=ordered, resolve=resolve)
    threading.Thread(target=crew.run, name="dprk-events-fetch", daemon=True).start()
    threading.Thread(target=crew.feed, args=(iter(urls),), name="dprk-events-urls", daemon=True).start()
    waiting: dict[int, Answer] = {}
    taken, count = 0, None
    try:
        while taken != count:
            message = crew.answers.get()
            if isinstance(message, Failed):
                raise message.error
            if isinstance(message, Ended):
                count = message.count
                continue
            waiting[message.job.number] = message
            while (answer := waiting.pop(taken if ordered else message.job.number, None)) is not None:
                taken += 1
                crew.taken(answer)
                yield answer.job.url, answer.result
    finally:
        crew.stop()


class Crew:
    """The runners, in an event loop in a thread of their own."""

    def __init__(self, options: FetchOptions, *, ordered: bool, resolve: Resolve) -> None:
        self.options = options
        self.ordered = ordered
        self.resolve = resolve
        self.answers: queue.SimpleQueue[Answer | Ended | Failed] = queue.SimpleQueue()
        self.window = threading.Semaphore(WINDOW)
        self.ready = threading.Event()
        self.gone = threading.Event()
        self.stopping = False
        self.loop: asyncio.AbstractEventLoop
        self.halt: asyncio.Event
        self.moved: asyncio.Event
        self.jobs: dict[str, deque[Job]] = {}
        self.runners: set[asyncio.Task[None]] = set()
        self.held = 0
        self.next_number = 0

    def run(self) -> None:
        """The thread of the loop."""
        try:
            asyncio.run(self._work())
        except BaseException as error:
            self.answers.put(Failed(error))
        finally:
            self.gone.set()
            self.ready.set()

    def feed(self, urls: Iterator[str]) -> None:
        """The thread that reads the input, which may be slow or endless."""
        self.ready.wait()
        count = 0
        try:
            for url in urls:
                self.window.acquire()
                if self.stopping:
                    return
                self._call(self._start, Job(count, url))
                count += 1
        except (
            Exception
        ) as error:  # the caller's iterator may raise anything; in this thread it would be lost: the reader raises it
            self.answers.put(Failed(error))
        self.answers.put(Ended(count))

    def taken(self, answer: Answer) -> None:
        """The reader has taken an answer."""
        self.window.release()
        self._call(self._let_go, answer.size)

    def stop(self) -> None:
        """End everything; running fetches are dropped."""
        self.stopping = True
        self.window.release()
        self.ready.wait()
        self._call(self._halt)
        self.gone.wait(GOODBYE)

    def _call(self, function: Callable[..., object], *args: object) -> None:
        try:
            self.loop.call_soon_threadsafe(function, *args)
        except (RuntimeError, AttributeError):  # the loop has ended, or never came up; its error is in the answers
            return

    async def _work(self) -> None:
        self.session = Session(self.options, resolve=self.resolve)
        self.loop, self.halt, self.moved = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
        self.ready.set()
        try:
            await self.halt.wait()
        finally:
            for runner in self.runners:
                runner.cancel()
            await asyncio.gather(*self.runners, return_exceptions=True)
            await self.session.aclose()

    def _start(self, job: Job) -> None:
        host = authority_of(job.url)
        if host in self.jobs:
            self.jobs[host].append(job)
            return
        self.jobs[host] = deque([job])
        runner = self.loop.create_task(self._run_host(host))
        self.runners.add(runner)
        runner.add_done_callback(self._runner_ended)

    async def _run_host(self, host: str) -> None:
        jobs = self.jobs[host]
        while jobs:
            while self.held > BUDGET and jobs[0].number != self.next_number:
                self.moved.clear()
                await self.moved.wait()
            answer = Answer(jobs[0], await self.session.fetch(jobs[0].url))
            jobs.popleft()
            self.held += answer.size
            self.answers.put(answer)
        del self.jobs[host]

    def _let_go(self, size: int) -> None:
        self.held -= size
        self.next_number += 1
        self.moved.set()

    def _runner_ended(self, runner: asyncio.Task[None]) -> None:
        self.runners.discard(runner)
        if not runner.cancelled() and (error := runner.exception()) is not None:
            self.answers.put(Failed(error))

    def _halt(self) -> None:
        self.halt.set()

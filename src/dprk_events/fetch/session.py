"""One run of fetching: connections, turns, robots.txt and the store, shared by all its fetches."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from dprk_events.errors import UsageError
from dprk_events.fetch.backend import Resolve, resolve_host
from dprk_events.fetch.body import Body, Wanted, read_body
from dprk_events.fetch.cookies import Jar, load_cookies
from dprk_events.fetch.decode import ACCEPTED
from dprk_events.fetch.door import Door, Headers, Opened, check_proxy
from dprk_events.fetch.exchange import Exchange, lookup, without_secrets
from dprk_events.fetch.gatekeeper import Gatekeeper
from dprk_events.fetch.identity import capture_of, refresh_of, refresh_target
from dprk_events.fetch.keeping import Keeping
from dprk_events.fetch.manners import Deadline, Turns, pause_before, retry_after
from dprk_events.fetch.options import FetchOptions
from dprk_events.fetch.refusal import Refused, status_reason
from dprk_events.fetch.status import explain_status
from dprk_events.fetch.urls import Target, join_url, parse_url, without_credentials
from dprk_events.model import Reason, Skipped

NO_BODY = Body(b"", b"")
FOLLOWED = {301, 302, 303, 307, 308}
RETRIED = {408, 425, 429, 500, 502, 503, 504}
GENERAL: Headers = (
    ("Accept-Language", "en,*;q=0.5"),
    ("Accept-Encoding", ACCEPTED),
)


@dataclass(slots=True)
class Course:
    """What changes in the course of one fetch."""

    start: Target
    deadline: Deadline
    cookies: Jar
    tries: int
    conditional: Headers = ()
    conditional_url: str = ""
    wanted: Wanted = field(default_factory=lambda: Wanted(0))
    requests: int = 0
    seen: set[tuple[str, int]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: a redirect (``location``), a confirmation that nothing changed (304), or a body."""

    status: int
    headers: Headers
    sent: Headers
    location: str | None = None
    body: Body = NO_BODY


def check_options(options: FetchOptions) -> None:
    """Refuse options that cannot work before any request: raises UsageError."""
    check_proxy(options)
    load_cookies(options.cookies)
    parse_headers(options.headers)
    door = Door(options)
    if options.ca_file:
        door.tls_context()


class Session:
    """Fetches with one set of options. Use it in one event loop and close it.

    >>> async def read(url: str) -> Exchange | Skipped:
    ...     session = Session(FetchOptions(timeout=10))
    ...     try:
    ...         return await session.fetch(url)
    ...     finally:
    ...         await session.aclose()
    """

    def __init__(self, options: FetchOptions, *, resolve: Resolve = resolve_host) -> None:
        check_proxy(options)
        self.options = options
        self.cookies = load_cookies(options.cookies)
        self.private_headers = parse_headers(options.headers)
        self.door = Door(options, resolve=resolve)
        self.turns = Turns(options.delay, options.concurrency)
        self.keeping = Keeping(options)
        self.gatekeeper = Gatekeeper(options, self.door, self.turns, self.keeping)

    async def aclose(self) -> None:
        """Close connections and the store."""
        await self.door.aclose()
        self.keeping.close()

    async def fetch(self, url: str, wanted: Wanted | None = None) -> Exchange | Skipped:
        """Fetch one URL, or say why not; the world never raises here."""
        shown = without_credentials(url)
        deadline = Deadline(self.options.timeout)
        try:
            target = parse_url(url)
            stored = self.keeping.find(shown)
            if stored and self.keeping.usable(stored):
                return stored
            if self.options.offline:
                raise Refused(Reason.NOT_IN_STORE, "not in the page store; fetch it once without --offline")
            course = self._course(target, deadline, wanted or Wanted(self.options.max_bytes), stored)
            async with deadline.running():
                return await self._run(course, shown, stored)
        except Refused as refused:
            return refused.skipped
        except TimeoutError:
            detail = f"no whole page within {self.options.timeout:g} s; raise --timeout to wait longer"
            return Skipped(stage="fetch", reason=Reason.TIMEOUT, detail=detail, retryable=True)

    def _course(self, target: Target, deadline: Deadline, wanted: Wanted, stored: Exchange | None) -> Course:
        course = Course(target, deadline, Jar(self.cookies), self.options.tries, wanted=wanted)
        if stored and not self.options.refresh:
            known = lookup(stored.headers)
            names = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
            course.conditional = tuple((asked, known[name]) for name, asked in names if name in known)
            course.conditional_url = stored.final_url
        return course

    async def _run(self, course: Course, shown: str, stored: Exchange | None) -> Exchange:
        final, reply = await self._follow(course)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if reply.status == 304 and stored:
            return self.keeping.confirm(stored, now)
        if not reply.body.decoded.strip(b"\x00\t\n\r "):
            raise Refused(Reason.EMPTY, f"HTTP {reply.status} with an empty body")
        private = frozenset(name.lower() for name, _ in self.private_headers)
        exchange = Exchange(
            url=shown,
            final_url=final.url,
            fetched_at=now,
            status=reply.status,
            headers=without_secrets(reply.headers),
            sent=without_secrets(reply.sent, private),
            raw=reply.body.raw,
            html=reply.body.decoded,
        )
        self.keeping.put(exchange)
        return exchange

    async def _follow(self, course: Course) -> tuple[Target, Reply]:
        """Go through redirects and meta refreshes to the answer that is neither."""
        current = course.start
        capture = capture_of(current.url)
        if capture and capture.replay != current.url:
            current = parse_url(capture.replay)
        for _ in range(self.options.max_redirects + 1):
            self._check_loop(course, current)
            reply = await self._persist(course, current)
            location = reply.location
            if location is None and course.wanted.page and reply.status == 200:
                location = refresh_of(lookup(reply.headers).get("refresh", "")) or refresh_target(reply.body.decoded)
                if location is not None and join_url(current, location) == current:
                    location = None
            if location is None:
                return current, reply
            current = join_url(current, location)
        raise Refused(Reason.REDIRECTS, f"more than {self.options.max_redirects} redirects")

    def _check_loop(self, course: Course, current: Target) -> None:
        """The same address with the same number of cookies twice is a loop; with a new cookie it may be a gate."""
        state = (current.url, len(course.cookies))
        if state in course.seen:
            raise Refused(Reason.REDIRECTS, "redirects that go in a circle")
        course.seen.add(state)

    async def _persist(self, course: Course, target: Target) -> Reply:
        """Ask for one address, again after a fault that may pass."""
        attempt = 0
        while True:
            attempt += 1
            try:
                return await self._ask(course, target)
            except Refused as refused:
                course.tries -= 1
                if refused.final or course.tries <= 0:
                    raise
                pause = pause_before(attempt, self.options.backoff, refused.wait)
                if (refused.wait or 0.0) > self.options.max_retry_after:
                    self.turns.close(target.authority, refused.wait or 0.0)
                    raise
                if pause >= course.deadline.left():
                    raise
                self.turns.hold(target.authority, pause)

    async def _ask(self, course: Course, target: Target) -> Reply:
        """One request, if robots.txt lets us, in the host's turn."""
        await self.gatekeeper.check(target, course.deadline)
        first = course.requests == 0
        async with self.turns.taken(target.authority, course.deadline, first=first):
            course.requests += 1
            leaving = partial(self.turns.started, target.authority)
            async with self.door.get(target, self._headers(course, target), course.cookies, leaving=leaving) as opened:
                return await self._reply(course, opened)

    async def _reply(self, course: Course, opened: Opened) -> Reply:
        status = opened.status
        if status in FOLLOWED:
            location = lookup(opened.headers).get("location", "")
            return Reply(status, opened.headers, opened.sent, location=location)
        if status == 304 and course.conditional:
            return Reply(status, opened.headers, opened.sent)
        if status in {204, 205}:
            raise Refused(Reason.EMPTY, f"HTTP {status}: the site sent no page")
        if status not in {200, 203}:
            raise _refused_status(opened)
        body = await read_body(opened, course.wanted)
        return Reply(status, opened.headers, opened.sent, body=body)

    def _headers(self, course: Course, target: Target) -> Headers:
        own = self.private_headers if _same_party(course.start, target) else ()
        named = {name.lower() for name, _ in own}
        general = (
            ("Host", target.authority),
            ("User-Agent", self.options.agent),
            ("Accept", course.wanted.accept),
            *GENERAL,
        )
        conditional = course.conditional if target.url == course.conditional_url else ()
        return (*((name, value) for name, value in general if name.lower() not in named), *conditional, *own)


def _refused_status(opened: Opened) -> Refused:
    status, headers = opened.status, lookup(opened.headers)
    wait = retry_after(headers["retry-after"]) if "retry-after" in headers else None
    limited = status == 429 or (status == 503 and wait is not None)
    detail = explain_status(status, headers)
    if limited and wait:
        detail = f"{detail} (it asks to wait {wait:.0f} s)"
    reason = Reason.RATE_LIMITED if limited else status_reason(status)
    return Refused(reason, detail, retryable=status in RETRIED, wait=wait)


def _same_party(start: Target, target: Target) -> bool:
    """Whether the reader's own headers may go to ``target``: the origin asked for, or the same host made safe."""
    upgraded = (start.scheme, start.port, target.scheme, target.port) == ("http", 80, "https", 443)
    return start.host == target.host and (start.origin == target.origin or upgraded)


def parse_headers(lines: tuple[str, ...]) -> Headers:
    parsed = []
    for number, line in enumerate(lines, start=1):
        name, colon, value = line.partition(":")
        if (
            not colon
            or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name.strip())
            or re.search(r"[^\t\x20-\x7e]", value)
        ):
            raise UsageError(f"header {number} is not 'Name: value' in ASCII")
        if name.strip().lower() in {"host", "content-length", "transfer-encoding", "connection", "accept-encoding"}:
            raise UsageError(f"header {name.strip()!r} belongs to the connection and cannot be set")
        parsed.append((name.strip(), value.strip()))
    return tuple(parsed)

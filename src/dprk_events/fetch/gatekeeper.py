"""Asks each host's robots.txt once and answers for its pages."""

from __future__ import annotations

import asyncio

from dprk_events.fetch.addresses import Allowed
from dprk_events.fetch.body import Wanted, read_body
from dprk_events.fetch.cookies import Jar
from dprk_events.fetch.door import Door
from dprk_events.fetch.keeping import Keeping
from dprk_events.fetch.manners import LONGEST_CRAWL_DELAY, Deadline, Turns
from dprk_events.fetch.options import FetchOptions
from dprk_events.fetch.refusal import Refused
from dprk_events.fetch.robots import ALLOW_ALL, LIMIT, MOST_REDIRECTS, Rules, rules_for_status
from dprk_events.fetch.urls import Target, join_url
from dprk_events.model import Reason

LONGEST = 20.0  # seconds for robots.txt; a fetch keeps at least a third of its time for the page


class Gatekeeper:
    """Holds the rules of every host asked in a session."""

    def __init__(self, options: FetchOptions, door: Door, turns: Turns, keeping: Keeping) -> None:
        self.options = options
        self.door = door
        self.turns = turns
        self.keeping = keeping
        self.rules: dict[str, Rules] = {}
        self.ends: dict[str, float] = {}
        self.locks: dict[str, asyncio.Lock] = {}
        self.unreached: dict[str, Refused] = {}

    async def check(self, target: Target, deadline: Deadline) -> None:
        """Refuse a page that its host does not want fetched."""
        if not self.options.respect_robots or target.path == "/robots.txt":
            return
        rules = self._known(target.origin)
        if rules is None:
            lock = self.locks.setdefault(target.origin, asyncio.Lock())
            with deadline.paused():
                await lock.acquire()
            try:
                rules = self._known(target.origin)
                if rules is None:
                    rules = await self._rules(target, deadline)
                    self.rules[target.origin] = rules
                    self.ends[target.origin] = asyncio.get_running_loop().time() + rules.lifetime
            finally:
                lock.release()
        if rules.unreachable:
            detail = f"robots.txt of {target.authority} cannot be had ({rules.unreachable}), so nothing is fetched there"
            raise Refused(Reason.ROBOTS_UNREACHABLE, f"{detail}; --ignore-robots overrides", retryable=True, final=True)
        if not rules.allows(target.url, self.options.robots_token):
            detail = f"robots.txt of {target.authority} does not let {self.options.robots_token} fetch this page"
            raise Refused(Reason.ROBOTS_DISALLOWED, f"{detail}; --ignore-robots overrides")

    def _known(self, origin: str) -> Rules | None:
        fresh = self.ends.get(origin, 0.0) > asyncio.get_running_loop().time()
        return self.rules[origin] if fresh else None

    async def _rules(self, target: Target, deadline: Deadline) -> Rules:
        opened = (
            Allowed(target.host, target.port) in self.door.allowed
        )  # somebody's own server, whose rules may be in the making
        rules = None if opened else self.keeping.robots(target.origin)
        if rules is None:
            try:
                part = Deadline(min(LONGEST, deadline.left() * 2 / 3), within=deadline)
                async with part.running():
                    rules = await self._fetch(Target(target.scheme, target.host, target.port, "/robots.txt"), part)
            except TimeoutError:
                if target.origin in self.unreached:
                    raise self.unreached[target.origin] from None
                rules = Rules(None, unreachable="no answer in time")
        delay = min(LONGEST_CRAWL_DELAY, rules.crawl_delay(self.options.robots_token))
        if delay:
            self.turns.crawl_delays[target.authority] = delay
        return rules

    async def _fetch(self, start: Target, deadline: Deadline) -> Rules:
        current = start
        for _ in range(MOST_REDIRECTS + 1):
            try:
                async with self.turns.taken(current.authority, deadline, spaced=False):
                    answer = await self._ask(current)
                if isinstance(answer, str):
                    current = join_url(current, answer)
                    continue
                status, body = answer
            except Refused as refused:
                if current == start and refused.unreached:  # the page would fail in the same way: say that
                    self.unreached[start.origin] = refused
                    raise
                return Rules(None, unreachable=refused.skipped.detail)
            self.keeping.put_robots(start.origin, status, body)
            return rules_for_status(status, body)
        return ALLOW_ALL

    async def _ask(self, target: Target) -> str | tuple[int, bytes]:
        """Where robots.txt has gone, or its status and body."""
        headers = (("Host", target.authority), ("User-Agent", self.options.agent), ("Accept", "text/plain,*/*;q=0.1"))
        async with self.door.get(target, headers, Jar()) as opened:
            if opened.status in {301, 302, 303, 307, 308}:
                return opened.header("location")
            if not 200 <= opened.status < 300:
                return opened.status, b""
            body = await read_body(opened, Wanted(LIMIT, page=False, cut=True))
            return opened.status, body.decoded

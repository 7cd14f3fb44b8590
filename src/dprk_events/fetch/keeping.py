"""What a session keeps and finds again: the page store, read and written by the caller's options."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

from dprk_events.errors import OutputError
from dprk_events.fetch.decode import Decoder
from dprk_events.fetch.exchange import Exchange, lookup
from dprk_events.fetch.options import DAY, FetchOptions
from dprk_events.fetch.refusal import Refused
from dprk_events.fetch.robots import Rules, rules_for_status
from dprk_events.fetch.store import KeptRobots, PageStore, Visit, default_store
from dprk_events.fetch.urls import split, without_credentials

log = logging.getLogger(__name__)


class Keeping:
    """The store of a session; a store that cannot be written is said once and then done without."""

    def __init__(self, options: FetchOptions) -> None:
        self.options = options
        self.access = "own" if options.private else "public"
        self.visits: dict[str, Visit] = {}
        self.store: PageStore | None = None
        if not options.keep:
            return
        try:
            self.store = PageStore(options.store or default_store())
        except OutputError as error:
            if options.offline or options.store:
                raise
            log.warning("%s; pages are not kept", error)

    def close(self) -> None:
        """Close the store."""
        if self.store:
            self.store.close()

    def find(self, url: str) -> Exchange | None:
        """The newest kept exchange of a URL, if its bytes are whole and within the limit."""
        if self.store is None:
            return None
        visit = self.store.find(_key(url), self.access)
        exchange = read_visit(self.store, visit, self.options.max_bytes) if visit else None
        if visit is None or exchange is None:
            return None
        self.visits[visit.url] = visit
        return replace(exchange, url=url)

    def usable(self, exchange: Exchange) -> bool:
        """Whether a kept exchange may stand for a new one."""
        visit = self.visits[_key(exchange.url)]
        return self.options.offline or (not self.options.refresh and _age(visit.confirmed_at) < self.options.max_age)

    def put(self, exchange: Exchange) -> None:
        """Keep a new exchange."""
        if self.store is None:
            return
        visit = Visit(
            id=0,
            url=_key(exchange.url),
            access=self.access,
            final_url=exchange.final_url,
            fetched_at=exchange.fetched_at,
            confirmed_at=exchange.fetched_at,
            status=exchange.status,
            headers=exchange.headers,
            sent=exchange.sent,
            raw_sha256=hashlib.sha256(exchange.raw).hexdigest(),
            sha256=exchange.sha256,
            size=len(exchange.raw),
        )
        try:
            self.store.put(visit, exchange.raw)
        except (OutputError, sqlite3.Error) as error:
            self._give_up(error)

    def confirm(self, exchange: Exchange, time: str) -> Exchange:
        """The site said that a kept exchange is unchanged."""
        visit = self.visits[_key(exchange.url)]
        if self.store is not None:
            try:
                self.store.confirm(visit, time)
            except sqlite3.Error as error:
                self._give_up(error)
        return exchange

    def robots(self, origin: str) -> Rules | None:
        """The kept rules of an origin: for a day at most, as RFC 9309 asks."""
        kept = self.store.robots(origin) if self.store and not self.options.refresh else None
        return rules_for_status(kept.status, kept.body) if kept and _age(kept.fetched_at) < DAY else None

    def put_robots(self, origin: str, status: int, body: bytes) -> None:
        """Keep an answer to robots.txt that is not a failure."""
        if self.store is None or status >= 500 or status == 429:
            return
        try:
            self.store.put_robots(origin, KeptRobots(datetime.now(UTC).isoformat(timespec="seconds"), status, body))
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        log.warning("the page store cannot be written (%s); pages are not kept from here on", error)
        if self.store:
            self.store.close()
        self.store = None


def read_visit(store: PageStore, visit: Visit, limit: int) -> Exchange | None:
    """The exchange of a visit, decoded anew within the limit."""
    raw = store.raw(visit)
    if raw is None:
        return None
    try:
        decoder = Decoder(lookup(visit.headers).get("content-encoding", ""), limit)
        html = b"".join(decoder.feed(raw))
        decoder.close()
    except Refused:
        return None
    return Exchange(
        url=visit.url,
        final_url=visit.final_url,
        fetched_at=visit.fetched_at,
        status=visit.status,
        headers=visit.headers,
        sent=visit.sent,
        raw=raw,
        html=html,
        stored=True,
    )


def _key(url: str) -> str:
    """One spelling for each URL."""
    target = split(url)
    return target.url if target else without_credentials(url)


def _age(time: str) -> float:
    """Seconds since; a time in the future (a clock set back) counts as long ago."""
    age = (datetime.now(UTC) - datetime.fromisoformat(time)).total_seconds()
    return age if age >= 0 else float("inf")

"""What is new in a feed or news sitemap, with a memory of what was seen in the page store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from dprk_events.fetch.body import Wanted
from dprk_events.fetch.exchange import Exchange
from dprk_events.fetch.feed_parse import Feed, FeedItem, at_or_after, parse_feed
from dprk_events.fetch.identity import canonical_url
from dprk_events.fetch.options import DEFAULTS, FetchOptions
from dprk_events.fetch.refusal import Refused
from dprk_events.fetch.run import run
from dprk_events.fetch.session import Session
from dprk_events.fetch.store import PageStore, default_store
from dprk_events.fetch.urls import parse_url, without_credentials
from dprk_events.model import Skipped

MOST_MAPS = 20  # sitemaps of one index, the latest first
ACCEPT = "application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.1"


def read_feed(url: str, options: FetchOptions = DEFAULTS, *, since: datetime | None = None) -> Feed | Skipped:
    """The items of a feed, of a sitemap, or of the sitemaps that an index names; asked for anew each time.

    >>> read_feed("gopher://example.org/feed").reason.value
    'forbidden_url'
    """
    return run(_read(url, replace(options, max_age=0.0), since))


def new_items(url: str, items: Iterable[FeedItem], options: FetchOptions = DEFAULTS) -> list[FeedItem]:
    """Those items of a feed that ``remember`` was not told of."""
    by_name = {canonical_url(item.url): item for item in reversed(list(items))}
    store = PageStore(options.store or default_store())
    try:
        return [by_name[name] for name in store.unseen(without_credentials(url), list(reversed(by_name)))]
    finally:
        store.close()


def remember(url: str, items: Iterable[FeedItem], options: FetchOptions = DEFAULTS) -> None:
    """Mark items of a feed as seen."""
    store = PageStore(options.store or default_store())
    try:
        names = [canonical_url(item.url) for item in items]
        store.mark_seen(without_credentials(url), names, datetime.now(UTC).isoformat(timespec="seconds"))
    finally:
        store.close()


async def _read(url: str, options: FetchOptions, since: datetime | None) -> Feed | Skipped:
    session = Session(options)
    try:
        feed = await _one(session, url)
        if isinstance(feed, Skipped) or not feed.maps:
            return feed
        maps = [entry for entry in feed.maps if since is None or at_or_after(entry, since)]
        maps.sort(key=lambda entry: entry.published or "", reverse=True)
        items = list(feed.items)
        for entry in maps[:MOST_MAPS]:
            further = await _one(session, entry.url)
            if isinstance(further, Feed):
                items.extend(further.items)
        return Feed(items=tuple(items))
    finally:
        await session.aclose()


async def _one(session: Session, url: str) -> Feed | Skipped:
    limit = session.options.max_bytes
    exchange = await session.fetch(url, Wanted(limit, page=False, accept=ACCEPT))
    if not isinstance(exchange, Exchange):
        return exchange
    try:
        return parse_feed(
            exchange.html, parse_url(exchange.final_url), content_type=exchange.header("content-type") or "", limit=limit
        )
    except Refused as refused:
        return refused.skipped

"""The only door to httpx: a URL becomes a Page, or a Skipped that says why not."""

from dprk_events.fetch.exchange import Exchange, page_of
from dprk_events.fetch.feed_parse import Feed, FeedItem, at_or_after
from dprk_events.fetch.feeds import new_items, read_feed, remember
from dprk_events.fetch.identity import canonical_url
from dprk_events.fetch.keeping import read_visit
from dprk_events.fetch.many import exchange_many, fetch_many
from dprk_events.fetch.options import FetchOptions
from dprk_events.fetch.run import fetch, fetch_exchange
from dprk_events.fetch.session import check_options
from dprk_events.fetch.sidecar import Sidecar, read_sidecar, sidecar_bytes, sidecar_path
from dprk_events.fetch.status import status_of
from dprk_events.fetch.store import PageStore, Visit, default_store
from dprk_events.fetch.urls import read_urls, without_credentials
from dprk_events.fetch.warc_read import WarcItem, read_warc
from dprk_events.fetch.warc_write import WarcWriter

__all__ = [
    "Exchange",
    "Feed",
    "FeedItem",
    "FetchOptions",
    "PageStore",
    "Sidecar",
    "Visit",
    "WarcItem",
    "WarcWriter",
    "at_or_after",
    "canonical_url",
    "check_options",
    "default_store",
    "exchange_many",
    "fetch",
    "fetch_exchange",
    "fetch_many",
    "new_items",
    "page_of",
    "read_feed",
    "read_sidecar",
    "read_urls",
    "read_visit",
    "read_warc",
    "remember",
    "sidecar_bytes",
    "sidecar_path",
    "status_of",
    "without_credentials",
]

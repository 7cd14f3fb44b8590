"""The only door to httpx: a URL becomes a Page, or a Skipped that says why not."""

from dprk_events.fetch.exchange import Exchange, page_of
from dprk_events.fetch.options import FetchOptions
from dprk_events.fetch.run import fetch, fetch_exchange
from dprk_events.fetch.session import check_options
from dprk_events.fetch.urls import without_credentials

__all__ = ["Exchange", "FetchOptions", "check_options", "fetch", "fetch_exchange", "page_of", "without_credentials"]

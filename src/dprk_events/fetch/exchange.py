"""One finished exchange with a site: what was asked, what came, and when. Evidence, and the source of a Page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from dprk_events.fetch.identity import canonical_url, capture_from_headers, capture_of
from dprk_events.model import Page, Source

Headers = tuple[tuple[str, str], ...]
# Never written anywhere: they are somebody's access.
SECRET = {"authorization", "cookie", "proxy-authorization", "set-cookie", "set-cookie2", "x-api-key", "x-auth-token"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """``raw`` is the body as sent (chunking undone, content encoding not), ``html`` with the encoding undone."""

    url: str  # as asked for, without credentials
    final_url: str
    fetched_at: str
    status: int
    headers: Headers
    sent: Headers
    raw: bytes
    html: bytes
    stored: bool = False  # came out of the page store, no request was made

    @property
    def sha256(self) -> str:
        """Of the page's bytes."""
        return hashlib.sha256(self.html).hexdigest()

    def header(self, name: str) -> str | None:
        """The last value of a header."""
        return lookup(self.headers).get(name)


def lookup(headers: Headers) -> Mapping[str, str]:
    """Headers by lower-case name; repeated ones are joined with commas."""
    joined: dict[str, str] = {}
    for name, value in headers:
        key = name.lower()
        joined[key] = f"{joined[key]}, {value}" if key in joined else value
    return joined


def without_secrets(headers: Headers, private: frozenset[str] = frozenset()) -> Headers:
    """The headers that may be kept.

    >>> without_secrets((("Cookie", "id=1"), ("Accept", "*/*")))
    (('Accept', '*/*'),)
    """
    return tuple((name, value) for name, value in headers if name.lower() not in SECRET | private)


def page_of(exchange: Exchange) -> Page:
    """The page of an exchange. Of an archive's copy, the source is what was captured, and when."""
    headers = lookup(exchange.headers)
    capture = capture_of(exchange.final_url) or capture_of(exchange.url) or capture_from_headers(exchange.url, headers)
    source = Source(
        url=exchange.url,
        canonical_url=canonical_url(capture.original if capture else exchange.final_url, exchange.html),
        fetched_at=capture.time if capture else exchange.fetched_at,
        http_status=exchange.status,
        sha256=exchange.sha256,
    )
    return Page(html=exchange.html, source=source, content_type=headers.get("content-type"))

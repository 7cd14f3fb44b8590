"""Feeds and sitemaps: read, bounded, remembered."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from dprk_events.fetch import Feed, FeedItem, FetchOptions, at_or_after, new_items, read_feed, remember
from dprk_events.fetch.feed_parse import parse_feed
from dprk_events.fetch.refusal import Refused
from dprk_events.fetch.urls import parse_url
from dprk_events.model import Skipped
from tests.fetch.server import Server

BASE = parse_url("https://example.org/feed")
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Desk</title><link>https://example.org/</link><atom:link rel="self" href="https://example.org/feed"/>
<item><title>Ferry leaves &amp; returns</title><link>https://example.org/2025/ferry?utm_source=rss</link>
<media:title>Photo</media:title><media:content url="https://example.org/a.jpg"/><guid isPermaLink="false">77</guid>
<pubDate>Fri, 20 Jun 2025 09:00:00 +0900</pubDate><description><![CDATA[<p>The ferry & more]]></description></item>
<item><title><![CDATA[Harbour opens]]></title><guid>https://example.org/2025/harbour</guid><pubDate>soon</pubDate></item>
<item><title>No address</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title><id>urn:desk</id>
<entry><title type="html">A &amp;quot;quiet&amp;quot; day</title><id>urn:1</id><link rel="self" href="/self/1"/>
<link href="/2025/quiet"/>
<updated>2025-06-21T00:00:00Z</updated><published>2025-06-20T00:00:00Z</published></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="x"><title>Bridge</title><link>/2025/bridge</link>
<dc:date>2025-06-20T09:00+09:00</dc:date></item></rdf:RDF>"""
MAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>https://example.org/2025/map</loc><lastmod>2025-06-22</lastmod>
<image:image><image:loc>https://example.org/b.jpg</image:loc></image:image>
<news:news><news:publication><news:name>Desk</news:name></news:publication>
<news:publication_date>2025-06-20T09:00:00+09:00</news:publication_date><news:title>Map story</news:title>
</news:news></url></urlset>"""


def item(url: str, title: str | None, published: str | None) -> FeedItem:
    """Short for the tests."""
    return FeedItem(url=f"https://example.org{url}", title=title, published=published)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            RSS,
            [
                item("/2025/ferry?utm_source=rss", "Ferry leaves & returns", "2025-06-20T09:00:00+09:00"),
                item("/2025/harbour", "Harbour opens", None),
            ],
        ),
        (ATOM, [item("/2025/quiet", 'A "quiet" day', "2025-06-20T00:00:00+00:00")]),
        (RDF, [item("/2025/bridge", "Bridge", "2025-06-20T09:00:00+09:00")]),
        (MAP, [item("/2025/map", "Map story", "2025-06-20T09:00:00+09:00")]),
        (
            "<rss><channel><item><link>/a&b=1</link><title>AT&T&nbsp;here</title></item></channel></rss>",
            [item("/a&b=1", "AT&T here", None)],
        ),
        ("<rss><channel><item><link>javascript:x</link><guid>/ok</guid></item></channel></rss>", [item("/ok", None, None)]),
        ("\ufeff<rss><channel/></rss>", []),
        ("<rss>\x0b<channel><item><link>/a\x01b</link></item></channel></rss>", [item("/ab", None, None)]),
    ],
)
def test_feed_is_read(text: str, items: list[FeedItem]) -> None:
    assert list(parse_feed(text.encode(), BASE).items) == items


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (
            '<?xml version="1.0" encoding="euc-kr"?><rss><item><link>/a</link><title>평양</title></item></rss>'.encode(
                "euc-kr"
            ),
            "",
        ),
        ("<rss><item><link>/a</link><title>평양</title></item></rss>".encode("cp949"), "text/xml; charset=cp949"),
        (
            '<?xml version="1.0" encoding="utf-16"?><rss><item><link>/a</link><title>평양</title></item></rss>'.encode(
                "utf-16"
            ),
            "",
        ),
        ('<?xml version="1.0" encoding="zlib"?><rss><item><link>/a</link><title>평양</title></item></rss>'.encode(), ""),
        (
            '<?xml version="1.0" encoding="no-such"?><rss><item><link>/a</link><title>평양</title></item></rss>'.encode(),
            "x; charset=rot13",
        ),
    ],
)
def test_feed_in_another_encoding(body: bytes, content_type: str) -> None:
    assert parse_feed(body, BASE, content_type=content_type).items[0].title == "평양"


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
) + "]><rss><item><title>&i;</title><link>/a</link></item></rss>"  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS,
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><title>&x;</title><link>/a</link></item></rss>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1/evil.dtd"><rss><item><link>/a</link></item></rss>',
        "<rss>" + "<a>" * 5000,
        "<html><body>no feed</body></html>",
        "no XML at all",
        "",
        "<rss><item><link>/a</link></rss>",
        "<rss" + " a" * 100_000,
        "<" * 200_000,
    ],
)
def test_what_is_no_safe_feed_is_refused(text: str) -> None:
    started = time.process_time()
    with pytest.raises(Refused) as caught:
        parse_feed(text.encode(), BASE)
    assert caught.value.skipped.reason.value == "bad_record"
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "text",
    [
        "<rss><item><title>" + "x&amp;" * 300_000 + "</title><link>/a</link></item></rss>",
        "<rss>" + "<item><link>/a</link></item>" * 40_000 + "</rss>",
        "<rss><item" + "".join(f' a{number}="b"' for number in range(20_000)) + "><link>/a</link></item></rss>",
    ],
)
def test_large_feed_costs_little_time(text: str) -> None:
    started = time.process_time()
    assert parse_feed(text.encode(), BASE).items
    assert time.process_time() - started < 3


def test_too_many_items_are_too_large() -> None:
    with pytest.raises(Refused) as caught:
        parse_feed(b"<rss>" + b"<item><link>/a</link></item>" * 50_001 + b"</rss>", BASE)
    assert caught.value.skipped.reason.value == "too_large"


def test_gzipped_sitemap_is_read_within_the_limit() -> None:
    assert len(parse_feed(gzip.compress(MAP.encode()), BASE).items) == 1
    with pytest.raises(Refused) as caught:
        parse_feed(gzip.compress(MAP.encode() + b" " * 20_000_000), BASE)
    assert caught.value.skipped.reason.value == "too_large"


def test_since_keeps_what_has_no_date() -> None:
    start = datetime(2025, 6, 20, tzinfo=UTC)
    dates = ["2025-06-20T09:00:00+09:00", "2025-06-20T08:59:59+09:00", "2025-06-20T00:00:00", None]
    assert [at_or_after(item("/a", None, date), start) for date in dates] == [True, False, True, True]


def test_sitemap_index_is_followed_to_its_latest_maps(server: Server, options: Callable[..., FetchOptions]) -> None:
    entries = "".join(
        f"<sitemap><loc>{server.url(f'/map{number}')}</loc><lastmod>2025-06-{number:02}</lastmod></sitemap>"
        for number in range(1, 29)
    )
    server.page("/index", f"<sitemapindex>{entries}</sitemapindex>".encode(), kind="application/xml")
    for number in range(1, 29):
        body = f"<urlset><url><loc>{server.url(f'/story{number}')}</loc></url></urlset>".encode()
        server.page(f"/map{number}", body, kind="application/xml")
    feed = read_feed(server.url("/index"), options())
    assert isinstance(feed, Feed)
    assert [entry.url for entry in feed.items] == [server.url(f"/story{number}") for number in range(28, 8, -1)]
    since = read_feed(server.url("/index"), options(), since=datetime(2025, 6, 27, tzinfo=UTC))
    assert isinstance(since, Feed)
    assert len(since.items) == 2


def test_new_items_are_those_not_remembered(server: Server, options: Callable[..., FetchOptions]) -> None:
    url = server.page("/feed", RSS.encode(), kind="application/rss+xml")
    feed = read_feed(url, options())
    assert isinstance(feed, Feed)
    assert new_items(url, feed.items, options()) == list(feed.items)
    remember(url, feed.items[:1], options())
    assert new_items(url, feed.items, options()) == [feed.items[1]]
    tracked = [FeedItem(url="https://example.org/2025/ferry?utm_source=other"), item("/2025/third", None, None)]
    assert new_items(url, tracked, options()) == [tracked[1]]
    assert len(new_items(url + "2", feed.items, options())) == 2


def test_feed_is_asked_for_anew_each_time(server: Server, options: Callable[..., FetchOptions]) -> None:
    url = server.page("/feed", RSS.encode(), kind="application/rss+xml")
    read_feed(url, options(keep=True))
    read_feed(url, options(keep=True))
    assert server.paths() == ["/feed", "/feed"]


@pytest.mark.parametrize(
    ("status", "body", "known"),
    [("404 No", b"", "http_404"), ("200 OK", b"<html>no feed", "bad_record"), ("200 OK", b"", "empty")],
)
def test_feed_that_cannot_be_read_is_a_skip(
    server: Server, options: Callable[..., FetchOptions], status: str, body: bytes, known: str
) -> None:
    result = read_feed(server.page("/feed", body, status=status), options())
    assert isinstance(result, Skipped)
    assert result.reason.value == known

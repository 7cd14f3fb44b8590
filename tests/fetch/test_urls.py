"""What a URL may be, and by which address a page is known."""

from __future__ import annotations

import time

import pytest

from dprk_events.fetch import canonical_url, read_urls, without_credentials
from dprk_events.fetch.identity import capture_from_headers, capture_of, refresh_target
from dprk_events.fetch.refusal import Refused
from dprk_events.fetch.urls import parse_url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:8080/a#b", "http://example.org:8080/a"),
        (" https://example.org/a \n", "https://example.org/a"),
        ("https://example.org?q=1", "https://example.org/?q=1"),
        ("https://example.org/조선 동아", "https://example.org/%EC%A1%B0%EC%84%A0%20%EB%8F%99%EC%95%84"),
        ("https://example.org/a%20b?x=[1]&y=a'b", "https://example.org/a%20b?x=[1]&y=a'b"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
        ("http://[2606:4700:4700:0::1111]/", "http://[2606:4700:4700::1111]/"),
        ("http://1.1.1.1/", "http://1.1.1.1/"),
        ("https://my_host.example/", "https://my_host.example/"),
    ],
)
def test_url_is_read(text: str, url: str) -> None:
    assert parse_url(text).url == url


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "bad_url"),
        ("example.org/a", "bad_url"),
        ("//example.org/a", "bad_url"),
        ("localhost:80/a", "bad_url"),
        ("http:example.org", "bad_url"),
        ("http://exa\tmple.org/", "bad_url"),
        ("http://example.org/a\r\nHost: b", "bad_url"),
        ("http://example.org/\x00", "bad_url"),
        ("http://example.org/\ud800", "bad_url"),
        ("http://exa mple.org/", "bad_url"),
        ("http://a..b/", "bad_url"),
        ("http://.a/", "bad_url"),
        ("http://xn--/", "bad_url"),
        ("http://xn--a/", "bad_url"),
        ("http://[::1/", "bad_url"),
        ("http://[1.2.3.4]/", "bad_url"),
        ("http://[]/", "bad_url"),
        ("http://a]b/", "bad_url"),
        ("http://" + "a" * 64 + ".example/", "bad_url"),
        ("http://" + "a." * 130 + "example/", "bad_url"),
        ("http://example.org\\@127.0.0.1/", "bad_url"),
        ("http://example.org/" + "a" * 9000, "bad_url"),
        ("http://", "forbidden_url"),
        ("http:///a", "forbidden_url"),
        ("http://:80/", "forbidden_url"),
        ("http://example.org:0/", "forbidden_url"),
        ("http://example.org:65536/", "forbidden_url"),
        ("http://example.org:99999/", "forbidden_url"),
        ("http://example.org:8o/", "forbidden_url"),
        ("http://example.org:１/", "forbidden_url"),
        ("ftp://example.org/", "forbidden_url"),
        ("file:///etc/passwd", "forbidden_url"),
        ("data:text/html,hi", "forbidden_url"),
        ("javascript:alert(1)", "forbidden_url"),
        ("http://ann@example.org/", "forbidden_url"),
        ("http://ann:pw@example.org/", "forbidden_url"),
        ("http://0300.0250.1.1/", "forbidden_address"),
        ("http://1.2.3/", "forbidden_address"),
        ("http://0x8.8.8.8/", "forbidden_address"),
        ("http://1.2.3.4.5/", "forbidden_address"),
        ("http://256.1.1.1/", "forbidden_address"),
        ("http://[fe80::1%25eth0]/", "forbidden_address"),
    ],
)
def test_url_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_url(text)
    assert caught.value.skipped.reason.value == reason
    assert "pw" not in caught.value.skipped.detail


@pytest.mark.parametrize(
    "url",
    [
        "https://ann:s3cret@example.org/x",
        "https://ann:s3:cret@example.org",
        "//ann:s3cret@example.org/x",
        "https:/ann:s3cret@example.org/x",
        "https:\\\\ann:s3cret@example.org/x",
        "ftp://ann:s3cret@example.org/x",
        "https:ann:s3cret@example.org/x",
        "https://s3cret:@a@example.org/x",
    ],
)
def test_credentials_are_not_shown(url: str) -> None:
    shown = without_credentials(url)
    assert "s3cret" not in shown
    assert "example.org" in shown


def test_at_sign_in_a_path_stays() -> None:
    assert without_credentials("https://example.org/@writer/x") == "https://example.org/@writer/x"


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("http://example.org/a?utm_source=x&id=1&fbclid=2#top", "http://example.org/a?id=1"),
        ("http://m.example.org/a", "http://example.org/a"),
        ("http://amp.example.org/a", "http://example.org/a"),
        ("http://m-en.example.org/a", "http://en.example.org/a"),
        ("http://example.org/amp/a", "http://example.org/a"),
        ("http://example.org/a/amp/", "http://example.org/a"),
        ("http://example.org/a?amp", "http://example.org/a"),
        ("http://example.org/a?outputType=amp", "http://example.org/a"),
        ("http://example.org/a.amp.html", "http://example.org/a.html"),
        ("http://example.org/camp/a", "http://example.org/camp/a"),
        ("http://example.org/amp", "http://example.org/amp"),
        ("http://m.org/a", "http://m.org/a"),
        ("http://example.org/view?ud=20181030000118&ncid=5", "http://example.org/view?ud=20181030000118"),
        ("http://example.org/news?amp=5kv", "http://example.org/news?amp=5kv"),
        ("http://web.archive.org/web/20240102030405/http://m.example.org/a?utm_medium=e", "http://example.org/a"),
        ("no url", "no url"),
    ],
)
def test_canonical_url(url: str, known: str) -> None:
    assert canonical_url(url) == known


@pytest.mark.parametrize(
    ("page", "known"),
    [
        (b'<link rel="canonical" href="https://www.example.org/2025/story">', "https://www.example.org/2025/story"),
        (b"<link href=/2025/story rel='canonical'>", "http://m.example.org/2025/story"),
        (b'<link rel="canonical" href="https://elsewhere.example/story">', "http://example.org/s?id=1"),
        (b'<link rel="canonical" href="https://example.org/">', "http://example.org/s?id=1"),
        (b'<!-- <link rel="canonical" href="https://example.org/x"> -->', "http://example.org/s?id=1"),
        (b'<link rel="canonical" href="javascript:x">', "http://example.org/s?id=1"),
        (b'<link rel="canonical">', "http://example.org/s?id=1"),
        (b'<link rel="amphtml" href="https://example.org/x"> canonical', "http://example.org/s?id=1"),
    ],
)
def test_page_names_its_canonical_url(page: bytes, known: str) -> None:
    expected = known.replace("m.example.org", "example.org")
    assert canonical_url("http://m.example.org/s?id=1", page) == expected


@pytest.mark.parametrize(
    ("url", "original", "moment", "replay"),
    [
        (
            "https://web.archive.org/web/20240102030405/http://example.org/a?b=1",
            "http://example.org/a?b=1",
            "2024-01-02T03:04:05+00:00",
            "https://web.archive.org/web/20240102030405id_/http://example.org/a?b=1",
        ),
        (
            "https://web.archive.org/web/20240102030405if_/https:/example.org/a",
            "https://example.org/a",
            "2024-01-02T03:04:05+00:00",
            "https://web.archive.org/web/20240102030405id_/https://example.org/a",
        ),
        (
            "https://archive.ph/20240102030405/http://example.org/a",
            "http://example.org/a",
            "2024-01-02T03:04:05+00:00",
            "https://archive.ph/20240102030405/http://example.org/a",
        ),
    ],
)
def test_archive_address(url: str, original: str, moment: str, replay: str) -> None:
    capture = capture_of(url)
    assert capture is not None
    assert (capture.original, capture.time, capture.replay) == (original, moment, replay)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/20240102030405/story",
        "https://example.org/go?to=/20240102030405/http://example.org/a",
        "https://web.archive.org/web/20241302030405/http://example.org/a",
        "https://web.archive.org/web/2024/http://example.org/a",
        "https://web.archive.org/",
    ],
)
def test_no_archive_address(url: str) -> None:
    assert capture_of(url) is None


def test_memento_headers_name_the_original() -> None:
    headers = {
        "memento-datetime": "Tue, 02 Jan 2024 03:04:05 GMT",
        "link": '<http://x.example/t>; rel="timegate", <http://example.org/a>; rel="original"',
    }
    capture = capture_from_headers("http://x.example/1", headers)
    assert capture is not None
    assert (capture.original, capture.time) == ("http://example.org/a", "2024-01-02T03:04:05+00:00")
    assert capture_from_headers("http://x.example/1", {"link": headers["link"]}) is None


@pytest.mark.parametrize(
    "page",
    [
        b"<!--" * 100_000,
        b"<meta " * 100_000,
        b"<meta a=" + b"'" * 100_000,
        b"<script" * 50_000,
        b"<link rel=canonical " * 50_000,
    ],
)
def test_hostile_page_costs_no_time(page: bytes) -> None:
    started = time.process_time()
    refresh_target(page)
    canonical_url("http://example.org/a", page)
    assert time.process_time() - started < 1


def test_list_of_urls() -> None:
    assert list(
        read_urls(["\ufeffhttps://a.example/\n".removeprefix("\ufeff"), "", "  # no\n", " https://b.example/ \r\n"])
    ) == [
        "https://a.example/",
        "https://b.example/",
    ]

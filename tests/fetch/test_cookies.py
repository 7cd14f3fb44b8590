"""Whose cookies go where, by RFC 6265."""

from __future__ import annotations

import pytest

from dprk_events.fetch.cookies import MOST, Cookie, Jar
from dprk_events.fetch.urls import parse_url

HOME = "https://news.example.org/desk/story"


@pytest.mark.parametrize(
    ("set_cookie", "url", "sent"),
    [
        ("a=1", "https://news.example.org/desk/other", "a=1"),
        ("a=1", "https://news.example.org/elsewhere", ""),
        ("a=1; Path=/", "https://news.example.org/elsewhere", "a=1"),
        ("a=1; Path=/de", "https://news.example.org/desk/x", ""),
        ("a=1; Path=/desk", "https://news.example.org/desk?q", "a=1"),
        ("a=1; Path=/", "https://www.news.example.org/", ""),
        ("a=1; Path=/; Domain=example.org", "https://www.example.org/", "a=1"),
        ("a=1; Path=/; Domain=.Example.ORG", "https://example.org/", "a=1"),
        ("a=1; Path=/; Domain=news.example.org", "https://a.news.example.org/", "a=1"),
        ("a=1; Path=/; Domain=example.org", "https://badexample.org/", ""),
        ("a=1; Path=/; Domain=other.org", "https://news.example.org/", ""),
        ("a=1; Path=/; Domain=org", "https://news.example.org/", ""),
        ("a=1; Path=/; Domain=a.news.example.org", "https://news.example.org/", ""),
        ("a=1; Path=/; Secure", "http://news.example.org/", ""),
        ("a=1; Path=/; Secure", "https://news.example.org/", "a=1"),
        ("a=1; Path=/; Max-Age=0", "https://news.example.org/", ""),
        ("a=1; Path=/; Max-Age=-1", "https://news.example.org/", ""),
        ("a=1; Path=/; Max-Age=60; Expires=Fri, 01 Jan 1999 00:00:00 GMT", "https://news.example.org/", "a=1"),
        ("a=1; Path=/; Expires=Fri, 01 Jan 1999 00:00:00 GMT", "https://news.example.org/", ""),
        ("a=1; Path=/; Expires=Fri, 99 Jan 20000 00:00:00 GMT", "https://news.example.org/", "a=1"),
        ("a=b=c; Path=/", "https://news.example.org/", "a=b=c"),
        ("a=; Path=/", "https://news.example.org/", "a="),
        ("=1; Path=/", "https://news.example.org/", ""),
        ("a; Path=/", "https://news.example.org/", ""),
        ("a=\xff; Path=/", "https://news.example.org/", ""),
        ("a=1\x07; Path=/", "https://news.example.org/", ""),
        ("a=" + "1" * 5000 + "; Path=/", "https://news.example.org/", ""),
        ("", "https://news.example.org/", ""),
        (";;;=;", "https://news.example.org/", ""),
    ],
)
def test_cookie_goes_where_it_belongs(set_cookie: str, url: str, sent: str) -> None:
    jar = Jar()
    jar.take(parse_url(HOME), [set_cookie])
    assert jar.header(parse_url(url)) == sent


def test_secure_cookie_is_not_taken_from_an_open_line() -> None:
    jar = Jar()
    jar.take(parse_url("http://news.example.org/"), ["a=1; Secure"])
    assert len(jar) == 0


def test_address_has_no_subdomains() -> None:
    jar = Jar([Cookie("a", "1", "0.0.1", True, "/", False)])
    assert jar.header(parse_url("http://127.0.0.1/")) == ""
    jar.take(parse_url("http://127.0.0.1/"), ["b=1; Domain=0.0.1"])
    assert len(jar) == 1


def test_site_can_take_its_cookie_away() -> None:
    jar = Jar()
    jar.take(parse_url(HOME), ["a=1", "a=2", "b=3"])
    jar.take(parse_url(HOME), ["a=; Max-Age=0"])
    assert jar.header(parse_url(HOME)) == "b=3"


def test_longer_paths_come_first() -> None:
    jar = Jar()
    jar.take(parse_url(HOME), ["a=1; Path=/", "b=2; Path=/desk"])
    assert jar.header(parse_url(HOME)) == "b=2; a=1"


def test_flood_of_cookies_is_bounded() -> None:
    jar = Jar()
    jar.take(parse_url(HOME), [f"a{number}=1" for number in range(10_000)])
    assert len(jar) == MOST

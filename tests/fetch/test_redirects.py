"""Redirects and meta refresh: followed within limits, and only to what may be fetched."""

from __future__ import annotations

import pytest

from dprk_events.fetch import Exchange
from tests.fetch.conftest import Fetch
from tests.fetch.server import STORY, Server, Talk, reason


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
@pytest.mark.parametrize(
    "location", ["/story", "story", "./a/../story", "?again", "//{host}/story", "http://{host}/story#part"]
)
def test_redirect_is_followed(server: Server, fetch: Fetch, status: str, location: str) -> None:
    def route(talk: Talk) -> None:
        if talk.path.endswith("?again"):
            talk.answer(STORY)
        else:
            talk.redirect(location.format(host=server.host), status)

    result = fetch(server.route("/old", route))
    assert isinstance(result, Exchange)
    assert result.html == STORY
    assert result.url == server.url("/old")
    assert result.final_url in {server.url("/story"), server.url("/old?again")}


def test_ten_redirects_are_followed_and_eleven_not(server: Server, fetch: Fetch) -> None:
    def route(talk: Talk) -> None:
        left = int(talk.path.partition("?")[2])
        talk.redirect(f"/chain?{left - 1}" if left > 1 else "/story")

    server.route("/chain", route)
    assert isinstance(fetch(server.url("/chain?10")), Exchange)
    assert reason(fetch(server.url("/chain?11"))) == "redirects"
    assert reason(fetch(server.url("/chain?3"), max_redirects=2)) == "redirects"


def test_circle_is_noticed_at_once(server: Server, fetch: Fetch) -> None:
    server.route("/a", lambda talk: talk.redirect("/b"))
    server.route("/b", lambda talk: talk.redirect("/a"))
    assert reason(fetch(server.url("/a"))) == "redirects"
    assert server.paths() == ["/a", "/b"]


def test_gate_that_sets_a_cookie_is_no_circle(server: Server, fetch: Fetch) -> None:
    def route(talk: Talk) -> None:
        if "seen=yes" in talk.headers.get("cookie", ""):
            talk.answer(STORY)
        else:
            talk.answer(b"", f"Location: {talk.path}", "Set-Cookie: seen=yes; Path=/", status="302 Found")

    assert isinstance(fetch(server.route("/gate", route)), Exchange)


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "gopher://example.org/",
        "data:text/html,<p>hi",
        "javascript:alert(1)",
        "about:blank",
        "",
        "http://",
        "http:///story",
        "http://127.0.0.1:0/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:-1/",
        "http://ann:secret@127.0.0.1/",
        "https://[::1",
        "http://exa mple.org/",
        "http://a..b/",
        "http://xn--/",
        "http://-/",
        "http://%00/",
        "http:\\\\127.0.0.1\\story",
        "/a\\b",
    ],
)
def test_redirect_to_a_bad_place_is_refused(server: Server, fetch: Fetch, location: str) -> None:
    result = fetch(server.route("/old", lambda talk: talk.redirect(location)))
    assert reason(result) in {"forbidden_url", "bad_url"}
    assert "secret" not in repr(result)
    assert server.paths() == ["/old"]


def test_redirect_without_a_location_is_forbidden_url(server: Server, fetch: Fetch) -> None:
    assert reason(fetch(server.page("/old", b"", status="302 Found"))) == "forbidden_url"


def test_body_of_a_redirect_is_not_read(server: Server, fetch: Fetch) -> None:
    def route(talk: Talk) -> None:
        talk.head("Location: /story", "Content-Type: text/html", "Connection: close", status="302 Found")
        while True:
            talk.send(b"x" * 65536)

    assert isinstance(fetch(server.route("/old", route)), Exchange)
    assert server.sent < 8_000_000


def test_endless_different_redirects_end(server: Server, fetch: Fetch) -> None:
    server.route("/r", lambda talk: talk.redirect(f"/r?{len(server.hits)}"))
    assert reason(fetch(server.url("/r"))) == "redirects"
    assert len(server.paths()) == 11


@pytest.mark.parametrize(
    "head",
    [
        b'<meta http-equiv="refresh" content="0; url=/story">',
        b"<META HTTP-EQUIV=refresh CONTENT='1;URL=/story'>",
        b'<meta content="0;URL=&#x27;/story&#x27;" http-equiv="Refresh"/>',
        b'<meta http-equiv="refresh" content="0;url=\'/story\' junk">',
    ],
)
def test_quick_refresh_is_followed(server: Server, fetch: Fetch, head: bytes) -> None:
    result = fetch(server.page("/gone", b"<html><head>" + head + b"</head><body>moved"))
    assert isinstance(result, Exchange)
    assert result.final_url == server.url("/story")


def test_refresh_header_is_followed(server: Server, fetch: Fetch) -> None:
    result = fetch(server.page("/gone", b"<html>moved", "Refresh: 0; url=/story"))
    assert isinstance(result, Exchange)
    assert result.final_url == server.url("/story")
    assert isinstance(fetch(server.page("/live", b"<html>live", "Refresh: 300")), Exchange)


@pytest.mark.parametrize(
    "head",
    [
        b'<meta http-equiv="refresh" content="300">',
        b'<meta http-equiv="refresh" content="300; url=/other">',
        b'<meta http-equiv="refresh" content="0; url=/live">',
        b'<!-- <meta http-equiv="refresh" content="0; url=/other"> -->',
        b'<noscript><meta http-equiv="refresh" content="0; url=/other"></noscript>',
        b'<script>\'<meta http-equiv="refresh" content="0; url=/other">\'</script>',
        b" " * 40_000 + b'<meta http-equiv="refresh" content="0; url=/other">',
        b'<meta name="refresh" content="0; url=/other">',
    ],
)
def test_slow_hidden_or_own_refresh_is_not_followed(server: Server, fetch: Fetch, head: bytes) -> None:
    result = fetch(server.page("/live", b"<html><head>" + head + b"</head><body>live"))
    assert isinstance(result, Exchange)
    assert result.final_url == server.url("/live")


def test_refreshes_count_as_redirects(server: Server, fetch: Fetch) -> None:
    server.route(
        "/r", lambda talk: talk.answer(f'<meta http-equiv="refresh" content="0;url=/r?{len(server.hits)}">'.encode())
    )
    assert reason(fetch(server.url("/r"), max_redirects=4)) == "redirects"
    assert len(server.paths()) == 5

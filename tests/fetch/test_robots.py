"""robots.txt by RFC 9309: rules, failures, size, redirects, and what is asked how often."""

from __future__ import annotations

import gzip
import time

import pytest

from dprk_events.fetch import Exchange
from dprk_events.fetch.robots import parse_robots
from tests.fetch.conftest import Fetch
from tests.fetch.server import Server, Talk, reason

TOKEN = "dprk-events"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/story", False),
        ("User-agent: *\nDisallow: /private", "/story", True),
        ("User-agent: *\nDisallow: /private", "/private/a", False),
        ("User-agent: *\nDisallow:", "/story", True),
        ("User-agent: *\nDisallow /private", "/private/a", False),
        ("User-agent *\nDisallow /private", "/private/a", False),
        ("user-AGENT: DPRK-events\nDISALLOW: /private", "/private/a", False),
        ("User-agent: dprk-events\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/story", True),
        ("User-agent: other\nDisallow: /", "/story", True),
        ("User-agent: *\nDisallow: /\nAllow: /story", "/story", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        ("User-agent: *\nDisallow: /a%20b", "/a%20b", False),
        ("User-agent: *\nDisallow: /조선", "/%EC%A1%B0%EC%84%A0/1", False),
        ("\ufeffUser-agent: *\r\nDisallow: /private\r\n", "/private/a", False),
        ("User-agent: *\rDisallow: /private\r", "/private/a", False),
        ("User-agent: * # all\nDisallow: /private # keep out", "/private/a", False),
        ("<html><body>User-agent: *</body></html>", "/story", True),
        ("", "/story", True),
        ("Disallow: /", "/story", True),
    ],
)
def test_rules(rules: str, path: str, allowed: bool) -> None:
    assert parse_robots(rules.encode()).allows(f"https://example.org{path}", TOKEN) is allowed


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\x00" * 50_000,
        b"User-agent: *\nDisallow: /" + b"*a" * 200_000,
        b"User-agent: *\n" + b"Disallow: /*a*b*c*d$\n" * 20_000,
        b"Disallow" * 60_000,
        b"\n" * 500_000,
        b"User-agent" + b" " * 500_000,
        b"disallow \t" * 50_000,
        b"User-agent: *\nCrawl-delay: " + b"9" * 10_000,
        b"User-agent: *\nCrawl-delay: -1\nCrawl-delay: nan\nRequest-rate: 0/0\n",
    ],
)
def test_hostile_rules_cost_no_time(body: bytes) -> None:
    started = time.process_time()
    rules = parse_robots(body)
    rules.allows("https://example.org/" + "ab" * 2000, TOKEN)
    assert rules.crawl_delay(TOKEN) >= 0
    assert time.process_time() - started < 2


def test_disallowed_page_is_not_asked_for(server: Server, fetch: Fetch) -> None:
    server.page("/robots.txt", b"User-agent: *\nDisallow: /story\n", kind="text/plain")
    assert reason(fetch(server.url("/story"))) == "robots_disallowed"
    assert server.paths() == []
    assert isinstance(fetch(server.url("/story"), respect_robots=False), Exchange)


def test_redirect_into_a_disallowed_part_is_not_followed(server: Server, fetch: Fetch) -> None:
    server.page("/robots.txt", b"User-agent: *\nDisallow: /story\n", kind="text/plain")
    server.route("/old", lambda talk: talk.redirect("/story"))
    assert reason(fetch(server.url("/old"))) == "robots_disallowed"
    assert server.paths() == ["/old"]


def test_ignoring_robots_does_not_ask_for_it(server: Server, fetch: Fetch) -> None:
    assert isinstance(fetch(server.url("/story"), respect_robots=False), Exchange)
    assert [hit.path for hit in server.hits] == ["/story"]


@pytest.mark.parametrize("status", ["400 Bad", "401 No", "403 No", "404 No", "410 Gone", "418 Teapot", "451 No"])
def test_absent_robots_allows_everything(server: Server, fetch: Fetch, status: str) -> None:
    server.page("/robots.txt", b"User-agent: *\nDisallow: /\n", status=status)
    assert isinstance(fetch(server.url("/story")), Exchange)


@pytest.mark.parametrize("status", ["500 Oh", "502 Oh", "503 Oh", "429 Slow", "599 Oh"])
def test_failing_robots_forbids_everything(server: Server, fetch: Fetch, status: str) -> None:
    server.page("/robots.txt", b"", status=status)
    assert reason(fetch(server.url("/story"))) == "robots_unreachable"
    assert [hit.path for hit in server.hits] == ["/robots.txt"]


def test_silent_robots_forbids_everything_in_time(server: Server, fetch: Fetch) -> None:
    def silent(talk: Talk) -> None:
        talk.server.stopping.wait(10)

    server.route("/robots.txt", silent)
    started = time.monotonic()
    assert reason(fetch(server.url("/story"), timeout=1)) == "robots_unreachable"
    assert time.monotonic() - started < 1


def test_cut_robots_forbids_everything(server: Server, fetch: Fetch) -> None:
    def route(talk: Talk) -> None:
        talk.head("Content-Length: 500", "Content-Type: text/plain")
        talk.send(b"User-agent: *\nAllow: /\n")
        talk.connection.close()

    server.route("/robots.txt", route)
    assert reason(fetch(server.url("/story"))) == "robots_unreachable"


def test_huge_robots_is_read_up_to_its_limit(server: Server, fetch: Fetch) -> None:
    def route(talk: Talk) -> None:
        talk.head("Content-Type: text/plain", "Connection: close")
        talk.send(b"User-agent: *\nDisallow: /private\n")
        while True:
            talk.send(b"# comment\n" * 5000)

    server.route("/robots.txt", route)
    assert isinstance(fetch(server.url("/story")), Exchange)
    assert reason(fetch(server.url("/private"))) == "robots_disallowed"


def test_robots_bomb_is_read_up_to_its_limit(server: Server, fetch: Fetch) -> None:
    rules = gzip.compress(b"User-agent: *\nDisallow: /private\n" + b"#" * 50_000_000)
    server.page("/robots.txt", rules, "Content-Encoding: gzip", kind="text/plain")
    assert reason(fetch(server.url("/private"))) == "robots_disallowed"


def test_robots_redirects_are_followed_five_times(server: Server, fetch: Fetch) -> None:
    def route(talk: Talk) -> None:
        left = int(talk.path.partition("?")[2])
        if left:
            talk.redirect(f"/rules?{left - 1}")
        else:
            talk.answer(b"User-agent: *\nDisallow: /story\n", kind="text/plain")

    server.route("/rules", route)
    server.route("/robots.txt", lambda talk: talk.redirect("/rules?4"))
    assert reason(fetch(server.url("/story"))) == "robots_disallowed"
    server.route("/robots.txt", lambda talk: talk.redirect("/rules?5"))
    assert isinstance(fetch(server.url("/story")), Exchange)


def test_robots_loop_counts_as_absent(server: Server, fetch: Fetch) -> None:
    server.route("/robots.txt", lambda talk: talk.redirect("/robots.txt"))
    assert isinstance(fetch(server.url("/story")), Exchange)


def test_robots_itself_may_be_fetched(server: Server, fetch: Fetch) -> None:
    server.page("/robots.txt", b"<html>User-agent: *\nDisallow: /\n")
    assert isinstance(fetch(server.url("/robots.txt")), Exchange)


def test_other_product_name_has_its_own_rules(server: Server, fetch: Fetch) -> None:
    server.page("/robots.txt", b"User-agent: dprk-events\nDisallow: /\n", kind="text/plain")
    assert reason(fetch(server.url("/story"))) == "robots_disallowed"
    assert isinstance(fetch(server.url("/story"), user_agent="paper-archive/2.0 (desk@example.org)"), Exchange)


def test_user_agent_is_honest(server: Server, fetch: Fetch) -> None:
    fetch(server.url("/story"), contact="desk@example.org")
    agents = {hit.headers["user-agent"] for hit in server.hits}
    assert len(agents) == 1
    agent = agents.pop()
    assert agent.startswith("dprk-events/")
    assert "desk@example.org" in agent
    assert "mozilla" not in agent.lower()

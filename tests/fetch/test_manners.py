"""One request at a time, a delay between two, Retry-After obeyed, few tries; many hosts side by side."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Generator, Iterator

import pytest

from dprk_events.errors import UsageError
from dprk_events.fetch import Exchange, FetchOptions, exchange_many, fetch, fetch_many
from dprk_events.model import Page, Skipped
from tests.fetch.conftest import Fetch
from tests.fetch.server import STORY, Route, Server, Talk, reason


def failing(times: int, status: str, *headers: str) -> Route:
    """A route that fails so many times before it answers."""
    left = [times]

    def route(talk: Talk) -> None:
        left[0] -= 1
        if left[0] >= 0:
            talk.answer(b"", *headers, status=status)
        else:
            talk.answer(STORY)

    return route


@pytest.mark.parametrize("status", ["429 Slow", "500 Oh", "502 Oh", "503 Oh", "504 Oh"])
def test_passing_fault_is_tried_again(server: Server, fetch: Fetch, status: str) -> None:
    assert isinstance(fetch(server.route("/busy", failing(2, status))), Exchange)
    assert server.paths() == ["/busy"] * 3


@pytest.mark.parametrize(("status", "known"), [("429 Slow", "rate_limited"), ("503 Oh", "http_5xx"), ("500 Oh", "http_5xx")])
def test_three_tries_and_no_more(server: Server, fetch: Fetch, status: str, known: str) -> None:
    result = fetch(server.route("/busy", failing(9, status)))
    assert reason(result) == known
    assert isinstance(result, Skipped)
    assert result.retryable
    assert result.detail.startswith(f"HTTP {status[:3]}:")
    assert len(server.paths()) == 3


@pytest.mark.parametrize(
    ("status", "known"),
    [
        ("400 Bad", "http_4xx"),
        ("401 No", "http_401"),
        ("402 Pay", "http_402"),
        ("403 No", "http_403"),
        ("404 No", "http_404"),
        ("410 Gone", "http_410"),
        ("418 Teapot", "http_4xx"),
        ("451 Law", "http_451"),
        ("501 No", "http_5xx"),
        ("505 No", "http_5xx"),
        ("999 Denied", "http_other"),
        ("300 Choices", "http_other"),
        ("304 Same", "http_other"),
        ("206 Partial", "http_other"),
    ],
)
def test_lasting_refusal_is_not_tried_again(server: Server, fetch: Fetch, status: str, known: str) -> None:
    result = fetch(server.page("/no", b"no", status=status))
    assert reason(result) == known
    assert isinstance(result, Skipped)
    assert result.detail.startswith(f"HTTP {status[:3]}:")
    assert server.paths() == ["/no"]


@pytest.mark.parametrize("status", ["401 No", "402 Pay", "403 No"])
def test_refusal_says_what_to_do(server: Server, fetch: Fetch, status: str) -> None:
    result = fetch(server.page("/no", b"no", status=status))
    assert isinstance(result, Skipped)
    assert "save the page in your browser" in result.detail
    assert "--cookies" in result.detail


def test_bot_wall_is_named(server: Server, fetch: Fetch) -> None:
    result = fetch(server.page("/no", b"no", "CF-Mitigated: challenge", status="403 No"))
    assert isinstance(result, Skipped)
    assert "bot wall" in result.detail


@pytest.mark.parametrize("status", ["429 Slow", "503 Busy"])
def test_retry_after_is_waited_for(server: Server, fetch: Fetch, status: str) -> None:
    assert isinstance(fetch(server.route("/busy", failing(1, status, "Retry-After: 1"))), Exchange)
    first, second = [hit.time for hit in server.hits if hit.path == "/busy"]
    assert 0.95 < second - first < 2


@pytest.mark.parametrize("header", ["3600", "Fri, 01 Jan 2100 00:00:00 GMT", "99999999999999999999"])
@pytest.mark.parametrize("status", ["429 Slow", "503 Busy"])
def test_long_retry_after_gives_up_at_once(server: Server, fetch: Fetch, status: str, header: str) -> None:
    started = time.monotonic()
    assert reason(fetch(server.route("/busy", failing(9, status, f"Retry-After: {header}")))) == "rate_limited"
    assert time.monotonic() - started < 1
    assert server.paths() == ["/busy"]


def test_retry_after_beyond_the_deadline_gives_up_at_once(server: Server, fetch: Fetch) -> None:
    started = time.monotonic()
    assert reason(fetch(server.route("/busy", failing(9, "429 Slow", "Retry-After: 30")), timeout=2)) == "rate_limited"
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("header", ["soon", "-5", "", "Fri, 01 Jan 1999 00:00:00 GMT", "1e9", "0"])
def test_odd_retry_after_is_a_plain_retry(server: Server, fetch: Fetch, header: str) -> None:
    assert isinstance(fetch(server.route("/busy", failing(1, "429 Slow", f"Retry-After: {header}"))), Exchange)


def test_host_that_wants_to_be_left_alone_is(server: Server, options: Callable[..., FetchOptions]) -> None:
    server.route("/busy", failing(9, "429 Slow", "Retry-After: 3600"))
    urls = [server.url("/busy"), server.url("/story"), server.url("/story?2")]
    results = [reason(result) for _, result in exchange_many(urls, options())]
    assert results == ["rate_limited"] * 3
    assert server.paths() == ["/busy"]


def test_one_request_at_a_time_and_a_delay(server: Server, options: Callable[..., FetchOptions]) -> None:
    def route(talk: Talk) -> None:
        time.sleep(0.03)
        talk.answer(STORY)

    server.route("/a", route)
    urls = [server.url(f"/a?{number}") for number in range(6)]
    assert all(isinstance(page, Page) for _, page in fetch_many(urls, options(delay=0.1)))
    assert server.most_at_once == 1
    starts = [hit.time for hit in server.hits if hit.path != "/robots.txt"]
    assert min(later - earlier for earlier, later in itertools.pairwise(starts)) > 0.09


def test_crawl_delay_is_kept(server: Server, options: Callable[..., FetchOptions]) -> None:
    server.page("/robots.txt", b"User-agent: *\nCrawl-delay: 0.2\n", kind="text/plain")
    list(fetch_many([server.url("/story"), server.url("/story?2"), server.url("/story?3")], options()))
    starts = [hit.time for hit in server.hits if hit.path != "/robots.txt"]
    assert min(later - earlier for earlier, later in itertools.pairwise(starts)) > 0.19
    assert len([hit for hit in server.hits if hit.path == "/robots.txt"]) == 1


@pytest.fixture
def hosts() -> Iterator[list[Server]]:
    """Twenty hosts that take 100 ms a page."""

    def route(talk: Talk) -> None:
        time.sleep(0.1)
        talk.answer(STORY)

    servers = [Server(f"127.0.0.{number + 1}", routes={"*": route}) for number in range(20)]
    yield servers
    for server in servers:
        server.close()


@pytest.mark.parametrize("mixed", [True, False])
def test_two_hundred_pages_from_twenty_hosts_near_the_polite_minimum(
    hosts: list[Server], options: Callable[..., FetchOptions], mixed: bool
) -> None:
    urls = [server.url(f"/{number}") for server in hosts for number in range(10)]
    if mixed:
        urls = [server.url(f"/{number}") for number in range(10) for server in hosts]
    chosen = options(allow_addresses=tuple(server.host for server in hosts), delay=0.2)
    started = time.monotonic()
    results = list(fetch_many(urls, chosen))
    taken = time.monotonic() - started
    assert [url for url, _ in results] == urls
    assert all(isinstance(page, Page) for _, page in results)
    assert all(server.most_at_once == 1 for server in hosts)
    minimum = 0.1 + 9 * 0.2 + 0.1  # robots.txt, nine delays, the last page
    assert taken < 1.3 * minimum + 0.3, f"{taken:.2f} s"


def test_waiting_for_others_costs_no_host_its_robots(hosts: list[Server], options: Callable[..., FetchOptions]) -> None:
    def slow(talk: Talk) -> None:
        time.sleep(0.3)
        talk.answer(b"", kind="text/plain")

    crowd = hosts[:8]
    for server in crowd:
        server.route("/robots.txt", slow)
    chosen = options(allow_addresses=tuple(server.host for server in crowd), concurrency=1, timeout=2.0)
    results = [page for _, page in fetch_many([server.url("/a") for server in crowd], chosen)]
    assert [page for page in results if not isinstance(page, Page)] == []


def test_results_come_as_they_are_done_when_asked(hosts: list[Server], options: Callable[..., FetchOptions]) -> None:
    def late(talk: Talk) -> None:
        time.sleep(0.5)
        talk.answer(STORY)

    hosts[0].routes["*"] = late
    urls = [hosts[0].url("/slow"), hosts[1].url("/quick")]
    chosen = options(allow_addresses=tuple(server.host for server in hosts), respect_robots=False)
    assert [url for url, _ in fetch_many(urls, chosen, ordered=False)] == list(reversed(urls))
    assert [url for url, _ in fetch_many(urls, chosen, ordered=True)] == urls


def test_results_stream_out_of_an_endless_list(server: Server, options: Callable[..., FetchOptions]) -> None:
    urls = (server.url(f"/story?{number}") for number in itertools.count())
    stream = fetch_many(urls, options())
    assert [url for url, _ in itertools.islice(stream, 3)] == [server.url(f"/story?{number}") for number in range(3)]
    assert isinstance(stream, Generator)
    stream.close()
    asked = len(server.hits)
    time.sleep(0.1)
    assert len(server.hits) <= asked + 1


def test_bad_urls_keep_their_places(server: Server, options: Callable[..., FetchOptions]) -> None:
    urls = ["nowhere", server.url("/story"), "ftp://example.org/", server.url("/none")]
    assert [reason(result) for _, result in exchange_many(urls, options())] == [
        "bad_url",
        f"page of {len(STORY)} bytes",
        "forbidden_url",
        "http_404",
    ]


def test_no_urls_give_nothing(options: Callable[..., FetchOptions]) -> None:
    assert list(fetch_many([], options())) == []


def test_same_url_twice_is_asked_for_once(server: Server, options: Callable[..., FetchOptions]) -> None:
    results = list(fetch_many([server.url("/story")] * 3, options(keep=True)))
    assert len(results) == 3
    assert server.paths() == ["/story"]


def test_mistakes_of_the_caller_are_raised(server: Server, options: Callable[..., FetchOptions]) -> None:
    def urls() -> Iterator[str]:
        yield server.url("/story")
        raise KeyError("broken list")

    with pytest.raises(KeyError):
        list(fetch_many(urls(), options()))
    with pytest.raises(UsageError):
        list(fetch_many([server.url("/story")], options(headers=("no colon",))))


def test_unread_pages_do_not_pile_up(hosts: list[Server], options: Callable[..., FetchOptions]) -> None:
    big = b"<html>" + b"x" * 9_000_000
    for server in hosts[:8]:
        server.routes["*"] = lambda talk: talk.answer(big)
    urls = [server.url(f"/{number}") for number in range(4) for server in hosts[:8]]
    chosen = options(allow_addresses=tuple(server.host for server in hosts), respect_robots=False, keep=False)
    stream = fetch_many(urls, chosen)
    next(stream)
    time.sleep(0.8)
    assert sum(len(server.hits) for server in hosts) < 24  # of 32: the rest waits for the reader
    assert len(list(stream)) == 31


def test_fetch_works_inside_a_running_loop(server: Server, options: Callable[..., FetchOptions]) -> None:
    async def notebook() -> object:
        return fetch(server.url("/story"), options())

    assert isinstance(asyncio.run(notebook()), Page)

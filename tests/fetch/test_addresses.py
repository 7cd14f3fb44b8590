"""No request reaches a forbidden address: in any spelling, by redirect, by refresh, by rebinding, by robots.txt."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from ipaddress import ip_address

import pytest

from dprk_events.errors import UsageError
from dprk_events.fetch import Exchange, FetchOptions
from dprk_events.fetch.addresses import forbidden, parse_allowed
from dprk_events.fetch.session import Session
from dprk_events.model import Skipped
from tests.fetch.conftest import Fetch
from tests.fetch.server import Server, reason

# ruff format would put each on a line of its own.
# fmt: off
FORBIDDEN = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
    "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1",
    "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.1.1", "192.175.48.1", "198.18.0.1", "198.19.255.255",
    "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::",
    "2002:a9fe:a9fe::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    "2620:4f:8000::1", "2a00:1450:4001::5efe:7f00:1", "2a00:1450:4001:0:200:5efe:a00:1",
]
PUBLIC = [
    "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1", "192.0.1.1", "198.17.0.1",
    "198.20.0.1", "223.255.255.254", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e", "2001:200::1", "2003::1",
]
SPELLINGS = [
    "127.0.0.1", "127.0.0.2", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "0177.0.0.1",
    "0x7f.1", "127.0.0.1.", "127.1.", "0", "0.0.0.0", "localhost", "LOCALHOST", "localhost.", "[::1]", "[::]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
    "１２７.０.０.１", "127。0。0。1", "①②⑦.0.0.1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "loca\xadlhost", "127.0.0.1%2f", "%31%32%37.0.0.1",
    "127.0.0.1%00", "[::1%25lo]", "[::1%lo]", "ann@127.0.0.1", "ann:pw@localhost", "127.0.0.1\\@example.org",
    "169.254.169.254", "ip6-localhost",
]
# fmt: on


@pytest.mark.parametrize("text", FORBIDDEN)
def test_address_is_forbidden(text: str) -> None:
    assert forbidden(ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_address_is_public(text: str) -> None:
    assert not forbidden(ip_address(text))


def test_canary_can_be_reached_when_it_is_allowed(canary: Server, fetch: Fetch) -> None:
    result = fetch(f"http://127.0.0.1:{canary.port}/", allow_addresses=(f"127.0.0.1:{canary.port}",))
    assert isinstance(result, Exchange)
    assert canary.hits


@pytest.mark.parametrize("host", SPELLINGS)
@pytest.mark.parametrize("robots", [True, False])
def test_no_spelling_reaches_the_canary(canary: Server, fetch: Fetch, host: str, robots: bool) -> None:
    result = fetch(f"http://{host}:{canary.port}/", respect_robots=robots, timeout=2)
    assert reason(result) in {"forbidden_address", "forbidden_url", "bad_url", "dns"}
    assert not canary.hits


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_redirect_reaches_the_canary(server: Server, canary: Server, fetch: Fetch, host: str) -> None:
    head = f"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://{host}:{canary.port}/\r\n\r\n".encode()
    url = server.route("/out", lambda talk: talk.send(head))
    result = fetch(url, timeout=2)
    assert reason(result) in {"forbidden_address", "forbidden_url", "bad_url", "dns"}
    assert not canary.hits


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_refresh_reaches_the_canary(server: Server, canary: Server, fetch: Fetch, host: str) -> None:
    body = f'<html><head><meta http-equiv="refresh" content="0;url=http://{host}:{canary.port}/"></head>'.encode()
    result = fetch(server.page("/refresh", body), timeout=2)
    assert reason(result) in {"forbidden_address", "forbidden_url", "bad_url", "dns"}
    assert not canary.hits


def test_scheme_relative_redirect_does_not_reach_the_canary(server: Server, canary: Server, fetch: Fetch) -> None:
    url = server.route("/out", lambda talk: talk.redirect(f"//127.0.0.1:{canary.port}/"))
    assert reason(fetch(url)) == "forbidden_address"
    assert not canary.hits


def test_robots_redirect_does_not_reach_the_canary(server: Server, canary: Server, fetch: Fetch) -> None:
    server.route("/robots.txt", lambda talk: talk.redirect(f"http://127.0.0.1:{canary.port}/robots.txt"))
    assert reason(fetch(server.url("/story"))) == "robots_unreachable"
    assert not canary.hits


def test_archive_address_does_not_reach_the_canary(canary: Server, fetch: Fetch) -> None:
    url = f"http://127.0.0.1:{canary.port}/web/20240102030405/http://example.org/"
    assert reason(fetch(url)) == "forbidden_address"
    assert not canary.hits


ByName = Callable[..., Exchange | Skipped]


@pytest.fixture
def by_name(options: Callable[..., FetchOptions]) -> ByName:
    """Fetch with a resolver that gives ``answers`` in turn, the last one for ever; ``asked`` notes the hosts."""

    def run(url: str, *answers: list[str], asked: list[str] | None = None, **changes: object) -> Exchange | Skipped:
        left = list(answers)

        def resolve(host: str, _: int) -> list[str]:
            if asked is not None:
                asked.append(host)
            return left.pop(0) if len(left) > 1 else left[0]

        async def work() -> Exchange | Skipped:
            session = Session(options(**changes), resolve=resolve)
            try:
                return await session.fetch(url)
            finally:
                await session.aclose()

        return asyncio.run(work())

    return run


def test_rebinding_gains_nothing(server: Server, canary: Server, by_name: ByName) -> None:
    server.page("/robots.txt", b"User-agent: *\nDisallow:\n", kind="text/plain")
    server.route("/story", lambda talk: talk.redirect(f"http://news.example:{canary.port}/"))
    for opened in (server.host, f"news.example:{server.port}"):
        url = f"http://news.example:{server.port}/story"
        assert reason(by_name(url, ["127.0.0.1"], ["127.0.0.2"], allow_addresses=(opened,))) == "forbidden_address"
    assert not canary.hits


def test_each_connection_asks_once_and_goes_where_it_was_told(server: Server, by_name: ByName) -> None:
    asked: list[str] = []
    server.page("/robots.txt", b"User-agent: *\nDisallow:\n", kind="text/plain")
    assert isinstance(by_name(f"http://news.example:{server.port}/story", ["127.0.0.1"], asked=asked), Exchange)
    assert asked == ["news.example"]  # robots.txt and the page share the connection that was checked
    assert server.hits[0].headers["host"] == f"news.example:{server.port}"


def test_forbidden_addresses_of_a_name_are_passed_over(server: Server, by_name: ByName) -> None:
    assert isinstance(by_name(f"http://news.example:{server.port}/story", ["10.1.2.3", "::1", "127.0.0.1"]), Exchange)


@pytest.mark.parametrize("address", ["10.1.2.3", "169.254.169.254", "::ffff:10.0.0.1", "64:ff9b::a00:1", "fe80::1%lo"])
def test_name_of_a_forbidden_address_is_refused(by_name: ByName, address: str) -> None:
    assert reason(by_name("http://news.example/", [address])) == "forbidden_address"


def test_name_without_an_address_is_dns(by_name: ByName) -> None:
    assert reason(by_name("http://news.example/", [])) == "dns"


def test_allowing_opens_exactly_one(server: Server, canary: Server, fetch: Fetch) -> None:
    assert isinstance(fetch(server.url("/story")), Exchange)
    assert reason(fetch(f"http://127.0.0.1:{canary.port}/")) == "forbidden_address"
    assert reason(fetch(f"http://127.0.0.2:{server.port}/")) == "forbidden_address"
    assert not canary.hits


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:7f00:1]"])
def test_refusal_says_how_to_allow_in_a_form_that_works(canary: Server, fetch: Fetch, host: str) -> None:
    refused = fetch(f"http://{host}:{canary.port}/")
    assert isinstance(refused, Skipped)
    told = re.search(r"--allow-address (\S+)", refused.detail)
    assert told is not None
    assert isinstance(fetch(f"http://{host}:{canary.port}/", allow_addresses=(told[1],)), Exchange)


def test_a_name_can_be_allowed(server: Server, by_name: ByName) -> None:
    opened = (f"Intranet.example:{server.port}",)
    assert isinstance(
        by_name(f"http://intranet.example:{server.port}/story", ["127.0.0.1"], allow_addresses=opened), Exchange
    )
    other = by_name(f"http://other.example:{server.port}/story", ["127.0.0.1"], allow_addresses=opened)
    assert reason(other) == "forbidden_address"


@pytest.mark.parametrize(
    "text", ["", "127.0.0.1", "127.0.0.1:", ":80", "127.0.0.1:0", "127.0.0.1:70000", "::1:80", "127.1:80", "a:b"]
)
def test_mistaken_allowance_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError):
        parse_allowed(text)

"""TLS, proxies, and the reader's own cookies and headers: used where they belong, shown nowhere.

The certificates in ``certs/`` were made for these tests; their keys protect nothing.
"""

from __future__ import annotations

import base64
import logging
import select
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dprk_events.errors import UsageError
from dprk_events.fetch import Exchange, FetchOptions, fetch_exchange, page_of
from tests.fetch.conftest import Fetch
from tests.fetch.server import STORY, Server, Talk, reason

CERTS = Path(__file__).parent / "certs"
SECRET = "s3cret"


def secure(name: str) -> Iterator[Server]:
    """A server with one of the test certificates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTS / name)
    server = Server(context=context)
    server.page("/story", STORY)
    yield server
    server.close()


@pytest.fixture
def safe() -> Iterator[Server]:
    """A server whose certificate fits."""
    yield from secure("good.pem")


@pytest.mark.parametrize("name", ["good.pem", "other.pem", "expired.pem"])
def test_certificate_that_does_not_fit_is_tls(name: str, fetch: Fetch) -> None:
    for server in secure(name):
        known = CERTS / "authority.pem" if name != "good.pem" else None  # the good one is not trusted by default
        result = fetch(server.url("/story"), allow_addresses=(server.host,), ca_file=known)
        assert reason(result) == "tls"
        assert server.paths() == []


def test_trusted_certificate_is_read(safe: Server, fetch: Fetch) -> None:
    result = fetch(safe.url("/story"), allow_addresses=(safe.host,), ca_file=CERTS / "authority.pem")
    assert isinstance(result, Exchange)
    assert result.html == STORY


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x15\x03\x01\x00\x02\x02\x28"])
def test_peer_without_tls_is_tls(fetch: Fetch, answer: bytes) -> None:
    server = Server(handshake=answer)
    assert reason(fetch(f"https://{server.host}/", allow_addresses=(server.host,))) == "tls"
    server.close()


def test_peer_that_is_silent_in_the_handshake_is_timeout(fetch: Fetch) -> None:
    server = Server()  # waits for the end of a request that never comes
    started = time.monotonic()
    assert reason(fetch(f"https://{server.host}/", allow_addresses=(server.host,), timeout=0.9)) == "timeout"
    assert time.monotonic() - started < 2
    server.close()


def test_closed_port_is_network(fetch: Fetch) -> None:
    closed = Server()
    closed.close()
    assert reason(fetch(closed.url("/"), allow_addresses=(closed.host,))) == "network"


@pytest.fixture
def proxy() -> Iterator[Server]:
    """A proxy that answers everything itself."""
    proxy = Server(routes={"*": lambda talk: talk.answer(STORY + b"<p>By proxy.")})
    yield proxy
    proxy.close()


def test_proxies_of_the_environment_are_not_used(
    server: Server, proxy: Server, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "https_proxy"):
        monkeypatch.setenv(name, f"http://{proxy.host}")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert isinstance(fetch(server.url("/story")), Exchange)
    assert not proxy.hits


def test_proxies_of_the_environment_are_used_when_trusted(
    server: Server, proxy: Server, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://{proxy.host}")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    result = fetch(server.url("/story"), trust_env=True, respect_robots=False)
    assert isinstance(result, Exchange)
    assert result.html.endswith(b"By proxy.")
    assert not server.hits


def test_named_proxy_is_used_and_its_password_not_shown(server: Server, proxy: Server, fetch: Fetch) -> None:
    result = fetch(server.url("/story"), proxy=f"http://ann:{SECRET}@{proxy.host}", respect_robots=False)
    assert isinstance(result, Exchange)
    assert result.html.endswith(b"By proxy.")
    assert proxy.hits[0].path == server.url("/story")
    assert base64.b64decode(proxy.hits[0].headers["proxy-authorization"].split()[1]) == f"ann:{SECRET}".encode()
    assert SECRET not in repr(result)
    assert SECRET not in repr(FetchOptions(proxy=f"http://ann:{SECRET}@{proxy.host}"))


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost", "169.254.169.254", "[::1]", "127.1"])
def test_proxy_is_not_asked_for_a_forbidden_address(proxy: Server, fetch: Fetch, host: str) -> None:
    result = fetch(f"http://{host}/", proxy=f"http://{proxy.host}", respect_robots=False)
    assert reason(result) == "forbidden_address"
    assert not proxy.hits


@pytest.mark.parametrize("text", ["ftp://127.0.0.1:1", "127.0.0.1:80", "http://", f"http://ann:{SECRET}@:1", "socks5://a:1"])
def test_mistaken_proxy_is_a_usage_error(fetch: Fetch, text: str) -> None:
    with pytest.raises(UsageError) as caught:
        fetch("http://example.org/", proxy=text)
    assert SECRET not in str(caught.value)


def cookies_file(folder: Path, *lines: str) -> Path:
    """A cookies.txt."""
    path = folder / "cookies.txt"
    path.write_text("# Netscape HTTP Cookie File\n" + "\n".join(lines) + "\n")
    return path


def test_cookies_go_to_their_own_host_only(server: Server, fetch: Fetch, tmp_path: Path) -> None:
    other = Server("127.0.0.2", routes={"*": lambda talk: talk.answer(STORY)})
    jar = cookies_file(
        tmp_path,
        f"127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\t{SECRET}",
        f"#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t4102444800\tlong\t{SECRET}",
        f"127.0.0.1\tFALSE\t/members\tFALSE\t0\tpath\t{SECRET}",
        f"127.0.0.1\tFALSE\t/\tTRUE\t0\tsafe\t{SECRET}",
        f"127.0.0.1\tFALSE\t/\tFALSE\t1\tpast\t{SECRET}",
    )
    server.route("/out", lambda talk: talk.redirect(f"http://{other.host}/story"))
    result = fetch(server.url("/out"), cookies=jar, allow_addresses=(server.host, other.host))
    sent = {part.split("=")[0].strip() for part in server.hits[-1].headers["cookie"].split(";")}
    assert sent == {"session", "long"}
    assert all("cookie" not in hit.headers for hit in other.hits)
    assert "cookie" not in server.hits[0].headers  # robots.txt needs none
    assert isinstance(result, Exchange)
    assert SECRET not in repr(result)
    other.close()


@pytest.mark.parametrize("line", [f"127.0.0.1 FALSE / FALSE 0 id {SECRET}", f"{{'id': '{SECRET}'}}", f"\x00\t{SECRET}"])
def test_mistaken_cookies_are_a_usage_error_that_shows_none(fetch: Fetch, tmp_path: Path, line: str) -> None:
    with pytest.raises(UsageError) as caught:
        fetch("http://example.org/", cookies=cookies_file(tmp_path, line))
    assert SECRET not in str(caught.value)
    assert "cookies.txt" in str(caught.value)


def test_own_headers_go_to_the_first_origin_only(server: Server, fetch: Fetch) -> None:
    other = Server("127.0.0.2", routes={"*": lambda talk: talk.answer(STORY)})
    server.route("/out", lambda talk: talk.redirect(f"http://{other.host}/story"))
    headers = (f"Authorization: Bearer {SECRET}", "Accept-Language: ko")
    result = fetch(server.url("/out"), headers=headers, allow_addresses=(server.host, other.host))
    asked = next(hit for hit in server.hits if hit.path == "/out")
    assert asked.headers["authorization"] == f"Bearer {SECRET}"
    assert asked.headers["accept-language"] == "ko"
    assert all("authorization" not in hit.headers for hit in other.hits)
    assert isinstance(result, Exchange)
    assert SECRET not in repr(result)
    other.close()


@pytest.mark.parametrize(
    "line", ["no colon", "A b: c", "A: b\r\nHost: c", "Host: example.org", "Content-Length: 5", ": x", "A: ü"]
)
def test_mistaken_header_is_a_usage_error(fetch: Fetch, line: str) -> None:
    with pytest.raises(UsageError):
        fetch("http://example.org/", headers=(line,))


def test_no_credential_in_logs_records_or_the_store(
    server: Server, options: Callable[..., FetchOptions], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    private = options(
        keep=True,
        headers=(f"X-Token: {SECRET}",),
        cookies=cookies_file(tmp_path, f"127.0.0.1\tFALSE\t/\tFALSE\t0\tid\t{SECRET}"),
    )
    kept = fetch_exchange(server.url("/story"), private)
    lost = fetch_exchange(f"http://ann:{SECRET}@{server.host}/story", private)
    assert isinstance(kept, Exchange)
    assert SECRET not in repr(kept) + repr(page_of(kept)) + repr(lost) + repr(private)
    own = [record.getMessage() for record in caplog.records if record.name.startswith("dprk_events")]
    assert not any(SECRET in message for message in own)
    for path in (tmp_path / "store").rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()


def test_cookies_of_a_site_do_not_outlive_a_fetch(server: Server, options: Callable[..., FetchOptions]) -> None:
    server.page("/story", STORY, "Set-Cookie: meter=1; Path=/")
    for number in range(2):
        fetch_exchange(server.url(f"/story?{number}"), options())
    assert all("cookie" not in hit.headers for hit in server.hits)


def test_cookie_that_no_request_can_carry_is_dropped(server: Server, fetch: Fetch) -> None:
    server.page("/old", b"", "Location: /story", "Set-Cookie: a=\xff; Path=/", "Set-Cookie: b=1; Path=/", status="302 Found")
    assert isinstance(fetch(server.url("/old")), Exchange)
    assert server.hits[-1].headers["cookie"] == "b=1"


def test_hostile_cookies_do_no_harm(server: Server, fetch: Fetch) -> None:
    def route(talk: Talk) -> None:
        talk.answer(
            STORY, *(f"Set-Cookie: a{number}=b; Domain=.{number}.example; Expires=nonsense" for number in range(500))
        )

    assert isinstance(fetch(server.route("/jar", route)), Exchange)


def tunnel(talk: Talk) -> None:
    """A proxy's CONNECT: pass bytes both ways until one side ends."""
    host, _, port = talk.path.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=5) as far:
        talk.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        ends = {talk.connection: far, far: talk.connection}
        while True:
            for near in select.select(list(ends), [], [], 5)[0]:
                data = near.recv(65536)
                if not data:
                    return
                ends[near].sendall(data)


def test_safe_connection_through_a_proxy_is_checked_end_to_end(safe: Server, fetch: Fetch) -> None:
    proxy = Server(routes={"*": tunnel})
    chosen = {"proxy": f"http://{proxy.host}", "allow_addresses": (safe.host,), "respect_robots": False}
    result = fetch(safe.url("/story"), ca_file=CERTS / "authority.pem", **chosen)
    assert isinstance(result, Exchange)
    assert [hit.path for hit in proxy.hits] == [safe.host]
    assert reason(fetch(safe.url("/story"), **chosen)) == "tls"
    proxy.close()


def test_proxy_that_refuses_is_network(safe: Server, fetch: Fetch) -> None:
    proxy = Server(routes={"*": lambda talk: talk.answer(b"", status="407 Proxy Authentication Required")})
    result = fetch(safe.url("/story"), proxy=f"http://{proxy.host}", allow_addresses=(safe.host,), respect_robots=False)
    assert reason(result) == "network"
    proxy.close()

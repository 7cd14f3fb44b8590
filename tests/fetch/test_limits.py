"""Bombs, endless and slow answers, cut bodies, things that are no page: each ends as it should, in time and memory."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd

from dprk_events.fetch import Exchange
from dprk_events.model import Reason, Skipped
from tests.fetch.conftest import Fetch
from tests.fetch.server import STORY, Route, Server, Talk, reason

Pack = Callable[[bytes], bytes]

ZEROS = b"\0" * 1_000_000
DEFLATE_TAIL = -zlib.MAX_WBITS


def zipped(pieces: int, data: bytes = ZEROS) -> bytes:
    """A gzip stream of many megabytes, made without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(data) for _ in range(pieces)) + packer.flush()


BOMB = zipped(200)
BOMBS = {
    "gzip": ("gzip", BOMB),
    "deflate": ("deflate", zlib.compress(ZEROS * 50, 9)),
    "raw-deflate": ("deflate", zlib.compressobj(9, zlib.DEFLATED, DEFLATE_TAIL).compress(ZEROS * 50) + b""),
    "twice": ("gzip, gzip", gzip.compress(BOMB)),
    "brotli": ("br", brotli.compress(ZEROS * 50, quality=4)),
    "zstd": ("zstd", zstd.compress(ZEROS * 50)),
    "members": ("gzip", gzip.compress(b"") * 60_000),
    "frames": ("zstd", zstd.compress(b"") * 60_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_too_large(server: Server, fetch: Fetch, name: str) -> None:
    encoding, body = BOMBS[name]
    url = server.page("/bomb", body, f"Content-Encoding: {encoding}")
    started = time.monotonic()
    assert reason(fetch(url)) == "too_large"
    assert time.monotonic() - started < 2


def test_three_encodings_are_not_undone(server: Server, fetch: Fetch) -> None:
    body = gzip.compress(gzip.compress(gzip.compress(STORY)))
    assert reason(fetch(server.page("/three", body, "Content-Encoding: gzip, gzip, gzip"))) == "too_large"


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("br", brotli.compress),
        ("zstd", zstd.compress),
        ("gzip, br", lambda data: brotli.compress(gzip.compress(data))),
        ("gzip", lambda data: gzip.compress(data[:20]) + gzip.compress(data[20:])),
        ("gzip", lambda data: gzip.compress(data) + b"trailing junk"),
        ("identity", bytes),
    ],
)
def test_encoded_page_is_read(server: Server, fetch: Fetch, encoding: str, pack: Pack) -> None:
    result = fetch(server.page("/packed", pack(STORY), f"Content-Encoding: {encoding}"))
    assert isinstance(result, Exchange)
    assert result.html == STORY


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress), ("zstd", zstd.compress)],
)
def test_body_cut_inside_the_encoding_is_truncated(server: Server, fetch: Fetch, encoding: str, pack: Pack) -> None:
    url = server.page("/cut", pack(STORY * 50)[:-9], f"Content-Encoding: {encoding}")
    assert reason(fetch(url)) == "truncated"


def test_broken_gzip_is_truncated(server: Server, fetch: Fetch) -> None:
    body = bytearray(gzip.compress(STORY * 20))
    body[30] ^= 255
    assert reason(fetch(server.page("/broken", bytes(body), "Content-Encoding: gzip"))) == "truncated"


def test_unknown_encoding_is_not_html(server: Server, fetch: Fetch) -> None:
    assert reason(fetch(server.page("/odd", STORY, "Content-Encoding: secret"))) == "not_html"


def test_declared_length_over_the_limit_is_refused_before_the_body(server: Server, fetch: Fetch) -> None:
    def route(talk: Talk) -> None:
        talk.head("Content-Type: text/html", "Content-Length: 1000000000")
        time.sleep(0.3)

    started = time.monotonic()
    assert reason(fetch(server.route("/long", route))) == "too_large"
    assert time.monotonic() - started < 0.25


def endless_body(talk: Talk) -> None:
    """A body without an end."""
    talk.head("Content-Type: text/html", "Connection: close")
    while True:
        talk.send(b"<p>" + b"word " * 10_000)


def endless_chunks(talk: Talk) -> None:
    """Chunks without an end."""
    talk.head("Content-Type: text/html", "Transfer-Encoding: chunked")
    chunk = b"<p>" + b"word " * 10_000
    while True:
        talk.send(b"%x\r\n%s\r\n" % (len(chunk), chunk))


@pytest.mark.parametrize("route", [endless_body, endless_chunks])
def test_endless_body_stops_at_the_limit(server: Server, fetch: Fetch, route: Route) -> None:
    assert reason(fetch(server.route("/endless", route))) == "too_large"
    assert server.sent < 15_900_000  # what the kernels on both sides hold in their buffers included


def test_max_bytes_moves_the_limit(server: Server, fetch: Fetch) -> None:
    url = server.page("/big", b"<html>" + b"x" * 50_000)
    assert reason(fetch(url, max_bytes=49_000)) == "too_large"
    assert reason(fetch(url, max_bytes=51_000)) == "page of 50006 bytes"


def drip_head(talk: Talk) -> None:
    """A head that comes byte by byte."""
    talk.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        talk.send(b"X-A: b\r\n")
        time.sleep(0.05)


def drip_body(talk: Talk) -> None:
    """A body that comes byte by byte."""
    talk.head("Content-Type: text/html", "Content-Length: 100000")
    while True:
        talk.send(b"x")
        time.sleep(0.05)


def endless_continue(talk: Talk) -> None:
    """Informational answers without an end."""
    while True:
        talk.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 50)
        time.sleep(0.001)


def endless_hints(talk: Talk) -> None:
    """Early hints without an end, slowly."""
    while True:
        talk.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n")
        time.sleep(0.02)


def silence(talk: Talk) -> None:
    """Nothing."""
    while not talk.server.stopping.wait(0.05):
        pass


@pytest.mark.parametrize("route", [drip_head, drip_body, endless_continue, endless_hints, silence])
def test_slow_answer_ends_at_the_deadline(server: Server, fetch: Fetch, route: Route) -> None:
    url = server.route("/slow", route)
    started = time.monotonic()
    assert reason(fetch(url, timeout=0.6)) == "timeout"
    assert time.monotonic() - started < 1.5


def test_stall_is_shorter_than_the_deadline(server: Server, fetch: Fetch) -> None:
    started = time.monotonic()
    assert reason(fetch(server.route("/slow", silence), stall=0.2, tries=1)) == "timeout"
    assert time.monotonic() - started < 1.5


def test_slow_redirects_share_one_deadline(server: Server, fetch: Fetch) -> None:
    def route(talk: Talk) -> None:
        time.sleep(0.2)
        talk.redirect(f"/slow?{len(server.hits)}")

    started = time.monotonic()
    assert reason(fetch(server.route("/slow", route), timeout=0.7, max_redirects=50)) == "timeout"
    assert time.monotonic() - started < 1.5


def cut_length(talk: Talk) -> None:
    """Less than promised."""
    talk.head("Content-Type: text/html", "Content-Length: 5000")
    talk.send(STORY)
    talk.connection.close()


def cut_chunks(talk: Talk) -> None:
    """Chunks without their end."""
    talk.head("Content-Type: text/html", "Transfer-Encoding: chunked")
    talk.send(b"%x\r\n%s\r\n" % (len(STORY), STORY))
    talk.connection.close()


@pytest.mark.parametrize("route", [cut_length, cut_chunks])
def test_cut_body_is_truncated_after_all_tries(server: Server, fetch: Fetch, route: Route) -> None:
    assert reason(fetch(server.route("/cut", route))) == "truncated"
    assert server.paths() == ["/cut"] * 3


def test_second_try_after_a_cut_is_whole_and_not_joined(server: Server, fetch: Fetch) -> None:
    def route(talk: Talk) -> None:
        if len(server.paths()) == 1:
            cut_length(talk)
        else:
            talk.answer(STORY)

    result = fetch(server.route("/once", route))
    assert isinstance(result, Exchange)
    assert result.html == STORY


@pytest.mark.parametrize(
    "kind", ["application/pdf", "image/png", "video/mp4", "audio/mpeg", "application/zip", "application/json"]
)
def test_other_type_is_refused_before_the_body(server: Server, fetch: Fetch, kind: str) -> None:
    def route(talk: Talk) -> None:
        talk.head(f"Content-Type: {kind}", "Content-Length: 9000000")
        while True:
            talk.send(b"\0" * 65536)

    assert reason(fetch(server.route("/media", route))) == "not_html"
    assert server.sent < 8_000_000


@pytest.mark.parametrize(
    "head",
    [
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04",
        b"\x1f\x8b\x08\0",
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        b"\0\0\0\x18ftypmp42",
    ],
)
def test_first_bytes_tell_what_the_type_hides(server: Server, fetch: Fetch, head: bytes) -> None:
    assert reason(fetch(server.page("/liar", head + b"\0" * 2000))) == "not_html"


@pytest.mark.parametrize("kind", ["", "text/plain", "application/octet-stream", "application/xhtml+xml"])
def test_html_under_a_vague_type_is_a_page(server: Server, fetch: Fetch, kind: str) -> None:
    assert reason(fetch(server.page("/vague", STORY, kind=kind))) == f"page of {len(STORY)} bytes"


def test_plain_text_is_not_html(server: Server, fetch: Fetch) -> None:
    assert reason(fetch(server.page("/notes", b"The ferry left.\n", kind="text/plain"))) == "not_html"


def test_wide_html_is_a_page(server: Server, fetch: Fetch) -> None:
    body = STORY.decode().encode("utf-16")
    assert reason(fetch(server.page("/wide", body, kind="text/plain"))) == f"page of {len(body)} bytes"


@pytest.mark.parametrize("body", [b"", b" \r\n\t"])
def test_empty_body_is_empty(server: Server, fetch: Fetch, body: bytes) -> None:
    assert reason(fetch(server.page("/empty", body))) == "empty"
    assert reason(fetch(server.page("/nothing", b"", status="204 No Content"))) == "empty"


def raw(data: bytes) -> Route:
    """A route that sends these bytes and closes."""

    def route(talk: Talk) -> None:
        talk.send(data)
        talk.connection.close()

    return route


HEADERS = {
    "huge": b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 1_000_000 + b"\r\n\r\n",
    "many": b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: a\r\n" % number for number in range(100_000)) + b"\r\n",
    "no-http": b"SSH-2.0-OpenSSH_9.6\r\n",
    "bad-status": b"HTTP/1.1 abc OK\r\n\r\n",
    "bad-length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
    "two-lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    "control": b"HTTP/1.1 200 OK\r\nX\x00Y: a\r\n\r\n",
    "switch": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
    "nothing": b"",
}


@pytest.mark.parametrize("name", HEADERS)
def test_hostile_head_is_a_skip(server: Server, fetch: Fetch, name: str) -> None:
    result = fetch(server.route("/head", raw(HEADERS[name])), tries=1)
    assert isinstance(result, Skipped)
    assert result.reason in {Reason.NETWORK, Reason.HTTP_OTHER, Reason.TRUNCATED}


def test_headers_that_are_not_ascii_are_kept_readable(server: Server, fetch: Fetch) -> None:
    def route(talk: Talk) -> None:
        talk.send(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-City: \xed\x8f\x89\xff\r\nContent-Length: 6\r\n\r\n<html>"
        )

    result = fetch(server.route("/city", route))
    assert isinstance(result, Exchange)
    assert result.header("x-city") == b"\xed\x8f\x89\xff".decode("latin-1")


MEMORY = """
import json, resource, sys
from pathlib import Path
from dprk_events.fetch import FetchOptions, fetch
urls = json.loads(sys.argv[1])
options = FetchOptions(allow_addresses=(sys.argv[2],), keep=False, delay=0, tries=1)
fetch(urls[0], options)
idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for url in urls:
    fetch(url, options)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - idle)
"""


def test_bombs_cost_less_than_forty_megabytes(server: Server) -> None:
    urls = [server.url("/story")]
    for name, (encoding, body) in BOMBS.items():
        urls.append(server.page(f"/{name}", body, f"Content-Encoding: {encoding}"))
    urls.append(server.route("/endless", endless_chunks))
    urls.append(server.page("/full", b"<html>" + b"x" * 9_900_000))
    command = [sys.executable, "-c", MEMORY, json.dumps(urls), server.host]
    grown = int(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)
    assert grown < 40_000, f"{grown} KB"

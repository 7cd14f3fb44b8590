"""Sidecars and WARC files: what was fetched is read back, damage costs only what is damaged."""

from __future__ import annotations

import gzip
import json
import os
import random
from pathlib import Path

import pytest

from dprk_events.errors import OutputError
from dprk_events.fetch import Exchange, WarcWriter, page_of, read_sidecar, read_warc, sidecar_bytes, sidecar_path
from dprk_events.fetch.warc_read import WarcItem
from dprk_events.model import Page, Skipped
from tests.fetch.conftest import Fetch
from tests.fetch.server import STORY, Server


def exchange(number: int = 0, html: bytes = STORY, *headers: tuple[str, str], raw: bytes | None = None) -> Exchange:
    """An exchange as a fetch gives it."""
    url = f"https://example.org/story/{number}"
    return Exchange(
        url=url,
        final_url=url,
        fetched_at="2025-06-20T00:00:00+00:00",
        status=200,
        headers=(("content-type", "text/html; charset=euc-kr"), *headers),
        sent=(("host", "example.org"), ("user-agent", "dprk-events/1")),
        raw=html if raw is None else raw,
        html=html,
    )


def keep(path: Path, kept: Exchange) -> None:
    """Write a page and its sidecar."""
    path.write_bytes(kept.html)
    sidecar_path(path).write_bytes(sidecar_bytes(kept))


def test_sidecar_gives_the_source_back(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    keep(path, exchange())
    known = read_sidecar(path)
    assert known is not None
    assert known.source.url == "https://example.org/story/0"
    assert known.source.fetched_at == "2025-06-20T00:00:00+00:00"
    assert known.source.http_status == 200
    assert known.source.file == str(path)
    assert known.source.sha256 == exchange().sha256
    assert known.content_type == "text/html; charset=euc-kr"


def test_sidecar_of_an_archives_copy_gives_the_original(server: Server, fetch: Fetch, tmp_path: Path) -> None:
    server.routes["*"] = lambda talk: talk.answer(STORY)
    result = fetch(server.url("/web/20240102030405/http://example.org/a?utm_source=x"))
    assert isinstance(result, Exchange)
    keep(tmp_path / "page.html", result)
    known = read_sidecar(tmp_path / "page.html")
    assert known is not None
    assert known.source == page_of(result).source.__class__(
        url=result.url,
        canonical_url="http://example.org/a",
        file=str(tmp_path / "page.html"),
        fetched_at="2024-01-02T03:04:05+00:00",
        http_status=200,
        sha256=result.sha256,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"schema": "9"}',
        "[" * 100_000,
        '{"schema": "1"}',
        '{"schema": "1", "sha256": 5}',
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        '{"schema":"1","sha256":' + "9" * 6000 + "}",
    ],
)
def test_sidecar_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(STORY)
    sidecar_path(path).write_text(text)
    assert read_sidecar(path) is None


def test_sidecar_of_a_changed_page_is_none(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    keep(path, exchange())
    path.write_bytes(STORY + b"changed")
    assert read_sidecar(path) is None


def test_pipe_as_a_sidecar_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(STORY)
    os.mkfifo(sidecar_path(path))
    assert read_sidecar(path) is None


def pages(items: list[WarcItem]) -> list[WarcItem]:
    """The items that hold a page."""
    return [item for item in items if isinstance(item.result, Page)]


def write(path: Path, *exchanges: Exchange) -> Path:
    """Write a WARC file."""
    with WarcWriter(path) as warc:
        for one in exchanges:
            warc.write(one)
    return path


@pytest.mark.parametrize("name", ["out.warc", "out.warc.gz"])
def test_warc_is_read_back(tmp_path: Path, name: str) -> None:
    packed = exchange(2, STORY, ("content-encoding", "gzip"), raw=gzip.compress(STORY))
    path = write(tmp_path / name, exchange(1), packed)
    items = list(read_warc(path))
    assert [item.url for item in items] == ["https://example.org/story/1", "https://example.org/story/2"]
    for item in items:
        assert isinstance(item.result, Page)
        assert item.result.html == STORY
        assert item.result.content_type == "text/html; charset=euc-kr"
        assert item.result.source.fetched_at == "2025-06-20T00:00:00+00:00"
        assert item.result.source.http_status == 200


def test_warc_is_added_to(tmp_path: Path) -> None:
    path = write(tmp_path / "out.warc.gz", exchange(1))
    write(path, exchange(2))
    assert len(list(read_warc(path))) == 2
    assert gzip.decompress(path.read_bytes()).count(b"WARC-Type: warcinfo") == 1


def test_warc_records_are_members_with_their_fields(tmp_path: Path) -> None:
    path = write(tmp_path / "out.warc.gz", exchange(1, STORY, ("transfer-encoding", "chunked"), ("x-desk", "a\r\nb")))
    text = gzip.decompress(path.read_bytes()).decode()
    assert path.read_bytes().count(b"\x1f\x8b\x08") == 3
    assert text.count("WARC/1.1\r\n") == 3
    assert "WARC-Date: 2025-06-20T00:00:00Z\r\n" in text
    assert "GET /story/1 HTTP/1.1\r\nhost: example.org\r\n" in text
    assert "transfer-encoding" not in text
    assert "x-desk: a  b\r\n" in text


def test_fetched_exchange_survives_a_warc(server: Server, fetch: Fetch, tmp_path: Path) -> None:
    result = fetch(
        server.page("/packed", gzip.compress(STORY), "Content-Encoding: gzip"), headers=("Authorization: Bearer s3cret",)
    )
    assert isinstance(result, Exchange)
    (item,) = read_warc(write(tmp_path / "out.warc.gz", result))
    assert isinstance(item.result, Page)
    assert item.result == page_of(result)
    assert b"s3cret" not in gzip.decompress((tmp_path / "out.warc.gz").read_bytes())


def record(kind: str, block: bytes, **fields: str) -> bytes:
    """A WARC record as other tools write them: without digests."""
    lines = ["WARC/1.0", f"WARC-Type: {kind}", f"Content-Length: {len(block)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def answer(body: bytes, *headers: str, status: str = "200 OK", url: str = "http://example.org/a") -> bytes:
    """A response record."""
    head = "\r\n".join([f"HTTP/1.1 {status}", *(headers or ("Content-Type: text/html",))]).encode()
    kind = "application/http; msgtype=response"
    return record(
        "response", head + b"\r\n\r\n" + body, WARC_Target_URI=url, Content_Type=kind, WARC_Date="2025-06-20T00:00:00Z"
    )


CHUNKED = ("Content-Type: text/html", "Transfer-Encoding: chunked")
FOREIGN = {
    "plain": (answer(STORY), ["page"]),
    "brackets": (answer(STORY, url="<http://example.org/a>"), ["page"]),
    "chunked": (answer(b"%x\r\n%s\r\n0\r\n\r\n" % (len(STORY), STORY), *CHUNKED), ["page"]),
    "said-to-be-chunked": (answer(STORY, *CHUNKED), ["page"]),
    "cut-chunks": (answer(b"5\r\nabcde\r\nff\r\nabc", *CHUNKED), ["truncated"]),
    "resource": (record("resource", STORY, WARC_Target_URI="http://example.org/a", Content_Type="text/html"), ["page"]),
    "missing": (answer(b"no", status="404 Not Found"), ["http_404"]),
    "redirect": (answer(b"", status="302 Found"), []),
    "image": (answer(b"\x89PNG", "Content-Type: image/png"), []),
    "liar": (answer(b"%PDF-1.7", "Content-Type: text/html"), ["not_html"]),
    "large": (answer(STORY * 200), ["too_large"]),
    "bomb": (answer(gzip.compress(b"<p>" * 1_000_000), "Content-Type: text/html", "Content-Encoding: gzip"), ["too_large"]),
    "revisit": (record("revisit", b"HTTP/1.1 200 OK\r\n\r\n", WARC_Target_URI="http://example.org/a"), []),
    "request": (record("request", b"GET / HTTP/1.1\r\n\r\n", WARC_Target_URI="http://example.org/a"), []),
    "marked-cut": (answer(STORY).replace(b"WARC-Type", b"WARC-Truncated: length\r\nWARC-Type", 1), ["truncated"]),
    "blank-lines-first": (b"\r\n" * 500_000 + answer(STORY), ["page"]),
    "empty": (b"", []),
    "not-a-warc": (b"<html>" * 100, ["bad_record"]),
    "credentials": (answer(STORY, url="http://ann:s3cret@example.org/a"), ["page"]),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", FOREIGN)
def test_warc_of_another_tool(tmp_path: Path, name: str, packed: bool) -> None:
    data, expected = FOREIGN[name]
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(gzip.compress(data) if packed else data)
    items = list(read_warc(path, max_bytes=20_000))
    found = ["page" if isinstance(item.result, Page) else item.result.reason.value for item in items]
    assert found == expected
    assert "s3cret" not in repr(items)


def damaged(data: bytes, how: str, chance: random.Random) -> bytes:
    """The data with one damage."""
    place = chance.randrange(len(data))
    bad = bytearray(data)
    if how == "flip":
        bad[place] ^= 1 << chance.randrange(8)
    elif how == "zeros":
        bad[place : place + 40] = bytes(len(bad[place : place + 40]))
    elif how == "hole":
        del bad[place : place + 40]
    elif how == "junk":
        bad[place:place] = chance.randbytes(100)
    return bytes(bad)


@pytest.mark.parametrize("name", ["out.warc", "out.warc.gz"])
@pytest.mark.parametrize("how", ["flip", "zeros", "hole", "junk"])
def test_damage_costs_one_page_and_is_reported(tmp_path: Path, name: str, how: str) -> None:
    chance = random.Random(7)
    stories = [exchange(number, STORY + f"<p>{chance.random()}".encode() * 20) for number in range(40)]
    whole = {one.html: one for one in stories}
    good = write(tmp_path / name, *stories).read_bytes()
    for _ in range(25):
        path = tmp_path / f"bad-{name}"
        path.write_bytes(damaged(good, how, chance))
        items = list(read_warc(path))
        found = pages(items)
        assert all(isinstance(item.result, Page) and item.result.html in whole for item in found)
        assert len(found) >= 39
        assert len(items) - len(found) <= 1
        assert len(found) == 40 or len(items) == 40  # what is lost is said


def test_cut_file_gives_all_before_the_cut(tmp_path: Path) -> None:
    chance = random.Random(7)
    for name in ("out.warc", "out.warc.gz"):
        path = write(tmp_path / name, *(exchange(number) for number in range(20)))
        good = path.read_bytes()
        for _ in range(20):
            path.write_bytes(good[: chance.randrange(len(good))])
            items = list(read_warc(path))
            assert [item.url for item in pages(items)] == [
                f"https://example.org/story/{n}" for n in range(len(pages(items)))
            ]
            errors = [item.result for item in items if isinstance(item.result, Skipped)]
            assert len(errors) <= 1
            assert all(error.reason.value in {"truncated", "bad_record"} for error in errors)


def test_junk_in_front_is_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path / "out.warc.gz", exchange(1), exchange(2))
    path.write_bytes(b"junk" * 100 + path.read_bytes())
    assert [type(item.result).__name__ for item in read_warc(path)] == ["Skipped", "Page", "Page"]


def test_warc_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        WarcWriter(tmp_path / "no" / "out.warc.gz")
    with pytest.raises(OutputError), WarcWriter(Path("/dev/full")) as warc:
        warc.write(exchange())


def test_sidecar_is_strict_json() -> None:
    kept = exchange(0, STORY, ("x-odd", "\udcff"), ("x-city", "평양"))
    assert json.loads(sidecar_bytes(kept))["headers"][2] == ["x-city", "평양"]

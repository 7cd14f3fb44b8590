"""The page store: nothing is fetched twice in a day, changes are asked for politely, evidence stays whole."""

from __future__ import annotations

import gzip
import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dprk_events.errors import OutputError, UsageError
from dprk_events.fetch import Exchange, FetchOptions, PageStore, fetch_exchange, page_of, read_visit
from tests.fetch.conftest import Fetch
from tests.fetch.server import STORY, Route, Server, Talk, reason


@pytest.fixture
def fetch(options: Callable[..., FetchOptions]) -> Fetch:
    """Fetch with a store."""
    return lambda url, **changes: fetch_exchange(url, options(**({"keep": True} | changes)))


def test_second_fetch_makes_no_request(server: Server, fetch: Fetch) -> None:
    first, second = fetch(server.url("/story")), fetch(server.url("/story#part"))
    assert isinstance(first, Exchange)
    assert isinstance(second, Exchange)
    assert (first.stored, second.stored) == (False, True)
    assert first.html == second.html
    assert first.fetched_at == second.fetched_at
    assert server.paths() == ["/story"]
    assert len(server.hits) == 2  # robots.txt and the page


def test_spelling_of_a_url_does_not_matter_to_the_store(server: Server, fetch: Fetch) -> None:
    fetch(server.url("/story"))
    again = fetch(f"HTTP://{server.host}/story#part")
    assert isinstance(again, Exchange)
    assert (again.stored, again.url) == (True, f"HTTP://{server.host}/story#part")


def test_refresh_asks_again(server: Server, fetch: Fetch) -> None:
    fetch(server.url("/story"))
    server.page("/story", STORY + b"<p>More.")
    result = fetch(server.url("/story"), refresh=True)
    assert isinstance(result, Exchange)
    assert result.html.endswith(b"More.")


def test_without_the_store_nothing_is_kept(server: Server, fetch: Fetch, tmp_path: Path) -> None:
    fetch(server.url("/story"), keep=False)
    fetch(server.url("/story"), keep=False)
    assert server.paths() == ["/story"] * 2
    assert not (tmp_path / "store").exists()


def test_tracking_parameters_are_part_of_the_request(server: Server, fetch: Fetch) -> None:
    result = fetch(server.url("/story?utm_source=a"))
    assert isinstance(result, Exchange)
    assert server.paths() == ["/story?utm_source=a"]
    assert page_of(result).source.canonical_url == server.url("/story")


def changing(body: list[bytes], *headers: str) -> Route:
    """A route that answers conditional requests."""

    def route(talk: Talk) -> None:
        tag = f'"{hashlib.sha256(body[0]).hexdigest()[:8]}"'
        if talk.headers.get("if-none-match") == tag:
            talk.head(f"ETag: {tag}", status="304 Not Modified")
        else:
            talk.answer(body[0], f"ETag: {tag}", *headers)

    return route


def test_stale_page_is_asked_for_conditionally(server: Server, fetch: Fetch) -> None:
    body = [STORY]
    url = server.route("/story", changing(body))
    first = fetch(url, max_age=0)
    confirmed = fetch(url, max_age=0)
    assert isinstance(confirmed, Exchange)
    assert confirmed == Exchange(**{**{name: getattr(first, name) for name in first.__dataclass_fields__}, "stored": True})
    assert "if-none-match" in server.hits[-1].headers
    body[0] = STORY + b"<p>Changed."
    changed = fetch(url, max_age=0)
    assert isinstance(changed, Exchange)
    assert changed.html == body[0]


def test_condition_goes_to_the_last_address_of_a_redirect(server: Server, fetch: Fetch) -> None:
    server.route("/story", changing([STORY]))
    server.route("/old", lambda talk: talk.redirect("/story"))
    fetch(server.url("/old"), max_age=0)
    again = fetch(server.url("/old"), max_age=0)
    assert isinstance(again, Exchange)
    assert again.stored
    assert [("if-none-match" in hit.headers) for hit in server.hits if hit.path == "/old"] == [False, False]


def test_offline_reads_the_store_only(server: Server, fetch: Fetch) -> None:
    url = server.url("/story")
    assert reason(fetch(url, offline=True)) == "not_in_store"
    fetch(url)
    asked = len(server.hits)
    result = fetch(url, offline=True, max_age=0)
    assert isinstance(result, Exchange)
    assert result.html == STORY
    assert len(server.hits) == asked


def test_own_access_is_kept_apart(server: Server, fetch: Fetch) -> None:
    def route(talk: Talk) -> None:
        talk.answer(b"<html>all of it" if talk.headers.get("x-reader") else b"<html>teaser")

    url = server.route("/wall", route)
    public, own = fetch(url), fetch(url, headers=("X-Reader: 7",))
    assert isinstance(public, Exchange)
    assert isinstance(own, Exchange)
    assert (public.html, own.html) == (b"<html>teaser", b"<html>all of it")
    again = fetch(url)
    assert isinstance(again, Exchange)
    assert again.html == b"<html>teaser"


def test_failures_are_not_kept(server: Server, fetch: Fetch) -> None:
    url = server.page("/late", b"", status="404 Not Found")
    fetch(url)
    server.page("/late", STORY)
    assert isinstance(fetch(url), Exchange)


def test_evidence_is_the_bytes_as_sent(server: Server, fetch: Fetch, tmp_path: Path) -> None:
    body = gzip.compress(STORY, mtime=0)
    fetch(server.page("/packed", body, "Content-Encoding: gzip", "Set-Cookie: id=s3cret", "X-Desk: north"))
    store = PageStore(tmp_path / "store")
    (visit,) = store.visits()
    assert store.raw(visit) == body
    assert visit.raw_sha256 == hashlib.sha256(body).hexdigest()
    assert visit.sha256 == hashlib.sha256(STORY).hexdigest()
    assert ("x-desk", "north") in visit.headers
    assert "s3cret" not in repr(visit)
    store.close()


def test_damaged_bytes_are_fetched_again(server: Server, fetch: Fetch, tmp_path: Path) -> None:
    fetch(server.url("/story"))
    store = PageStore(tmp_path / "store")
    (visit,) = store.visits()
    store.path(visit.raw_sha256).write_bytes(b"something else")
    assert store.raw(visit) is None
    assert read_visit(store, visit, 10_000) is None
    store.close()
    result = fetch(server.url("/story"))
    assert isinstance(result, Exchange)
    assert not result.stored
    repaired = fetch(server.url("/story"))
    assert isinstance(repaired, Exchange)
    assert repaired.stored


def test_store_that_cannot_be_written_is_done_without(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "dprk-events").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert isinstance(fetch_exchange(server.url("/story"), FetchOptions(allow_addresses=(server.host,))), Exchange)
    assert "pages are not kept" in caplog.text


def test_named_store_that_cannot_be_written_is_an_error(fetch: Fetch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        fetch("http://example.org/", store=tmp_path / "file")


def test_index_that_is_no_database_is_an_error(fetch: Fetch, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "index.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(OutputError):
        fetch("http://example.org/")


def test_prune_deletes_old_visits_and_their_bytes(server: Server, fetch: Fetch, tmp_path: Path) -> None:
    fetch(server.url("/story"))
    fetch(server.page("/other", STORY + b"<p>Other."))
    index = sqlite3.connect(tmp_path / "store" / "index.sqlite")
    index.execute("UPDATE visits SET confirmed_at = '2001-01-01T00:00:00+00:00' WHERE url LIKE '%/other'")
    index.commit()
    index.close()
    store = PageStore(tmp_path / "store")
    old = next(visit for visit in store.visits() if visit.url.endswith("/other"))
    assert store.prune("2001-01-02T00:00:00+00:00") == 1
    assert [visit.url for visit in store.visits()] == [server.url("/story")]
    assert store.path(old.raw_sha256).exists()  # bytes of the last hour may belong to a visit that is being written
    store.close()


@pytest.mark.parametrize(
    "wrong",
    [
        {"max_bytes": 0},
        {"timeout": 0},
        {"tries": 0},
        {"delay": -1},
        {"max_redirects": -1},
        {"refresh": True, "offline": True},
        {"offline": True, "keep": False},
        {"user_agent": "a\r\nX: b"},
        {"contact": "ü"},
    ],
)
def test_options_that_cannot_work_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        FetchOptions(**wrong)

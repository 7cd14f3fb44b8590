"""Addresses: against a real server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.cli.conftest import PAGE, Run


class Site(BaseHTTPRequestHandler):
    """Two stories and nothing else."""

    def do_GET(self) -> None:
        found = self.path in {"/a", "/b"}
        body = PAGE.replace("Oslo", "Bergen" if self.path == "/b" else "Oslo").encode() if found else b"gone"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def flags(site: str) -> list[str]:
    """What lets a test fetch from this machine, at once."""
    return ["--allow-address", site, "--no-store", "--delay", "0", "--tries", "1"]


def test_addresses_and_files_keep_their_order(run: Run, site: str, story: Path) -> None:
    ran = run("extract", f"http://{site}/b", story.name, f"http://{site}/gone", f"http://{site}/a", *flags(site))
    assert ran.code == 1
    b, text, gone, a = ran.records
    assert (b["source"]["url"], b["source"]["http_status"]) == (f"http://{site}/b", 200)
    assert b["source"]["fetched_at"]
    assert "Bergen" in b["article"]["text"]
    assert "Oslo" in a["article"]["text"]
    assert text["source"]["file"] == story.name
    assert (gone["skipped"]["stage"], gone["skipped"]["reason"]) == ("fetch", "http_404")
    assert all(record["events"] for record in (b, text, a))


def test_a_list_of_addresses_on_standard_input(run: Run, site: str) -> None:
    listed = f"# two stories\nhttp://{site}/a\n\nhttp://{site}/b\n".encode()
    ran = run("article", "--from", "urls", "-", *flags(site), data=listed)
    assert (ran.code, [record["source"]["url"][-2:] for record in ran.records]) == (0, ["/a", "/b"])


def test_a_page_that_was_kept_knows_where_it_came_from(run: Run, site: str) -> None:
    assert run("fetch", f"http://{site}/a", "-o", "page.html", *flags(site)).code == 0
    (record,) = run("article", "page.html").records
    assert (record["source"]["url"], record["source"]["http_status"]) == (f"http://{site}/a", 200)
    assert record["source"]["fetched_at"]
    assert record["source"]["file"] == "page.html"


def test_an_archive_of_pages_is_read_back(run: Run, site: str) -> None:
    assert run("fetch", f"http://{site}/a", f"http://{site}/b", "--warc", "kept.warc.gz", *flags(site)).code == 0
    ran = run("article", "kept.warc.gz")
    assert [record["source"]["url"][-2:] for record in ran.records] == ["/a", "/b"]
    assert ran.records[1]["source"]["file"] == "kept.warc.gz"


def test_a_server_on_this_machine_is_not_asked_without_leave(run: Run, site: str) -> None:
    ran = run("article", f"http://{site}/a", "--no-store")
    assert ran.records[0]["skipped"]["reason"] == "forbidden_address"

"""``fetch``, ``feed`` and ``store`` as a user runs them: records, files, messages, exit codes, signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dprk_events.fetch import read_warc
from dprk_events.model import Page
from tests.fetch.server import STORY, Server, Talk

COMMAND = [sys.executable, "-c", "from dprk_events.cli.main import main; main()"]
RSS = "<rss><channel>{}</channel></rss>"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment with its own cache folder."""
    return os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "NO_COLOR": "1"}


@pytest.fixture
def run(environment: dict[str, str], server: Server) -> Run:
    """Run a command against the server."""

    def call(*arguments: object, stdin: str = "", **more: Any) -> subprocess.CompletedProcess[str]:
        words = [str(argument) for argument in arguments]
        if words[0] in {"fetch", "feed"}:
            words += ["--allow-address", server.host, "--delay", "0"]
        more = {"capture_output": True} | more
        return subprocess.run(
            [*COMMAND, *words], input=stdin, env=environment, text=True, timeout=30, check=False, encoding="utf-8", **more
        )

    return call


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """The records on standard output."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_page_and_sidecar_are_written(server: Server, run: Run, tmp_path: Path) -> None:
    done = run("fetch", server.url("/story?utm_source=x"), "-o", tmp_path / "page.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "page.html").read_bytes() == STORY
    known = json.loads((tmp_path / "page.html.meta.json").read_text())
    (record,) = lines(done)
    assert record["skipped"] is None
    assert record["source"]["file"] == str(tmp_path / "page.html")
    assert record["source"]["sha256"] == known["sha256"]
    assert record["source"]["canonical_url"] == known["canonical_url"] == server.url("/story")


def test_skip_is_a_record_a_line_and_exit_code_1(server: Server, run: Run, tmp_path: Path) -> None:
    done = run("fetch", server.url("/none"), "-o", tmp_path / "page.html")
    assert done.returncode == 1
    (record,) = lines(done)
    assert record["skipped"]["reason"] == "http_404"
    assert record["skipped"]["stage"] == "fetch"
    assert record["source"]["http_status"] == 404
    assert done.stderr.startswith(f"skipped {server.url('/none')}: http_404: HTTP 404:")
    assert list(tmp_path.glob("page*")) == []


def test_page_goes_to_standard_output_when_asked(server: Server, run: Run) -> None:
    assert run("fetch", server.url("/story"), "-o", "-").stdout.encode() == STORY


def test_many_urls_from_a_list(server: Server, run: Run, tmp_path: Path) -> None:
    urls = [server.url("/story"), server.url("/none"), "nonsense", server.url("/story?2")]
    (tmp_path / "list.txt").write_text("# desk\n" + "\n".join(urls) + "\n\n")
    out = f"{tmp_path}/pages/"
    done = run("fetch", "--from", "urls", tmp_path / "list.txt", "-o", out, "--warc", tmp_path / "a.warc.gz")
    assert done.returncode == 1
    assert [record["source"]["url"] for record in lines(done)] == urls
    assert [(record["skipped"] or {}).get("reason") for record in lines(done)] == [None, "http_404", "bad_url", None]
    assert len(list((tmp_path / "pages").glob("*.html"))) == 2
    assert len(list((tmp_path / "pages").glob("*.meta.json"))) == 2
    assert "2 fetched, 2 skipped (http_404 1, bad_url 1)" in done.stderr
    items = list(read_warc(tmp_path / "a.warc.gz"))
    assert [item.url for item in items if isinstance(item.result, Page)] == [urls[0], urls[3]]


def test_urls_from_standard_input(server: Server, run: Run) -> None:
    done = run("fetch", "-", stdin=f"{server.url('/story')}\n")
    assert done.returncode == 0
    assert lines(done)[0]["bytes"] == len(STORY)


def test_second_run_makes_no_request_and_offline_neither(server: Server, run: Run) -> None:
    first = run("fetch", server.url("/story"))
    asked = len(server.hits)
    second = run("fetch", server.url("/story"))
    offline = run("fetch", server.url("/story"), "--offline")
    assert [lines(done)[0]["stored"] for done in (first, second, offline)] == [False, True, True]
    assert len(server.hits) == asked
    assert lines(run("fetch", server.url("/new"), "--offline"))[0]["skipped"]["reason"] == "not_in_store"
    assert lines(run("fetch", server.url("/story"), "--refresh"))[0]["stored"] is False


def test_credentials_are_shown_nowhere(server: Server, run: Run) -> None:
    done = run("fetch", f"http://ann:s3cret@{server.host}/story", "--proxy", f"http://ann:s3cret@{server.host}")
    assert "s3cret" not in done.stdout + done.stderr
    wrong = run("fetch", server.url("/story"), "--header", "s3cret")
    assert wrong.returncode == 2
    assert "s3cret" not in wrong.stdout + wrong.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("URL", "--allow-address", "nowhere"),
        ("URL", "--timeout", "0"),
        ("URL", "--max-bytes", "-5"),
        ("URL", "--refresh", "--offline"),
        ("URL", "--cookies", "/no/such/file"),
        ("URL", "--proxy", "ftp://x:1"),
        ("URL", "URL", "-o", "one-file.html"),
        ("--from", "urls", "/no/such/list"),
    ],
)
def test_mistakes_are_exit_code_2(server: Server, run: Run, arguments: tuple[str, ...]) -> None:
    done = run("fetch", *(server.url("/story") if word == "URL" else word for word in arguments))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not server.hits


@pytest.mark.parametrize("output", ["/dev/full", "/no/such/folder/page.html"])
def test_output_that_cannot_be_written_is_exit_code_3(server: Server, run: Run, output: str) -> None:
    done = run("fetch", server.url("/story"), "-o", output)
    assert done.returncode == 3
    assert done.stderr.startswith(f"dprk-events: error: {output}: cannot be written")


def test_full_standard_output_is_exit_code_3(server: Server, run: Run) -> None:
    with open("/dev/full", "w") as full:
        assert run("fetch", server.url("/story"), stdout=full, stderr=subprocess.PIPE, capture_output=False).returncode == 3


def test_terminal_escapes_do_not_reach_the_terminal(run: Run) -> None:
    url = "http://example.org/\x1b[31m\u202e"
    done = run("fetch", url)
    assert "\x1b" not in done.stdout + done.stderr
    assert "\u202e" not in done.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signal_ends_the_run_soon(server: Server, environment: dict[str, str], number: signal.Signals, code: int) -> None:
    def route(talk: Talk) -> None:
        talk.server.stopping.wait(20)

    slow = server.route("/slow", route)
    words = ["fetch", server.url("/story"), slow, "--allow-address", server.host, "--delay", "0"]
    with subprocess.Popen([*COMMAND, *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["skipped"] is None
        while "/slow" not in server.paths():
            time.sleep(0.01)
        started = time.monotonic()
        process.send_signal(number)
        _, errors = process.communicate(timeout=10)
    assert process.returncode == code
    assert time.monotonic() - started < 3
    assert b"Traceback" not in errors


def test_closed_pipe_is_quiet(server: Server, environment: dict[str, str]) -> None:
    words = " ".join(f"'{server.url(f'/story?{number}')}'" for number in range(20))
    command = (
        f"\"$0\" -c 'from dprk_events.cli.main import main; main()' fetch {words} --allow-address {server.host} --delay 0"
    )
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -n 1", sys.executable],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


def test_store_lists_exports_and_prunes(server: Server, run: Run, tmp_path: Path) -> None:
    run("fetch", server.url("/story"), server.url("/story?2"))
    visits = lines(run("store", "list"))
    assert [visit["url"] for visit in visits] == [server.url("/story"), server.url("/story?2")]
    assert Path(visits[0]["file"]).read_bytes() == STORY
    assert [visit["url"] for visit in lines(run("store", "list", server.url("/story?")))] == [server.url("/story?2")]
    assert run("store", "export", "-o", tmp_path / "all.warc.gz").returncode == 0
    assert [item.url for item in read_warc(tmp_path / "all.warc.gz")] == [visit["url"] for visit in visits]
    assert run("store", "export", "-o", tmp_path / "all.zip").returncode == 2
    assert "0 visits deleted" in run("store", "prune", "--older-than", "1").stderr
    Path(visits[0]["file"]).write_bytes(b"damaged")
    damaged = run("store", "export", "-o", tmp_path / "damaged.warc.gz")
    assert damaged.returncode == 1
    assert "gone or damaged" in damaged.stderr


def test_feed_lists_what_is_new(server: Server, run: Run) -> None:
    items = ["<item><link>/one</link><title>One</title><pubDate>Fri, 20 Jun 2025 09:00:00 +0900</pubDate></item>"]
    items += ["<item><link>/two</link></item>"]
    url = server.url("/feed")
    server.page("/feed", RSS.format(items[0]).encode(), kind="application/rss+xml")
    assert (
        lines(run("feed", url, "--peek"))
        == lines(run("feed", url))
        == [{"url": server.url("/one"), "title": "One", "published": "2025-06-20T09:00:00+09:00", "feed": url}]
    )
    assert lines(run("feed", url)) == []
    server.page("/feed", RSS.format("".join(items)).encode(), kind="application/rss+xml")
    assert run("feed", url, "--urls").stdout == server.url("/two") + "\n"
    assert len(lines(run("feed", url, "--all"))) == 2
    assert run("feed", url, "--all", "--since", "2025-06-21", "--urls").stdout == server.url("/two") + "\n"


def test_feed_mistakes(server: Server, run: Run) -> None:
    assert run("feed", server.url("/feed"), "--since", "yesterday").returncode == 2
    done = run("feed", server.url("/none"))
    assert done.returncode == 1
    assert "http_404" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("command", ["fetch", "feed", "store"])
def test_help_imports_no_httpx(command: str) -> None:
    script = (
        "import sys\nfrom dprk_events.cli.main import group\n"
        f"group.main(['{command}', '--help'], standalone_mode=False)\n"
        "assert 'httpx' not in sys.modules and 'spacy' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 0, done.stderr
    assert "Usage:" in done.stdout


def test_fetch_imports_no_spacy() -> None:
    script = "import sys, dprk_events.fetch, dprk_events.cli.fetch\nassert not {'spacy', 'selectolax'} & sys.modules.keys()"
    assert subprocess.run([sys.executable, "-c", script], check=False, timeout=30).returncode == 0


ARTICLE = """<!doctype html><html lang="en"><head><title>{0} rejects offer</title></head>
<body><article><h1>{0} rejects offer</h1>
<p>{0} rejected the North Korean offer on Monday, officials said in the capital after a long meeting of ministers.</p>
<p>The ministry gave no further reasons for the decision, and the embassy did not answer questions on Tuesday.</p>
<p>Trade between the two countries has been small for many years, according to figures that the customs office published.</p>
</article></body></html>"""


def test_feed_extracts_what_is_new_and_comes_back_to_what_failed(server: Server, run: Run) -> None:
    server.page("/norway", ARTICLE.format("Norway").encode())
    server.page("/sweden", b"", status="503 Busy")
    items = "<item><link>/norway</link></item><item><link>/sweden</link></item>"
    url = server.page("/feed", RSS.format(items).encode(), kind="application/rss+xml")
    first = run("feed", url, "--extract", "--tries", "1")
    assert first.returncode == 1
    assert [record["source"]["url"] for record in lines(first)] == [server.url("/norway"), server.url("/sweden")]
    assert "Norway rejected the North Korean offer" in lines(first)[0]["article"]["text"]
    assert lines(first)[1]["skipped"]["reason"] == "http_5xx"
    server.page("/sweden", ARTICLE.format("Sweden").encode())
    second = run("feed", url, "--extract")
    assert [record["source"]["url"] for record in lines(second)] == [server.url("/sweden")]
    assert second.returncode == 0
    assert run("feed", url, "--extract").stdout == ""

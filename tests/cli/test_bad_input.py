"""What is no article, no file or no option: a record with a reason, or one line and exit code 2."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tests.cli.conftest import STORY, Run


def make_file(folder: Path, kind: str) -> str:  # noqa: PLR0912 - one branch a kind
    """A thing that is not an article."""
    path = folder / f"{kind}.html"
    match kind:
        case "missing":
            return path.name
        case "empty":
            path.write_bytes(b"")
        case "blank":
            path.write_bytes(b" \n\n")
        case "pdf":
            path.write_bytes(b"%PDF-1.7\n" + b"x" * 100)
        case "binary":
            path.write_bytes(bytes(range(256)) * 20)
        case "fifo":
            os.mkfifo(path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as end:
                end.bind(str(path))
        case "device":
            return "/dev/zero"
        case "sparse":
            with path.open("wb") as file:
                file.truncate(3 << 30)
        case "dangling":
            path.symlink_to("nowhere.html")
        case "loop":
            path.symlink_to(path.name)
        case "unreadable":
            return "/proc/self/mem"  # a regular file that even root cannot read from its start
        case "cut-gzip":
            path = folder / "cut.html.gz"
            path.write_bytes(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b")
    return path.name


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("missing", "unreadable"),
        ("empty", "empty"),
        ("blank", "empty"),
        ("pdf", "not_html"),
        ("binary", "not_html"),
        ("fifo", "not_a_regular_file"),
        ("socket", "not_a_regular_file"),
        ("device", "not_a_regular_file"),
        ("sparse", "too_large"),
        ("dangling", "unreadable"),
        ("loop", "unreadable"),
        ("unreadable", "unreadable"),
        ("cut-gzip", "truncated"),
    ],
)
def test_what_cannot_be_read_is_a_record_and_a_line(run: Run, tmp_path: Path, kind: str, reason: str) -> None:
    ran = run("article", make_file(tmp_path, kind))
    assert ran.code == 1
    (record,) = ran.records
    assert (record["skipped"]["stage"], record["skipped"]["reason"], record["events"]) == ("input", reason, [])
    assert ran.err.count("\n") == 1
    assert reason in ran.err


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("www.example.org/2025/06/story", "bad_url"),
        ("example.org/story", "bad_url"),
        ("file:///etc/passwd", "forbidden_url"),
        ("ftp://example.org/a", "forbidden_url"),
        ("http://127.0.0.1:1/", "forbidden_address"),
        ("http://user:secret@127.0.0.1:1/", "forbidden_url"),
    ],
)
def test_addresses_that_are_not_fetched(run: Run, address: str, reason: str) -> None:
    ran = run("article", "--no-store", address)
    assert ran.code == 1
    assert ran.records[0]["skipped"]["reason"] == reason
    assert "secret" not in ran.err + ran.out.decode()


@pytest.mark.parametrize(
    "args",
    [
        ["extract"],
        ["extract", "a.txt", "--from", "pdf"],
        ["extract", "a.txt", "--workers", "0"],
        ["extract", "a.txt", "--type", "HUG"],
        ["extract", "a.txt", "--min-confidence", "2"],
        ["extract", "a.txt", "--published", "yesterday"],
        ["extract", "a.txt", "--url", "example.org/a"],
        ["extract", "a.txt", "b.txt", "--url", "https://example.org/a"],
        ["extract", "-", "-"],
        ["extract", "a.txt", "--nonsense"],
        ["extract", "a.txt", "--lexicon", "no-such-folder"],
        ["explain", " "],
        ["nonsense"],
    ],
)
def test_wrong_usage_is_said_and_nothing_is_done(run: Run, args: list[str]) -> None:
    ran = run(*args)
    assert (ran.code, ran.out) == (2, b"")
    assert "error: " in ran.err
    assert ran.err.count("\n") <= 2


def test_a_bad_one_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    for name in ("a.txt", "d.txt"):
        (folder / name).write_text(STORY, encoding="utf-8")
    os.mkfifo(folder / "b.html")
    (folder / "c.html").write_bytes(b"%PDF-1.4")
    ran = run("article", "f")
    assert ran.code == 1
    assert [record["skipped"] and record["skipped"]["reason"] for record in ran.records] == [
        None,
        "not_a_regular_file",
        "not_html",
        None,
    ]
    assert "2 skipped" in ran.err


def test_names_and_details_cannot_drive_the_terminal(run: Run, tmp_path: Path) -> None:
    name = "a\x1b[31m\n\u202e.txt"
    (tmp_path / name).write_bytes(b"")
    ran = run("article", name)
    assert ran.records[0]["source"]["file"] == name
    assert "\x1b" not in ran.err
    assert "\u202e" not in ran.err
    assert "\u202e".encode() not in ran.out
    assert ran.err.count("\n") == 1


def test_a_name_that_is_not_utf8_is_kept_exactly(run: Run, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text(STORY, encoding="utf-8")
    source = run("article", name).records[0]["source"]
    assert (source["file"], source["file_base64"]) == ("caf\ufffd.txt", "Y2Fm6S50eHQ=")


def test_too_many_skips_end_the_run(run: Run) -> None:
    ran = run("article", "--from", "jsonl", "-", "--max-skipped", "3", data=b"{}\n" * 50)
    assert ran.code == 4
    assert len(ran.records) == 4
    assert "--max-skipped" in ran.err

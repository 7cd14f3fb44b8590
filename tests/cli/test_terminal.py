"""What a person at a terminal sees: progress, summary, colour, completion."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, STORY, Run, environment


def told_at_a_terminal(args: list[str], folder: Path, **env: str) -> str:
    """What standard error shows when it is a terminal."""
    parent, child = pty.openpty()
    with subprocess.Popen(
        [COMMAND, *args], stdout=subprocess.DEVNULL, stderr=child, cwd=folder, env=environment(TERM="xterm", **env)
    ) as process:
        os.close(child)
        shown = b""
        while True:
            try:
                piece = os.read(parent, 65536)
            except OSError:  # Linux says so when the last writer has gone
                break
            if not piece:
                break
            shown += piece
        process.wait(60)
    os.close(parent)
    return shown.decode("utf-8")


def folder_of(count: int, folder: Path) -> Path:
    """Texts, and one file that cannot be read."""
    texts = folder / "texts"
    texts.mkdir()
    for n in range(count):
        (texts / f"{n:02}.txt").write_text(f"{STORY} Report {n}.", encoding="utf-8")
    (texts / "bad.html").write_bytes(b"%PDF-1.7")
    return texts


def test_progress_and_summary_on_a_terminal(tmp_path: Path) -> None:
    folder_of(5, tmp_path)
    shown = told_at_a_terminal(["article", "texts"], tmp_path)
    assert "done" in shown
    assert "\r\x1b[K" in shown
    assert "6 inputs, 0 events, 1 skipped (not_html 1)" in shown
    assert "texts/bad.html: skipped (not_html): a PDF, not a page" in shown


def test_no_progress_where_nobody_looks(run: Run, tmp_path: Path) -> None:
    folder_of(5, tmp_path)
    ran = run("article", "texts")
    assert "\r" not in ran.err
    assert ran.err.count("\n") == 2


def test_quiet_says_nothing(tmp_path: Path) -> None:
    folder_of(2, tmp_path)
    assert told_at_a_terminal(["article", "texts", "-q"], tmp_path) == ""


def test_many_skips_are_counted_and_not_all_told(run: Run) -> None:
    ran = run("article", "--from", "jsonl", "-", data=b"{}\n" * 40)
    assert "40 skipped (bad_record 40)" in ran.err
    assert ran.err.count("\n") == 11


def test_errors_are_red_unless_colour_is_not_wanted(tmp_path: Path) -> None:
    assert "\x1b[31m" in told_at_a_terminal(["extract"], tmp_path)
    assert "\x1b[" not in told_at_a_terminal(["extract"], tmp_path, NO_COLOR="1")


def test_completion_knows_commands_and_options(run: Run) -> None:
    asked = {"_DPRK_EVENTS_COMPLETE": "bash_complete", "COMP_CWORD": "1"}
    assert b"extract" in run(COMP_WORDS="dprk-events ext", **asked).out
    assert b"--min-confidence" in run(COMP_WORDS="dprk-events extract --min", **{**asked, "COMP_CWORD": "2"}).out


def test_version_and_help(run: Run) -> None:
    assert run("--version").out.startswith(b"dprk-events 0.")
    shown = run("-h")
    assert (shown.code, shown.err) == (0, "")
    assert b"Examples:" in shown.out


@pytest.mark.parametrize("group", [(), ("store",), ("lexicon",)])
def test_a_group_without_a_command_shows_its_help(run: Run, group: tuple[str, ...]) -> None:
    shown = run(*group)
    assert (shown.code, shown.out) == (2, b"")
    assert shown.err.startswith(f"Usage: {' '.join(['dprk-events', *group])} [OPTIONS] COMMAND")
    assert len(shown.err.splitlines()) > 5


def test_lines_stay_lines_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text(
        '{"id": "a", "text": "It rained."}\n{"id": "b", "text": "It snowed."}\n', encoding="utf-8"
    )
    parent, child = pty.openpty()
    with (tmp_path / "two.txt").open("rb") as lines:
        ran = subprocess.run(
            [COMMAND, "article", "-"], stdin=lines, stdout=child, stderr=subprocess.PIPE, env=environment(), check=False
        )
    os.close(child)
    shown = os.read(parent, 65536).decode("utf-8")
    os.close(parent)
    assert ran.returncode == 0
    assert [line[:18] for line in shown.split("\r\n") if line] == ['{"schema":"1","id"'] * 2

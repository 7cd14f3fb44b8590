"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dprk_events.errors import OutputError
from dprk_events.output.sink import ClosedPipe, DirectFile, WholeFile, open_sink


def test_the_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old")
    sink = open_sink(str(target))
    sink.write(b"new\n")
    assert target.read_bytes() == b"old"
    sink.close()
    assert target.read_bytes() == b"new\n"
    assert list(tmp_path.iterdir()) == [target]


def test_a_discarded_file_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old")
    sink = open_sink(str(target))
    sink.write(b"new\n")
    sink.discard()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "out.jsonl", tmp_path / "link"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    sink = open_sink(str(link))
    sink.write(b"new")
    sink.close()
    assert link.is_symlink()
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"new", 0o640)


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    sink = WholeFile(str(tmp_path / "new"))
    sink.close()
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    assert (tmp_path / "new").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("path", ["no/such/folder/out", "."])
def test_what_cannot_be_opened_is_said_at_once(tmp_path: Path, path: str) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        open_sink(str(tmp_path / path))


def test_a_full_device_is_an_output_error() -> None:
    sink = open_sink("/dev/full")
    assert isinstance(sink, DirectFile)
    with pytest.raises(OutputError, match="No space left"):
        sink.write(b"x")
    sink.discard()


def test_a_disk_that_fails_at_the_end_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sink = open_sink(str(tmp_path / "out"))
    sink.write(b"x")

    def fails(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OutputError, match="No space left"):
        sink.close()
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_that_nobody_reads_is_a_closed_pipe(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    sink = open_sink(str(fifo))
    os.close(reader)
    with pytest.raises(ClosedPipe):
        sink.write(b"x")
    sink.close()

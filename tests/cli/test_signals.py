"""Real kills, closed pipes and full disks."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, Run, environment, lines


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def family(pid: int) -> list[int]:
    """The nursery and its workers."""
    return [pid for child in children(pid) for pid in (child, *children(child))]


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that is dead and not yet waited for does not."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for(condition: object, seconds: float = 60) -> None:
    """Wait until a condition holds."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


@pytest.fixture
def batch(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A long run, in the middle of its work."""
    (tmp_path / "in.jsonl").write_bytes(lines(3000))
    with (tmp_path / "out.jsonl").open("wb") as out:
        process = subprocess.Popen(
            [COMMAND, "extract", "in.jsonl", "--workers", "2"],
            stdout=out,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=environment(),
        )
        wait_for(lambda: (tmp_path / "out.jsonl").stat().st_size > 0)
        yield process
        process.kill()
        process.communicate()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_with_what_is_done(
    batch: subprocess.Popen[bytes], tmp_path: Path, number: int, code: int
) -> None:
    relatives = family(batch.pid)
    batch.send_signal(number)
    _, err = batch.communicate(timeout=10)
    assert batch.returncode == code
    assert b"Traceback" not in err
    ids = [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert 0 < len(ids) < 3000
    assert ids == sorted(ids, key=lambda id: int(id[1:]))
    assert f"the records of {len(ids)} inputs are written".encode() in err
    wait_for(lambda: not any(map(is_alive, relatives)), 5)


def test_a_signal_while_the_model_is_loaded_ends_the_run_at_once(tmp_path: Path, story: Path) -> None:
    process = subprocess.Popen([COMMAND, "extract", story.name], stdout=subprocess.PIPE, cwd=tmp_path, env=environment())
    wait_for(lambda: family(process.pid))
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=10)
    assert (process.returncode, out) == (130, b"")
    assert time.monotonic() - began < 1


def test_interrupted_output_files_hold_what_is_done(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(3000))
    process = subprocess.Popen(
        [COMMAND, "extract", "in.jsonl", "-o", "out.jsonl"], stderr=subprocess.PIPE, cwd=tmp_path, env=environment()
    )
    wait_for(lambda: any(path.stat().st_size for path in tmp_path.glob(".out.jsonl.*")))
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    assert process.returncode == 130
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]
    assert all(json.loads(line)["events"] for line in (tmp_path / "out.jsonl").read_bytes().splitlines())


def test_workers_end_with_a_parent_that_is_killed(batch: subprocess.Popen[bytes]) -> None:
    relatives = family(batch.pid)
    assert len(relatives) >= 2
    batch.kill()
    wait_for(lambda: not any(map(is_alive, relatives)), 5)


def test_killed_workers_and_nurseries_cost_no_record(run: Run, tmp_path: Path) -> None:
    undisturbed = run("extract", "--from", "jsonl", "-", "--workers", "2", data=lines(400)).out
    (tmp_path / "in.jsonl").write_bytes(lines(400))
    chance = random.Random(7)
    with (tmp_path / "out.jsonl").open("wb") as out, (tmp_path / "in.jsonl").open("rb") as feed:
        process = subprocess.Popen(
            [COMMAND, "extract", "--from", "jsonl", "-", "--workers", "2"],
            stdin=feed,
            stdout=out,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=environment(),
        )
    kills = 0
    while process.poll() is None and kills < 20:
        relatives = family(process.pid)
        if len(relatives) > 1:
            victim = relatives[0] if kills % 7 == 6 else chance.choice(relatives[1:])
            os.kill(victim, signal.SIGKILL)
            kills += 1
        time.sleep(chance.uniform(0.05, 0.4))
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert kills > 2
    assert (tmp_path / "out.jsonl").read_bytes() == undisturbed


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(600))
    process = subprocess.Popen(
        [COMMAND, "extract", "in.jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment()
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert json.loads(process.stdout.readline())["id"] == "n0"
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.parametrize("args", [["extract", "story.txt"], ["schema"], ["--help"]])
def test_a_full_disk_is_exit_code_3(story: Path, args: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [COMMAND, *args],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=story.parent,
            env=environment(),
            timeout=60,
            check=False,
        )
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


def test_an_output_that_cannot_be_opened_is_found_before_any_work(run: Run, story: Path) -> None:
    began = time.monotonic()
    ran = run("extract", story.name, "-o", "no/such/folder/out.json")
    assert (ran.code, ran.out) == (3, b"")
    assert "no/such/folder/out.json" in ran.err
    assert time.monotonic() - began < 3


def test_standard_output_that_is_closed_is_exit_code_3(story: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" extract story.txt >&-', COMMAND],
        stderr=subprocess.PIPE,
        cwd=story.parent,
        env=environment(),
        check=False,
    )
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


def test_records_come_out_while_the_input_is_still_open(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [COMMAND, "extract", "--from", "jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for number in range(3):
        process.stdin.write(lines(number + 1).splitlines(keepends=True)[number])
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == f"n{number}"
    process.stdin.close()
    assert process.stdout.read() == b""
    process.stdout.close()
    assert process.wait(10) == 0

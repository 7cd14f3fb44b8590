"""Drives the installed command as a user would: a process of its own, real files, real signals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

COMMAND = str(Path(sys.executable).with_name("dprk-events"))
STORY = (
    "Norway turned down the North Korean offer to open a trade office in Oslo. "
    "The Norwegian foreign minister criticised Pyongyang on Tuesday."
)
PAGE = """<!doctype html><html lang="en"><head><title>Norway turns down North Korean offer | The Fjord Post</title>
<meta property="og:type" content="article"></head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Norway turns down North Korean offer</h1>
<p>Norway turned down the North Korean offer to open a trade office in Oslo, the foreign
ministry said on Tuesday after a week of talks.</p>
<p>The Norwegian foreign minister criticised Pyongyang for sending weapons to Russia and said
that the answer would not change soon.</p>
<p>Officials in Oslo have met the North Korean delegation twice this year, and a
third meeting was planned for the autumn in Bergen.</p>
</article><footer>Copyright The Fjord Post</footer></body></html>"""


@dataclass(frozen=True)
class Ran:
    """What a run of the command left."""

    code: int
    out: bytes
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


def environment(**more: str) -> dict[str, str]:
    """The test's environment without what would change messages."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("NO_COLOR", "FORCE_COLOR"))}
    return {**kept, "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": "/nonexistent", **more}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the installed command in an empty folder."""

    def _run(*args: str, data: bytes | None = None, **env: str) -> Ran:
        done = subprocess.run(
            [COMMAND, *args], input=data, capture_output=True, cwd=tmp_path, env=environment(**env), timeout=120, check=False
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8"))

    return _run


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A text file with two events."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def lines(count: int, text: str = STORY) -> bytes:
    """JSONL of ``count`` different texts."""
    return b"".join(json.dumps({"id": f"n{n}", "text": f"{text} Report {n}."}).encode() + b"\n" for n in range(count))

"""The README's commands and examples are run, and what they print is what the README shows.

In a ``console`` block a line that begins with "$ " is run by bash, and the lines after it are what it prints, standard error
after standard output; "..." stands for anything. ``python`` blocks are doctests.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


@dataclass(frozen=True)
class Command:
    """A command of a page and the output that the page shows."""

    line: str
    shown: str


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands(block: str) -> list[Command]:
    """The commands of a console block."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert parts[0] == "", f"a console block begins with a command: {parts[0]!r}"
    return [Command(*part.split("\n", 1)) for part in parts[1:]]


def fits(shown: str, printed: str) -> bool:
    """Whether an output is as shown; "..." stands for anything."""
    pattern = "".join(".*" if part == "..." else re.escape(part) for part in re.split(r"(\.\.\.)", shown.strip("\n")))
    return re.fullmatch(pattern, printed.strip("\n"), re.DOTALL) is not None


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the fixtures are found as in a clone."""
    for name in ("fixtures", "schema", "src"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


CONSOLE = [(page, number, block) for page in PAGES for number, block in enumerate(blocks(page, "console"), start=1)]
PYTHON = [(page, number, block) for page in PAGES for number, block in enumerate(blocks(page, "python"), start=1)]


@pytest.mark.parametrize(("page", "number", "block"), CONSOLE, ids=[f"{page.name}-{number}" for page, number, _ in CONSOLE])
def test_commands_print_what_is_shown(page: Path, number: int, block: str, place: Path) -> None:
    status = 0
    for command in commands(block):
        line = command.line.replace("$?", str(status))
        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, cwd=place, timeout=120, check=False)
        status = done.returncode
        printed = done.stdout + done.stderr
        assert fits(command.shown, printed), f"{page.name}, console block {number}: $ {command.line}\n{printed}"


@pytest.mark.parametrize(("page", "number", "block"), PYTHON, ids=[f"{page.name}-{number}" for page, number, _ in PYTHON])
def test_python_examples_hold(page: Path, number: int, block: str, place: Path) -> None:
    assert place.is_dir()
    test = doctest.DocTestParser().get_doctest(block, {}, f"{page.name}, python block {number}", str(page), 0)
    assert test.examples
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
    assert result.failed == 0


def test_the_first_screen_has_the_two_commands_and_they_exist() -> None:
    first = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:25])
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        assert f"\nmake {target} " in first
        assert re.search(rf"^{target}: ", makefile, re.MULTILINE)


def test_shown_and_printed_are_compared() -> None:
    assert fits("a\n...\nd\n", "a\nb\nc\nd\n")
    assert not fits("a\n...\nd\n", "a\nb\n")
    assert not fits("a\n", "b\n")

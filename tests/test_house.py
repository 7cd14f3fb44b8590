"""The rules of the house: imports, sizes, public names, start-up."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import get_args

import click
import pytest

import dprk_events
from dprk_events.cli.main import COMMANDS, group
from dprk_events.errors import DprkEventsError
from dprk_events.model import PLOVER_TYPES
from dprk_events.tables.rows import PloverType

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
COMMAND = str(Path(sys.executable).with_name("dprk-events"))
LONGEST = 400


def imported_by(code: str) -> set[str]:
    """The modules that a fresh Python has after some code."""
    told = f"{code}\nimport sys; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines())


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_no_room_is_called_for_what_does_not_fit_elsewhere() -> None:
    assert not {path.stem for path in SOURCES} & {"utils", "util", "helpers", "common", "manager", "base", "misc"}


def test_every_exception_is_caught_only_at_the_boundary() -> None:
    broad = re.compile(r"except (Base)?Exception\b|except:")
    where = {
        str(path.relative_to(ROOT / "src/dprk_events")) for path in SOURCES if broad.search(path.read_text(encoding="utf-8"))
    }
    boundary = {"pipeline/chain.py"}
    handed_to_another_thread_or_process = {"pipeline/nursery.py", "pipeline/feed.py", "fetch/run.py", "fetch/many.py"}
    raised_again_after_tidying_up = {"fetch/backend.py", "cli/fetch.py"}
    assert where <= boundary | handed_to_another_thread_or_process | raised_again_after_tidying_up


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in {"extract", "explain"}])
def test_commands_without_sentences_never_import_spacy(command: str) -> None:
    code = f"from dprk_events.cli.main import group\ntry: group.main(['{command}', '--help'])\nexcept SystemExit: pass"
    assert not imported_by(code) & {"spacy", "thinc", "numpy"}


def test_an_article_is_read_without_spacy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The envoy left Pyongyang on Monday after two days of talks.", encoding="utf-8")
    assert "spacy" not in imported_by(f"import dprk_events; dprk_events.read({str(tmp_path / 'a.txt')!r})")


def test_help_imports_no_room() -> None:
    code = "from dprk_events.cli.main import group\ntry: group.main(['--help'])\nexcept SystemExit: pass"
    names = imported_by(code)
    assert not names & {"spacy", "httpx", "selectolax", "pydantic"}
    assert not {name for name in names if re.match(r"dprk_events\.(fetch|article|events|output|pipeline|tables)", name)}


def test_public_names_are_few_and_there() -> None:
    assert len(dprk_events.__all__) <= 12
    assert all(hasattr(dprk_events, name) for name in dprk_events.__all__)
    assert "spacy" not in imported_by("import dprk_events")
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = dprk_events.no_such_name


def test_types_of_the_command_line_are_those_of_the_rows() -> None:
    assert get_args(PloverType) == PLOVER_TYPES


def test_every_command_is_there_and_has_examples() -> None:
    with click.Context(group, info_name="dprk-events") as context:
        for name in COMMANDS:
            command = group.get_command(context, name)
            assert command is not None, name
            with click.Context(command, info_name=name, parent=context) as own:
                text = command.get_help(own)
            assert f"dprk-events {name}" in text, f"{name}: no example in its help"


def test_exit_codes_of_errors_are_documented() -> None:
    codes = {error.exit_code for error in DprkEventsError.__subclasses__()}
    assert codes == {2, 3, 4}
    told = subprocess.run([COMMAND, "extract", "--help"], capture_output=True, text=True, check=True).stdout
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for code in (0, 1, 2, 3, 4, 130, 141, 143):
        assert re.search(rf"^\s*{code}\s", told, re.MULTILINE), code
        assert f"| {code} |" in readme


def test_no_registry_and_no_machine_is_named() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    hosts = re.compile("|".join(name + r"\.org" for name in ("pypi", "pythonhosted")) + "|npmjs" + r"\.com")
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 3_000_000:
            assert not hosts.search(path.read_text(encoding="utf-8", errors="replace")), name


def test_versions_are_pinned_with_hashes() -> None:
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in pinned
    for entry in re.split(r"\n(?=[a-z0-9])", pinned.split("\n", 2)[2]):
        assert re.match(r"[a-z0-9-]+==[\w.]+ ", entry), entry[:60]
        assert "--hash=sha256:" in entry, entry[:60]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for wanted in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        name = re.match(r"[\w.-]+", wanted)
        assert name is not None
        assert f"\n{name[0].lower().replace('.', '-')}==" in pinned, f"{wanted}: run make constraints"

"""The compiled lexicon: keyed by content, shared by processes, safe when damaged, and not needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dprk_events.errors import LexiconError, UsageError
from dprk_events.tables import load_lexicon
from dprk_events.tables.actor_index import ActorIndex
from dprk_events.tables.cache import KEPT, cached, digest_of

LOAD = "from dprk_events.tables import load_lexicon; print(len(load_lexicon().actors))"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "dprk-events"


def test_the_second_load_reads_what_the_first_wrote() -> None:
    first = cached("toy", "aa", lambda: {"made": 1})
    second = cached("toy", "aa", lambda: {"made": 2})
    assert (first, second) == ({"made": 1}, {"made": 1})
    assert cached("toy", "bb", lambda: {"made": 3}) == {"made": 3}


def test_a_damaged_file_is_built_again(folder: Path) -> None:
    cached("toy", "aa", lambda: {"made": 1})
    (path,) = folder.glob("toy-*.bin")
    path.write_bytes(path.read_bytes()[:-1] + b"\xff")
    assert cached("toy", "aa", lambda: {"made": 2}) == {"made": 2}
    assert cached("toy", "aa", lambda: {"made": 3}) == {"made": 2}


def test_an_empty_file_is_built_again(folder: Path) -> None:
    cached("toy", "aa", lambda: {"made": 1})
    (path,) = folder.glob("toy-*.bin")
    path.write_bytes(b"")
    assert cached("toy", "aa", lambda: {"made": 2}) == {"made": 2}


def test_without_a_writable_folder_the_table_is_built_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert [cached("toy", "aa", lambda: {"made": 1}), cached("toy", "aa", lambda: {"made": 2})] == [{"made": 1}, {"made": 2}]


def test_old_files_are_forgotten(folder: Path) -> None:
    for number in range(KEPT + 3):
        cached("toy", f"{number:02}", lambda: {"made": 1})
    assert len(list(folder.glob("toy-*.bin"))) == KEPT
    assert not list(folder.glob(".toy-*"))


def test_what_a_killed_process_left_is_forgotten(folder: Path) -> None:
    folder.mkdir()
    old, new = folder / ".toy-old", folder / ".toy-new"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    cached("toy", "aa", lambda: {"made": 1})
    assert (old.exists(), new.exists()) == (False, True)


def test_the_digest_is_of_names_and_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "a.toml", tmp_path / "b.toml"
    one.write_text("x = 1")
    two.write_text("x = 1")
    assert digest_of([one]) != digest_of([two])
    before = digest_of([one])
    one.write_text("x = 2")
    assert digest_of([one]) != before


def test_rows_from_the_cache_are_the_rows_of_the_files() -> None:
    built, read = load_lexicon(), load_lexicon()
    assert built.sha256 == read.sha256
    assert dict(built.actors) == dict(read.actors)
    assert dict(built.verbs) == dict(read.verbs)
    assert list(built.places) == list(read.places)


def test_a_warm_load_needs_no_pydantic() -> None:
    script = f"import sys; {LOAD}; print('pydantic' in sys.modules)"
    told = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout for _ in range(2)
    ]
    assert told[1].split()[1] == "False"
    assert told[0].split()[0] == told[1].split()[0]


def test_several_processes_may_start_at_once(folder: Path) -> None:
    starts = [subprocess.Popen([sys.executable, "-c", LOAD], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = {start.communicate()[0] for start in starts}
    assert len(told) == 1
    assert all(start.returncode == 0 for start in starts)
    assert len(list(folder.glob("lexicon-*.bin"))) == 1


def test_an_overlay_adds_and_replaces_entries(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "actors").mkdir(parents=True)
    (own / "actors" / "mine.toml").write_text(
        '[deu]\nkind = "state"\nname = "Deutschland"\ncountry = "DEU"\n\n[pak-ryol-muk]\nkind = "person"\n'
        'name = "Pak Ryol Muk"\n'
    )
    plain, laid = load_lexicon(), load_lexicon((own,))
    assert (plain.actors["deu"].name, laid.actors["deu"].name) == ("Germany", "Deutschland")
    assert "pak-ryol-muk" in laid.actors
    assert len(laid.actors) == len(plain.actors) + 1
    assert laid.sha256 != plain.sha256
    names = ActorIndex(laid.actors).names
    assert [claim.id for claim in names.of("pak ryolmuk")] == []
    assert [claim.id for claim in names.of("pak ryol muk")] == ["pak-ryol-muk"]


def test_the_users_own_folder_is_an_overlay(tmp_path: Path) -> None:
    own = tmp_path / "config" / "dprk-events" / "lexicon" / "actors"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text('[pak-ryol-muk]\nkind = "person"\nname = "Pak Ryol Muk"\n')
    assert "pak-ryol-muk" in load_lexicon().actors


def test_a_mistake_in_an_overlay_names_file_line_and_entry(tmp_path: Path) -> None:
    own = tmp_path / "own" / "actors"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text('[aa]\nkind = "person"\nname = "A A"\n\n[bb]\nkind = "wizard"\nname = "B B"\n')
    with pytest.raises(LexiconError, match=r"mine\.toml:5: \[bb\] kind"):
        load_lexicon((tmp_path / "own",))


def test_an_overlay_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        load_lexicon((tmp_path / "nowhere",))

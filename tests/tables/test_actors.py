"""House rules of the actor files: sorted, kept whole, every check resolves, no spelling is claimed twice undecided."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from dprk_events.tables import load_lexicon
from dprk_events.tables.actor_index import ActorIndex
from dprk_events.tables.checks import failed_checks, undecided
from dprk_events.tables.load import DATA, families
from dprk_events.tables.rows import ActorRow

FILES = families("actors")
HEADER = re.compile(r"^\[([^\]]+)\]$", re.MULTILINE)


@pytest.fixture(scope="module")
def index() -> ActorIndex:
    return ActorIndex(load_lexicon().actors)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_entries_are_sorted_by_id(path: Path) -> None:
    ids = list(tomllib.loads(path.read_text(encoding="utf-8")))
    assert ids == sorted(ids)


def test_entries_in_are_entries_kept(index: ActorIndex) -> None:
    written = [entry for path in FILES for entry in HEADER.findall(path.read_text(encoding="utf-8"))]
    assert sorted(written) == sorted(index.rows)


def test_every_check_resolves_to_its_entry(index: ActorIndex) -> None:
    assert list(failed_checks(index, index.rows)) == []


def test_no_spelling_is_claimed_twice_without_a_rule(index: ActorIndex) -> None:
    assert list(undecided(index)) == []


def test_every_actor_but_decoys_proves_itself(index: ActorIndex) -> None:
    assert [entry for entry, row in index.rows.items() if row.kind != "decoy" and not row.check] == []


def test_ids_named_by_entries_exist(index: ActorIndex) -> None:
    named = {
        other for row in index.rows.values() for other in (row.of, *row.members, *(role.of for role in row.roles)) if other
    }
    assert sorted(named - set(index.rows)) == []


def test_states_and_roles_are_as_many_as_promised(index: ActorIndex) -> None:
    rows = index.rows.values()
    assert sum(row.kind == "state" for row in rows) >= 250
    assert sum(row.kind == "role" for row in rows) >= 250


def test_states_have_the_id_of_their_country_or_fold_into_one(index: ActorIndex) -> None:
    states = {entry: row for entry, row in index.rows.items() if row.kind == "state"}
    countries = {row.country for row in states.values()}
    assert {country for country in countries if country and country.lower() not in states} == set()


def test_a_role_noun_says_what_it_stands_for(index: ActorIndex) -> None:
    assert [entry for entry, row in index.rows.items() if row.kind == "role" and row.sort is None] == []


def test_sources_tell_where_each_family_comes_from() -> None:
    told = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    assert [path.name for path in FILES if path.name not in told] == []


def test_two_claimants_without_beside_words_are_reported() -> None:
    row = {"kind": "person", "country": "PRK", "name": "Pak Chol"}
    twice = ActorIndex({"pak-chol-envoy": ActorRow(**row), "pak-chol-miner": ActorRow(**row)})
    assert any("'pak chol' is claimed by [pak-chol-envoy], [pak-chol-miner]" in line for line in undecided(twice))


def test_a_check_that_resolves_to_another_entry_is_reported() -> None:
    index = ActorIndex({"deu": ActorRow(kind="state", name="Germany", country="DEU", check="Berlin")})
    assert [line.partition(":")[0] for line in failed_checks(index, index.rows)] == [
        "[deu] check 'Berlin' does not resolve to it"
    ]

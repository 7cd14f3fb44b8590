"""How names are cut, spelled and romanised, and what the longest match is."""

from __future__ import annotations

import pytest

from dprk_events.tables.actor_index import ActorIndex
from dprk_events.tables.pieces import cut, joined, key_of
from dprk_events.tables.romanise import folded_name
from dprk_events.tables.rows import ActorRow
from dprk_events.tables.spellings import spellings

INDEX = ActorIndex(
    {
        "prk": ActorRow(kind="state", name="North Korea", country="PRK", abbreviations=("DPRK", "N. Korea")),
        "usa": ActorRow(kind="state", name="United States", country="USA", abbreviations="US"),
        "kim": ActorRow(kind="person", name="Choe Son Hui", country="PRK"),
        "king": ActorRow(kind="person", name="Robert King", country="USA"),
        "wpk": ActorRow(kind="organ", name="Workers' Party of Korea", country="PRK"),
        "ngo": ActorRow(kind="role", name="NGO", sector="NGO", sort="body"),
        "minister": ActorRow(kind="role", name="minister", aliases="ministers", sector="GOV", sort="person"),
    }
)


def match(text: str) -> str | None:
    """The text of the longest hit at the first piece."""
    pieces = cut(text)
    hit = INDEX.longest(pieces, 0, len(pieces))
    return text[pieces[hit.start].start : pieces[hit.end - 1].end] if hit else None


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Kim Jong-un's", "kim jong un s"),
        ("the U.S. and D.P.R.K.", "the us and dprk"),
        ("the U.S army", "the us army"),
        ("N. Korea", "n korea"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Türkiye", "turkiye"),
        ("Workers' Party", "workers party"),
        ("Antigua & Barbuda", "antigua & barbuda"),
        ("", ""),
    ],
)
def test_pieces(text: str, keys: str) -> None:
    assert key_of(text) == keys


@pytest.mark.parametrize(
    ("text", "one_name"),
    [
        ("N. Korea", True),
        ("North. Korea", False),
        ("Jong-un", True),
        ("North\nKorea", True),
        ("North\n\nKorea", False),
        ("Kim, Jong", False),
        ("Mirror.co", True),
        ("POW/MIA", True),
    ],
)
def test_what_may_stand_inside_a_name(text: str, one_name: bool) -> None:
    left, right, *_ = [piece for piece in cut(text) if piece.bare != ","]
    assert joined(text, left, right) is one_name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("North Korea agreed", "North Korea"),
        ("NORTH KOREA AGREED", "NORTH KOREA"),
        ("north korea agreed", None),
        ("US agreed", "US"),
        ("U.S. agreed", "U.S."),
        ("us agreed", None),
        ("Us agreed", None),
        ("N. Korea agreed", "N. Korea"),
        ("Workers' Party of Korea agreed", "Workers' Party of Korea"),
        ("Choi Sun-hee agreed", "Choi Sun-hee"),
        ("Son Hui Choe agreed", "Son Hui Choe"),
        ("Choe Sonhui agreed", "Choe Sonhui"),
        ("Choe Song Hui agreed", None),
        ("Robert R. King agreed", "Robert R. King"),
        ("robert king agreed", None),
        ("Ministers agreed", "Ministers"),
        ("Ngo agreed", None),
        ("NGO agreed", "NGO"),
    ],
)
def test_longest_match(text: str, found: str | None) -> None:
    assert match(text) == found


@pytest.mark.parametrize(
    ("name", "country", "variant"),
    [
        ("Kim Yo Jong", "PRK", "yojong kim"),
        ("Shinzo Abe", "JPN", "abe shinzo"),
        ("Sergei Lavrov", "RUS", "sergey lavrov"),
        ("Mohammed Deif", "PSE", "mohammad deif"),
    ],
)
def test_spellings_that_follow_by_rule(name: str, country: str, variant: str) -> None:
    row = ActorRow(kind="person", name=name, country=country)
    assert variant in {spelling.key for spelling in spellings(row)}


def test_an_organisation_has_no_reversed_name() -> None:
    row = ActorRow(kind="organ", name="Cabinet Office", country="JPN")
    assert [spelling.key for spelling in spellings(row)] == ["cabinet office"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kim Jong Un", "Kim Jung-eun", True),
        ("Ri Yong Ho", "Lee Yong-ho", True),
        ("Pak Jong Chon", "Park Jong-chon", True),
        ("Kim Jong Un", "Kim Jong Nam", False),
        ("Ri Son Gwon", "Ri Yong Ho", False),
    ],
)
def test_romanisation_classes(one: str, other: str, same: bool) -> None:
    assert (folded_name(one, "PRK") == folded_name(other, "PRK")) is same


def test_only_korean_names_are_romanised() -> None:
    assert folded_name("Angela Merkel", "DEU") is None

"""Names out of byline lines and metadata, and what is no name."""

from __future__ import annotations

import pytest

from dprk_events.article.bylines import byline_of, clean_names
from dprk_events.article.persons import is_name


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("By JANE DOE", ("Jane Doe",)),
        ("By Jane Doe and John Roe, staff writers", ("Jane Doe", "John Roe")),
        ("Jane Doe May 4, 2031", ("Jane Doe",)),
        ("By Shin Da-eun May 4, 2031", ("Shin Da-eun",)),
        ("By Associated Press", ("Associated Press",)),
        ("Article by Jane Doe", ("Jane Doe",)),
        ("By JANE DOE - Associated Press", ("Jane Doe",)),
        ("May 4, 2031 · Jane Doe", ("Jane Doe",)),
        ("Jane Doe | Senior Writer | May 4, 2031", ("Jane Doe",)),
        ("May 4, 2031 | World News", ()),
        ("By Monday the boats were gone.", ()),
        ("Written: 2031-05-04", ()),
        ("May 4, 2031", ()),
        ("Envoy leaves capital", ()),
    ],
)
def test_byline_of(line: str, names: tuple[str, ...]) -> None:
    assert byline_of(line) == names


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["Jane Doe"], ("Jane Doe",)),
        (["Jane Doe, John Roe"], ("Jane Doe", "John Roe")),
        (["By Jane Doe"], ("Jane Doe",)),
        (["Jane Doe", "jane doe"], ("Jane Doe",)),
        (["Reuters"], ("Reuters",)),
        ([""], ()),
        (["https://www.facebook.com/example.news"], ()),
        (["jane.doe@news.example"], ()),
        (["[authorName]"], ()),
        (["Staff Reporter"], ()),
        (["View more articles by Jane Doe"], ("Jane Doe",)),
        (["Jane Doe View all posts by Jane Doe →"], ("Jane Doe",)),
        (["By Jane Doe | View more articles by Jane Doe"], ("Jane Doe",)),
        (["View more articles by"], ()),
        (["Institute for Boats and Trains"], ("Institute for Boats and Trains",)),
        (["page.extra.author"], ()),
        (["»" * 100_000 + "x"], ()),
        (["(" * 100_000 + "@"], ()),
        (["null"], ()),
        (["Jane Doe, MD, PhD"], ("Jane Doe",)),
        (["Jane Doe, M.Sc., CEPF®"], ("Jane Doe",)),
        (["Jane Doe, Jr."], ("Jane Doe, Jr.",)),
        (["Jane Doe and AFP"], ("Jane Doe", "AFP")),
        (["Jane Doe, Reuters"], ("Jane Doe", "Reuters")),
        (["Reuters, Seoul"], ("Reuters, Seoul",)),
    ],
)
def test_clean_names(values: list[str], names: tuple[str, ...]) -> None:
    assert clean_names(values) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ida Holm, Strait News", ("Ida Holm",)),
        ("Ida Holm, Strait News May 4, 2031", ("Ida Holm",)),
        ("By Strait News", ("Strait News",)),
        ("Von Anna Lind", ("Anna Lind",)),
        ("Par Anne Lindel, le 4 mai 2031", ("Anne Lindel",)),
        ("Von hier sieht man den Turm", ()),
    ],
)
def test_where_an_author_works_is_no_author_and_other_languages_say_by(line: str, names: tuple[str, ...]) -> None:
    assert byline_of(line) == names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Anne Lindel et Jean Marr", ("Anne Lindel", "Jean Marr")),
        ("Anna Lind und Jörg Öhm", ("Anna Lind", "Jörg Öhm")),
        ("Łukasz Żuk i Ewa Nowa", ("Łukasz Żuk i Ewa Nowa",)),
        ("Luz Prado y Iker Mora, Strait News", ("Luz Prado", "Iker Mora", "Strait News")),
        ("Nora and Peter", ("Nora", "Peter")),
        ("Ministerio de Pesca y Turismo", ("Ministerio de Pesca y Turismo",)),
        ("Centre for Boats and Trains", ("Centre for Boats and Trains",)),
    ],
)
def test_two_persons_are_told_apart_and_one_house_is_not(value: str, names: tuple[str, ...]) -> None:
    assert clean_names([value]) == names


@pytest.mark.parametrize(
    "name", ["Łukasz Żuk", "Şule Gür", "Nguyễn Văn Nam", "Ana d'Olmo", "Omar al-Harif", "Jan van der Poel", "Rui das Neves"]
)
def test_names_are_spelt_in_many_ways(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Jane Doe - Herald", ("Jane Doe",)),
        ("Jane Doe – Example Herald", ("Jane Doe",)),
        ("Jane Doe (Herald)", ("Jane Doe",)),
        ("Jane Doe (text) and John Roe (photos)", ("Jane Doe", "John Roe")),
        ("Story by Jane Doe; photos by John Roe", ("Jane Doe",)),
        ("Jane Doe in Seoul and John Roe in Tokyo", ("Jane Doe", "John Roe")),
        ("Jane Doe, in Seoul", ("Jane Doe",)),
        ("Jane Doe, Example Herald, Seoul", ("Jane Doe", "Example Herald")),
        ("Jane Doe, Seoul Bureau Chief", ("Jane Doe",)),
        ("Jane Doe Business Reporter", ("Jane Doe",)),
        ("Jane Doe et al.", ("Jane Doe",)),
        ("Jane Doe Follow", ("Jane Doe",)),
        ("Par Anne Lindel et AFP", ("Anne Lindel", "AFP")),
        ("<a href='/jane'>Jane Doe</a>", ("Jane Doe",)),
        ("(Yonhap)", ("Yonhap",)),
        ("Office of Boats and Trains", ("Office of Boats and Trains",)),
        ("Staff and wire reports", ()),
        ("undefined undefined", ()),
        ("Super User", ()),
        ("Press Release", ()),
    ],
)
def test_what_is_said_of_an_author_is_no_part_of_the_name(value: str, names: tuple[str, ...]) -> None:
    assert clean_names([value]) == names

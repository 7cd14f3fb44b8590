"""Which of several entries a name means: words beside it, dates, nations, and a guess that says it is one."""

from __future__ import annotations

import pytest

from dprk_events.tables.actor_index import ActorIndex
from dprk_events.tables.choose import GUESS
from dprk_events.tables.lookup import Found, look_up
from dprk_events.tables.rows import ActorRow

ROWS = {
    "deu": ActorRow(kind="state", name="Germany", country="DEU", demonyms=("German",)),
    "kor": ActorRow(kind="state", name="South Korea", country="KOR", demonyms=("South Korean",)),
    "prk": ActorRow(kind="state", name="North Korea", country="PRK", demonyms=("North Korean",)),
    "kim-song-ambassador": ActorRow(
        kind="person",
        name="Kim Song",
        country="PRK",
        beside=("ambassador", "United Nations"),
        roles=({"title": "ambassador to the UN", "since": "2018", "until": "2025"},),
    ),
    "kim-song-minister": ActorRow(
        kind="person", name="Kim Song", country="KOR", roles=({"title": "minister", "until": "2010"},)
    ),
    "ri-il": ActorRow(kind="person", name="Ri Il", country="PRK", roles=({"title": "envoy", "until": "2012-03"},)),
    "ri-il-diver": ActorRow(kind="person", name="Ri Il", country="PRK", roles=({"title": "diver", "since": "2013"},)),
    "an-u": ActorRow(kind="person", name="An U", country="PRK"),
    "an-u-singer": ActorRow(kind="person", name="An U", country="PRK"),
}


def resolved(phrase: str, published: str | None = None) -> Found:
    return look_up(phrase, ActorIndex(ROWS), published)[-1]


@pytest.mark.parametrize(
    ("phrase", "published", "entry", "certainty"),
    [
        ("Ambassador Kim Song", None, "kim-song-ambassador", 1.0),
        ("the South Korean minister Kim Song", None, "kim-song-minister", 1.0),
        ("Kim Song sang", None, "kim-song-minister", 0.9),
        ("Ri Il", "2011-05-01", "ri-il", 0.9),
        ("Ri Il", "2012-03-31", "ri-il", 0.9),
        ("Ri Il", "2014-05-01", "ri-il-diver", 0.9),
        ("An U", None, "an-u", GUESS),
    ],
)
def test_the_deciding_rule(phrase: str, published: str | None, entry: str, certainty: float) -> None:
    choice = resolved(phrase, published).choice
    assert choice.claim is not None
    assert (choice.claim.id, choice.certainty) == (entry, certainty)


def test_a_nation_that_fits_no_claim_leaves_nobody() -> None:
    assert resolved("the German singer An U").choice.claim is None


def test_the_other_claimants_are_told() -> None:
    assert [claim.id for claim in resolved("An U").claims] == ["an-u", "an-u-singer"]

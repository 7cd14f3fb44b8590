"""Datelines of all shapes, and brackets that are none."""

from __future__ import annotations

import pytest

from dprk_events.article.datelines import find_dateline


@pytest.mark.parametrize(
    ("paragraph", "dateline", "agency", "rest"),
    [
        ("SEOUL, May 4 (Yonhap) -- Two boats left.", "SEOUL, May 4 (Yonhap)", "Yonhap", "Two boats left."),
        ("Pyongyang, May 4 (KCNA) --Two boats left.", "Pyongyang, May 4 (KCNA)", "KCNA", "Two boats left."),
        ("MOSCOW, May 4. /TASS/. Two boats left.", "MOSCOW, May 4. /TASS/.", "TASS", "Two boats left."),
        ("TOKYO (Reuters) - Two boats left.", "TOKYO (Reuters)", "Reuters", "Two boats left."),
        ("SEOUL, South Korea (AP) — Two boats left.", "SEOUL, South Korea (AP)", "AP", "Two boats left."),
        ("LA CROSSE, Wis. (AP) — Two boats left.", "LA CROSSE, Wis. (AP)", "AP", "Two boats left."),
        (
            "BEIRUT/THE HAGUE, May 4 (Reuters) - Two boats left.",
            "BEIRUT/THE HAGUE, May 4 (Reuters)",
            "Reuters",
            "Two boats left.",
        ),
        ("SAINT-DENIS, May 4 (AFP) - Two boats left.", "SAINT-DENIS, May 4 (AFP)", "AFP", "Two boats left."),
        ("BEIJING -- Two boats left.", "BEIJING", None, "Two boats left."),
        (
            "(서울=연합뉴스) 홍길동 기자 = 두 척의 배가 떠났다.",
            "(서울=연합뉴스) 홍길동 기자",
            "연합뉴스",
            "두 척의 배가 떠났다.",
        ),
    ],
)
def test_dateline(paragraph: str, dateline: str, agency: str | None, rest: str) -> None:
    found = find_dateline(paragraph)
    assert found is not None
    assert (found.text, found.agency, paragraph[found.end :]) == (dateline, agency, rest)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Two boats left the port.",
        "Kim Jong Un (right) met the envoy.",
        "The World Food Programme (WFP) said it would leave.",
        "The International Atomic Energy Agency (IAEA) Director left.",
        "Seoul - the capital - was quiet.",
        "North Korea – which has no port there – sent two boats.",
        "Song (48) – a sailor – left.",
    ],
)
def test_no_dateline(paragraph: str) -> None:
    assert find_dateline(paragraph) is None

"""A whole page of the first site, with its wall, its lists and its biography: what is coded and what is not."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

PAGE = Path(__file__).parents[2] / "fixtures/sites/www.nknews.org/trade-office-turned-down/page.html"


def test_the_story_is_coded_and_the_page_around_it_is_not(run: Run) -> None:
    ran = run("extract", str(PAGE))
    (record,) = ran.records
    article, events = record["article"], record["events"]
    assert ran.code == 0
    assert (article["access"], article["completeness"]) == ("subscription", "teaser")
    assert (article["publisher"], article["published"][:10]) == ("NK News", "2025-06-24")
    assert "Lena Hartmann" in article["byline"]
    first = events[0]
    assert (first["actor"]["text"], first["action"]["type"], first["status"]) == ("Slovenia", "REJECT", "refused")
    assert "PRK" in {entity["country"] for entity in first["target"]["entities"]}
    assert first["mentions"], "headline and lead tell of the same act"
    for around in (
        "Try unlimited access",
        "Korea Risk Group",
        "Follow her on Twitter",
        "Recent Stories",
        "research institute in Vienna",
    ):
        assert around not in article["text"]


def test_every_offset_of_the_record_fits(run: Run) -> None:
    (record,) = run("extract", str(PAGE)).records
    text = record["article"]["text"]

    def walk(part: object) -> int:
        if isinstance(part, list):
            return sum(map(walk, part))
        if not isinstance(part, dict):
            return 0
        found = 0
        if {"start", "end"} <= set(part) and isinstance(part["start"], int):
            assert text[part["start"] : part["end"]] == part.get("text", part.get("sentence")), part
            found = 1
        return found + sum(map(walk, part.values()))

    assert walk(record["events"]) > 20


def test_ids_are_the_same_in_every_run(run: Run) -> None:
    one, two = (run("extract", str(PAGE)).records[0] for _ in range(2))
    assert one == two
    assert len({event["id"] for event in one["events"]}) == len(one["events"])

"""Every page of fixtures/sites read as its expected.json or skipped.json says, one test a field.

A folder is a case: page.html, page.toml and what must come of it. Run one with ``pytest tests/sites -k waiters-teaser``.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dprk_events.article import read_page
from dprk_events.model import Article, Page, Section, Skipped, Source
from dprk_events.tables import load_sites
from dprk_events.tables.rows import LayoutRow, SiteRow

ROOT = Path(__file__).parents[2] / "fixtures" / "sites"
CASES = sorted(path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("*/*/page.html"))
STORIES = [case for case in CASES if (ROOT / case / "expected.json").is_file()]
SKIPS = [case for case in CASES if (ROOT / case / "skipped.json").is_file()]
PLAIN = ("title", "deck", "publisher", "original_source", "published", "language", "dateline", "access", "completeness")
LISTED = ("byline", "text", "captions")
KINDS = ("wall", "biography", "related", "legal", "newsletter", "consent", "comment", "other")
TRAPS = range(1, 11)  # the ten traps that a page may name in ``traps``; fixtures/sites/README.md lists them
NEEDED = {"page.html", "page.toml"}


@cache
def about(case: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / case / "page.toml").read_text(encoding="utf-8"))


@cache
def expected(case: str) -> dict[str, object]:
    values: dict[str, object] = json.loads((ROOT / case / "expected.json").read_text(encoding="utf-8"))
    return values


@cache
def read(case: str) -> Article | Skipped:
    return read_page(page_of(case), load_sites())


def page_of(case: str) -> Page:
    facts = about(case)
    content_type = facts.get("content_type")
    return Page(
        html=(ROOT / case / "page.html").read_bytes(),
        source=Source(url=str(facts["url"]), fetched_at=str(facts["captured"])),
        content_type=str(content_type) if content_type else None,
    )


@cache
def redesigned() -> dict[str, SiteRow]:
    """The recipes as they are on the day after every site has renamed its boxes."""
    return {
        host: row.model_copy(update={"layouts": tuple(map(_renamed, row.layouts))}) for host, row in load_sites().items()
    }


def _renamed(layout: LayoutRow) -> LayoutRow:
    return layout.model_copy(update={"body": ("#renamed",)}) if layout.body else layout


def article(case: str) -> Article:
    found = read(case)
    assert isinstance(found, Article), f"{case} was skipped: {found}"
    return found


def parts(found: Article, section: Section) -> list[str]:
    return [found.text[block.start : block.end] for block in found.blocks if block.section is section]


def phrases(case: str, kind: str) -> list[str]:
    named = expected(case)["must_not"]
    assert isinstance(named, dict)
    return list(named.get(kind, ()))


@pytest.mark.parametrize("field", PLAIN)
@pytest.mark.parametrize("case", STORIES)
def test_value(case: str, field: str) -> None:
    assert getattr(article(case), field) == expected(case)[field]


@pytest.mark.parametrize("case", STORIES)
def test_byline(case: str) -> None:
    assert list(article(case).byline) == expected(case)["byline"]


@pytest.mark.parametrize("case", STORIES)
def test_text(case: str) -> None:
    assert parts(article(case), Section.BODY) == expected(case)["text"]


@pytest.mark.parametrize("case", STORIES)
def test_captions(case: str) -> None:
    assert parts(article(case), Section.CAPTION) == expected(case)["captions"]


@pytest.mark.parametrize("case", STORIES)
def test_headline_and_deck_open_the_text(case: str) -> None:
    found = article(case)
    assert parts(found, Section.HEADLINE) == ([found.title] if found.title else [])
    assert parts(found, Section.DECK) == ([found.deck] if found.deck else [])


@pytest.mark.parametrize("case", STORIES)
def test_nothing_of_the_page_around_it(case: str) -> None:
    text = article(case).text
    assert [phrase for kind in KINDS for phrase in phrases(case, kind) if phrase in text] == []


@pytest.mark.parametrize("case", STORIES)
def test_the_recipe_finds_the_story_or_says_so(case: str) -> None:
    """``recipe = false`` marks a page of a design that the site's recipe does not know."""
    warned = any("recipe" in warning for warning in article(case).warnings)
    assert warned is not about(case).get("recipe", True)


@pytest.mark.parametrize("case", STORIES)
def test_a_redesign_lets_nothing_in(case: str) -> None:
    """Without the recipe's boxes the story is still found, and no offer, biography, list or legal line with it."""
    found = read_page(page_of(case), redesigned())
    assert isinstance(found, Article), f"{case} was skipped: {found}"
    kinds = ("wall", "biography", "related", "legal")
    assert [phrase for kind in kinds for phrase in phrases(case, kind) if phrase in found.text] == []


@pytest.mark.parametrize("case", SKIPS)
def test_skipped(case: str) -> None:
    found = read(case)
    assert isinstance(found, Skipped), f"{case} was read as an article: {found.text[:200]!r}"
    assert found.reason.value == json.loads((ROOT / case / "skipped.json").read_text(encoding="utf-8"))["reason"]


@pytest.mark.parametrize("kind", ["wall", "biography", "related", "legal"])
def test_over_all_pages_no_text_of_this_kind(kind: str) -> None:
    """The offers, biographies, lists and legal lines of all pages against the texts of all pages."""
    wanted = {phrase for case in STORIES for phrase in phrases(case, kind)}
    texts = {case: article(case).text for case in STORIES}
    assert len(wanted) >= 10
    assert [(case, phrase) for case, text in texts.items() for phrase in wanted if phrase in text] == []


@pytest.mark.parametrize("folder", sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*/*")))
def test_folder_is_a_whole_case(folder: str) -> None:
    names = {path.name for path in (ROOT / folder).iterdir()}
    verdicts = names & {"expected.json", "skipped.json"}
    assert names >= NEEDED, f"{folder} is incomplete: {sorted(NEEDED - names)} missing"
    assert len(verdicts) == 1, f"{folder} needs either expected.json or skipped.json"
    assert names == NEEDED | verdicts, f"nothing reads {sorted(names - NEEDED - verdicts)} in {folder}"


@pytest.mark.parametrize("case", CASES)
def test_page_says_what_it_shows(case: str) -> None:
    facts = about(case)
    assert set(facts) <= {"url", "captured", "note", "traps", "content_type", "recipe"}
    assert facts["url"]
    assert facts["captured"]
    assert len(str(facts["note"])) > 20
    size = (ROOT / case / "page.html").stat().st_size
    assert 20_000 <= size <= 300_000, f"{size} bytes: real pages have 20 to 300 thousand"


@pytest.mark.parametrize("case", STORIES)
def test_expected_names_every_field(case: str) -> None:
    assert set(expected(case)) == {*PLAIN, *LISTED, "must_not"}
    assert expected(case)["text"], "a story without text is a page to skip"
    named = expected(case)["must_not"]
    assert isinstance(named, dict)
    assert set(named) <= set(KINDS)
    assert any(named.values()), "a page without furniture shows little"


def test_every_trap_is_shown() -> None:
    shown = Counter(trap for case in CASES for trap in about(case)["traps"])
    assert [trap for trap in TRAPS if not shown[trap]] == []
    assert set(shown) <= set(TRAPS)


def test_enough_is_shown() -> None:
    hosts = {case.split("/")[0] for case in CASES}
    assert (len(CASES) >= 60, len(hosts) >= 30, len(SKIPS) >= 15) == (True, True, True)


def test_recipes_and_pages_name_each_other() -> None:
    named = {folder: row.name for row in load_sites().values() for folder in row.fixture}
    assert sorted(set(named) - set(CASES)) == [], "a recipe names a fixture that is not there"
    assert sorted(set(CASES) - set(named)) == [], "no recipe names this fixture"
    assert [row.name for row in load_sites().values() if not row.fixture] == []

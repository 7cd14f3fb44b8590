"""The gate corpus is sound: every article reads, and every annotation stands in its text."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from dprk_events.model import Status
from dprk_events.tables.rows import PloverType, Sector

GATE = Path(__file__).parents[2] / "fixtures" / "gate"
ARTICLES = sorted(GATE.glob("*.toml"))
ANNOTATORS = sorted(folder for folder in GATE.iterdir() if folder.is_dir())
ANNOTATIONS = sorted(path for folder in ANNOTATORS for path in folder.glob("*.toml"))
STYLES = {"wire", "state media", "specialist site", "broadcaster", "daily"}
KEYS = {
    "anchor", "occurrence", "actor", "actor_country", "actor_sector", "target", "target_countries", "type", "status",
    "attribution", "reciprocal",
}  # fmt: skip


def named(path: Path) -> str:
    return str(path.relative_to(GATE))


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def places_of(word: str, text: str) -> list[int]:
    """Where a word stands in a text; part of a longer word is not the word.

    >>> places_of("sent", "He sent it and they consented: sent.")
    [3, 31]
    """
    return [match.start() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)]


def test_there_are_enough_articles() -> None:
    assert len(ARTICLES) >= 60
    assert {read(path)["style"] for path in ARTICLES} == STYLES


def test_two_annotators_and_what_they_were_reconciled_to() -> None:
    assert [folder.name for folder in ANNOTATORS] == ["annotator-a", "annotator-b", "reconciled"]


@pytest.mark.parametrize("path", sorted((GATE / "reconciled").glob("*.toml")), ids=named)
def test_reconciled_statuses_are_of_the_anchor(path: Path) -> None:
    """A demand or a threat has its status on an act inside; a refusal refuses or denies unless it is itself negated."""
    for mention in read(path).get("mention", []):
        assert mention["status"] not in {"requested", "threatened"}, mention
        if mention["type"] == "REJECT":
            assert mention["status"] in {"refused", "denied", "negated", "possible"}, mention


@pytest.mark.parametrize("path", ARTICLES, ids=named)
def test_article(path: Path) -> None:
    article = read(path)
    assert set(article) == {"title", "style", "published", "text"}
    assert date.fromisoformat(article["published"])
    assert article["text"].startswith(article["title"] + "\n\n")
    assert 80 <= len(article["text"].split()) <= 220


@pytest.mark.parametrize("folder", ANNOTATORS, ids=named)
def test_every_article_is_annotated_and_nothing_else(folder: Path) -> None:
    assert {path.name for path in folder.glob("*.toml")} == {path.name for path in ARTICLES}


@pytest.mark.parametrize("path", ANNOTATIONS, ids=named)
def test_annotation_stands_in_the_text(path: Path) -> None:
    text = read(GATE / path.name)["text"]
    mentions = read(path).get("mention", [])
    anchors = []
    for mention in mentions:
        assert set(mention) <= KEYS
        places = places_of(mention["anchor"], text)
        occurrence = mention.get("occurrence", 1)
        assert 1 <= occurrence <= len(places), mention
        anchors.append(places[occurrence - 1])
        phrases = [mention.get("actor", ""), mention.get("target", ""), *mention.get("attribution", [])]
        assert [phrase for phrase in phrases if phrase not in text] == []
    assert len(set(anchors)) == len(anchors), "two mentions share an anchor"
    assert anchors == sorted(anchors), "mentions stand in text order"


@pytest.mark.parametrize("path", ANNOTATIONS, ids=named)
def test_annotation_uses_the_words_of_the_contract(path: Path) -> None:
    for mention in read(path).get("mention", []):
        assert mention["type"] in {*get_args(PloverType), "none"}, mention
        assert mention["status"] in get_args(Status), mention
        countries = mention.get("actor_country", [])
        countries = [countries] if isinstance(countries, str) else countries
        assert all(re.fullmatch(r"[A-Z]{3}", country) for country in [*countries, *mention.get("target_countries", [])]), (
            mention
        )
        assert mention.get("actor_sector", "GOV") in get_args(Sector), mention
        assert "actor" in mention or not countries, mention

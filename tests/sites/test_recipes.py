"""Every shipped recipe is sound: its selectors parse, its patterns compile, its zone and its transforms exist."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from selectolax.lexbor import LexborHTMLParser

from dprk_events.article.recipe import site_of
from dprk_events.article.transforms import TRANSFORMS
from dprk_events.tables import load_sites
from dprk_events.tables.rows import SiteRow

SITES = {row.hosts[0]: row for row in load_sites().values()}
EMPTY = LexborHTMLParser("<p></p>")
SELECTED = ("body", "paragraphs", "title", "deck", "byline", "published", "modified", "drop", "captions")


def case(host: str) -> SiteRow:
    return SITES[host]


@pytest.mark.parametrize("host", SITES)
def test_selectors_parse(host: str) -> None:
    for layout in case(host).layouts:
        for key in SELECTED:
            for selector in getattr(layout, key):
                EMPTY.css(selector)  # raises SelectolaxError where it cannot be read


@pytest.mark.parametrize("host", SITES)
def test_patterns_compile(host: str) -> None:
    row = case(host)
    urls = [layout.url for layout in row.layouts if layout.url]
    for pattern in [*row.stop, *row.drop_text, *row.not_article, *urls]:
        assert not re.compile(pattern).match(""), f"{pattern} matches nothing at all, and so everything"


@pytest.mark.parametrize("host", SITES)
def test_transforms_and_zone_exist(host: str) -> None:
    row = case(host)
    assert {name for layout in row.layouts for name in layout.transforms} <= set(TRANSFORMS)
    assert row.timezone is None or ZoneInfo(row.timezone)


def test_the_longest_host_wins() -> None:
    sites = load_sites()
    korean, english = site_of("https://www.yna.co.kr/view/1", sites), site_of("https://english.chosun.com/a", sites)
    assert korean is not None
    assert korean.name == "Yonhap News Agency"
    assert english == SITES["english.chosun.com"]
    assert site_of("https://m-en.yna.co.kr/view/AEN1", sites) == korean
    assert site_of("https://notyna.co.kr.example/", sites) is None

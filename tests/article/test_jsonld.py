"""JSON-LD as programs write it."""

from __future__ import annotations

import json

import pytest

from dprk_events.article import read_page
from dprk_events.article.jsonld import read_json_ld
from dprk_events.model import Article
from tests.article.pages import html, page, paragraphs

ARTICLE = {"@type": "NewsArticle", "headline": "Envoy leaves", "datePublished": "2031-05-04"}


@pytest.mark.parametrize(
    "block",
    [
        json.dumps(ARTICLE),
        json.dumps(ARTICLE).replace("}", ",}"),
        json.dumps(ARTICLE).replace('"', "&quot;"),
        json.dumps({"@type": "Organization"}) + "," + json.dumps(ARTICLE),
        f"<!-- {json.dumps(ARTICLE)} -->",
    ],
)
def test_sloppy_json_is_read(block: str) -> None:
    facts = read_json_ld([block])
    assert (facts.headline, facts.published, facts.warnings) == ("Envoy leaves", "2031-05-04", ())


def test_what_can_be_read_of_a_broken_article_is_taken() -> None:
    broken = (
        '{"@type": "NewsArticle", "headline": "Envoy "leaves" by rail", "datePublished": "2031-05-04T06:30:00Z",'
        ' "author": [{"@type": "Person", "name": "Jane Doe"}], "publisher": {"name": "Example Herald"}}'
    )
    facts = read_json_ld([broken])
    assert (facts.headline, facts.published, facts.authors) == (None, "2031-05-04T06:30:00Z", ("Jane Doe",))
    assert facts.warnings == ("JSON-LD block 1 cannot be read",)


def test_a_broken_block_of_something_else_says_nothing() -> None:
    facts = read_json_ld(['{"@type": "Person", "name": "Jane "Doe"", "datePublished": "2031-05-04"}'])
    assert (facts.kind, facts.published) == (None, None)


def test_the_page_dates_an_article_without_a_date() -> None:
    article = {"@type": "Article", "headline": "Envoy leaves", "dateCreated": "2031-05-01"}
    page = {"@type": "WebPage", "datePublished": "2031-05-04"}
    assert read_json_ld([json.dumps({"@graph": [page, article]})]).published == "2031-05-04"
    assert read_json_ld([json.dumps(article)]).published == "2031-05-01"


def test_names_may_come_in_two_parts() -> None:
    author = {"@type": "Person", "givenName": "Jane", "familyName": "Doe"}
    assert read_json_ld([json.dumps(ARTICLE | {"author": [author]})]).authors == ("Jane Doe",)


def test_one_tag_may_hold_all() -> None:
    data = json.dumps({"title": "Envoy leaves", "pub_date": "2031-05-04T06:30:00Z", "authors": ["Jane Doe", "John Roe"]})
    article = read_page(page(html(paragraphs(), f"<meta name='parsely-page' content='{data}'>"), None), {})
    assert isinstance(article, Article)
    found = (article.title, article.byline, article.published)
    assert found == ("Envoy leaves", ("Jane Doe", "John Roe"), "2031-05-04T06:30:00+00:00")

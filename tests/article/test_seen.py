"""Dates that only a reader sees, and what of several statements of a date is taken."""

from __future__ import annotations

import pytest

from dprk_events.article import read_page
from dprk_events.model import Article
from tests.article.pages import html, page, paragraphs
from tests.article.test_page import script

HEADING = "<h1>Envoy leaves the capital by rail</h1>"
TITLE = "<title>Envoy leaves the capital by rail</title>"


def published(body: str, head: str = TITLE, url: str = "https://news.example/envoy-leaves/", lang: str = "en") -> str | None:
    markup = html(body + paragraphs(), head).replace("lang='en'", f"lang='{lang}'")
    article = read_page(page(markup, url), {})
    assert isinstance(article, Article)
    return article.published


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        ("", "<div>4 May 2031</div>", "2031-05-04"),
        ("", "<div><span>May</span> <span>4,</span> <span>2031</span></div>", "2031-05-04"),
        ("", "<div>4 May 2031</div><div>6:30 am UTC</div>", "2031-05-04T06:30:00+00:00"),
        ("", "<div>Updated: 6 May 2031</div><div>Published: 4 May 2031</div>", "2031-05-04"),
        ("", "<div>Last updated 6 May 2031 | Published 4 May 2031</div>", "2031-05-04"),
        ("", "<div>Published 4 May 2031, updated 6 May 2031</div>", "2031-05-04"),
        ("", "<div>Last updated on</div><div>6 May 2031</div>", "2031-05-06"),
        ("<div>Published</div><div>4 May 2031</div>", "", "2031-05-04"),
        ("<div>Published</div><div>4 May 2031</div><p>in</p><p>World</p>", "", "2031-05-04"),
        ("<div>6 May 2031</div><p>All the news from the port</p><p>World</p>", "", None),
        ("<div>3 May 2031</div><p>World</p>", "<div>4 May 2031</div>", "2031-05-04"),
        ("<div>6 May 2031</div>" + "<p>Sign in</p>" * 6, "", None),
        ("", "<p>A treaty of 4 May 2020 that both sides signed in the old harbour office is at the heart of the matter, and "
         "no one will speak of it.</p>", None),
        ("", "<abbr class='published' title='2031-05-04T06:30:00+09:00'>on Sunday</abbr>", "2031-05-04T06:30:00+09:00"),
        ("", "<span property='dc:date dc:created' content='2031-05-04T06:30:00+09:00'>Submitted on Sun</span>",
         "2031-05-04T06:30:00+09:00"),
        ("", "<span data-hook='time-ago' title='May 4, 2031'>2 days ago</span>", "2031-05-04"),
        ("", "<time datetime='2020-01-01'>May 4, 2031</time>", "2031-05-04"),
        ("", "<time class='updated' datetime='2031-05-06'>6 May</time><time datetime='2031-05-04'>4 May</time>",
         "2031-05-04"),
        ("<ul><li><time itemprop='datePublished'>1 May 2031</time></li><li><time itemprop='datePublished'>2 May 2031</time>"
         "</li></ul>" + "<p>Sign in</p>" * 6, "<div>4 May 2031</div>", "2031-05-04"),
    ],
)  # fmt: skip
def test_a_date_beside_the_headline(above: str, below: str, day: str | None) -> None:
    assert published(above + HEADING + below) == day


@pytest.mark.parametrize(
    ("lang", "url", "day"),
    [
        ("en-GB", "https://news.example/envoy/", "2031-05-04"),
        ("en_AU", "https://news.example/envoy/", "2031-05-04"),
        ("en", "https://news.example.uk/envoy/", "2031-05-04"),
        ("en", "https://news.example/envoy/", "2031-04-05"),
        ("en-US", "https://news.example/envoy/", "2031-04-05"),
        ("en-US", "https://news.example.in/envoy/", "2031-05-04"),
        ("fr", "https://news.example/envoy/", "2031-05-04"),
    ],
)
def test_figures_are_read_as_the_country_writes_them(lang: str, url: str, day: str) -> None:
    assert published(HEADING + "<div>04/05/2031</div>", url=url, lang=lang) == day


def test_a_site_of_one_clock_need_not_say_its_zone() -> None:
    head = TITLE + script({"@type": "NewsArticle", "headline": "Envoy leaves", "datePublished": "2031-05-04 06:30:00"})
    assert published(HEADING, head, "https://news.example.kr/envoy/") == "2031-05-04T06:30:00+09:00"
    assert published(HEADING, head, "https://news.example/envoy/") == "2031-05-04T06:30:00"


@pytest.mark.parametrize(
    ("first", "second", "instant"),
    [
        ("2031-05-04", "2031-05-04T06:30:00+09:00", "2031-05-04T06:30:00+09:00"),
        ("2031-05-04T06:30:00", "2031-05-03T21:30:00Z", "2031-05-03T21:30:00+00:00"),
        ("2031-05-04T06:30:00", "2031-05-09T06:30:00Z", "2031-05-04T06:30:00"),
        ("2031-05-04T06:30:00", "2031-05-04T06:41:12Z", "2031-05-04T06:30:00"),
        ("2031-05-04", "2031-05-05T06:30:00+09:00", "2031-05-04"),
    ],
)
def test_what_another_statement_adds_to_a_date(first: str, second: str, instant: str) -> None:
    data = script({"@type": "NewsArticle", "headline": "Envoy leaves", "datePublished": first})
    assert published(HEADING, f"{TITLE}{data}<meta property='article:published_time' content='{second}'>") == instant


def test_an_instant_in_utc_is_given_as_the_site_counts_its_days() -> None:
    head = f"{TITLE}<meta property='article:published_time' content='2031-05-05T03:05:00+00:00'>"
    body = f"{HEADING}<time datetime='2031-05-04T19:05:00-08:00'>May 4, 2031</time>"
    assert published(body, head, "https://news.example/2031/05/04/envoy/") == "2031-05-04T19:05:00-08:00"
    assert published(HEADING, head, "https://news.example/2031/05/04/envoy/") == "2031-05-05T03:05:00+00:00"


def test_a_date_behind_the_words_that_it_was_posted_is_found_at_the_foot() -> None:
    foot = "<p>This entry was posted on Monday, May 5th, 2031 at 8:20 pm and is filed under Railways.</p>"
    assert published(HEADING + paragraphs() + foot) == "2031-05-05T20:20:00"


def test_a_page_that_says_when_it_was_first_published_is_believed() -> None:
    head = f"{TITLE}<meta property='article:published_time' content='2031-09-30T11:07:00Z'>"
    note = "<p>This article was originally published on\n 4 May 2031 but has been updated since.</p>"
    assert published(HEADING + paragraphs() + note, head) == "2031-05-04"


def test_a_day_of_an_update_at_the_foot_is_taken_only_where_there_is_no_other() -> None:
    foot = "<div><p>Last updated: May 6, 2031</p></div>"
    assert published(HEADING + paragraphs() + foot) == "2031-05-06"
    assert published(f"{HEADING}<div>4 May 2031</div>{paragraphs()}{foot}") == "2031-05-04"


@pytest.mark.parametrize(
    ("elsewhere", "day"),
    [
        ("<p>Railways closed since 21/03/2031</p>", "2031-05-04"),
        ("<p>Railways closed since 03/21/2031</p>", "2031-04-05"),
        ("<ul><li>Envoy leaves <time datetime='2031-05-04'>May 4</time></li></ul>", "2031-05-04"),
        ("", "2031-04-05"),
    ],
)
def test_figures_are_read_as_the_page_writes_others(elsewhere: str, day: str) -> None:
    assert published(f"{HEADING}<div>04/05/2031</div>{paragraphs()}{elsewhere}") == day


def test_the_day_of_the_fetch_tells_which_figures_are_the_month() -> None:
    assert published(f"{HEADING}<div>03/11/2031</div>") == "2031-03-11"
    assert published(f"{HEADING}<div>11/03/2031</div>") == "2031-03-11"


def test_a_saving_stamped_into_both_fields_is_no_day_of_publication() -> None:
    stamp = {"datePublished": "2031-06-30T09:00:00Z", "dateModified": "2031-06-30T09:00:00Z"}
    data = script({"@type": "NewsArticle", "headline": "Envoy leaves the capital by rail", **stamp})
    meta = "<meta property='article:published_time' content='2031-05-04T06:30:00Z'>"
    assert published(HEADING, TITLE + data) == "2031-06-30T09:00:00+00:00"
    assert published(HEADING, TITLE + data + meta) == "2031-05-04T06:30:00+00:00"


def test_the_page_around_an_article_adds_the_time() -> None:
    graph = [
        {"@type": "WebPage", "datePublished": "2031-05-04T06:30:00+00:00"},
        {"@type": "NewsArticle", "headline": "Envoy leaves the capital by rail", "datePublished": "May 4, 2031"},
    ]
    assert published(HEADING, TITLE + script({"@graph": graph})) == "2031-05-04T06:30:00+00:00"


def test_the_time_below_the_headline_adds_the_zone() -> None:
    data = script({"@type": "NewsArticle", "headline": "Envoy leaves the capital", "datePublished": "2031-05-04T06:30:00"})
    assert published(HEADING + "<p>May 4, 2031 6:30 am EDT</p>", TITLE + data) == "2031-05-04T06:30:00-04:00"

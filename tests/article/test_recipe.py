"""Recipes: hosts, dated layouts, selectors, patterns, transforms, and what happens when they find nothing."""

from __future__ import annotations

from datetime import date

import pytest

from dprk_events.article import read_page
from dprk_events.article.recipe import site_of
from dprk_events.article.transforms import TRANSFORMS
from dprk_events.model import Article, Reason, Section, Skipped
from dprk_events.tables.rows import LayoutRow, SiteRow
from tests.article.pages import FOOTER, MENU, STORY, html, page, paragraphs

NEW = LayoutRow(
    body=".wrap",
    title=".head h2",
    deck=".sub",
    byline=".by",
    published=".when",
    drop=(".box", "aside"),
    captions=".photo p",
)
OLD = LayoutRow(until=date(2030, 12, 31), body="#old", published="#old-date")
SITE = SiteRow(
    hosts=("news.example", "old-news.example"),
    name="Example Herald",
    timezone="Asia/Seoul",
    date_order="dmy",
    layouts=(NEW, OLD),
    stop=("^More from us",),
    drop_text=("^Our app",),
    access="metered",
    not_article=("/gallery/", "^Photos:"),
)
SITES = dict.fromkeys(SITE.hosts, SITE)
MARKUP = (
    f"{MENU}<div class='when'>Published 04/05/2031 16:41</div><div class='head'><h2>Envoy leaves "
    f"<b>capital</b></h2></div><div class='sub'>Talks end "
    "without a date, officials say</div><div class='by'>By Jane Doe</div><div class='wrap'>"
    f"<p>{STORY[0]}</p><div class='box'><p>{STORY[3]} Advertising.</p></div><div class='photo'><p>Engineers at the "
    f"border in March.</p></div>"
    f"<p>{STORY[1]}</p><p>Our app has all the news of the day for you.</p></div><div "
    f"class='wrap'><p>{STORY[2]}</p><p>More from us</p>"
    f"<p>{STORY[3]} Teaser.</p></div>{FOOTER}"
)


def read(markup: str, url: str = "https://m.news.example/a", site: SiteRow = SITE) -> Article:
    article = read_page(page(markup, url=url), dict.fromkeys(site.hosts, site))
    assert isinstance(article, Article), article
    return article


def body(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.section is Section.BODY]


def test_a_recipe_reads_what_its_selectors_name() -> None:
    article = read(html(MARKUP))
    assert body(article) == list(STORY[:3])
    assert (article.title, article.deck) == ("Envoy leaves capital", "Talks end without a date, officials say")
    assert (article.byline, article.published) == (("Jane Doe",), "2031-05-04T16:41:00+09:00")
    assert (article.publisher, article.access, article.text_source) == ("Example Herald", "metered", "recipe")
    assert [article.text[b.start : b.end] for b in article.blocks if b.section is Section.CAPTION] == [
        "Engineers at the border in March."
    ]
    assert article.warnings == ()


def test_an_old_design_is_tried_for_an_old_page() -> None:
    markup = html(f"<p id='old-date'>03/02/2029</p><div id='old'>{paragraphs()}</div>")
    article = read(markup, "https://news.example/2029/02/03/a")
    assert body(article) == list(STORY)
    assert article.published == "2029-02-03"


def test_the_design_of_the_pages_day_is_tried_first() -> None:
    both = html(f"<div class='wrap'>{paragraphs(STORY[:2])}</div><div id='old'>{paragraphs(STORY[2:])}</div>")
    assert body(read(both, "https://news.example/2029/02/03/a")) == list(STORY[2:])
    assert body(read(both, "https://news.example/2031/02/03/a")) == list(STORY[:2])


def test_a_recipe_that_finds_nothing_says_so_and_the_page_is_read_like_any_other() -> None:
    article = read(html(f"<article>{paragraphs()}</article>"))
    assert body(article) == list(STORY)
    assert article.text_source == "dom"
    assert "Example Herald" in article.warnings[0]


def test_a_selector_that_cannot_be_read_is_a_warning() -> None:
    site = SITE.model_copy(update={"layouts": (LayoutRow(body=("p[", ".wrap")),)})
    assert any("p[" in warning for warning in read(html(MARKUP), site=site).warnings)


def test_paragraph_selectors_leave_out_all_other_text_of_the_body() -> None:
    site = SITE.model_copy(update={"layouts": (LayoutRow(body=".wrap", paragraphs="p.t"),)})
    markup = (
        "<div class='wrap'><div>Weather: mild all day long in the capital.</div>"
        + "".join(f"<p class='t'>{text}</p>" for text in STORY)
        + "</div>"
    )
    assert body(read(html(markup), site=site)) == list(STORY)


def test_a_layout_may_be_bound_to_an_address() -> None:
    site = SITE.model_copy(update={"layouts": (LayoutRow(url="/opinion/", body="#old"), LayoutRow(body=".wrap"))})
    both = html(f"<div class='wrap'>{paragraphs(STORY[:2])}</div><div id='old'>{paragraphs(STORY[2:])}</div>")
    assert body(read(both, "https://news.example/opinion/1", site)) == list(STORY[2:])
    assert body(read(both, "https://news.example/world/1", site)) == list(STORY[:2])


@pytest.mark.parametrize(
    ("url", "title"), [("https://news.example/gallery/1", "Parade"), ("https://news.example/1", "Photos: parade")]
)
def test_pages_that_the_recipe_names_are_no_articles(url: str, title: str) -> None:
    skipped = read_page(
        page(html(f"<div class='head'><h2>{title}</h2></div><div class='wrap'>{paragraphs()}</div>"), url=url), SITES
    )
    assert isinstance(skipped, Skipped)
    assert skipped.reason is Reason.NOT_AN_ARTICLE


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://news.example/a", True),
        ("http://m.en.news.example:8080/a", True),
        ("https://othernews.example/a", False),
        ("https://news.example.evil.test/", False),
        ("http://[broken", False),
        (None, False),
    ],
)
def test_a_host_covers_its_subdomains_only(url: str | None, found: bool) -> None:
    assert (site_of(url, SITES) is not None) is found


def with_transform(name: str) -> SiteRow:
    return SITE.model_copy(update={"layouts": (LayoutRow(body=".wrap", transforms=name),)})


def test_first_paragraph_title() -> None:
    article = read(
        html(f"<div class='wrap'><p>Plant Visited by Delegation</p>{paragraphs()}</div>"),
        site=with_transform("first-paragraph-title"),
    )
    assert article.title == "Plant Visited by Delegation"
    assert body(article) == list(STORY)


def test_broadcast_labels() -> None:
    markup = html(f"<div class='wrap'>Anchor: {STORY[0]}<br><br>Report: {STORY[1]}<br><br>{STORY[2]}</div>")
    assert body(read(markup, site=with_transform("broadcast-labels"))) == list(STORY[:3])


def test_join_broken_lines() -> None:
    markup = html(
        f"<div class='wrap'><p>President</p><p><a href='/x'>John Roe</a></p><p>, who left on Monday, said that he "
        f"would return.</p>{paragraphs()}</div>"
    )
    assert (
        body(read(markup, site=with_transform("join-broken-lines")))[0]
        == "President John Roe, who left on Monday, said that he would return."
    )


def test_url_unix_time() -> None:
    article = read(
        html(f"<div class='wrap'>{paragraphs()}</div>"),
        "https://news.example/newstream/1935651600-12/slug/",
        with_transform("url-unix-time"),
    )
    assert article.published == "2031-05-04T09:00:00+00:00"


def test_url_base64_day() -> None:
    markup = html(f"<div class='wrap'>{paragraphs()}</div>")
    site = with_transform("url-base64-day")
    address = "https://news.example/en/index.php?"
    assert read(markup, f"{address}MTJAMjAzMS0wNS0wNC1IMDAzQDE1QDFAQDBAMQ==", site).published == "2031-05-04"
    assert read(markup, f"{address}MTJAbm8tZGF5LWhlcmVAMTVA", site).published is None
    assert read(markup, f"{address}bm90YmFzZTY0MTIzN", site).published is None


def test_url_short_day() -> None:
    markup = html(f"<div class='wrap'>{paragraphs()}</div>")
    site = with_transform("url-short-day")
    assert read(markup, "https://news.example/getDetail/ien310504020/en", site).published == "2031-05-04"
    assert read(markup, "https://news.example/getDetail/ien319904020/en", site).published is None


def test_every_transform_is_shown_here() -> None:
    assert {name.replace("-", "_") for name in TRANSFORMS} == {
        name.removeprefix("test_") for name in globals() if name.removeprefix("test_").replace("_", "-") in TRANSFORMS
    }

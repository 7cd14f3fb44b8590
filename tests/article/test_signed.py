"""Who wrote it, as a reader sees it, and what of several statements of it is taken."""

from __future__ import annotations

import pytest

from dprk_events.article import read_page
from dprk_events.article.persons import is_name
from dprk_events.model import Article
from tests.article.pages import html, page, paragraphs
from tests.article.test_page import read, script

HEADING = "<h1>Envoy leaves the capital by rail</h1>"
TITLE = "<title>Envoy leaves the capital by rail</title><meta property='og:site_name' content='Example Herald'>"


def byline(body: str, head: str = TITLE) -> tuple[str, ...]:
    article = read_page(page(html(body, head), "https://herald.example/envoy/"), {})
    assert isinstance(article, Article)
    return article.byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<div>By <a>Jane Doe</a></div>", ("Jane Doe",)),
        ("<div>By <a>Jane Doe</a>, <a>John Roe</a> and <a>Ann Poe</a></div>", ("Jane Doe", "John Roe", "Ann Poe")),
        ("<div>By <a>JANE DOE</a></div>", ("Jane Doe",)),
        ("<div><b>By</b> <i>Jane</i> <i>Doe</i></div>", ("Jane Doe",)),
        ("<div>By <a>Jane Doe</a><span>Senior Harbour Reporter</span></div>", ("Jane Doe",)),
        ("<div>Reviewed by <a>Ann Poe</a></div><div>Written by <a>Jane Doe</a></div>", ("Jane Doe",)),
        ("<div>Fact checked</div><div>by</div><div>Ann Poe</div>", ()),
        ("<div>(ATTN: ADDS details, photo)</div><div>By Jane Doe</div>", ("Jane Doe",)),
        ("<div>Posted by <a>harbourcat</a></div>", ("harbourcat",)),
        ("<div>By <a>The Harbour Team</a></div>", ("The Harbour Team",)),
        ("<div>By <a>Share this</a></div>", ()),
        ("<div>By <a>Example Herald</a></div><p>Ports</p><p>Jane Doe</p><p>May 4, 2031</p>", ("Example Herald",)),
        ("<div>Dr. Jane Doe</div><div>May 4, 2031</div>", ("Dr. Jane Doe",)),
        ("<p>Ports</p><p>Harbour Editorial Process</p><p>May 4, 2031</p>", ()),
    ],
)
def test_a_line_beside_the_headline(line: str, names: tuple[str, ...]) -> None:
    assert byline(HEADING + line + paragraphs()) == names


@pytest.mark.parametrize(
    ("box", "names"),
    [
        ("<div class='author-box'><h4>Jane Doe</h4><p>Former Harbour Consultant</p></div>", ("Jane Doe",)),
        ("<div class='authors'><a>Jane Doe</a> &amp; <a>John Roe</a> <span>Writers</span></div>", ("Jane Doe", "John Roe")),
        ("<div class='news_journalist_area'><a>Jane Doe</a><span>jane@herald.example</span></div>", ("Jane Doe",)),
        ("<meta itemprop='author' content='Jane Doe'>", ("Jane Doe",)),
        ("<span rel='sioc:has_creator'>Submitted by <a class='username'>Jane Doe</a></span>", ("Jane Doe",)),
        ("<span itemprop='author'>harbourcat</span>", ("harbourcat",)),
        ("<a href='/author/harbour-cat/'>Harbour cat</a>", ("Harbour cat",)),
        ("<a href='/author/jdoe/'>Read on</a>", ()),
        ("<div class='byline'>News Desk</div>", ("News Desk",)),
        ("<div class='quote-author'>Jane Doe</div>", ()),
        ("<div class='comments'><div><span class='author'>Jane Doe</span></div></div>", ()),
        (
            "<p>A note says that <a href='/people/jane-doe'>Jane Doe</a>, "
            + "who runs the port office, " * 20
            + "agreed.</p>",
            (),
        ),
        ("<h3>Written by Jane Doe, harbour master</h3>", ("Jane Doe",)),
        ("<div><b>Author</b><p>Jane Doe</p></div>", ("Jane Doe",)),
        ("<p>It was written by Jane Doe.</p>", ()),
    ],
)
def test_a_box_below_the_story(box: str, names: tuple[str, ...]) -> None:
    assert byline(HEADING + paragraphs() + box) == names


@pytest.mark.parametrize(
    ("author", "line", "names"),
    [
        ("Jane Doe", "<div>By <a>John Roe</a></div>", ("Jane Doe",)),
        ("News Desk", "", ("News Desk",)),
        ("The Herald Team", "<div class='author'>Reviewed by <a>Ann Poe</a></div>", ("The Herald Team",)),
        ("News Desk", "<div>By <a>Jane Doe</a></div>", ("Jane Doe",)),
        ("Example Herald", "<div>By <a>Jane Doe</a></div>", ("Jane Doe",)),
        ("Example Herald", "", ("Example Herald",)),
        ("admin", "", ()),
    ],
)
def test_a_team_or_the_site_is_named_where_no_person_is(author: str, line: str, names: tuple[str, ...]) -> None:
    data = script({"@type": "NewsArticle", "headline": "Envoy leaves", "author": {"@type": "Person", "name": author}})
    assert byline(HEADING + line + paragraphs(), TITLE + data) == names


@pytest.mark.parametrize(
    ("foot", "names", "instant"),
    [
        (
            "<footer class='entry-footer'>Posted on <time datetime='2031-05-04T06:30:00+09:00'>May 4</time> by "
            "<a>Jane Doe</a></footer>",
            ("Jane Doe",),
            "2031-05-04T06:30:00+09:00",
        ),
        ("<blockquote><footer>By Jane Doe, May 4, 2031</footer></blockquote>", (), None),
        ("<article class='comment'><footer>By Jane Doe, May 4, 2031</footer></article>", (), None),
        ("<footer>By Jane Doe, May 4, 2031</footer>" * 2, (), None),
    ],
)
def test_the_foot_of_the_story(foot: str, names: tuple[str, ...], instant: str | None) -> None:
    article = read_page(
        page(html(f"<article>{HEADING}{paragraphs()}{foot}</article>", TITLE), "https://herald.example/a"), {}
    )
    assert isinstance(article, Article)
    assert (article.byline, article.published) == (names, instant)


@pytest.mark.parametrize("number", ["1", "2"])
def test_the_card_for_others_names_the_writer(number: str) -> None:
    card = f"<meta name='twitter:label{number}' content='Written by'><meta name='twitter:data{number}' content='Jane Doe'>"
    assert byline(HEADING + paragraphs(), TITLE + card) == ("Jane Doe",)


@pytest.mark.parametrize(
    "text", ["Editorial Process", "Recent Posts", "Cyber Command", "Harbour Columnist", "Our Constitution"]
)
def test_words_of_pages_are_no_names(text: str) -> None:
    assert not is_name(text)


def test_the_foot_of_a_post_names_its_author() -> None:
    foot = "<p class='posted'>Posted by Henrik Vale at May 4, 2031 11:32 PM</p><h2>Comments</h2><p>Well said.</p>"
    assert read(html(paragraphs() + foot)).byline == ("Henrik Vale",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<span>Example Herald</span> - <time>May 4, 2031</time>", ("Example Herald",)),
        ("<span>Example Herald</span><p>News from the port</p><time>May 4, 2031</time>", ()),
        ("<span>Ports</span><time>May 4, 2031</time>", ()),
    ],
)
def test_the_sites_name_where_a_byline_stands(line: str, names: tuple[str, ...]) -> None:
    assert byline(f"{HEADING}<div>{line}</div>{paragraphs()}") == names


@pytest.mark.parametrize(
    ("url", "text", "names"),
    [
        (
            "https://doverman.example/envoy/",
            "I've seen the train leave, and I'm told that it will not come back.",
            ("Jane Doverman",),
        ),
        ("https://doverman.example/envoy/", "The train left, and nobody was told whether it would come back.", ()),
        ("https://harbour.example/envoy/", "I've seen the train leave, and I'm told that it will not come back.", ()),
    ],
)
def test_the_owner_of_a_site_that_bears_a_name_and_says_i(url: str, text: str, names: tuple[str, ...]) -> None:
    head = "<title>Envoy leaves the capital by rail | Jane Doverman</title>"
    article = read_page(page(html(f"{HEADING}{paragraphs()}<p>{text}</p>", head), url), {})
    assert isinstance(article, Article)
    assert article.byline == names


def test_a_line_of_several_authors_is_fuller_than_the_head_of_one_account() -> None:
    head = TITLE + "<meta name='author' content='Jane Doe'>"
    assert byline(f"{HEADING}<p>Written by Dr Jane Doe, John Roe</p>{paragraphs()}", head) == ("Dr Jane Doe", "John Roe")
    assert byline(f"{HEADING}<p>Written by Ann Poe, John Roe</p>{paragraphs()}", head) == ("Jane Doe",)


def test_the_author_that_a_counter_of_visits_is_told() -> None:
    data = '<script>dataLayer.push({"pagePostType":"post","pagePostAuthor":"Nora"});</script>'
    assert byline(HEADING + paragraphs(), TITLE + data) == ("Nora",)
    assert byline(f"{HEADING}<div>By Jane Doe</div>{paragraphs()}", TITLE + data) == ("Jane Doe",)

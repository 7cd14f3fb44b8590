"""Title, byline and instant from the templates of the programs that sites are built with, by what a reader sees alone."""

from __future__ import annotations

import pytest

from dprk_events.article import read_page
from dprk_events.model import Article
from tests.article.pages import STORY, html, page, paragraphs
from tests.article.test_page import body

TITLE = "Envoy leaves the capital by rail"
P = paragraphs()
J = "Jane Doe"


def read(markup: str, url: str = "https://news.example/envoy/", lang: str = "en", site: str = "Example Herald") -> Article:
    whole = html(markup, f"<title>{TITLE} | {site}</title>").replace("lang='en'", f"lang='{lang}'")
    article = read_page(page(whole, url), {})
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("markup", "names", "instant"),
    [
        pytest.param(
            f"<h1 id='site-title'><a href='https://news.example/' rel='home'>Example Herald</a></h1><div class='post'>"
            f"<h1 class='entry-title'>{TITLE}</h1><div class='entry-meta'><span class='meta-prep'>Posted on</span> "
            f"<a rel='bookmark'><span class='entry-date'>May 4, 2031</span></a> <span class='meta-sep'>by</span> "
            f"<span class='author vcard'><a class='url fn n'>{J}</a></span></div><div class='entry-content'>{P}</div></div>",
            (J,),
            "2031-05-04",
            id="WordPress, posted on, by",
        ),
        pytest.param(
            f"<main><h1 class='wp-block-post-title'>{TITLE}</h1><div class='wp-block-group'><div class='wp-block-post-date'>"
            f"<time datetime='2031-05-04T06:30:00+09:00'>May 4, 2031</time></div><p>by</p>"
            f"<div class='wp-block-post-author-name'>{J}</div><p>in</p><div><a>Ports</a></div></div>"
            f"<div class='entry-content'>{P}</div></main>",
            (J,),
            "2031-05-04T06:30:00+09:00",
            id="WordPress, blocks",
        ),
        pytest.param(
            f"<h1 class='page-title'>{TITLE}</h1><div class='node'><div class='submitted'>Submitted by {J} on Sun, "
            f"05/04/2031 - 06:30</div><div class='content'>{P}</div></div>",
            (J,),
            "2031-05-04T06:30:00",
            id="Drupal, the weekday tells the month",
        ),
        pytest.param(
            f"<main><h1>{TITLE}</h1><div class='field'><div class='field__label'>Release Date</div><div class='field__item'>"
            f"<time datetime='2031-05-04T12:00:00Z'>May 4, 2031</time></div></div><div class='field--name-body'>{P}</div>"
            f"<div>Last Updated: 06/01/2031</div></main>",
            (),
            "2031-05-04T12:00:00+00:00",
            id="Drupal, of a ministry",
        ),
        pytest.param(
            f"<article><h1 class='article-title'>{TITLE}</h1><section><ul class='author-list'><li><a><img alt='{J}'></a>"
            f"</li></ul><div><h4 class='author-name'><a>{J}</a>, <a>John Roe</a></h4><div class='byline-meta-content'>"
            f"<time datetime='2031-05-04'>May 4, 2031</time><span>4 min read</span></div></div></section>"
            f"<section class='gh-content'>{P}</section></article>",
            (J, "John Roe"),
            "2031-05-04",
            id="Ghost",
        ),
        pytest.param(
            f"<div class='item-page'><h1>{TITLE}</h1><dl class='article-info'><dt>Details</dt><dd class='createdby' "
            f"itemprop='author'><span>Written by: </span><span itemprop='name'>{J}</span></dd><dd><a>Ports</a></dd>"
            f"<dd><time datetime='2031-05-06T08:00:00+02:00' itemprop='dateModified'>Last Updated: 06 May 2031</time></dd>"
            f"<dd><time datetime='2031-05-04T06:30:00+02:00' itemprop='datePublished'>Published: 04 May 2031</time></dd>"
            f"</dl><div itemprop='articleBody'>{P}</div></div>",
            (J,),
            "2031-05-04T06:30:00+02:00",
            id="Joomla",
        ),
        pytest.param(
            f"<div class='Page-headline'><h1>{TITLE}</h1></div><div class='Page-byline'>Harbour Radio | By&nbsp;<a>{J}</a>"
            f"</div><div>Published May 4, 2031 at 6:30 AM EDT</div><div>Updated May 6, 2031 at 9:00 AM EDT</div>{P}",
            (J,),
            "2031-05-04T06:30:00-04:00",
            id="Brightspot",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1><div class='byline__names'>By <span>{J}</span>, <span>John Roe</span>, Harbour News</div>"
            f"<div class='timestamp'>Published 6:30 AM EDT, Sun May 4, 2031</div><div>{P}</div>",
            (J, "John Roe"),
            "2031-05-04T06:30:00-04:00",
            id="the time before the day",
        ),
        pytest.param(
            f"<article><h1>{TITLE}</h1><div><time datetime='2031-05-04T06:30:00.000Z'>4 May 2031</time></div>"
            f"<div data-testid='byline-contributors'><span>{J}</span><span>Seoul correspondent</span></div>{P}</article>",
            (J,),
            "2031-05-04T06:30:00+00:00",
            id="hashed classes",
        ),
        pytest.param(
            f"<article><h1>{TITLE}</h1><div><a href='/@jane'>{J}</a><button>Follow</button></div><div><span>5 min read"
            f"</span><span>·</span><span>May 4, 2031</span></div>{P}</article>",
            (J,),
            "2031-05-04",
            id="a button and the reading time between",
        ),
        pytest.param(
            f"<h2 class='topic-title'><a>{TITLE}</a></h2><dl class='postprofile'><dt><a>harbourcat</a></dt>"
            f"<dd>Joined: Mon Jan 01, 2029 1:00 am</dd></dl><p class='author'>by <strong><a>harbourcat</a></strong> » "
            f"Sun May 04, 2031 6:30 am</p><div class='content'>{P}</div>",
            ("harbourcat",),
            "2031-05-04T06:30:00",
            id="phpBB",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1><div class='contributors'><p>Commentary by <a>{J}</a> and <a>John Roe</a></p>"
            f"<p>Published May 4, 2031</p></div>{P}",
            (J, "John Roe"),
            "2031-05-04",
            id="a think tank",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1><p>BY JANE DOE AND JOHN ROE</p><p>STAFF WRITERS</p><p>MAY 4, 2031 06:30 AM PDT</p>{P}",
            (J, "John Roe"),
            "2031-05-04T06:30:00-07:00",
            id="capitals",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1><p>By <a>{J}</a> <a>@janedoe</a></p><p>May 4, 2031 6:30 PM (GMT+8)</p>{P}",
            (J,),
            "2031-05-04T18:30:00+08:00",
            id="a handle, an offset in brackets",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1><p>May 04, 2031 06:30 AM Eastern Daylight Time</p>{P}",
            (),
            "2031-05-04T06:30:00-04:00",
            id="a zone in words",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1><div class='byline'>By <span>{J}</span>, Harbour Editor</div><div>2 days ago</div>{P}",
            (J,),
            "2031-05-04",
            id="counted back from the fetch",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{P}<section class='comments'><h2>2 Comments</h2><div class='comment'><span class='author'>"
            f"Ann Poe</span> <time datetime='2031-05-05'>May 5, 2031</time><p>Well said, all of it.</p></div></section>",
            (),
            None,
            id="readers sign and date too",
        ),
    ],
)
def test_the_template_of_a_program(markup: str, names: tuple[str, ...], instant: str | None) -> None:
    article = read(markup)
    assert (article.title, article.byline, article.published) == (TITLE, names, instant)
    assert body(article) == list(STORY)


@pytest.mark.parametrize(
    ("lang", "url", "lines", "names", "instant"),
    [
        ("fr", "https://journal.example.fr/1", "<p>Par <a>Anne Lindel</a></p><p>Publié le 04 mai 2031 à 06h30, mis à jour "
         "le 06 mai 2031 à 18h00</p>", ("Anne Lindel",), "2031-05-04T06:30:00+02:00"),
        ("de", "https://zeitung.example.de/1", "<p>Stand: 04.05.2031 06:30 Uhr</p><p>Von Anna Lind und Jörg Öhm</p>",
         ("Anna Lind", "Jörg Öhm"), "2031-05-04T06:30:00+02:00"),
        ("it", "https://giornale.example.it/1", "<div>di <a>Mario Neri</a> <time>4 maggio 2031 ore 06:30</time></div>",
         ("Mario Neri",), "2031-05-04T06:30:00+02:00"),
        ("pt-BR", "https://jornal.example.br/1", "<p>Por Rui Neves</p><p><time>04/05/2031 06h30</time> Atualizado "
         "<time>05/05/2031 18h00</time></p>", ("Rui Neves",), "2031-05-04T06:30:00"),
        ("sv", "https://tidning.example.se/1", "<p>Text: <b>Sven Ek</b></p><p>Publicerad 2031-05-04 06:30</p><p>Uppdaterad "
         "2031-05-06 09:00</p>", ("Sven Ek",), "2031-05-04T06:30:00+02:00"),
        ("pl", "https://gazeta.example.pl/1", "<p>Autor: Łukasz Żuk</p><p>4 maja 2031, 06:30</p>",
         ("Łukasz Żuk",), "2031-05-04T06:30:00+02:00"),
        ("en", "https://www.korea.example.kr/1", "<p>Published : May 4, 2031 - 06:30:12 &nbsp; Updated : May 5, 2031 - "
         "09:00:00</p>", (), "2031-05-04T06:30:12+09:00"),
    ],
)  # fmt: skip
def test_the_lines_of_other_countries(lang: str, url: str, lines: str, names: tuple[str, ...], instant: str) -> None:
    whole = html(f"<h1>{TITLE}</h1>{lines}{P}", f"<title>{TITLE}</title>").replace("lang='en'", f"lang='{lang}'")
    article = read_page(page(whole, url), {})
    assert isinstance(article, Article)
    assert (article.byline, article.published) == (names, instant)
    assert body(article) == list(STORY)


def test_the_day_right_above_a_story_whose_headline_stands_nowhere() -> None:
    markup = f"<h3>blog | May 04, 2031</h3><h2>How the envoy went home</h2>{P}"
    assert read(markup).published == "2031-05-04"

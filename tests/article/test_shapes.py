"""Shapes of pages from thirty years of the web: what makes a paragraph, a headline, a caption in each."""

from __future__ import annotations

import time

import pytest

from dprk_events.article import read_any
from dprk_events.model import Article
from tests.article.pages import STORY, html, page, paragraphs
from tests.article.test_page import body, read


def test_one_line_break_after_a_sentence_ends_a_paragraph() -> None:
    article = read(html(f"<h1>Envoy leaves capital</h1><div>{'<br>'.join(STORY)}</div>"))
    assert body(article) == list(STORY)


def test_one_line_break_inside_a_sentence_does_not() -> None:
    article = read(html(f"<h1>Envoy leaves capital</h1><div>{STORY[0].replace(' after', '<br> after')}</div>{paragraphs()}"))
    assert body(article)[0] == STORY[0]


def test_headline_byline_and_dateline_on_lines_of_their_own_are_told_apart() -> None:
    lines = f"<b>Envoy leaves capital</b><br>By Jane Doe<br>SEOUL (Reuters) - {'<br>'.join(STORY)}"
    article = read(html(f"<table><tr><td>{lines}</td></tr></table>", "<title>Example Herald: Envoy leaves capital</title>"))
    assert (article.title, article.byline, article.dateline) == ("Envoy leaves capital", ("Jane Doe",), "SEOUL (Reuters)")
    assert body(article) == list(STORY)


def test_empty_lines_part_the_paragraphs_of_preformatted_text() -> None:
    wrapped = "\n\n".join(text.replace(" the ", "\n  the ") for text in STORY)
    article = read(html(f"<h1>Envoy leaves capital</h1><pre>\n{wrapped}\n</pre><ul><li>Next message: Coal</li></ul>"))
    assert body(article) == list(STORY)


def test_empty_lines_do_not_part_a_program() -> None:
    program = "def left(days):\n    count = 0\n\n    for day in days:\n        count += 1\n\n    return count"
    article = read(html(f"<h1>Envoy leaves capital</h1>{paragraphs()}<pre>{program}</pre>{paragraphs(STORY[:1])}"))
    assert " ".join(program.split()) in body(article)


@pytest.mark.parametrize("home", ["/", "https://blog.example/", "index.html"])
def test_a_first_heading_that_leads_home_is_the_sites_name(home: str) -> None:
    top = f"<h1><a href='{home}'>Hill Notes</a></h1>"
    head = "<title>Hill Notes » Blog Archive » Envoy leaves capital</title>"
    assert read(html(f"{top}<h2>Envoy leaves capital</h2>{paragraphs()}", head)).title == "Envoy leaves capital"


def test_the_heading_under_the_sites_name_is_the_title() -> None:
    markup = f"<h1>Hill Notes</h1><h3>Envoy leaves capital</h3>{paragraphs()}"
    assert read(html(markup, "<title>Hill Notes: Envoy leaves capital</title>")).title == "Envoy leaves capital"


def test_a_heading_of_the_sites_name_under_the_headline_is_not() -> None:
    markup = f"<h1>Envoy leaves capital</h1><h4>Hill Notes</h4>{paragraphs()}"
    article = read(html(f"<article>{markup}</article>", "<title>Envoy leaves capital | Valley Press</title>"))
    assert article.title == "Envoy leaves capital"


def test_a_quotation_set_large_is_said_once() -> None:
    pulled = STORY[1].partition(" that")[0]
    markup = f"<p>{STORY[0]}</p><div class='pull-quote'><p>“{pulled}”</p></div>{paragraphs(STORY[1:])}"
    assert body(read(html(f"<article>{markup}</article>"))) == list(STORY)


def test_a_quotation_that_no_paragraph_holds_stays() -> None:
    quoted = "“We asked for a bridge, and we were given a bench to wait on,” the ferryman said."
    markup = f"<p>{STORY[0]}</p><blockquote><p>{quoted}</p></blockquote>{paragraphs(STORY[1:])}"
    assert quoted in body(read(html(f"<article>{markup}</article>")))


def test_a_first_heading_inside_the_story_is_a_subheading() -> None:
    markup = f"<h1>Envoy leaves capital</h1>{paragraphs(STORY[:2])}<h1>The second day</h1>{paragraphs(STORY[2:])}"
    assert body(read(html(f"<article>{markup}</article>"))) == [*STORY[:2], "The second day", *STORY[2:]]


def test_short_lines_beside_a_picture_are_its_caption() -> None:
    photo = "<div class='photo right'><img src='a.jpg'><span>Engineers at the old line. Jane Doe</span></div>"
    markup = f"<h1>Envoy leaves capital</h1>{paragraphs(STORY[:2])}{photo}{paragraphs(STORY[2:])}"
    assert body(read(html(f"<div>{markup}</div>"))) == list(STORY)


def test_lines_in_a_box_named_image_without_a_picture_stay() -> None:
    line = "<div class='image-text'><p>The line was built by the grandfathers of both governors.</p></div>"
    markup = f"<h1>Envoy leaves capital</h1>{paragraphs(STORY[:2])}{line}{paragraphs(STORY[2:])}"
    assert len(body(read(html(f"<div>{markup}</div>")))) == len(STORY) + 1


GERMAN = (
    "Der Gesandte verließ die Hauptstadt am Montag nach zwei Tagen voller Gespräche über die Bahn an der Grenze.",
    "Ein Sprecher des Ministeriums sagte, beide Seiten hätten sich auf eine weitere Runde im Oktober geeinigt.",
    "Auf den Vorschlag der vergangenen Woche brachte die Delegation nach Angaben zweier Beamter keine Antwort mit.",
)


def test_furniture_and_bylines_in_other_languages_are_known() -> None:
    title = "Gesandter verlässt Hauptstadt"
    markup = (
        f"<article><h1>{title}</h1><p>Von Anna Lind</p><p>5. März 2031, 10:20 Uhr</p><p>{GERMAN[0]}</p>"
        f"<p>Lesen Sie auch: <a href='/x'>Brücke gesperrt</a></p><p>Anzeige</p><p>{GERMAN[1]}</p><p>{GERMAN[2]}</p>"
        f"<p>Quelle: dpa</p><h3>Mehr zum Thema</h3><p>Uhr im Turm steht still</p></article>"
    )
    article = read_any(page(html(markup, f"<title>{title}</title>"), "https://news.example/gesandter/"), {})
    assert isinstance(article, Article)
    assert body(article) == list(GERMAN)
    assert (article.byline, article.published) == (("Anna Lind",), "2031-03-05T10:20:00")


def _listed(href: str) -> str:
    return "".join(
        f"<h3><a href='{href}'>Harbour number {number}</a></h3><p>{text}</p>" for number, text in enumerate(STORY)
    )


def test_headings_that_are_links_stay_where_each_has_text_of_its_own() -> None:
    article = read(html(f"<h1>Four harbours</h1><article>{_listed('/harbour')}</article>"))
    assert body(article)[0::2] == [f"Harbour number {number}" for number in range(len(STORY))]


def test_a_heading_that_is_a_link_to_another_story_goes() -> None:
    other = "<h3><a href='/x'>Bridge closed after the storm in the north</a></h3>"
    article = read(
        html(f"<h1>Envoy leaves capital</h1><article>{paragraphs(STORY[:2])}{other}{paragraphs(STORY[2:])}</article>")
    )
    assert body(article) == list(STORY)


def test_a_heading_that_leads_to_its_own_place_stays() -> None:
    anchor = "<h2 id='second'><a href='#second'>The second day of talks</a></h2>"
    article = read(
        html(f"<h1>Envoy leaves capital</h1><article>{paragraphs(STORY[:2])}{anchor}{paragraphs(STORY[2:])}</article>")
    )
    assert body(article)[2] == "The second day of talks"


def test_a_list_of_links_stays_where_a_sentence_announces_it() -> None:
    link = "<li><a href='/a'>The map of the old border line</a></li>"
    links = f"<ul>{link}<li><a href='/b'>The letter of both governors</a></li></ul>"
    for before, kept in (
        ("The ministry has put two papers of the talks on its own pages, in both languages:", True),
        ("Papers:", False),
    ):
        markup = f"<article>{paragraphs(STORY[:2])}<p>{before}</p>{links}{paragraphs(STORY[2:])}</article>"
        assert ("The map of the old border line" in body(read(html(markup)))) is kept


def test_the_id_of_a_heading_says_nothing_about_it() -> None:
    heading = "<h2 id='related-harbours-you-may-like'>Harbours that may be like it</h2>"
    markup = f"<article>{paragraphs(STORY[:2])}{heading}{paragraphs(STORY[2:])}</article>"
    assert "Harbours that may be like it" in body(read(html(markup)))


def test_boxes_with_a_button_to_answer_are_comments_whatever_their_names() -> None:
    said = ("I walked that line as a boy.", "The ministry has known it for years, and so have all of us.", "Which train?")
    talk = "".join(f"<div class='it'><b>Someone</b><div>{text * 4}</div><a>Reply</a></div>" for text in said)
    article = read(html(f"<div><h1>Envoy leaves capital</h1><div>{paragraphs()}</div><div>{talk}</div></div>"))
    assert body(article) == list(STORY)


def test_of_articles_side_by_side_the_one_with_the_title_is_read() -> None:
    other = paragraphs(tuple(text.replace("the", "a") for text in STORY))
    first, second = (
        f"<article><h1>{title}</h1>{text}</article>" for title, text in (("Envoy leaves", paragraphs()), ("Snow", other))
    )
    assert body(read(html(f"<main>{first}{second}</main>", "<title>Envoy leaves</title>"))) == list(STORY)


def test_sections_with_headings_of_their_own_are_one_story() -> None:
    parts = "".join(f"<section><h1>{title}</h1><p>{text}</p></section>" for title, text in zip("ABCD", STORY, strict=True))
    assert len(body(read(html(f"<article>{parts}</article>", "<title>A</title>")))) >= len(STORY)


def test_a_name_and_a_date_before_the_first_sentence_are_no_text() -> None:
    menu = "".join(f"<li><a href='/{number}'>Harbour number {number} is closed</a></li>" for number in range(9))
    markup = (
        f"<div><ul>{menu}</ul><h1>Envoy leaves capital</h1><div>Nils Aune</div><span>04/05/2031</span>{paragraphs()}</div>"
    )
    assert body(read(html(markup))) == list(STORY)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" + "word<br>" * 60_000,
        "<pre>" + "a line.\n\n" * 60_000,
        "".join(
            f"<blockquote>What the keeper said to us on the {number}. day of the storm</blockquote>"
            for number in range(9000)
        ),
    ],
)
def test_many_breaks_and_quotations_are_read_in_bounded_time(markup: str) -> None:
    started = time.process_time()
    read_any(page(html(markup)), {})
    assert time.process_time() - started < 3

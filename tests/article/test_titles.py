"""Which of the titles of a page is its headline, and what of it is the site's."""

from __future__ import annotations

import pytest

from dprk_events.article.titles import without_tail
from tests.article.pages import html, paragraphs
from tests.article.test_page import read

SITE = "<meta property='og:site_name' content='Example Herald'>"


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ("<h1>Coffee</h1>", "Coffee - Example Herald"),
        ("<h1>Coffee</h1><h1>Coffee</h1>", "Coffee - Port Office"),
        ("<h1>Coffee</h1><h1>What the port says</h1>", "Coffee | Port Office"),
    ],
)
def test_a_short_heading_before_a_separator_is_the_title(headings: str, title: str) -> None:
    assert read(html(headings + paragraphs(), f"<title>{title}</title>{SITE}")).title == "Coffee"


def test_of_several_headings_the_one_that_the_head_says_in_other_words_is_the_title() -> None:
    headings = "<h1>Two ferries leave the northern port after repairs</h1><h1>Subscribe to our letters</h1>"
    head = f"<title>Ferries leave northern port after long repairs - Example Herald</title>{SITE}"
    assert read(html(headings + paragraphs(), head)).title == "Two ferries leave the northern port after repairs"


def test_a_heading_that_stands_twice_counts_once() -> None:
    heading = "<h1>Setting up a quiet harbour office</h1>"
    head = f"<title>How do you set up a quiet harbour office? | Example Herald</title>{SITE}"
    assert read(html(heading * 2 + paragraphs(), head)).title == "Setting up a quiet harbour office"


def test_headings_of_parts_of_the_story_are_not_the_title() -> None:
    headings = "<h1>What is a ferry?</h1><h1>Who repairs a ferry?</h1>"
    head = f"<title>Two ferries leave the northern port - Example Herald</title>{SITE}"
    assert read(html(headings + paragraphs(), head)).title == "Two ferries leave the northern port"


@pytest.mark.parametrize(
    "heading",
    [
        "<h1><span class='kicker'>Rail talks in the north</span> <span>Envoy leaves the capital</span></h1>",
        "<h1><a class='story__label'>Opinion</a>Envoy leaves the capital</h1>",
        "<h1>Exclusive: Envoy leaves the capital</h1>",
        "<h1><span class='title'>Envoy leaves the capital</span></h1>",
    ],
)
def test_a_label_in_the_heading_is_not_the_title(heading: str) -> None:
    head = f"<title>Envoy leaves the capital - Example Herald</title>{SITE}"
    assert read(html(heading + paragraphs(), head)).title == "Envoy leaves the capital"


def test_the_first_words_of_a_question_are_no_label() -> None:
    head = f"<title>Ferry to the northern port - Example Herald</title>{SITE}"
    heading = "<h1>What became of the ferry to the northern port</h1>"
    assert read(html(heading + paragraphs(), head)).title == "What became of the ferry to the northern port"


def test_a_heading_in_capitals_is_written_as_the_head_writes_it() -> None:
    head = f"<title>Envoy leaves the capital - Example Herald</title>{SITE}"
    assert read(html("<h1>ENVOY LEAVES THE CAPITAL</h1>" + paragraphs(), head)).title == "Envoy leaves the capital"


def test_a_second_half_with_a_number_in_it_belongs_to_the_title() -> None:
    heading = "<h1>Ferry guide: what the harbour needs + how to start one for 90 coins</h1>"
    head = f"<title>Ferry guide: what the harbour needs</title>{SITE}"
    assert (
        read(html(heading + paragraphs(), head)).title
        == "Ferry guide: what the harbour needs + how to start one for 90 coins"
    )


@pytest.mark.parametrize(
    ("title", "sites", "bare"),
    [
        ("Envoy leaves capital - Example Herald", {"exampleherald"}, "Envoy leaves capital"),
        ("Example Herald! | ExampleHerald.example - Envoy leaves capital", {"exampleherald", "exampleherald example"},
         "Envoy leaves capital"),
        ("Envoy leaves capital - a life on rails", {"exampleherald"}, "Envoy leaves capital - a life on rails"),
    ],
)  # fmt: skip
def test_without_tail(title: str, sites: set[str], bare: str) -> None:
    assert without_tail(title, sites) == bare


def test_a_title_that_was_escaped_twice_is_read() -> None:
    head = "<title>x</title><meta property='og:title' content='Envoy&amp;#8217;s train &amp;amp; ferry leave'>"
    assert read(html(paragraphs(), head)).title == "Envoy’s train & ferry leave"


LONG = "Envoy leaves the capital by rail"


@pytest.mark.parametrize("mark", ["|", "-", "–", "«", "»", "›", "/", "::", "//", "~", "←", ">", "--"])
def test_whatever_stands_between_a_headline_and_the_site(mark: str) -> None:
    assert without_tail(f"{LONG} {mark} Example Herald", {"example herald"}) == LONG


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        (f"{LONG} - Example Herald - All the news of the port", LONG),
        (f"Example Herald: {LONG}", LONG),
        (f"Example Herald #18 – {LONG}", f"Example Herald #18 – {LONG}"),
        (f"Ports: {LONG}", f"Ports: {LONG}"),
    ],
)
def test_the_site_before_a_headline_or_with_its_slogan(title: str, bare: str) -> None:
    assert without_tail(title, {"example herald"}) == bare


@pytest.mark.parametrize(
    ("heading", "head"),
    [
        (f"<h1>{LONG} <small>No answer to the letter of last week</small></h1>", f"<title>{LONG} | Example Herald</title>"),
        (f"<h1>{LONG}<span class='subtitle'>No answer to the letter</span></h1>", f"<title>{LONG} | Example Herald</title>"),
        (f"<h1>{LONG} <a class='share' href='#'>Share</a></h1>", f"<title>{LONG} | Example Herald</title>"),
        (f"<div itemprop='headline'>{LONG}</div>", "<title>Example Herald - News</title>"),
        (f"<h2 class='entry-title'>{LONG}</h2>", "<title>Example Herald</title>"),
        (f"<h3 class='view_tit'>{LONG}</h3>", "<title>Press Releases View | Ministry of Ports</title>"),
    ],
)
def test_the_headline_among_what_a_template_puts_beside_it(heading: str, head: str) -> None:
    assert read(html(heading + paragraphs(), head + SITE)).title == LONG


def test_a_heading_in_capitals_may_have_a_word_more_than_the_head() -> None:
    head = f"<title>Envoy leaves capital by rail - Example Herald</title>{SITE}"
    assert read(html(f"<h1>{LONG.upper()}</h1>{paragraphs()}", head)).title == "Envoy leaves capital by rail"


def test_a_headline_that_a_program_has_cut_is_taken_whole_from_elsewhere() -> None:
    head = f"<title>{LONG} after the talks | Example Herald</title><meta property='og:title' content='{LONG} after …'>"
    assert read(html(paragraphs(), head + SITE)).title == f"{LONG} after the talks"

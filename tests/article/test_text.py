"""Text copies of pages and plain news text."""

from __future__ import annotations

import pytest

from dprk_events.article import read_text
from dprk_events.model import Article, Reason, Section, Skipped, Source

COPY = """ date 2031-05-04  Norway rejected plan to reopen liaison office in Pyongyang: Officials | Example News
Example News Logo
May 6, 2031May 6, 2031
Example News Logo

Know the north
News

Norway rejected plan to reopen liaison office in Pyongyang: Officials

Oslo said to be wary of arms sales to Russia, as Sweden and Laos weigh return
Jane Doe May 4, 2031
Copy Icon COPY LINKFediverse Icon FEDIVERSE
Norway rejected plan to reopen liaison office in Pyongyang: Officials
A Norwegian delegation at the gate of the liaison office during a visit in 2030 | Image: Embassy of Laos (Feb. 6, 2030)

North Korea offered Norway the keys to its liaison office last month, but Oslo rejected the plan, several officials said.

According to the officials, Norway is unwilling to send staff because of arms sales to Russia.

Try unlimited access
Only $2 for six weeks

  • Unlimited access to every report, essay and data set
  • A year-one discount for readers who stay
  • The Example Daily, a newsletter in your inbox each morning
  • The searchable archive, with galleries and columns
  • A way to reach our reporters with tips
Get unlimited access to what our analysts write about the north.
Subscribe now

We take all major cards, and you can cancel any time.

© Example Media Group. All rights reserved.
Nothing on these pages may be sold or printed elsewhere without prior written permission.

Never miss a story. Our mobile app is here.

Recent Stories

Sweden urges talks on border railway
Sweden urges talks on border railway

About the Author

Jane Doe

Jane Doe is the Lead Correspondent at Example News, based in Seoul. Before that she was a researcher at a radio station.

View more articles by Jane DoeEMAILTwitterGot a news tip?Let us know!
© 2031, Example Media Group. All Rights Reserved"""


def sections(article: Article, section: Section) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.section is section]


def read(text: str, **context: str) -> Article:
    article = read_text(text, Source(), **context)
    assert isinstance(article, Article)
    return article


def test_a_copy_of_a_walled_page_is_sorted_line_by_line() -> None:
    article = read(COPY)
    assert sections(article, Section.HEADLINE) == ["Norway rejected plan to reopen liaison office in Pyongyang: Officials"]
    assert sections(article, Section.DECK) == [
        "Oslo said to be wary of arms sales to Russia, as Sweden and Laos weigh return"
    ]
    assert sections(article, Section.CAPTION) == [
        "A Norwegian delegation at the gate of the liaison office during a visit in 2030"
    ]
    assert [line.split()[0] for line in sections(article, Section.BODY)] == ["North", "According"]


def test_a_copy_gives_metadata_access_and_completeness() -> None:
    article = read(COPY)
    assert article.byline == ("Jane Doe",)
    assert article.published == "2031-05-04"
    assert article.publisher == "Example News"
    assert (article.access, article.completeness) == ("subscription", "teaser")


def test_the_text_of_a_copy_is_the_given_text_and_its_blocks_do_not_overlap() -> None:
    article = read(COPY)
    assert article.text == COPY
    ends = [0, *(block.end for block in article.blocks)]
    assert all(end <= block.start < block.end for end, block in zip(ends, article.blocks, strict=False))


@pytest.mark.parametrize(
    "sentence",
    [
        "North Korea fired two missiles on Monday.",
        "Subscribe now",
        "Kim met Putin",
        "Sign in to continue",
        "All rights reserved.",
        "(END)",
    ],
)
def test_a_single_line_is_body_whatever_it_says(sentence: str) -> None:
    assert sections(read(sentence), Section.BODY) == [sentence]


def test_a_wrapped_paragraph_is_one_block_and_keeps_its_dateline_in_place() -> None:
    text = (
        "SEOUL, May 4 (Yonhap) -- The North fired two short-range rockets\n"
        "toward the sea on Sunday, the military said in a statement, and\n"
        "it added that no ship was hit.\n\nIt did not say more.\n(END)"
    )
    article = read(text)
    assert [len(part.split("\n")) for part in sections(article, Section.BODY)] == [3, 1]
    assert article.dateline == "SEOUL, May 4 (Yonhap)"
    assert article.original_source == "Yonhap"
    assert sections(article, Section.CLUTTER) == ["(END)"]


def test_a_headline_above_paragraphs_is_the_headline_and_the_first_paragraph_no_deck() -> None:
    article = read(
        "Envoy leaves capital after talks\n\nThe envoy left the capital on Monday, the ministry said in a note.\n\nHe "
        "gave no reason."
    )
    assert article.title == "Envoy leaves capital after talks"
    assert article.deck is None
    assert len(sections(article, Section.BODY)) == 2


def test_plain_sentences_line_by_line_are_all_body() -> None:
    lines = ["Officials met on Monday.", "They signed a treaty.", "The North protested against the deal."]
    assert sections(read("\n".join(lines)), Section.BODY) == lines


def test_the_state_agency_copy_takes_the_date_of_its_source_line_not_that_of_the_copying() -> None:
    article = read(
        "January 02, 2031Jan 02, 2031\nExample Watch Logo\nKCNA.kp (En)\nDelegation Visits Example Plant\n"
        "Date: 22/02/2024 | Source: KCNA.kp (En) | Read original version at source\n"
        "Pyongyang, February 22 (KCNA) -- A delegation of the ministry visited the example plant on Wednesday.\n\n"
        "The members saw the machines and wrote in the visitors' book.\nwww.kcna.kp (Juche113.2.22.)\n"
        "More From KCNA.kp (En)\nPremier Inspects Example Mine\nPremier Inspects Example Mine\n"
        "Pyongyang, February 21 (KCNA) -- The premier inspected the example mine and called for\n21/02/2024"
    )
    assert article.title == "Delegation Visits Example Plant"
    assert article.published == "2024-02-22"
    assert len(sections(article, Section.BODY)) == 2


def test_the_story_goes_on_after_a_link_and_a_newsletter_line_but_not_after_related_titles() -> None:
    article = read(
        "Envoy returns to capital after talks\nBy Jane Doe\nPublished May 4, 2031\n"
        "The envoy returned to the capital on Sunday after two days of talks.\n\nREAD MORE: Talks open in Geneva\n\n"
        '"We agreed on a date," he told reporters at the airport.\n\nSign up for our newsletter\n\n'
        "The ministry did not comment on the claim at once.\n\nRelated Articles\nTalks open in Geneva\nBorder post "
        "closed after shots"
    )
    assert [line.split()[1] for line in sections(article, Section.BODY)] == ["envoy", "agreed", "ministry"] or len(
        sections(article, Section.BODY)
    ) == 3
    assert article.completeness == "complete"


def test_a_doubled_teaser_that_stops_in_mid_sentence_counts_once() -> None:
    teaser = "The northern republic has told its traders to bring back all vehicles before the end of the"
    article = read(
        f"Traders told to return vehicles\n\n{teaser}\n\n{teaser}\n\nSubscribe today to continue reading this "
        f"article\nSign in here"
    )
    assert sections(article, Section.BODY) == [teaser]
    assert article.completeness == "teaser"


def test_the_callers_title_and_date_are_kept() -> None:
    article = read("The envoy left on Monday.", published="2031-05-04", title="Envoy leaves")
    assert (article.title, article.published) == ("Envoy leaves", "2031-05-04")


def test_harmful_characters_keep_the_callers_offsets() -> None:
    given = "North\u200bKorea fired\x00 two missiles on Monday."
    article = read(given)
    assert len(article.text) == len(given)
    assert article.text[12:17] == "fired"


@pytest.mark.parametrize("text", ["", "  \n\t\n", "\u200b"])
def test_no_words_are_no_text(text: str) -> None:
    skipped = read_text(text, Source())
    assert isinstance(skipped, Skipped)
    assert skipped.reason is Reason.NO_TEXT


@pytest.mark.parametrize(
    "text",
    [
        "북한이 월요일 동해상으로 미사일을 발사했다고 군 당국이 밝혔다.",
        "La delegación del norte salió de la capital el lunes después de dos días de conversaciones sobre el ferrocarril.",
        "Северная Корея в понедельник запустила две ракеты в сторону моря.",
    ],
)
def test_other_languages_are_skipped(text: str) -> None:
    skipped = read_text(text, Source())
    assert isinstance(skipped, Skipped)
    assert skipped.reason is Reason.LANGUAGE

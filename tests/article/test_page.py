"""Whole pages: text, sections, metadata, walls."""

from __future__ import annotations

import gc
import json

import pytest

from dprk_events.article import explain_page, read_page
from dprk_events.model import Article, Page, Reason, Section, Skipped, Source
from dprk_events.tables.rows import SiteRow
from tests.article.pages import FOOTER, MENU, STORY, URL, html, page, paragraphs

STATED = {
    "@type": "ReportageNewsArticle",
    "headline": "Envoy&apos;s train leaves capital",
    "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": ""}],
    "datePublished": "2031-05-04 07:00:00Z",
    "dateModified": "2031-05-05T07:00:00+09:00",
    "publisher": {"name": "Example Herald"},
    "isAccessibleForFree": "True",
}
JSON_LD = {
    "@context": "https://schema.org",
    "@graph": [{"@type": "NewsMediaOrganization", "name": "Example Herald"}, STATED],
}


def script(value: object, kind: str = "application/ld+json", marked: str = "") -> str:
    return f'<script type="{kind}"{marked}>{json.dumps(value)}</script>'


def read(markup: str | bytes, url: str | None = URL, **more: str) -> Article:
    article = read_page(page(markup, url, **more), {})
    assert isinstance(article, Article), article
    return article


def body(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.section is Section.BODY]


def test_a_plain_page_gives_its_story_and_nothing_around_it() -> None:
    article = read(html(f"{MENU}<main><article><h1>Envoy leaves capital</h1>{paragraphs()}</article></main>{FOOTER}"))
    assert body(article) == list(STORY)
    assert article.title == "Envoy leaves capital"
    assert article.text.startswith("Envoy leaves capital\n\nThe envoy")
    assert (article.language, article.text_source, article.completeness) == ("en", "dom", "complete")


def test_metadata_comes_from_json_ld_first() -> None:
    article = read(html(paragraphs(), f"<title>x</title>{script(JSON_LD)}"))
    assert article.title == "Envoy's train leaves capital"
    assert article.byline == ("Jane Doe",)
    assert article.published == "2031-05-04T07:00:00+00:00"
    assert article.modified == "2031-05-05T07:00:00+09:00"
    assert (article.publisher, article.access) == ("Example Herald", "free")


def test_metadata_comes_from_meta_tags_without_json_ld() -> None:
    head = (
        '<title>Envoy leaves capital | Example Herald</title><meta property="og:title" content="Envoy leaves capital |'
        ' Example Herald">'
        '<meta property="og:site_name" content="Example Herald"><meta property="article:published_time" '
        'content="2031-05-04T09:31:01+09:00">'
        '<meta property="article:author" content="https://www.facebook.com/example"><meta name="author" content="John Roe">'
        '<link rel="canonical" href="https://news.example/story/1">'
    )
    article = read(html(paragraphs(), head))
    assert (article.title, article.byline, article.published) == (
        "Envoy leaves capital",
        ("John Roe",),
        "2031-05-04T09:31:01+09:00",
    )
    assert article.source.canonical_url == "https://news.example/story/1"


def test_metadata_comes_from_what_a_reader_sees_without_meta_tags() -> None:
    article = read(
        html(
            f"<p class='today'>May 6, 2031</p><h1>Envoy leaves capital</h1><div>By Jane Doe</div><div>May 4, 2031 "
            f"07:55 AM UTC</div>{paragraphs()}"
        ),
        url=None,
    )
    assert article.byline == ("Jane Doe",)
    assert article.published == "2031-05-04T07:55:00+00:00"


def test_the_callers_date_is_stronger_than_the_pages() -> None:
    article = read_page(Page(html=html(paragraphs()).encode(), source=page("").source, published="2030-01-01"), {})
    assert isinstance(article, Article)
    assert article.published == "2030-01-01"


def test_furniture_inside_the_storys_box_is_left_out() -> None:
    markup = (
        f"<article><div class='entry-content'><p>{STORY[0]}</p><p><strong>READ MORE:</strong> <a href='/a'>Talks open "
        f"in Geneva</a></p>"
        f"<p>{STORY[1]}</p><div class='related-posts'><h3>Related</h3><ul><li><a href='/b'>Border post closed after "
        f"shots</a></li></ul></div>"
        f"<p>{STORY[2]}</p><div class='newsletter-signup'><p>Sign up for our newsletter and get the news in your "
        f"inbox.</p></div><p>{STORY[3]}</p>"
        "<p>jane.doe@news.example</p><p>(END)</p><div class='author-bio'><p>Jane Doe is a reporter at the Example "
        "Herald. She worked for a radio "
        "station before.</p></div><p>© 2031 Example Media. All rights reserved.</p><div id='comments'><p>I think that "
        "the envoy was right to leave "
        "the capital, and the ministry knows it well.</p></div></div></article>"
    )
    assert body(read(html(MENU + markup + FOOTER))) == list(STORY)


def test_captions_stand_apart_in_their_place_without_credit() -> None:
    figure = (
        "<figure><img src='a.jpg'><figcaption>Engineers at the border in March. | Image: State agency</figcaption></figure>"
    )
    article = read(html(f"<article><p>{STORY[0]}</p>{figure}{paragraphs(STORY[1:])}</article>"))
    sections = [block.section.value for block in article.blocks]
    assert sections == ["headline", "body", "caption", "body", "body", "body"]
    caption = next(block for block in article.blocks if block.section is Section.CAPTION)
    assert article.text[caption.start : caption.end] == "Engineers at the border in March."


def test_a_deck_stands_under_the_title() -> None:
    article = read(
        html(
            f"<header><h1>Envoy leaves capital</h1><p class='standfirst'>Talks on the railway end without a date, "
            f"officials say</p></header><article>{paragraphs()}</article>"
        )
    )
    assert article.deck == "Talks on the railway end without a date, officials say"
    assert article.text.split("\n\n")[1] == article.deck


def test_the_dateline_is_split_off_and_kept() -> None:
    article = read(html(f"<article><p>SEOUL, May 4 (Yonhap) -- {STORY[0]}</p>{paragraphs(STORY[1:])}</article>"))
    assert article.dateline == "SEOUL, May 4 (Yonhap)"
    assert body(article)[0] == STORY[0]
    assert article.original_source == "Yonhap"


def test_a_dateline_without_a_year_dates_the_story_by_the_day_of_the_fetch() -> None:
    article = read(
        html(f"<article><p>Pyongyang, December 30 (KCNA) -- {STORY[0]}</p>{paragraphs(STORY[1:])}</article>"),
        url="https://state.example/q/1",
        fetched_at="2031-01-02T00:00:00+00:00",
    )
    assert article.published == "2030-12-30"


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='body_txt'>" + "<br><br>".join(STORY) + "</div>",
        "<div class='body_txt'>" + "<br/>\n<br/>".join(STORY) + "<br></div>",
        "<div id='story'>" + "".join(f"<div>{text}</div>" for text in STORY) + "</div>",
        "<div data-testid='ArticleBody'>"
        + "".join(f"<div data-testid='paragraph-{n}' class='x1'>{text}</div>" for n, text in enumerate(STORY))
        + "</div>",
        "<table><tr><td>" + paragraphs() + "</td></tr></table>",
        "<form>" + paragraphs() + "</form>",
        "".join(f"<section><p>{text}</p></section><aside>Advertisement</aside>" for text in STORY),
        "<article>"
        + paragraphs(STORY[:2])
        + "<div class='ad-slot'>Advertisement</div></article><div>"
        + paragraphs(STORY[2:])
        + "</div>",
    ],
    ids=["br", "br-lines", "divs", "hashed-divs", "table", "form", "sections", "split"],
)
def test_bodies_of_all_builds(markup: str) -> None:
    assert body(read(html(MENU + markup + FOOTER))) == list(STORY)


def test_many_article_elements_do_not_hide_the_one_that_tells() -> None:
    teasers = "".join(
        f"<article class='teaser'><h3><a href='/{n}'>Another story number {n} of the day</a></h3></article>"
        for n in range(19)
    )
    assert body(
        read(
            html(
                f"<article class='view'>{teasers[:300]}<article "
                f"class='story-news'>{paragraphs()}</article>{teasers}</article>"
            )
        )
    ) == list(STORY)


def test_inline_tags_neither_glue_nor_split_words() -> None:
    texts = (
        "Comrade<nobr><span>Kim Jong Un</span></nobr>visited the <b>example</b> plant on Monday, and the "
        "<i>manager</i>, Mr. <b>R</b>i, met him.",
        "The re<wbr>port <a href='/x'>said</a>: <em>“no”</em>.The crew left <b>Pyong</b>yang at 3 p.m. after a long "
        "day at the plant.",
    )
    article = read(html(f"<article>{paragraphs(texts + STORY)}</article>"))
    assert body(article)[0] == "Comrade Kim Jong Un visited the example plant on Monday, and the manager, Mr. Ri, met him."
    assert body(article)[1] == "The report said: “no”. The crew left Pyongyang at 3 p.m. after a long day at the plant."


@pytest.mark.parametrize(
    "data",
    [
        {
            "props": {
                "pageProps": {
                    "article": {
                        "body": {"json": [{"type": "p", "children": [{"type": "text", "data": text}]} for text in STORY]}
                    }
                }
            }
        },
        {"props": {"pageProps": {"article": {"content": paragraphs()}}}},
        {"props": {"pageProps": {"story": {"paragraphs": list(STORY)}}}},
    ],
    ids=["nodes", "markup", "strings"],
)
def test_a_body_only_in_the_pages_data_is_found(data: object) -> None:
    article = read(
        html(f"<div id='__next'></div>{script(data, 'application/json', ' id=' + chr(34) + '__NEXT_DATA__' + chr(34))}")
    )
    assert body(article) == list(STORY)
    assert article.text_source == "next-data"


def test_json_lds_body_is_taken_only_where_the_page_shows_far_less() -> None:
    data = STATED | {"articleBody": "\n".join(STORY)}
    assert read(html(f"<p>{STORY[0]}</p>", script(data))).text_source == "json-ld"
    assert read(html(paragraphs(), script(data))).text_source == "dom"


def test_a_live_blog_gives_its_entries_with_their_times() -> None:
    entries = [
        {
            "@type": "BlogPosting",
            "headline": f"Entry {n}",
            "articleBody": text,
            "datePublished": f"2031-05-04T0{n}:00:00+09:00",
        }
        for n, text in enumerate(STORY)
    ]
    data = {"@type": "LiveBlogPosting", "headline": "Talks live", "datePublished": "2031-05-04", "liveBlogUpdate": entries}
    article = read(html("<h1>Talks live</h1><div>Loading</div>", script(data)))
    times = {block.time for block in article.blocks if block.section is Section.BODY}
    assert times == {f"2031-05-04T0{n}:00:00+09:00" for n in range(4)}


def test_broken_json_ld_costs_a_warning_not_the_page() -> None:
    deep = '{"a":' * 5_000 + "1" + "}" * 5_000
    head = f'<script type="application/ld+json">{{broken</script><script type="application/ld+json">{deep}</script>'
    article = read(html(paragraphs(), head))
    assert body(article) == list(STORY)
    assert len(article.warnings) == 2


OFFER = (
    "<div><p>Try unlimited access</p><p>Only $1 for four weeks</p><ul><li>Unlimited access to all of Example News</li></ul>"
    "<p>Subscribe now</p></div>"
)


def test_a_lead_before_an_offer_is_a_teaser() -> None:
    article = read(html(f"<article><h1>Envoy leaves capital</h1>{paragraphs(STORY[:2])}{OFFER}</article>"))
    assert body(article) == list(STORY[:2])
    assert (article.access, article.completeness) == ("subscription", "teaser")
    assert article.evidence


def test_not_free_does_not_mean_cut() -> None:
    data = STATED | {"isAccessibleForFree": False}
    article = read(
        html(
            f"<article class='paywall'>{paragraphs(STORY * 2 + tuple(f'{text} Again.' for text in STORY))}</article>",
            script(data),
        )
    )
    assert (article.access, article.completeness) == ("subscription", "complete")


def test_explain_says_why_each_block_was_kept_or_not() -> None:
    told = explain_page(page(html(f"<article>{paragraphs()}<p>Share on WhatsApp</p><p>(END)</p></article>")), {})
    assert "+ text" in told
    assert "- share      p  Share on WhatsApp" in told
    assert "- agency     p  (END)" in told


def test_other_languages_are_skipped() -> None:
    korean = "북한은 월요일 동해상으로 발사체를 쏘았다고 군 당국이 밝혔다. 피해는 없었으며 정부는 회의를 열었다."
    skipped = read_page(page(html(paragraphs((korean,) * 1 + tuple(korean + str(n) for n in range(5))))), {})
    assert isinstance(skipped, Skipped)
    assert skipped.reason is Reason.LANGUAGE


def test_a_name_on_the_line_below_by_is_the_byline() -> None:
    article = read(html(f"<h1>Envoy leaves capital</h1><div><span>Written by:</span><b>Jane Doe</b></div>{paragraphs()}"))
    assert article.byline == ("Jane Doe",)


@pytest.mark.parametrize(
    ("heading", "head", "title"),
    [
        (
            "<h1>4 May 2031 Envoy leaves capital by rail</h1>",
            "Envoy leaves capital by rail",
            "Envoy leaves capital by rail",
        ),
        ("<h1>Envoy leaves cap<b>ital</b></h1>", "Envoy leaves the capital", "Envoy leaves capital"),
        ("<h1>Envoy leaves capital<br>after talks</h1>", "Envoy leaves capital", "Envoy leaves capital after talks"),
        ("<h1>Envoy leaves capital – Example Herald</h1>", "Envoy leaves capital", "Envoy leaves capital"),
    ],
)
def test_the_heading_without_what_the_site_adds_is_the_title(heading: str, head: str, title: str) -> None:
    tags = f"<title>{head} - Example Herald</title><meta property='og:site_name' content='Example Herald'>"
    assert read(html(heading + paragraphs(), tags)).title == title


def test_a_title_that_a_program_cut_is_taken_whole_from_elsewhere() -> None:
    whole = "Envoy leaves the capital by rail after two days of talks about the border railway and its two bridges"
    tags = f"<title>{whole}</title>{script({'@type': 'NewsArticle', 'headline': whole[:80], 'datePublished': '2031-05-04'})}"
    assert read(html(paragraphs(), tags)).title == whole


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("https://news.example.co.kr/a", "https://news.example.co.kr/a"),
        ("https://other.co.kr/a", "http://www.example.co.kr/story"),
    ],
)
def test_the_pages_own_address_counts_within_the_site_only(stated: str, kept: str) -> None:
    source = Source(
        url="https://archive.example/2031/http://www.example.co.kr/story", canonical_url="http://www.example.co.kr/story"
    )
    markup = html(paragraphs(), f"<link rel='canonical' href='{stated}'>")
    article = read_page(Page(html=markup.encode(), source=source), {})
    assert isinstance(article, Article)
    assert article.source.canonical_url == kept


def test_an_archives_copy_is_read_by_the_recipe_of_its_site() -> None:
    site = SiteRow(hosts="example.kp", name="Example Review")
    source = Source(url="https://archive.example/web/1/http://example.kp/a", canonical_url="http://example.kp/a")
    article = read_page(Page(html=html(paragraphs()).encode(), source=source), {"example.kp": site})
    assert isinstance(article, Article)
    assert article.publisher == "Example Review"


def test_a_live_blog_without_json_ld_gives_its_entries_with_their_times() -> None:
    entries = "".join(
        f"<div class='entry'><time datetime='2031-05-05T0{hour}:15:00+09:00'>0{hour}:15</time><p>{text}</p></div>"
        for hour, text in enumerate(STORY, start=1)
    )
    markup = html(f"<h1>Talks on the railway</h1><main>{entries}</main>")
    article = read(markup, url="https://news.example/live/talks-on-the-railway")
    assert body(article) == list(STORY)
    assert [block.time for block in article.blocks if block.section is Section.BODY] == [
        f"2031-05-05T0{hour}:15:00+09:00" for hour in range(1, 5)
    ]
    plain = read(markup, url="https://news.example/talks-on-the-railway")
    assert not any(block.time for block in plain.blocks)


@pytest.mark.parametrize("running", [True, False])
def test_reading_leaves_the_collector_as_it_was_and_no_cycles(running: bool) -> None:
    before = gc.isenabled()
    pages = [html(paragraphs()).encode(), b"%PDF-1.7"]
    try:
        gc.collect()
        gc.enable() if running else gc.disable()
        for data in pages:
            read_page(Page(html=data, source=page("").source), {})
            assert gc.isenabled() is running
        gc.disable()
        gc.collect()
        read_page(Page(html=pages[0], source=page("").source), {})
        assert gc.collect() == 0
    finally:
        gc.enable() if before else gc.disable()

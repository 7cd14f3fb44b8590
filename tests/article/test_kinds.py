"""Pages that are no article, each with its reason; and short or odd pages that are one."""

from __future__ import annotations

import pytest

from dprk_events.article import read_page
from dprk_events.model import Article, Reason, Skipped
from tests.article.pages import FOOTER, MENU, STORY, html, page, paragraphs

LINKS = "".join(
    f"<li><h3><a href='/s/{n}'>Envoy number {n} leaves the capital after talks</a></h3><p>The envoy left on day {n} "
    f"of the week.</p></li>"
    for n in range(20)
)
BARE_LINKS = "".join(
    f"<div class='item'><a href='/s/{n}'>Envoy number {n} leaves the capital after talks</a> <span>May {n + 1}, "
    f"2031</span></div>"
    for n in range(20)
)
COOKIES = "<p>We use cookies and similar technologies. You can change your consent at any time.</p><button>Accept</button>"

PAGES = {
    "front-page": (Reason.LIST_PAGE, html(f"{MENU}<main><ul>{LINKS}</ul></main>{FOOTER}", "<title>Example Herald</title>")),
    "section-of-links": (
        Reason.LIST_PAGE,
        html(f"{MENU}<main><h1>North Korea</h1>{BARE_LINKS}</main>{FOOTER}", "<title>North Korea news</title>"),
    ),
    "soft-404": (
        Reason.SOFT_404,
        html(
            f"{MENU}<h1>Page not found</h1><p>Sorry, the page you requested could not be found.</p>{FOOTER}",
            "<title>404</title>",
        ),
    ),
    "gone": (
        Reason.SOFT_404,
        html(f"<h1>Oops</h1><p>This article is no longer available on our site.</p>{FOOTER}", "<title>Example</title>"),
    ),
    "filter": (
        Reason.BLOCKED_PAGE,
        html(
            "<h1>Web Page Blocked</h1><p>Access to the page has been blocked by your provider.</p>", "<title>Notice</title>"
        ),
    ),
    "robot-check": (
        Reason.BLOCKED_PAGE,
        html("<h1>Just a moment...</h1><p>Verify you are human.</p>", "<title>Just a moment...</title>"),
    ),
    "denied": (
        Reason.BLOCKED_PAGE,
        html("<h1>Access Denied</h1><p>You don't have permission.</p>", "<title>Access Denied</title>"),
    ),
    "consent": (Reason.CONSENT_PAGE, html(f"<h1>Your privacy</h1>{COOKIES}", "<title>Before you continue</title>")),
    "script-shell": (
        Reason.SCRIPT_ONLY,
        html(
            "<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div><script "
            "src='/a.js'></script>",
            "<title>News</title>",
        ),
    ),
    "silent-shell": (
        Reason.SCRIPT_ONLY,
        html("<div id='app'></div><script src='/a.js'></script><script>start()</script>", "<title>News</title>"),
    ),
    "video": (
        Reason.MEDIA_ONLY,
        html(
            f"{MENU}<h1>Watch the parade</h1><video src='a.mp4'></video><p>Parade in May.</p>{FOOTER}",
            "<title>Watch the parade</title>",
        ),
    ),
    "gallery": (
        Reason.MEDIA_ONLY,
        html(
            f"<h1>Photos: parade</h1><div class='gallery'><img src='1.jpg'><img src='2.jpg'></div><p>A parade.</p>{FOOTER}",
            "<title>Photos: parade</title>",
        ),
    ),
    "news-summary": (
        Reason.DIGEST,
        html(f"<article><h1>Example News Summary</h1>{paragraphs()}</article>", "<title>Example News Summary</title>"),
    ),
    "press-review": (
        Reason.DIGEST,
        html(f"<article><h1>Press Review on May 4</h1>{paragraphs()}</article>", "<title>Press Review on May 4</title>"),
    ),
    "nothing": (Reason.NO_TEXT, html("<div> </div>", "<title></title>")),
}


@pytest.mark.parametrize("name", PAGES)
def test_no_article(name: str) -> None:
    reason, markup = PAGES[name]
    skipped = read_page(page(markup, url="https://news.example/x"), {})
    assert isinstance(skipped, Skipped), skipped
    assert skipped.reason is reason
    assert skipped.detail


@pytest.mark.parametrize(
    "markup",
    [
        html(
            f"<article><h1>Web page blocked in the North, users say</h1>{paragraphs()}</article>",
            "<title>Web page blocked in the North</title>",
        ),
        html(
            f"<article><h1>Envoy not found at hotel</h1>{paragraphs()}</article>", "<title>Envoy not found at hotel</title>"
        ),
        html(f"<article>{paragraphs()}</article><aside><ul>{LINKS}</ul></aside>"),
        html(f"{BARE_LINKS}<article>{paragraphs()}</article>"),
        html(f"<article><h1>Envoy leaves</h1><video src='a'></video>{paragraphs()}</article>"),
        html(f"<div class='cookie-banner'>{COOKIES}</div><article>{paragraphs()}</article>"),
        html(
            f"<article><h1>Envoy leaves</h1><p>{STORY[0]}</p></article>",
            "<title>Envoy leaves</title><meta property='og:type' content='article'>",
        ),
    ],
    ids=[
        "blocked-in-title",
        "not-found-in-title",
        "story-beside-list",
        "story-under-list",
        "story-with-video",
        "story-with-banner",
        "one-paragraph",
    ],
)
def test_articles_that_look_like_something_else(markup: str) -> None:
    article = read_page(page(markup), {})
    assert isinstance(article, Article), article
    assert STORY[0] in article.text

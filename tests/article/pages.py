"""Pages for the tests, built as sites build them; every sentence is invented."""

from __future__ import annotations

from dprk_events.model import Page, Source

URL = "https://news.example/2031/05/05/envoy-leaves/"
STORY = (
    "The envoy of the northern republic left the capital on Monday after two days of talks about the border railway.",
    "A spokesman for the transport ministry told reporters that both sides had agreed on a further round in October.",
    "The delegation brought no answer to the proposal of last week, according to two officials who saw the letter.",
    "Work on the line stopped four years ago, when the governors of both provinces withdrew their engineers.",
)
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>"
FOOTER = "<footer><p>Copyright 2031 Example Media. All rights reserved. No part of this site may be reproduced.</p></footer>"


def paragraphs(texts: tuple[str, ...] = STORY) -> str:
    """The texts as <p> elements."""
    return "".join(f"<p>{text}</p>\n" for text in texts)


def html(body: str, head: str = "<title>Envoy leaves capital | Example Herald</title>") -> str:
    """A whole page around the body."""
    return f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


def page(markup: str | bytes, url: str | None = URL, **more: str) -> Page:
    """The markup as it would come from the fetch room."""
    data = markup.encode() if isinstance(markup, str) else markup
    return Page(html=data, source=Source(url=url, fetched_at=more.pop("fetched_at", "2031-05-06T08:00:00+00:00")), **more)

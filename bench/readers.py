"""Article readers by name, each a function of the page's bytes and address: ours, and those that people use.

A scorer that calls ``function(html, url)`` takes ours as ``-x ours=readers:ours``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from dprk_events.article import read_any
from dprk_events.model import Article, Page, Section, Source
from dprk_events.tables import load_sites
from dprk_events.tables.rows import SiteRow

Reader = Callable[[bytes, str], dict[str, object]]


def ours(html: bytes, url: str) -> dict[str, object]:
    """Body text (no title, no captions) and metadata of one page, in whatever language, without recipes."""
    return _read(html, url, {})


def ours_with_recipes(html: bytes, url: str) -> dict[str, object]:
    """The same with the recipes of data/sites/, as the command reads."""
    return _read(html, url, _sites())


@cache
def _sites() -> dict[str, SiteRow]:
    return load_sites()


def _read(html: bytes, url: str, sites: Mapping[str, SiteRow]) -> dict[str, object]:
    article = read_any(Page(html=html, source=Source(url=url)), sites)
    if not isinstance(article, Article):
        return {"text": "", "skipped": article.reason.value}
    body = (article.text[block.start : block.end] for block in article.blocks if block.section is Section.BODY)
    return {
        "text": "\n".join(body),
        "title": article.title,
        "authors": list(article.byline),
        "date": article.published,
        "language": article.language,
        "publisher": article.publisher,
    }


def trafilatura(html: bytes, url: str) -> dict[str, object]:
    """trafilatura at its defaults, text only."""
    from trafilatura import extract

    return {"text": extract(html, url=url, include_comments=False)}


def trafilatura_fast(html: bytes, url: str) -> dict[str, object]:
    """trafilatura without its fallbacks."""
    from trafilatura import extract

    return {"text": extract(html, url=url, include_comments=False, fast=True)}


def readability(html: bytes, url: str) -> dict[str, object]:
    """readability-lxml; a line a block, since its answer is markup."""
    from lxml.html import fromstring
    from readability import Document

    root = fromstring(Document(html.decode("utf-8", "replace"), url=url).summary())
    for element in root.iter("p", "div", "li", "br", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"):
        element.tail = "\n" + (element.tail or "")
    return {"text": root.text_content()}


def resiliparse(html: bytes, _url: str) -> dict[str, object]:
    """resiliparse, main content only, without bullets and texts of pictures."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    text = bytes_to_str(html, detect_encoding(html) or "utf-8")
    return {"text": extract_plain_text(text, main_content=True, alt_texts=False, list_bullets=False)}


# what it is called, the module that it needs, the function
READERS: dict[str, tuple[str, Reader]] = {
    "dprk-events": ("dprk_events", ours_with_recipes),
    "dprk-events, no recipes": ("dprk_events", ours),
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura, fast": ("trafilatura", trafilatura_fast),
    "readability-lxml": ("readability", readability),
    "resiliparse": ("resiliparse", resiliparse),
}

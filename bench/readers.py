"""Our reader for a scorer that calls ``function(html, url)``: ``-x ours=readers:ours``."""

from __future__ import annotations

from dprk_events.article import read_any
from dprk_events.model import Article, Page, Section, Source


def ours(html: bytes, url: str) -> dict[str, object]:
    """Body text (no title, no captions) and metadata of one page, in whatever language."""
    article = read_any(Page(html=html, source=Source(url=url)), {})
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

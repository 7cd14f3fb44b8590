"""Which blocks of a page were kept and which were not, and why."""

from __future__ import annotations

from collections.abc import Mapping

from dprk_events.article.boxes import Box
from dprk_events.article.finish import Reading, article_of
from dprk_events.article.kinds import refuse_kind
from dprk_events.article.page import read
from dprk_events.model import Page, Skipped
from dprk_events.tables.rows import SiteRow

_SHOWN = 90


def explain_page(page: Page, sites: Mapping[str, SiteRow]) -> str:
    """The verdict on every block of the story's box, with the metadata and the signs of a wall.

    >>> html = b"<h1>Envoy leaves</h1><p>The envoy left the capital on Monday after the talks, the ministry said.</p>"
    >>> print(explain_page(Page(html=html, source=Source()), {}).splitlines()[-1])
    + text       p  The envoy left the capital on Monday after the talks, the ministry said.
    """
    reading = read(page, sites)
    if isinstance(reading, Skipped):
        return f"skipped: {reading.reason.value}: {reading.detail}"
    refused = refuse_kind(reading.shape)
    lines = [f"skipped: {refused.reason.value}: {refused.detail}"] if refused else _article(reading)
    return "\n".join([*lines, *_blocks(reading)])


def _article(reading: Reading) -> list[str]:
    article = article_of(reading)
    fields = {
        "title": article.title,
        "deck": article.deck,
        "byline": ", ".join(article.byline),
        "publisher": article.publisher,
        "original source": article.original_source,
        "published": article.published,
        "dateline": article.dateline,
        "access": article.access,
        "completeness": article.completeness,
        "text from": article.text_source,
    }
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    lines += [f"sign: {sign}" for sign in article.evidence]
    return lines + [f"warning: {warning}" for warning in article.warnings]


def _blocks(reading: Reading) -> list[str]:
    """+ kept, - left out with the reason, = caption."""
    lines = []
    for leaf in reading.story.leaves:
        sign = "+" if leaf.kept else "=" if leaf.kind == "caption" else "-"
        text = leaf.text if len(leaf.text) <= _SHOWN else leaf.text[: _SHOWN - 1] + "…"
        lines.append(f"{sign} {leaf.kind.ljust(10)} {_named(leaf.box)}  {text}")
    return lines


def _named(box: Box) -> str:
    names = box.attribute("class").split()
    return box.tag + (f".{names[0]}" if names else "")

"""Recipes: where a known site keeps its story, by CSS selectors, for each design it has had.

A recipe that finds nothing says so, and the page is read like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from dprk_events.article.places import host_of
from dprk_events.article.repair import repair
from dprk_events.tables.rows import LayoutRow, SiteRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a layout's selectors found: nodes by their memory address, and texts."""

    layout: LayoutRow
    body: tuple[int, ...]
    paragraphs: frozenset[int]
    captions: frozenset[int]
    title: str | None
    deck: str | None
    byline: tuple[str, ...]
    published: str | None
    modified: str | None


def site_of(url: str | None, sites: Mapping[str, SiteRow]) -> SiteRow | None:
    """The recipe of the address: the longest host name that covers it.

    >>> site_of("https://m.news.example/a", {"news.example": SiteRow(hosts="news.example", name="Example")}).name
    'Example'
    """
    host = host_of(url)
    while host:
        if host in sites:
            return sites[host]
        _, _, host = host.partition(".")
    return None


def find(tree: LexborHTMLParser, site: SiteRow, url: str, day: str | None) -> tuple[Found | None, tuple[str, ...]]:
    """The first layout whose body is on the page, those of the page's day first; and warnings.

    Where no body is found, the first layout's other selectors still speak: title, byline and date outlive a design.
    """
    warnings: list[str] = []
    fitting = _in_order(site.layouts, url, day)
    for layout in fitting:
        body = _first_match(tree, layout.body, warnings)
        if layout.body and not any(node.text(strip=True) for node in body):
            continue
        return _found(tree, layout, body, warnings), tuple(warnings)
    if fitting:
        warnings.append(f"the recipe of {site.name} found no story on this page; it was read without it")
        return _found(tree, fitting[0], [], warnings), tuple(warnings)
    return None, tuple(warnings)


def asks_day(site: SiteRow) -> bool:
    """Whether the site has designs of the past, so that the day of a page tells which one it has."""
    return any(layout.until for layout in site.layouts)


def drop(tree: LexborHTMLParser, layout: LayoutRow) -> None:
    """Take what the layout drops out of the tree."""
    for selector in layout.drop:
        for node in _select(tree, selector, []):
            node.decompose()


def _in_order(layouts: Iterable[LayoutRow], url: str, day: str | None) -> list[LayoutRow]:
    fitting = [layout for layout in layouts if layout.url is None or re.search(layout.url, url)]

    def order(layout: LayoutRow) -> tuple[bool, str]:
        until = layout.until.isoformat() if layout.until else "9999"
        return (day is not None and until < day[:10], until if day else "")

    return sorted(fitting, key=order)


def _found(tree: LexborHTMLParser, layout: LayoutRow, body: list[LexborNode], warnings: list[str]) -> Found:
    def text_of(selectors: tuple[str, ...]) -> str | None:
        return next(
            (text for node in _first_match(tree, selectors, warnings) if (text := repair(node.text(separator=" ")))), None
        )

    def date_of(selectors: tuple[str, ...]) -> str | None:
        for node in _first_match(tree, selectors, warnings):
            attributes = node.attributes
            value = (
                attributes.get("datetime")
                or attributes.get("content")
                or attributes.get("data-published-time")
                or repair(node.text(separator=" "))
            )
            if value:
                return value
        return None

    names = [repair(node.text(separator=" ")) for node in _first_match(tree, layout.byline, warnings)]
    inside = [child for node in body for selector in layout.paragraphs for child in _select(node, selector, warnings)]
    captions = [node.mem_id for selector in layout.captions for node in _select(tree, selector, warnings)]
    return Found(
        layout=layout,
        body=tuple(node.mem_id for node in body),
        paragraphs=frozenset(node.mem_id for node in inside),
        captions=frozenset(captions),
        title=text_of(layout.title),
        deck=text_of(layout.deck),
        byline=tuple(name for name in names if name),
        published=date_of(layout.published),
        modified=date_of(layout.modified),
    )


def _first_match(tree: LexborHTMLParser, selectors: tuple[str, ...], warnings: list[str]) -> list[LexborNode]:
    for selector in selectors:
        nodes = _select(tree, selector, warnings)
        if nodes:
            return nodes
    return []


def _select(tree: LexborHTMLParser | LexborNode, selector: str, warnings: list[str]) -> list[LexborNode]:
    try:
        return tree.css(selector)
    except (SelectolaxError, ValueError) as error:
        warnings.append(f"the recipe's selector {selector!r} cannot be read: {error}")
        return []

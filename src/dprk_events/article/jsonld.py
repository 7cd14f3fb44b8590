"""What a page says about itself for machines: JSON-LD and meta tags, read with distrust.

>>> facts = read_json_ld(['{"@type": "NewsArticle", "headline": "Envoy leaves", "author": {"name": "Jane Doe"}}'])
>>> facts.headline, facts.authors
('Envoy leaves', ('Jane Doe',))
>>> read_json_ld(["{broken"]).headline is None
True
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

MAX_CHARACTERS = 500_000
MAX_BLOCKS = 50
_MAX_DEPTH = 200  # brackets open at once; Python's reader gives up at about 1,000
_ARTICLES = re.compile(r"(?:News|Reportage\w*|Opinion\w*|Analysis\w*|Background\w*|Review\w*|Tech|Scholarly|Satirical|"
                       r"Advertiser\w*)?Article$|"
                       r"(?:Social|Discussion|Blog|LiveBlog)\w*Posting$|Report$|NewsArticle|Blog$")  # fmt: skip
_PAGES = frozenset(
    {"WebPage", "ItemPage", "VideoObject", "CreativeWork", "MedicalWebPage", "FAQPage", "Recipe", "HowTo", "AboutPage"}
)
_SLOPPY = re.compile(r",\s*(?=[}\]])")
_MARKS = ("<", "/", ">")
_WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One entry of a live blog."""

    text: str
    time: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the JSON-LD of a page says about its article; dates and names as written."""

    kind: str | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    page_published: str | None = None  # the same of the page around the article
    modified: str | None = None
    language: str | None = None
    free: bool | None = None
    paid_selectors: tuple[str, ...] = ()
    body: str | None = None
    words: int | None = None
    updates: tuple[Update, ...] = ()
    warnings: tuple[str, ...] = ()


def read_json_ld(blocks: Iterable[str]) -> Facts:
    """The facts of the page's article; blocks that cannot be read are left out and named in ``warnings``."""
    warnings = []
    things: list[dict[str, object]] = []
    for number, block in enumerate(blocks):
        if number >= MAX_BLOCKS:
            warnings.append(f"more than {MAX_BLOCKS} JSON-LD blocks, the rest was not read")
            break
        value = load_json(block)
        if value is None:
            warnings.append(f"JSON-LD block {number + 1} cannot be read")
            value = _readable_part(block)
        things.extend(_things(value))
    article = _best(things)
    if article is None:
        return Facts(warnings=tuple(warnings))
    authors = (
        tuple(_names(article.get("author"), things)) or tuple(_names(article.get("creator"), things)) or _byline(article)
    )
    page_published = _page_published(things)
    return Facts(
        kind=_type(article),
        headline=_text(article.get("headline")) or (_text(article.get("name")) if _type(article) not in _PAGES else None),
        authors=authors,
        publisher=next(iter(_names(article.get("publisher"), things)), None),
        published=_text(article.get("datePublished")) or page_published or _text(article.get("dateCreated")),
        page_published=page_published,
        modified=_text(article.get("dateModified")),
        language=_text(article.get("inLanguage")),
        free=_truth(article.get("isAccessibleForFree")),
        paid_selectors=tuple(_paid(article.get("hasPart"))),
        body=_text(article.get("articleBody")),
        words=_number(article.get("wordCount")),
        updates=tuple(_updates(article.get("liveBlogUpdate"))),
        warnings=tuple(warnings),
    )


def load_json(block: str) -> object | None:
    """JSON as pages write it: comments around it, commas at the end, raw line breaks; None where broken or too deep."""
    if len(block) > MAX_CHARACTERS:
        return None
    block = block.strip()
    if block[:1] in _MARKS or block.rstrip(" \t\r\n;")[-1:] in _MARKS:  # wrapped in a comment or in CDATA
        block = _WRAPPED.sub("", block).strip()
    block = block.rstrip(";")
    if _depth(block) > _MAX_DEPTH:
        return None
    for mend in _MENDS:
        text = mend(block)
        if text is None:
            continue
        try:
            value: object = _DECODER.decode(text)
        except (ValueError, RecursionError):
            continue
        return value
    return None


# what programs that write JSON by hand do to it: as it is, commas at the end, written for an attribute, objects in a row
_MENDS: tuple[Callable[[str], str | None], ...] = (
    lambda text: text,
    lambda text: _SLOPPY.sub("", text),
    lambda text: html.unescape(text) if "&quot;" in text else None,
    lambda text: f"[{text}]" if text.startswith("{") else None,
)


def _readable_part(block: str) -> dict[str, object] | None:
    """What a broken block of an article says where it can still be read: quotes inside a headline break the whole.

    >>> _readable_part('{"@type": "NewsArticle", "headline": "Envoy "leaves"", "datePublished": "2031-05-04"}')
    {'@type': 'NewsArticle', 'datePublished': '2031-05-04'}
    """
    block = block[:_LONGEST_BROKEN]
    kind = _BROKEN_KIND.search(block)
    if kind is None:
        return None
    found: dict[str, object] = {"@type": kind[1]}
    for key in ("headline", "datePublished", "dateModified"):
        match = re.search(rf'"{key}"\s*:\s*"([^"\\]{{1,300}})"\s*[,}}\n]', block)
        if match:
            found[key] = match[1]
    author = _BROKEN_AUTHOR.search(block)
    return found | {"author": author[1]} if author else found


_LONGEST_BROKEN = 100_000
_BROKEN_KIND = re.compile(r'"@type"\s*:\s*\[?\s*"(\w*(?:Article|Posting))"')
_BROKEN_AUTHOR = re.compile(r'"author"\s*:\s*\[?\s*\{[^{}\]]{0,300}?"name"\s*:\s*"([^"\\]{2,80})"')


def _int(digits: str) -> int | float:
    return int(digits) if len(digits) < 100 else float("inf")


_DECODER = json.JSONDecoder(strict=False, parse_int=_int)


def _depth(block: str) -> int:
    """An upper bound of the nesting: cheap unless there are many brackets."""
    if block.count("{") + block.count("[") <= _MAX_DEPTH:
        return 0
    depth = deepest = 0
    for char in re.findall(r"[\[\]{}]", block):
        depth += 1 if char in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _things(value: object) -> Iterator[dict[str, object]]:
    """All objects at the top, in lists and in @graph; a page's mainEntity too."""
    if isinstance(value, list):
        for item in value:
            yield from _things(item)
    elif isinstance(value, dict):
        yield value
        yield from _things(value.get("@graph"))
        main = value.get("mainEntity")
        if isinstance(main, dict) and _ARTICLES.search(_type(main)):
            yield main


def _type(thing: dict[str, object]) -> str:
    kind = thing.get("@type")
    if isinstance(kind, list):
        names = [name for name in kind if isinstance(name, str)]
        return next((name for name in names if _ARTICLES.search(name)), names[0] if names else "")
    return kind if isinstance(kind, str) else ""


def _best(things: list[dict[str, object]]) -> dict[str, object] | None:
    """The article among the objects: one with a headline and a date before one without, then a page."""
    articles = [thing for thing in things if _ARTICLES.search(_type(thing))]
    for wanted in (("headline", "datePublished"), ("datePublished",), ("headline",)):
        for thing in articles:
            if all(thing.get(key) for key in wanted):
                return thing
    if articles:
        return articles[0]
    pages = [thing for thing in things if _type(thing) in _PAGES]
    return next((thing for thing in pages if thing.get("datePublished")), pages[0] if pages else None)


def _page_published(things: list[dict[str, object]]) -> str | None:
    """The date of the one page around the article."""
    return next((_text(thing.get("datePublished")) for thing in things if _type(thing) == "WebPage"), None)


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str | dict)), None)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("alternateName")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    text = html.unescape(html.unescape(value)).strip() if "&" in value else value.strip()
    return text or None


def _names(value: object, things: list[dict[str, object]]) -> Iterator[str]:
    if isinstance(value, str):
        yield html.unescape(value)
    elif isinstance(value, list):
        for item in value:
            yield from _names(item, things)
    elif isinstance(value, dict):
        name = value.get("name")
        if not name and value.get("@id"):
            name = next(
                (thing.get("name") for thing in things if thing.get("@id") == value["@id"] and thing.get("name")), None
            )
        if not name:
            name = " ".join(part for part in (value.get("givenName"), value.get("familyName")) if isinstance(part, str))
        if isinstance(name, list):
            yield from _names(name, things)
        elif isinstance(name, str):
            yield html.unescape(name)


def _byline(article: dict[str, object]) -> tuple[str, ...]:
    """One agency writes ``byline`` instead of a name inside the author."""
    value = article.get("author")
    values = value if isinstance(value, list) else [value]
    found = [item.get("byline") for item in values if isinstance(item, dict)] + [article.get("byline")]
    return tuple(name for name in found if isinstance(name, str))


def _truth(value: object) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return value if isinstance(value, bool) else None


def _paid(value: object) -> Iterator[str]:
    """The selectors of parts that are not free; many other parts are only marked as speakable."""
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict) and _truth(part.get("isAccessibleForFree")) is False:
            selector = part.get("cssSelector")
            for one in selector if isinstance(selector, list) else [selector]:
                if isinstance(one, str) and one.strip():
                    yield one.strip()


def _number(value: object) -> int | None:
    if isinstance(value, str) and value.isdigit() and len(value) < 8:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _updates(value: object) -> Iterator[Update]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            text = _text(item.get("articleBody"))
            head = _text(item.get("headline"))
            if text:
                yield Update(
                    text=text if not head or text.startswith(head) else f"{head}\n{text}",
                    time=_text(item.get("datePublished")),
                )

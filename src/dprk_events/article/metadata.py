"""Title, byline, publisher, dates, language and address of a page, each from its most trusted witness that speaks.

JSON-LD speaks first, then meta tags, then what a reader sees; a value that is a template, an address or the site's own name
is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dprk_events.article.bylines import byline_of, clean_names, is_name, is_organisation
from dprk_events.article.dates import Order, date_in_url, find_date, normal_date
from dprk_events.article.head import Head
from dprk_events.article.repair import repair
from dprk_events.article.titles import SITE_KEYS, UNFILLED, fold, host_names, title_of, values_of

_AUTHOR_KEYS = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
                "dc.contributor",
                "citation_author", "cxenseparse:author", "article:author_name", "og:article:author")  # fmt: skip
_DATE_KEYS = ("article:published_time", "og:article:published_time", "article:published", "og:published_time",
              "datepublished",
              "publishdate", "publish-date", "publish_date", "published_time", "published-date", "pubdate",
              "parsely-pub-date", "sailthru.date",
              "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date",
              "dcterms.date",
              "citation_publication_date", "article.published", "article_date_original", "date", "dc.date.created",
              "rnews:datepublished",
              "bt:pubdate", "og:pubdate", "publication_date", "article:post_date", "created", "lastmod")  # fmt: skip
_MODIFIED_KEYS = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified",
                  "dc.date.modified",
                  "revised", "lastmod")  # fmt: skip
_HEAD_TEXT = 700
_BYLINES = (
    '[rel="author"], [itemprop="author"], [data-testid="AuthorName"], [class*="author" i], [class*="byline" i], '
    'a[href*="author"], a[href*="/people/"], a[href*="/staff/"], a[href*="/profile/"], a[href*="/by/"], a[href*="/writers/"]'
)
_DATED = 'time, [itemprop="datePublished"], [class*="publish" i], [class*="date" i], [class*="time" i], .posted'


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The chosen values."""

    title: str | None
    byline: tuple[str, ...]
    publisher: str | None
    published: str | None
    modified: str | None
    language: str | None
    canonical_url: str | None
    source_line: str | None = None  # "Source: ..." under the headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What the recipe of a site knows: where it is, how it writes dates, what it is called."""

    name: str | None = None
    zone: str | None = None
    order: Order | None = None
    captured: str | None = None  # the last day on which the page can have been published: that of the fetch and one more


def stated_day(head: Head, url: str | None, habits: Habits) -> str | None:
    """The day of the page as its head or its address says, before the tree is looked at."""
    return _first_date([head.facts.published, *values_of(head.meta, _DATE_KEYS)], habits) or (
        date_in_url(url) if url else None
    )


def choose(head: Head, tree: LexborHTMLParser, url: str | None, habits: Habits) -> Metadata:
    """The metadata of the page; ``tree``, without its scripts and menus, is asked only for what the head does not say."""
    publisher = habits.name or _publisher(head, url)
    published = _published(head, tree, url, habits)
    modified = _first_date([head.facts.modified, *values_of(head.meta, _MODIFIED_KEYS)], habits)
    return Metadata(
        title=title_of(head, publisher, url),
        byline=_byline(head, tree, publisher),
        publisher=publisher,
        published=published,
        modified=modified if modified and (published is None or modified[:10] >= published[:10]) else None,
        language=_language(head),
        canonical_url=_address(head, url),
        source_line=_source_line(head, tree) if habits.name else None,
    )


def _source_line(head: Head, tree: LexborHTMLParser) -> str | None:
    """The line that names the source; asked only on sites with a recipe, since all visible text is gone through."""
    return next(
        (line for line in _below_title(head, tree).split("\n") if "source" in line.lower() and len(line) < 200), None
    )


def _publisher(head: Head, url: str | None) -> str | None:
    for value in [head.facts.publisher or "", *values_of(head.meta, SITE_KEYS[:2]), *values_of(head.meta, SITE_KEYS[2:])]:
        name = repair(value)
        if name and len(name) < 80 and not name.startswith(("http", "@")):
            return name
    hosts = host_names(url)
    return hosts[0] if hosts else None


def _byline(head: Head, tree: LexborHTMLParser, publisher: str | None) -> tuple[str, ...]:
    site = fold(publisher or "")
    witnesses: list[Iterable[str]] = [head.facts.authors]
    witnesses += [[_turned(value) for value in head.meta[key]] for key in _AUTHOR_KEYS if key in head.meta]
    if any(re.search(r"\bby\b|author", label, re.I) for label in head.meta.get("twitter:label1", ())):
        witnesses.append(head.meta.get("twitter:data1", ()))
    for values in witnesses:
        names = tuple(name for name in clean_names(values) if fold(name) != site)
        if names:
            return names
    nodes = tree.css(_BYLINES)[:60]
    marked = [node for node in nodes if {"rel", "itemprop", "href"} & node.attributes.keys()]
    stated = clean_names(head.facts.authors)[:1] or _own_name(head)  # the site itself, where nobody else is named
    return _seen_names(marked, site) or _seen_names(nodes, site) or _names_near_title(head, tree, site) or stated


def _own_name(head: Head) -> tuple[str, ...]:
    """The author whose name the site bears."""
    stated = clean_names(value for key in _AUTHOR_KEYS for value in head.meta.get(key, ()))[:1]
    return tuple(name for name in stated if is_name(name) and not is_organisation(name))


def _names_near_title(head: Head, tree: LexborHTMLParser, site: str) -> tuple[str, ...]:
    """A "By Jane Doe" line that a reader sees under the headline."""
    lines = [line for line in (" ".join(line.split()) for line in _below_title(head, tree).split("\n")) if line]
    for line, following in pairwise([*lines, ""]):
        names = byline_of(line) or (byline_of(f"{line} {following}") if is_name(line) or _BY_LABEL.fullmatch(line) else ())
        if names and fold(names[0]) != site:
            return names
    return ()


_BY_LABEL = re.compile(r"(?:(?:written|words|text|story|article|posted|reported) )?by\s?:?|authors?\s?:?", re.IGNORECASE)


def date_below(title: str | None, tree: LexborHTMLParser, habits: Habits) -> str | None:
    """A date among the first lines under a headline that only the story's box gave."""
    lines = _under(title, tree).split("\n")[:_DATE_LINES] if title else []
    dates = (find_date(line, order=habits.order, zone=habits.zone) for line in lines if len(line) < _DATE_LINE)
    return next((found for found in dates if found), None)


_DATE_LINES, _DATE_LINE = 12, 100


def _below_title(head: Head, tree: LexborHTMLParser) -> str:
    """The visible text right under the headline, an element a line."""
    heading = next(iter(head.h1), None) or next(iter(head.meta.get("og:title", ())), None) or head.title_tag
    return _under(heading, tree) if heading else ""


def _under(heading: str, tree: LexborHTMLParser) -> str:
    body = tree.body
    text = body.text(separator="\n")[:200_000] if body is not None else ""
    at = text.find(heading[:30])
    # the heading ends its line; in <title> the site's name may follow it
    end = text.find("\n", at + min(len(heading), 30)) if at >= 0 else -1
    return text[end : end + _HEAD_TEXT] if end >= 0 else ""


def _turned(name: str) -> str:
    """ "Doe, Jane" as Jane Doe."""
    match = re.fullmatch(r"([A-Z][\w'’-]+), ([A-Z][\w'’.-]+(?: [A-Z]\.)?)", name.strip())
    return f"{match[2]} {match[1]}" if match else name


def _seen_names(nodes: list[LexborNode], site: str) -> tuple[str, ...]:
    """Names that stand in byline elements: each must look like a name, or stand behind "By"."""
    found: list[str] = []
    home: set[int] = set()
    for node in nodes:
        text = repair(node.text(separator=" "))
        if not 4 <= len(text) <= 120:
            continue
        names = byline_of(text) or tuple(name for name in clean_names([text]) if is_name(name))
        if not names:
            continue
        around = _around(node)
        if found and not (home & around):
            break  # a name further down is that of another story or of a commenter
        home |= around
        found.extend(name for name in names if fold(name) != site and name not in found)
    return tuple(found[:6])


def _around(node: LexborNode) -> set[int]:
    """The addresses of an element's parent and grandparent."""
    parent = node.parent
    above = parent.parent if parent is not None else None
    return {each.mem_id for each in (parent, above) if each is not None and each.tag not in {"body", "html"}}


def _published(head: Head, tree: LexborHTMLParser, url: str | None, habits: Habits) -> str | None:
    stated = _first_date([head.facts.published, *values_of(head.meta, _DATE_KEYS)], habits)
    if stated and len(stated) > 10:
        return stated
    if stated:
        return next((value for value in _seen_dates(head, tree, habits) if value[:10] == stated and len(value) > 10), stated)
    in_url = date_in_url(url) if url else None
    seen = [value for value in _seen_dates(head, tree, habits) if not habits.captured or value[:10] <= habits.captured]
    same = [value for value in seen if value[:10] == in_url]
    if in_url:
        return max(same, key=len, default=in_url)  # a date of the page that says the address's day may add the time
    return seen[0] if seen else None


def _seen_dates(head: Head, tree: LexborHTMLParser, habits: Habits) -> Iterator[str]:
    """The dates that a reader sees: marked ones, those under the headline, those in elements made for a date."""
    nodes = tree.css(_DATED)[:40]
    marked = [node for node in nodes if {"pubdate", "itemprop"} & node.attributes.keys()]
    for node in marked:
        yield from _date_of(node, habits)
    below = find_date(_below_title(head, tree), order=habits.order, zone=habits.zone)
    if below:
        yield below
    for node in sorted(nodes, key=lambda node: node.tag != "time"):
        yield from _date_of(node, habits)


def _date_of(node: LexborNode, habits: Habits) -> Iterator[str]:
    attributes = node.attributes
    value = attributes.get("datetime") or attributes.get("content") or ""
    found = normal_date(value, zone=habits.zone) if value else None
    if found is None:
        text = node.text(separator=" ")
        found = find_date(text, order=habits.order, zone=habits.zone) if len(text) < 200 else None
    if found:
        yield found


_SCRIPT_DATE = re.compile(
    r"(?:publish(?:ed)?|pub)_?(?:at|on|date|time)?\\?\"\s*:\s*\\?\"(\d{4}-\d\d-\d\d[^\"\\]{0,20})", re.IGNORECASE
)
_SCRIPT_WORDS = ("ublish", "pubDate", "pub_date")  # what stands in such a key, quick to find


def date_in_scripts(text: str, habits: Habits) -> str | None:
    """The publication date in the data of a page that is drawn by scripts; ``text`` is its markup."""
    for word in _SCRIPT_WORDS:
        at = text.find(word)
        for _ in range(_MENTIONS):
            if at < 0:
                break
            match = _SCRIPT_DATE.search(text, at - 1, at + 90)
            if match:
                return normal_date(match[1], zone=habits.zone)
            at = text.find(word, at + 1)
    return None


_MENTIONS = 300


def _first_date(values: Iterable[str | None], habits: Habits) -> str | None:
    for value in values:
        if value and len(value) < 80 and not UNFILLED.search(value):
            found = normal_date(value, zone=habits.zone)
            if found:
                return found
    return None


def _language(head: Head) -> str | None:
    for value in [
        head.language,
        head.facts.language,
        *values_of(head.meta, ("content-language", "language", "og:locale", "dc.language")),
    ]:
        if value:
            code = re.split(r"[-_]", value.strip().lower())[0]
            if re.fullmatch(r"[a-z]{2,3}", code):
                return code
    return None


def _address(head: Head, url: str | None) -> str | None:
    for value in [head.canonical, *head.meta.get("og:url", ())]:
        if value:
            try:
                joined = str(urljoin(url or "", value.strip()))
                parts = urlsplit(joined)
            except ValueError:
                continue
            if parts.scheme in {"http", "https"} and parts.hostname and (parts.path not in {"", "/"} or not url):
                return joined
    return None

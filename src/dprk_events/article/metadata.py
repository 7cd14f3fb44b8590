"""Title, byline, publisher, dates, language and address of a page, each from its most trusted witness that speaks.

JSON-LD speaks first, then meta tags, then what a reader sees; a value that is a template, an address or the site's own name
is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from dprk_events.article.bylines import clean_names, stated_roles
from dprk_events.article.head import Head
from dprk_events.article.places import Habits, order_of, zone_of
from dprk_events.article.published import first_date, published_of
from dprk_events.article.repair import repair
from dprk_events.article.sight import Sight
from dprk_events.article.signed import names_beside, names_seen, owner, site_beside
from dprk_events.article.titles import SITE_KEYS, fold, host_names, parts_of, title_of, values_of

_AUTHOR_KEYS = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
    "dc.contributor", "citation_author", "cxenseparse:author", "article:author_name", "og:article:author", "authors",
    "byline", "creator", "dc:creator", "dcsext.author", "rbauthors", "shareaholic:article_author_name"
)  # fmt: skip
_MODIFIED_KEYS = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "dc.date.modified",
    "revised", "lastmod"
)  # fmt: skip


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


def choose(head: Head, tree: LexborHTMLParser, url: str | None, habits: Habits) -> Metadata:
    """The metadata of the page; ``tree``, without its scripts and menus, is asked only for what the head does not say."""
    region = head.language
    if len(region or "") < _WITH_REGION:
        region = next(iter(values_of(head.meta, ("og:locale",))), region)
    zone, order = habits.zone or zone_of(url), habits.order or order_of(url, region)
    if (zone, order) != (habits.zone, habits.order):
        habits = replace(habits, zone=zone, order=order)
    publisher = habits.name or _publisher(head, url)
    title = title_of(head, publisher, url)
    sight = sight_of(head, tree, title)
    published = published_of(head, sight, url, habits)
    modified = first_date([head.facts.modified, *values_of(head.meta, _MODIFIED_KEYS)], habits)
    return Metadata(
        title=title,
        byline=_byline(head, sight, publisher, url),
        publisher=publisher,
        published=published,
        modified=modified if modified and (published is None or modified[:10] >= published[:10]) else None,
        language=_language(head),
        canonical_url=_address(head, url),
        source_line=_source_line(sight) if habits.name else None,
    )


_WITH_REGION = len("en-GB")


def sight_of(head: Head, tree: LexborHTMLParser, title: str | None) -> Sight:
    """What a reader sees of the page, around its headline as the page or its head writes it."""
    headings = [title or "", *head.h1, *head.meta.get("og:title", ()), head.title_tag or "", *parts_of(title or "")]
    return Sight(tree, tuple(dict.fromkeys(heading for heading in headings if heading)), head.foot)


def _source_line(sight: Sight) -> str | None:
    """The line that names the source; asked only on sites with a recipe, since all visible text is gone through."""
    lines = (line for place in sight.places for line in place.below)
    return next((line for line in lines if "source" in line.lower() and len(line) < 200), None)


def _publisher(head: Head, url: str | None) -> str | None:
    for value in [head.facts.publisher or "", *values_of(head.meta, SITE_KEYS[:2]), *values_of(head.meta, SITE_KEYS[2:])]:
        name = repair(value)
        if name and len(name) < 80 and not name.startswith(("http", "@")):
            return name
    hosts = host_names(url)
    return hosts[0] if hosts else None


def _byline(head: Head, sight: Sight, publisher: str | None, url: str | None) -> tuple[str, ...]:
    """Who wrote it, as the head says, else as a reader sees; a team or the site itself where nobody else is named."""
    site = fold(publisher or "")
    witnesses: list[Iterable[str]] = [head.facts.authors]
    witnesses += [[_turned(value) for value in head.meta[key]] for key in _AUTHOR_KEYS if key in head.meta]
    witnesses += [
        head.meta.get(f"twitter:data{number}", ())
        for number in "12"
        if any(_WRITER.search(label) for label in head.meta.get(f"twitter:label{number}", ()))
    ]
    for values in witnesses:
        names = tuple(name for name in clean_names(values) if fold(name) != site)
        if names:
            return names
    team = next((names for values in witnesses if (names := stated_roles(values))), ())
    seen = names_beside(sight) if team else names_seen(sight)
    others = tuple(name for name in seen if fold(name) != site)
    return (
        others
        or team
        or clean_names(head.facts.authors)[:1]
        or seen
        or clean_names(value for key in _AUTHOR_KEYS for value in head.meta.get(key, ()))[:1]
        or site_beside(sight, site)
        or owner(sight, _site_names(head, publisher), url)
    )


_WRITER = re.compile(r"\bby\b|author", re.IGNORECASE)


def _site_names(head: Head, publisher: str | None) -> list[str]:
    """What the site may be called: as its head says, and as it ends its titles."""
    return [publisher or "", *parts_of(head.title_tag or "")[1:]]


def _turned(name: str) -> str:
    """ "Doe, Jane" as Jane Doe."""
    match = re.fullmatch(r"([A-Z][\w'’-]+), ([A-Z][\w'’.-]+(?: [A-Z]\.)?)", name.strip())
    return f"{match[2]} {match[1]}" if match else name


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
                stated = value.strip()
                joined = stated if stated.startswith(("https://", "http://")) else str(urljoin(url or "", stated))
                parts = urlsplit(joined)
            except ValueError:
                continue
            if parts.scheme in {"http", "https"} and parts.hostname and (parts.path not in {"", "/"} or not url):
                return joined
    return None

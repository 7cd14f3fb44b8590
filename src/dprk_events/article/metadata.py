"""Title, byline, publisher, dates, language and address of a page, each from its most trusted witness that speaks.

JSON-LD speaks first, then meta tags, then what a reader sees; a value that is a template, an address or the site's own name
is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from dprk_events.article.bylines import clean_names, stated_roles
from dprk_events.article.dates import date_in_url, normal_date
from dprk_events.article.head import Head
from dprk_events.article.places import Habits, order_of, zone_of
from dprk_events.article.repair import repair
from dprk_events.article.seen import date_said, dates_in, seen_dates
from dprk_events.article.sight import Sight
from dprk_events.article.signed import names_beside, names_seen, owner, site_beside
from dprk_events.article.titles import SITE_KEYS, UNFILLED, fold, host_names, parts_of, title_of, values_of

__all__ = ["Habits", "Metadata", "choose", "date_below", "date_in_scripts", "stated_day"]

_AUTHOR_KEYS = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
    "dc.contributor", "citation_author", "cxenseparse:author", "article:author_name", "og:article:author", "authors",
    "byline", "creator", "dc:creator", "dcsext.author", "rbauthors", "shareaholic:article_author_name"
)  # fmt: skip
_DATE_KEYS = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
    "published", "publishdate", "publish-date", "publish_date", "published_time", "published-date", "pubdate",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.created",
    "dcterms.issued", "dc.date", "dcterms.date", "citation_publication_date", "article.published",
    "article_date_original", "date", "dc.date.created", "rnews:datepublished", "bt:pubdate", "og:pubdate",
    "publication_date", "article:post_date", "publish_time", "published-time", "pub_date", "date-pub",
    "originalpublicationdate", "shareaholic:article_published_time", "cxenseparse:publishtime", "og:release_date",
    "dc:date", "citation_date", "citation_online_date", "created"
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


def stated_day(head: Head, url: str | None, habits: Habits) -> str | None:
    """The day of the page as its head or its address says, before the tree is looked at."""
    return _first_date([head.facts.published, *values_of(head.meta, _DATE_KEYS)], habits) or (
        date_in_url(url) if url else None
    )


def choose(head: Head, tree: LexborHTMLParser, url: str | None, habits: Habits) -> Metadata:
    """The metadata of the page; ``tree``, without its scripts and menus, is asked only for what the head does not say."""
    region = (
        next(iter(values_of(head.meta, ("og:locale",))), None) if len(head.language or "") < _WITH_REGION else head.language
    )
    zone, order = habits.zone or zone_of(url), habits.order or order_of(url, region)
    if (zone, order) != (habits.zone, habits.order):
        habits = replace(habits, zone=zone, order=order)
    publisher = habits.name or _publisher(head, url)
    title = title_of(head, publisher, url)
    sight = sight_of(head, tree, title)
    published = _published(head, sight, url, habits)
    modified = _first_date([head.facts.modified, *values_of(head.meta, _MODIFIED_KEYS)], habits)
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
        others or team or clean_names(head.facts.authors)[:1] or seen
        or clean_names(value for key in _AUTHOR_KEYS for value in head.meta.get(key, ()))[:1]
        or site_beside(sight, site)
        or owner(sight, _site_names(head, publisher), url)
    )


_WRITER = re.compile(r"\bby\b|author", re.IGNORECASE)


def _site_names(head: Head, publisher: str | None) -> list[str]:
    """What the site may be called: as its head says, and as it ends its titles."""
    return [publisher or "", *parts_of(head.title_tag or "")[1:]]


def date_below(title: str | None, tree: LexborHTMLParser, habits: Habits) -> str | None:
    """A date among the lines under a headline that only the story's box gave."""
    places = Sight(tree, (title,)).places if title else ()
    return next((dated.value for place in places for dated in dates_in(place.below, habits)), None)


def _turned(name: str) -> str:
    """ "Doe, Jane" as Jane Doe."""
    match = re.fullmatch(r"([A-Z][\w'’-]+), ([A-Z][\w'’.-]+(?: [A-Z]\.)?)", name.strip())
    return f"{match[2]} {match[1]}" if match else name


def _published(head: Head, sight: Sight, url: str | None, habits: Habits) -> str | None:
    values = _dates([head.facts.published, *values_of(head.meta, _DATE_KEYS)], habits)
    in_url = date_in_url(url) if url else None
    stated = _exact(values) if values else None
    if stated and len(stated) > _DAY_ONLY and not (in_url and in_url != stated[:10] and stated.endswith("+00:00")):
        return stated
    seen = [dated.value for dated in seen_dates(sight, habits)]
    if (
        stated and len(stated) > _DAY_ONLY
    ):  # in UTC, on a site that counts its days elsewhere: the same instant as it writes it
        moment = datetime.fromisoformat(stated)
        local = [value for value in seen if value[:10] == in_url and len(value) > _WITHOUT_ZONE]
        return next((value for value in local if datetime.fromisoformat(value) == moment), stated)
    if not stated:
        seen = [value for value in seen if not habits.captured or value[:10] <= habits.captured]
        stated = in_url or next(iter(seen), None) or date_said(sight.text, habits)
    same = [value for value in seen if value[:10] == (stated or "")[:10]]
    return max(same, key=len, default=stated)  # a date of the page that says the same day may add the time


_DAY_ONLY, _WITHOUT_ZONE = len("2031-05-04"), len("2031-05-04T06:30:00")


def _exact(values: list[str]) -> str:
    """The first date, with the time or the zone that another statement of it adds."""
    first = values[0]
    if len(first) == _DAY_ONLY:
        return next((value for value in values if value[:10] == first and len(value) > _DAY_ONLY), first)
    if len(first) == _WITHOUT_ZONE:
        zoned = [value for value in values if len(value) > _WITHOUT_ZONE and value[14:19] == first[14:19]]
        return next((value for value in zoned if abs(_naive(value) - _naive(first)) <= _ZONES_APART), first)
    return first


_ZONES_APART = timedelta(hours=14)


def _naive(value: str) -> datetime:
    return (
        datetime.fromisoformat(value).astimezone(UTC).replace(tzinfo=None)
        if len(value) > _WITHOUT_ZONE
        else (datetime.fromisoformat(value))
    )


_SCRIPT_DATE = re.compile(
    r"(?:publish(?:ed)?|pub)_?(?:at|on|date|time)?(?:\\?\"|&quot;)\s*:\s*(?:\\?\"|&quot;)(\d{4}-\d\d-\d\d[^\"\\&]{0,20})",
    re.IGNORECASE,
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
    return next(iter(_dates(values, habits)), None)


def _dates(values: Iterable[str | None], habits: Habits) -> list[str]:
    short = (value for value in values if value and len(value) < _LONGEST_DATE and not UNFILLED.search(value))
    return [found for found in (normal_date(value, zone=habits.zone) for value in short) if found]


_LONGEST_DATE = 80


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

"""When a story was published, of all that its page says: the day; the instant where something adds the time or the zone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from selectolax.lexbor import LexborHTMLParser

from dprk_events.article.dates import date_in_url, normal_date
from dprk_events.article.head import Head
from dprk_events.article.places import Habits
from dprk_events.article.seen import date_said, dates_in, days_seen
from dprk_events.article.sight import Sight
from dprk_events.article.titles import UNFILLED, values_of

_KEYS = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
    "published", "publishdate", "publish-date", "publish_date", "published_time", "published-date", "pubdate",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.created",
    "dcterms.issued", "dc.date", "dcterms.date", "citation_publication_date", "article.published",
    "article_date_original", "date", "dc.date.created", "rnews:datepublished", "bt:pubdate", "og:pubdate",
    "publication_date", "article:post_date", "publish_time", "published-time", "pub_date", "date-pub",
    "originalpublicationdate", "shareaholic:article_published_time", "cxenseparse:publishtime", "og:release_date",
    "dc:date", "citation_date", "citation_online_date", "created"
)  # fmt: skip


def stated_day(head: Head, url: str | None, habits: Habits) -> str | None:
    """The day of the page as its head or its address says, before the tree is looked at."""
    return first_date([head.facts.published, *values_of(head.meta, _KEYS)], habits) or (date_in_url(url) if url else None)


def published_of(head: Head, sight: Sight, url: str | None, habits: Habits) -> str | None:
    """The head's word where it holds an instant on the address's day; else what a reader sees, or what that adds."""
    facts = head.facts
    values = _dates([facts.published, facts.page_published, *values_of(head.meta, _KEYS)], habits)
    if facts.published and facts.modified:
        values = _unstamped(values, _dates([facts.modified], habits), _dates(head.meta.get(_KEYS[0], ()), habits))
    in_url = date_in_url(url) if url else None
    stated = _exact(values) if values else None
    if stated and len(stated) > _WITHOUT_ZONE and not (in_url and in_url != stated[:10] and stated.endswith("+00:00")):
        return stated
    seen = days_seen(sight, habits)
    if stated and len(stated) > _WITHOUT_ZONE:
        return _as_counted(stated, in_url or "", seen)
    if stated and len(stated) == _WITHOUT_ZONE:
        return _exact([stated, *seen])
    if not stated:
        seen = [value for value in seen if not habits.captured or value[:10] <= habits.captured]
        stated = in_url or next(iter(seen), None) or date_said(sight.text, habits)
    same = [value for value in seen if value[:10] == (stated or "")[:10]]
    return max(same, key=len, default=stated)  # a date of the page that says the same day may add the time


_DAY_ONLY, _WITHOUT_ZONE = len("2031-05-04"), len("2031-05-04T06:30:00")


def _unstamped(values: list[str], changed: list[str], others: list[str]) -> list[str]:
    """The dates with another tag's earlier day first, where the data give the moment of the last saving as that of both."""
    if values and changed and others and others[0][:10] < values[0][:10] and _naive(values[0]) >= _naive(changed[0]):
        return others + values
    return values


def _as_counted(stated: str, day: str, seen: list[str]) -> str:
    """An instant in UTC in the zone of a time that the page shows, where that gives it the day of its address."""
    moment = datetime.fromisoformat(stated)
    shown = [datetime.fromisoformat(value) for value in seen if len(value) > _WITHOUT_ZONE]
    there = (moment.astimezone(each.tzinfo) for each in sorted(shown, key=lambda each: each != moment))
    return next((local.isoformat() for local in there if local.isoformat()[:10] == day), stated)


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
    moment = datetime.fromisoformat(value)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def date_below(title: str | None, tree: LexborHTMLParser, habits: Habits) -> str | None:
    """A date among the lines under a headline that only the story's box gave."""
    places = Sight(tree, (title,)).places if title else ()
    return next((dated.value for place in places for dated in dates_in(place.below, habits)), None)


_SCRIPT_DATE = re.compile(
    r"(?:publi(?:sh(?:ed)?|cation)|pub)_?(?:at|on|date|time)?(?:\\?\"|&quot;)\s*:\s*"
    r"(?:(?:\\?\"|&quot;)(\d{4}-\d\d-\d\d[^\"\\&]{0,20})|(1\d{12}|1\d{9})\b)",
    re.IGNORECASE,
)
_SCRIPT_WORDS = ("ublish", "pubDate", "pub_date", "ublication")  # what stands in such a key, quick to find


def date_in_scripts(text: str, habits: Habits) -> str | None:
    """The publication date in the data of a page that is drawn by scripts; ``text`` is its markup."""
    for word in _SCRIPT_WORDS:
        at = text.find(word)
        for _ in range(_MENTIONS):
            if at < 0:
                break
            match = _SCRIPT_DATE.search(text, at - 1, at + 90)
            if match:
                return normal_date(match[1] or match[2], zone=habits.zone)
            at = text.find(word, at + 1)
    return None


_MENTIONS = 300


def first_date(values: Iterable[str | None], habits: Habits) -> str | None:
    """The first of several machine dates that is one."""
    return next(iter(_dates(values, habits)), None)


def _dates(values: Iterable[str | None], habits: Habits) -> list[str]:
    short = (value for value in values if value and len(value) < _LONGEST_DATE and not UNFILLED.search(value))
    return [found for found in (normal_date(value, order=habits.order, zone=habits.zone) for value in short) if found]


_LONGEST_DATE = 80

"""The dates that a reader sees on a page, and which of them the page calls those of an update."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from selectolax.lexbor import LexborNode

from dprk_events.article.dates import holds_year, is_doubtful, locate_date, normal_date, order_of_figures
from dprk_events.article.places import Habits
from dprk_events.article.sight import Sight, among_others
from dprk_events.article.titles import fold

_LONGEST_LINE = 120  # a longer one is prose
_SHORT_LINE = 40
_RIGHT_ABOVE = 2  # lines
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CHANGED = re.compile(r"updat|modif|revis|review|check|chang|edited", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:joined|member since|registered|expires|deadline|captures?|archived|retrieved)\b", re.IGNORECASE
)
_ISSUED = re.compile(r"publi|post|issued|releas|creat|written|origin|first", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date that a reader sees; ``changed`` where the page calls it that of an update, ``named`` where it says of what.

    ``doubtful`` where its day and month may be turned.
    """

    value: str
    changed: bool
    named: bool
    doubtful: bool = False


def days_seen(sight: Sight, habits: Habits) -> list[str]:
    """The dates of a page, the likeliest first; days in figures read as the page writes others that leave no doubt."""
    dates = list(seen_dates(sight, habits))
    if any(dated.doubtful for dated in dates):
        order = order_of_figures(sight.text)
        if order:
            return [dated.value for dated in seen_dates(sight, replace(habits, order=order))]
        sure = {dated.value[:10] for dated in dates if not dated.doubtful}
        return [_settled(dated.value, sure, habits) if dated.doubtful else dated.value for dated in dates]
    return [dated.value for dated in dates]


def _settled(value: str, sure: set[str], habits: Habits) -> str:
    """The date, or the same with day and month turned where another date of the page says so, or the day of the fetch."""
    turned = f"{value[:5]}{value[8:10]}-{value[5:7]}{value[10:]}"
    to_come = habits.captured is not None and value[:10] > habits.captured >= turned[:10]
    return turned if value[:10] not in sure and (turned[:10] in sure or to_come) else value


def seen_dates(sight: Sight, habits: Habits) -> Iterator[Dated]:
    """The dates of a page, the likeliest first: marked ones, those beside the headline, those in elements made for dates."""
    dates = [(node, dated) for node in sight.dates for dated in _date_of(node, habits) if not among_others(node)]
    stated = [dated for node, dated in dates if {"pubdate", "itemprop"} & node.attributes.keys()]
    if len({dated.value[:10] for dated in stated}) == 1:  # a list of stories has many
        yield from (dated for dated in stated if not dated.changed)
    beside = [dated for place in sight.places for dated in dates_in(place.below, habits)]
    beside += [dated for place in sight.places for dated in _dates_above(place.above, habits)]
    yield from sorted(beside, key=lambda dated: dated.changed)
    rest = sorted(dates, key=lambda each: (each[1].changed, each[0].tag != "time"))
    yield from (dated for _, dated in rest)
    yield from stated
    yield from dates_in(sight.foot, habits)


def date_said(text: str, habits: Habits) -> str | None:
    """ "This entry was posted on Tuesday, June 5th, 2031 at 8:20 pm": behind the words that say so, anywhere."""
    for word in _SAID:
        at = text.find(word)
        if at >= 0:
            following = " ".join(text[at + len(word) : at + _LONGEST_LINE].split())
            found = locate_date(following, order=habits.order, zone=habits.zone)
            if found:
                return found.value
    return None


# the last ones only where nothing else is said
_SAID = ("osted on ", "ublished on ", "osted by ", "osted: ", "ublished: ", "elease date", "ast updated", "ast modified")


def day_near(lines: tuple[str, ...], title: str | None, fetched: str | None, habits: Habits) -> str | None:
    """The day in lines right above a story whose headline stands nowhere, or so long before the fetch.

    >>> day_near(("By Jane Doe", "2 days ago"), None, "2031-05-06T08:00:00+00:00", Habits())
    '2031-05-04'
    """
    if title and any(fold(line) == fold(title) for line in lines):
        dated = None  # it has been looked at
    else:
        dated = next((dated.value for dated in dates_in(lines[-_LAST:], habits) if not dated.changed), None)
    match = next((match for line in lines if len(line) < _SHORT_LINE and (match := _AGO.search(line))), None)
    if dated or match is None or fetched is None:
        return dated
    count = int(match[1]) if match[1].isdigit() else 1
    return (datetime.fromisoformat(fetched) - timedelta(**{_UNITS[match[2].lower()[0]]: count})).date().isoformat()


_LAST = 8
_AGO = re.compile(r"\b(\d{1,2}|an?) (minute|min|hour|hr|day)s? ago\b", re.IGNORECASE)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def first_published(text: str, habits: Habits) -> str | None:
    """ "This article was originally published on 26 Sep 2031": the day, where the page says so in these words.

    >>> first_published("It was originally published on 26 Sep 2031 at 4:12pm but has been updated.", Habits())
    '2031-09-26T16:12:00'
    """
    at = text.find(FIRST)
    if at < 0:
        return None
    found = locate_date(text[at + len(FIRST) : at + _LONGEST_LINE], order=habits.order, zone=habits.zone)
    return found.value if found and found.start <= _RIGHT_BEHIND else None


FIRST, _RIGHT_BEHIND = "riginally published", 6


def _dates_above(lines: tuple[str, ...], habits: Habits) -> Iterator[Dated]:
    """The dates right over a headline, or further up with their name: the top of many pages shows the day of the visit."""
    right = {dated.value for dated in dates_in(lines[-_RIGHT_ABOVE:], habits)}
    dates = list(dates_in(lines, habits))
    yield from (dated for dated in reversed(dates) if dated.named or dated.value in right)


def dates_in(lines: tuple[str, ...], habits: Habits) -> Iterator[Dated]:
    """The dates in lines beside a headline; one may be written over several elements.

    >>> [dated.value for dated in dates_in(("Updated: 6 May 2031", "Published", "May 4,", "2031"), Habits())]
    ['2031-05-06', '2031-05-04']
    """
    if not holds_year("\n".join(lines)):
        return
    before, used = "", 0
    for number, line in enumerate(lines):
        if used > 0:
            used -= 1
            continue
        if len(line) > _LONGEST_LINE:
            before = ""
            continue
        text = line
        found = locate_date(text, order=habits.order, zone=habits.zone)
        if found is None and len(line) < _SHORT_LINE:
            text = " ".join(lines[number : number + 3])[:_LONGEST_LINE]
            found = locate_date(text, order=habits.order, zone=habits.zone)
            if found and found.start >= len(line):
                found = None
            elif found:
                used = 2
        elif found and number + 1 < len(lines) and _may_add_time(found.value, lines[number + 1]):
            text = f"{line} {lines[number + 1]}"  # its time may stand in an element of its own
            found = locate_date(text, order=habits.order, zone=habits.zone)
        at = 0
        while found and at + found.start < max(len(line), 1):
            label = f"{before if not at else ''} {text[at : at + found.start]}"
            if not _OF_OTHERS.search(label):
                yield _dated(found.value, label, found.doubtful)
            at += found.end
            found = locate_date(text[at:], order=habits.order, zone=habits.zone)
        before = line if len(line) < _SHORT_LINE and not at else ""


def _may_add_time(value: str, line: str) -> bool:
    """Whether a short line may hold the time of a date before it, or the zone of its time."""
    return len(line) < _SHORT_LINE and (len(value) > _DAY_ONLY or ":" in line or "." in line)


_DAY_ONLY = len("2031-05-04")


def _dated(value: str, label: str, doubtful: bool) -> Dated:
    """The date with what the last word about it says: that of an update or that of the story."""
    changed = [match.start() for match in _CHANGED.finditer(label)]
    issued = [match.start() for match in _ISSUED.finditer(label)]
    update = bool(changed) and (not issued or changed[-1] > issued[-1])
    return Dated(value=value, changed=update, named=bool(changed or issued), doubtful=doubtful)


def _date_of(node: LexborNode, habits: Habits) -> Iterator[Dated]:
    attributes = node.attributes
    stated = attributes.get("datetime") or attributes.get("content") or ""
    title = attributes.get("title") or ""
    if not stated and _YEAR.search(title):
        stated = title
    machine = normal_date(stated, order=habits.order, zone=habits.zone) if stated else None
    text = " ".join(node.text(separator=" ").split())
    words = locate_date(text, order=habits.order, zone=habits.zone) if len(text) < 200 else None
    found = machine or (words.value if words else None)
    if machine and words and abs(_days(machine) - _days(words.value)) > 1:
        found = words.value  # a template that fills the attribute with something else
    if found:
        name = f"{attributes.get('class') or ''} {attributes.get('itemprop') or ''}"
        before = text[: words.start] if words else text
        doubtful = is_doubtful(stated, habits.order) if found == machine else words is not None and words.doubtful
        yield _dated(found, f"{name} {before}", doubtful)


def _days(value: str) -> int:
    return date.fromisoformat(value[:10]).toordinal()

"""Dates and times as pages write them, as ISO 8601 strings: a day where only a day stands, a zone where one is known.

>>> find_date("Nov.12,2018 17:03 KST")
'2018-11-12T17:03:00+09:00'
>>> find_date("22/02/2024", order="dmy"), find_date("www.kcna.kp (Juche113.2.22.)")
('2024-02-22', '2024-02-22')
>>> find_date("Updated [hour]:[minute] [AMPM]") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dprk_events.article.months import MONTHS, NAME, NAME_ANYWHERE, NAMED_ZONES, ZONE_WORDS, ZONES

Order = Literal["dmy", "mdy", "ymd"]

_DAY = re.compile(  # what begins with a figure, then what begins with a name
    r"(?=[\dadfjmnos])(?:(?<!\d)(?=\d)(?:"
    + r"(?P<y1>(?:19|20)\d\d)[-/.년年] ?(?P<m1>\d{1,2})[-/.월月] ?(?P<d1>\d{1,2})(?!\d)"
    + r"|(?P<d3>\d{1,2})(?:st|nd|rd|th|er|º)?[ .-]?(?: ?(?:of|de))? ?" + NAME_ANYWHERE.format("n3")
    + r",?(?: del?)?[ -]?(?P<y3>(?:19|20)\d\d)"
    + r"|(?P<a4>\d{1,2})(?P<sep>[/.-])(?P<b4>\d{1,2})(?P=sep)(?P<y4>(?:19|20)\d\d)(?!\d)"
    + r"|(?P<y6>(?:19|20)\d\d)(?P<m6>[01]\d)(?P<d6>[0-3]\d)(?:(?=[T ]\d\d)|(?!\d)))"
    + r"|juche ?(?P<juche>\d{1,3})\. ?(?P<m5>\d{1,2})\. ?(?P<d5>\d{1,2})"
    + r"|(?<![a-z])" + NAME.format("n2") + r" {0,2}(?P<d2>\d{1,2})(?:st|nd|rd|th)?,? ?"
    + r"(?:\d\d:\d\d(?::\d\d)? (?:[a-z]{3,4} )?)?(?P<y2>(?:19|20)\d\d))",
    re.IGNORECASE,
)  # fmt: skip
_YEAR = re.compile(r"[12Jj](?:[09]\d\d|uche)", re.ASCII)  # begins with a set of characters: quick to search
_CLOCK = re.compile(
    r"(?P<noon>(?:오전|오후|上午|下午|午前|午後) ?)?(?<![\d:])(?P<h>[01]?\d|2[0-3])(?:[:.h时時]|시 ?| h )(?P<m>[0-5]\d)"
    r"(?::(?P<s>[0-5]\d)(?:[.,]\d+)?)?(?![\d:]*\d)"
    rf"\s?(?P<half>[ap]\.?m\b\.?)?\s?\(?(?P<zone>Z\b|(?:UTC|GMT)?\s?[+-]\d{{1,2}}(?::?\d\d)?(?!\d)|{ZONE_WORDS}|"
    r"[A-Z]{2,4}\b)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:utc|gmt)?\s?(?P<sign>[+-])(?P<h>\d{1,2}):?(?P<m>\d\d)?$", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_MONTHS_A_YEAR = 12
_BEFORE_YEAR = 40  # a day, the name of a month and a time take fewer characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A date in a line: the value and the half-open range of its day; ``doubtful`` where day and month may be turned."""

    value: str
    start: int
    end: int
    doubtful: bool = False


def find_date(text: str, *, order: Order | None = None, zone: str | None = None) -> str | None:
    """The first date in the text, with the time near it; ``zone`` (IANA) is put on a time that names none."""
    found = locate_date(text, order=order, zone=zone)
    return found.value if found else None


def locate_date(text: str, *, order: Order | None = None, zone: str | None = None) -> Found | None:
    """Like ``find_date`` with the place of the day in the text."""
    year = _YEAR.search(text)
    if year is None:
        return None
    for match in _DAY.finditer(text, max(0, year.start() - _BEFORE_YEAR)):
        day = _day(match, order)
        if day:
            clock = _clock_near(text, match.start(), match.end())
            doubtful = match["y4"] is not None and day.day <= _MONTHS_A_YEAR and day.day != day.month
            named = _on_weekday(text[max(0, match.start() - _WEEKDAY_AWAY) : match.start()], day) if doubtful else None
            day, doubtful = named or day, doubtful and order is None and named is None
            return Found(value=_joined(day, clock, zone), start=match.start(), end=match.end(), doubtful=doubtful)
    return None


def holds_year(text: str) -> bool:
    """Whether a year stands in the text: quick to find, and no date is without."""
    return _YEAR.search(text) is not None


def is_date_line(text: str) -> bool:
    """Whether a line says when, and nothing else.

    >>> is_date_line("Published: May 4, 2031 06:30 AM Eastern Daylight Time"), is_date_line("Treaty of May 4, 2031")
    (True, False)
    """
    if not holds_year(text):
        return False
    rest, days = _DAY.subn(" ", text)
    words = _WORDS.findall(_CLOCK.sub(" ", rest).lower()) if days else ["no date"]
    return all(word in _BESIDE_DATES for word in words)


_WORDS = re.compile(r"[^\W\d_]{3,}")
_SAID_BESIDE = """
published updated posted written modified last first date created issued released revised print originally entry time
mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
eastern central mountain pacific standard daylight summer local read min mins minutes utc gmt
uhr stand veröffentlicht aktualisiert zuletzt geändert erstellt vom montag dienstag mittwoch donnerstag freitag samstag
sonntag publié mis jour modifié publicado actualizado actualización atualizado las horas hrs pubblicato aggiornato alle ore
gepubliceerd bijgewerkt laatst publicerad uppdaterad senast publisert oppdatert opublikowano aktualizacja
"""
_BESIDE_DATES = frozenset(_SAID_BESIDE.split())


def normal_date(value: str, *, order: Order | None = None, zone: str | None = None) -> str | None:
    """A machine date (meta tag, JSON-LD, ``datetime=``) as ISO 8601; None for a template, a number or an odd year.

    >>> normal_date("2024-04-28 07:00:00Z"), normal_date("2019-08-20T09:31:01+0900")
    ('2024-04-28T07:00:00+00:00', '2019-08-20T09:31:01+09:00')
    """
    value = value.strip().removeprefix("/Date(").removesuffix(")/")
    if value.isdecimal() and len(value) in {10, 13}:
        seconds = int(value[:10])
        return _sane(datetime.fromtimestamp(seconds, UTC))
    if value.isdecimal() and len(value) == len("20310504063000"):
        value = f"{value[:8]}T{value[8:]}"
    if not value[:4].isdigit():
        return find_date(value, order=order, zone=zone)
    try:
        moment = datetime.fromisoformat(value.replace(" UTC", "+00:00").replace(" +", "+").replace("Z", "+00:00"))
    except ValueError:
        return find_date(value, order=order, zone=zone)
    if len(value) <= 10:
        return moment.date().isoformat() if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None
    return _sane(moment if moment.tzinfo else _with_zone(moment, zone))


def date_in_url(url: str) -> str | None:
    """The day in the address: /2025/06/20/, /20250620/, AEN20190820..., -05212018163718.

    >>> date_in_url("https://news.example/2031/05/04/envoy-leaves/")
    '2031-05-04'
    """
    for match in _URL_DAY.finditer(url) if holds_year(url) else ():
        groups = match.groupdict()
        year, month, day = (groups[f"{part}1"] or groups[f"{part}2"] or groups[f"{part}3"] for part in "ymd")
        found = _valid(int(year), int(month), int(day))
        if found and found.year >= 1995:
            return found.isoformat()
    return None


_URL_DAY = re.compile(
    r"/(?P<y1>(?:19|20)\d\d)[/-](?P<m1>[01]?\d)[/-](?P<d1>[0-3]?\d)(?=[/_.-]|$)"
    r"|(?:(?<=[/=_-])|(?<=AEN)|(?<=html_dir/))(?P<y2>(?:19|20)\d\d)-?(?P<m2>[01]\d)-?(?P<d2>[0-3]\d)(?=\D|"
    r"\d{4,11}(?:\D|$)|$)"
    r"|-(?P<m3>[01]\d)(?P<d3>[0-3]\d)(?P<y3>20\d\d)\d{6}(?=\.html)"
)


def _day(match: re.Match[str], order: Order | None) -> date | None:
    part = match.groupdict()
    if part["juche"]:
        return _valid(int(part["juche"]) + 1911, int(part["m5"]), int(part["d5"]))
    if part["y4"]:
        first, second = int(part["a4"]), int(part["b4"])
        month_first = order != "dmy" if order else first <= 12 and not (second <= 12 and part["sep"] == ".")
        month, day = (first, second) if month_first else (second, first)
        return _valid(int(part["y4"]), month, day) or _valid(int(part["y4"]), day, month)
    year = part["y1"] or part["y2"] or part["y3"] or part["y6"]
    name = part["n2"] or part["n3"]
    month = MONTHS[name.lower()] if name else int(part["m1"] or part["m6"])
    return _valid(int(year), month, int(part["d1"] or part["d2"] or part["d3"] or part["d6"]))


def _on_weekday(before: str, day: date) -> date | None:
    """The day, or the same with day and month turned, that falls on the weekday before it ("Sun, 05/04/2031")."""
    weekday = _WEEKDAY.search(before)
    if weekday is None:
        return None
    number = _WEEKDAYS.index(weekday[1].lower())
    falling = [each for each in (day, date(day.year, day.day, day.month)) if each.weekday() == number]
    return falling[0] if len(falling) == 1 else None


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[a-z]*[.,]? ?$", re.IGNORECASE)
_WEEKDAY_AWAY = 12


def is_doubtful(stated: str, order: Order | None) -> bool:
    """Whether day and month of a machine date may be turned, as in no standard way of writing it.

    >>> is_doubtful("02-12-2031", None), is_doubtful("2031-12-02", None)
    (True, False)
    """
    found = locate_date(stated, order=order) if not stated[:4].isdigit() else None
    return found is not None and found.doubtful


def order_of_figures(text: str) -> Order | None:
    """How a page writes days in figures, by those that can be read in one way only; None where there are none.

    >>> order_of_figures("21/02/2031 and 03/02/2031"), order_of_figures("03/02/2031")
    ('dmy', None)
    """
    for match in _FIGURES.finditer(text):
        if (int(match[1]) > _MONTHS_A_YEAR) != (int(match[3]) > _MONTHS_A_YEAR):
            return "dmy" if int(match[1]) > _MONTHS_A_YEAR else "mdy"
    return None


_FIGURES = re.compile(r"(?<![\d/.-])(\d\d?)([/.-])(\d\d?)\2(?:19|20)\d\d(?!\d)")


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clock:
    hour: int
    minute: int
    second: int
    zone: str | None


def _clock_near(text: str, start: int, end: int) -> _Clock | None:
    """A time right after the day, or right before it ("09:31 August 20, 2019")."""
    within = _CLOCK.search(text, start, end)  # "Sun May 04 06:30:00 KST 2031"
    rest = text[end : end + 40]  # sliced, so that a time glued to the year ("20247:55 AM") is seen
    after = _CLOCK.search(rest)
    match = after if after and after.start() <= 12 and not _DAY.search(rest, 0, after.start()) else None
    match = within if within and ":" in within[0] else match
    if match is None:
        before = [hit for hit in _CLOCK.finditer(text, max(0, start - 24), start) if start - hit.end() <= 6]
        match = before[-1] if before else None
    if match is None:
        return None
    hour, half = int(match["h"]), (match["half"] or _HALVES.get((match["noon"] or "").strip(), "")).lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return _Clock(hour=hour, minute=int(match["m"]), second=int(match["s"] or 0), zone=match["zone"])


_HALVES = {"오전": "a", "上午": "a", "午前": "a", "오후": "p", "下午": "p", "午後": "p"}


def _joined(day: date, clock: _Clock | None, zone: str | None) -> str:
    if clock is None:
        return day.isoformat()
    moment = datetime(day.year, day.month, day.day, clock.hour, clock.minute, clock.second)
    named = _zone_of(clock.zone) if clock.zone else None
    return (moment.replace(tzinfo=named) if named else _with_zone(moment, zone)).isoformat()


def _zone_of(name: str) -> tzinfo | None:
    key = name.strip().lower()
    if key in ZONES:
        return timezone(timedelta(hours=ZONES[key]))
    if key in NAMED_ZONES or key.endswith(" time"):
        return named_zone(NAMED_ZONES[key.partition(" ")[0]])
    match = _OFFSET.match(key)
    if match:
        offset = timedelta(hours=int(match["h"]), minutes=int(match["m"] or 0))
        if offset >= timedelta(hours=24):
            return None
        return timezone(-offset if match["sign"] == "-" else offset)
    return None


@cache
def named_zone(name: str) -> tzinfo | None:
    """The IANA zone, or None where the name or the machine's zone data is missing."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _with_zone(moment: datetime, zone: str | None) -> datetime:
    known = named_zone(zone) if zone else None
    return moment.replace(tzinfo=known) if known else moment


def _sane(moment: datetime) -> str | None:
    return moment.replace(microsecond=0).isoformat() if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None


def date_near(text: str, near: str | None) -> str | None:
    """The day of a dateline without a year: that of ``near``, or of the year before when the month is still to come.

    >>> date_near("Pyongyang, December 30 (KCNA)", "2031-01-02"), date_near("Pyongyang, May 3 (KCNA)", "2031-06-01")
    ('2030-12-30', '2031-05-03')
    """
    match = _MONTH_DAY.search(text)
    if match is None or near is None:
        return None
    month = MONTHS[(match["n1"] or match["n2"]).lower()]
    day = int(match["d1"] or match["d2"])
    year = int(near[:4])
    found = _valid(year, month, day)
    if found and found.isoformat() > (date.fromisoformat(near[:10]) + timedelta(days=2)).isoformat():
        found = _valid(year - 1, month, day)
    return found.isoformat() if found else None


_MONTH_DAY = re.compile(
    rf"(?:{NAME.format('n1')} ?(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}}) {NAME.format('n2')})(?!\d)", re.IGNORECASE
)

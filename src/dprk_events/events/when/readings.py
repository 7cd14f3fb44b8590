"""What a time expression means: one reading for each kind of expression, from its match and its setting."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from dprk_events.events.when.calendar import (
    MONTHS,
    NUMBERS,
    SEASONS,
    SPAN_OF_UNIT,
    WEEKDAYS,
    Setting,
    Span,
    day_near,
    day_span,
    days_span,
    decade_span,
    make_date,
    month_near,
    month_span,
    narrow,
    quarter_span,
    season_span,
    shift,
    unknown,
    week_span,
    weekday_near,
    year_span,
)

Reading = Callable[[re.Match[str], Setting], Span | None]

NAMED_DAYS = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


def _month(match: re.Match[str]) -> int:
    return MONTHS[match["month"].rstrip(".").lower()]


def _count(match: re.Match[str]) -> int:
    word = match["count"].lower()
    return int(word) if word.isdigit() else NUMBERS[word]


def _part(match: re.Match[str]) -> str | None:
    part = match.groupdict().get("part")
    return part.lower() if part else None


def _year(match: re.Match[str], setting: Setting) -> int | None:
    """The year written, or that of "last year" beside a month."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("yearside") and setting.base:
        return setting.base.year + {"last": -1, "this": 0, "the": 0, "next": 1}[groups["yearside"].lower()]
    return None


def full_date(match: re.Match[str], setting: Setting) -> Span | None:
    year, day = _year(match, setting), int(match["day"])
    if not 1 <= day <= 31:
        return None
    made = make_date(year, _month(match), day) if year else None
    if not year and setting.base:
        made = day_near(setting.base, _month(match), day, setting)
    if made is None:
        return unknown("day") if not year and setting.base is None else None
    last = match.groupdict().get("lastday")
    end = make_date(made.year, made.month, int(last)) if last else None
    return days_span(made, end, "range") if end and end > made else day_span(made)


def iso_date(match: re.Match[str], _: Setting) -> Span | None:
    made = make_date(int(match["year"]), int(match["monthnumber"]), int(match["day"]))
    return day_span(made) if made else None


def month_only(match: re.Match[str], setting: Setting) -> Span | None:
    year = _year(match, setting)
    if year:
        return narrow(month_span(year, _month(match)), _part(match))
    if setting.base is None:
        return unknown("month")
    return narrow(month_near(setting.base, _month(match), setting), _part(match))


def weekday(match: re.Match[str], setting: Setting) -> Span | None:
    base = setting.base
    if base is None:
        return unknown("day")
    number = WEEKDAYS[match["weekday"].rstrip(".").lower()]
    groups = match.groupdict()
    side, week = (groups.get("side") or "").lower(), (groups.get("weekside") or "").lower()
    monday = base - timedelta(days=base.weekday())
    if week or side == "this":
        weeks = {"last": -1, "next": 1}.get(week, 0)
        return day_span(monday + timedelta(days=number, weeks=weeks))
    if side in ("last", "past", "previous"):
        return day_span(weekday_near(base - timedelta(days=1), number, replace(setting, tense="past")))
    if side in ("next", "coming"):
        return day_span(weekday_near(base + timedelta(days=1), number, replace(setting, tense="future")))
    return day_span(weekday_near(base, number, setting))


def to_the_minute(reading: Reading) -> Reading:
    """The same day, to the minute when the expression names an hour."""

    def timed(match: re.Match[str], setting: Setting) -> Span | None:
        span = reading(match, setting)
        hour = match.groupdict().get("hour")
        if span is None or span.start is None or hour is None or int(hour) > 12:
            return span
        clock = int(hour) % 12 + (12 if match["half"].lower() == "p" else 0)
        moment = f"{span.start}T{clock:02d}:{int(match['minute'] or 0):02d}"
        return Span(moment, moment, "minute")

    return timed


def base_day(_: re.Match[str], setting: Setting) -> Span | None:
    return day_span(setting.base) if setting.base else unknown("minute")


def unit_side(match: re.Match[str], setting: Setting) -> Span | None:
    """ "last week", "earlier this month", "late next year"."""
    base, unit, side = setting.base, match["unit"], match["side"].lower()
    if base is None:
        return unknown(SPAN_OF_UNIT[unit])
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(side, 0)
    span = week_span(base + timedelta(weeks=step)) if unit == "week" else shift(base, unit, step)
    bound = (match.groupdict().get("bound") or "").lower()
    if bound == "earlier" and span.start and step == 0:
        return replace(span, end=min(span.end or "", base.isoformat()))
    if bound == "later" and span.end and step == 0:
        return replace(span, start=max(span.start or "", base.isoformat()))
    return narrow(span, _part(match))


def past_units(match: re.Match[str], setting: Setting) -> Span | None:
    """ "over the past three weeks": from then until the base date."""
    base = setting.base
    if base is None:
        return unknown("range")
    start = shift(base, match["unit"], -(_count(match) if match["count"] else 1)).start
    return Span(start, base.isoformat(), "range")


def ago(match: re.Match[str], setting: Setting) -> Span | None:
    return shift(setting.base, match["unit"], -_count(match)) if setting.base else unknown("day")


def from_now(match: re.Match[str], setting: Setting) -> Span | None:
    return shift(setting.base, match["unit"], _count(match)) if setting.base and setting.ahead else None


def after_previous(match: re.Match[str], setting: Setting) -> Span | None:
    """ "three days later", "a week earlier": counted from the time expression before it."""
    if setting.previous is None or setting.previous.start is None:
        return unknown("open")
    sign = 1 if match["way"].lower() in ("later", "after") else -1
    return shift(date.fromisoformat(setting.previous.start[:10]), match["unit"], sign * _count(match))


def beside_previous(match: re.Match[str], setting: Setting) -> Span | None:
    """ "the next day", "the day before", "the same day"."""
    if setting.previous is None or setting.previous.start is None:
        return unknown("open")
    step = {"next": 1, "following": 1, "after": 1, "same": 0}.get(match["step"].lower(), -1)
    return shift(date.fromisoformat(setting.previous.start[:10]), match["unit"], step)


def named_day(match: re.Match[str], setting: Setting) -> Span | None:
    if setting.base is None:
        return unknown("day")
    step = NAMED_DAYS.get(match["name"].lower(), 0)
    return day_span(setting.base + timedelta(days=step))


def overnight(_: re.Match[str], setting: Setting) -> Span | None:
    base = setting.base
    if base is None:
        return unknown("range")
    evening = base if setting.ahead else base - timedelta(days=1)
    return days_span(evening, evening + timedelta(days=1), "range")


def weekend(match: re.Match[str], setting: Setting) -> Span | None:
    base = setting.base
    if base is None:
        return unknown("range")
    saturday = base + timedelta(days=5 - base.weekday())
    side = match["side"].lower()
    if side == "last" or (side == "the" and not setting.ahead and saturday > base):
        saturday -= timedelta(weeks=1)
    if side == "next":
        saturday += timedelta(weeks=1)
    return days_span(saturday, saturday + timedelta(days=1), "range")


def day_of_month(match: re.Match[str], setting: Setting) -> Span | None:
    """ "the 17th": of this month, or the one before or after it as the tense says."""
    base, day = setting.base, int(match["day"])
    if base is None:
        return unknown("day")
    days = [
        made
        for step in (-2, -1, 0, 1, 2)
        for year, month in [divmod(base.year * 12 + base.month - 1 + step, 12)]
        if (made := make_date(year, month + 1, day))
    ]
    right = [made for made in days if (made >= base if setting.ahead else made <= base + timedelta(days=1))]
    return day_span(min(right or days, key=lambda made: abs(made - base))) if days else None


def year_only(match: re.Match[str], _: Setting) -> Span | None:
    return narrow(year_span(int(match["year"])), _part(match))


def juche(match: re.Match[str], _: Setting) -> Span | None:
    return year_span(int(match["juche"]) + 1911)


def decade(match: re.Match[str], _: Setting) -> Span | None:
    return narrow(decade_span(int(match["decade"])), _part(match))


def season(match: re.Match[str], setting: Setting) -> Span | None:
    month, base = SEASONS[match["season"].lower()], setting.base
    if match["year"]:
        return season_span(int(match["year"]), month)
    if base is None:
        return unknown("season")
    side = (match["side"] or "").lower()
    span = season_span(base.year, month)
    today = base.isoformat()
    if side == "last" and (span.end or "") >= today:
        return season_span(base.year - 1, month)
    if side == "next" and (span.start or "") <= today:
        return season_span(base.year + 1, month)
    return span


def quarter(match: re.Match[str], setting: Setting) -> Span | None:
    year = _year(match, setting) or (setting.base.year if setting.base else None)
    quarter = ORDINALS[match["ordinal"].lower()]
    return quarter_span(year, quarter) if year else unknown("quarter")


def half_year(match: re.Match[str], setting: Setting) -> Span | None:
    year = _year(match, setting) or (setting.base.year if setting.base else None)
    if year is None:
        return unknown("range")
    first = match["ordinal"].lower() == "first"
    return Span(f"{year}-01-01" if first else f"{year}-07-01", f"{year}-06-30" if first else f"{year}-12-31", "range")


def same_as_previous(_: re.Match[str], setting: Setting) -> Span | None:
    """ "that day": the time expression before it."""
    return setting.previous or unknown("open")


def vague(_: re.Match[str], __: Setting) -> Span | None:
    return unknown("open")

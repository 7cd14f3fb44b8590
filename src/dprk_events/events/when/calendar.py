"""Calendar arithmetic on spans of days: no clock, only the base date that the article gives.

>>> month_span(2024, 2)
Span(start='2024-02-01', end='2024-02-29', precision='month')
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dprk_events.model import Precision

Tense = Literal["past", "present", "future", "none"]

WEEKDAYS = {
    name: number
    for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
WEEKDAYS |= {name[:3]: number for name, number in WEEKDAYS.items()} | {"tues": 1, "thurs": 3, "thur": 3}
MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12,
}  # fmt: skip
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "a couple of": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
SPAN_OF_UNIT: dict[str, Precision] = {"day": "day", "week": "week", "month": "month", "year": "year", "decade": "decade"}
NEAR = timedelta(days=1)  # the other side of the date line may already write tomorrow's date


@dataclass(frozen=True, slots=True)
class Span:
    """ISO dates, ``end`` inclusive; None is an open or unknown bound."""

    start: str | None
    end: str | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against: the base date, the clause's tense, the expression before it."""

    base: date | None
    tense: Tense
    previous: Span | None = None

    @property
    def ahead(self) -> bool:
        return self.tense == "future"


def unknown(precision: Precision) -> Span:
    """An expression whose date nobody can tell: "in recent years", "on Thursday" without a base date."""
    return Span(None, None, precision)


def day_span(day: date) -> Span:
    return Span(day.isoformat(), day.isoformat(), "day")


def days_span(start: date, end: date, precision: Precision) -> Span:
    return Span(start.isoformat(), end.isoformat(), precision)


def month_span(year: int, month: int) -> Span:
    first = date(year, month, 1)
    return days_span(first, shift_months(first, 1) - timedelta(days=1), "month")


def year_span(year: int) -> Span:
    return days_span(date(year, 1, 1), date(year, 12, 31), "year")


def week_span(day: date) -> Span:
    """The week from Monday to Sunday that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return days_span(monday, monday + timedelta(days=6), "week")


def season_span(year: int, first_month: int) -> Span:
    """Three months of the northern season; winter belongs to the year it begins in."""
    first = date(year, first_month, 1)
    return days_span(first, shift_months(first, 3) - timedelta(days=1), "season")


def quarter_span(year: int, quarter: int) -> Span:
    return replace(season_span(year, 3 * quarter - 2), precision="quarter")


def decade_span(year: int) -> Span:
    return days_span(date(year, 1, 1), date(year + 9, 12, 31), "decade")


def shift_months(day: date, months: int) -> date:
    """The same day of another month, or its last day: 31 January and one month make 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        made = make_date(year, month + 1, last)
        if made:
            return made
    raise ValueError(f"no such month: {year}-{month + 1}")


def make_date(year: int, month: int, day: int) -> date | None:
    """A date, or None when the calendar has no such day.

    >>> make_date(2023, 2, 29) is None
    True
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, unit: str, count: int) -> Span:
    """The day, week, month, year or decade that lies ``count`` units away from ``day``."""
    if unit == "week":
        return day_span(day + timedelta(weeks=count)) if abs(count) > 1 else week_span(day + timedelta(weeks=count))
    if unit == "month":
        moved = shift_months(day, count)
        return month_span(moved.year, moved.month)
    if unit in ("year", "decade"):
        return year_span(day.year + count * (10 if unit == "decade" else 1))
    return day_span(day + timedelta(days=count if unit == "day" else 0))


def weekday_near(base: date, weekday: int, setting: Setting) -> date:
    """The nearest such weekday before the base date, or after it when the clause looks ahead; today counts."""
    back = (base.weekday() - weekday) % 7
    if setting.ahead:
        return base + timedelta(days=(weekday - base.weekday()) % 7)
    return base - timedelta(days=back)


def day_near(base: date, month: int, day: int, setting: Setting) -> date | None:
    """The nearest 20 June in the direction of the tense; without a tense simply the nearest."""
    years = range(base.year - 8, base.year + 9)  # eight, for 29 February across a skipped leap year
    days = [made for made in (make_date(year, month, day) for year in years) if made]
    if setting.tense == "past":
        days = [made for made in days if made <= base + NEAR] or days
    elif setting.ahead:
        days = [made for made in days if made >= base - NEAR] or days
    return min(days, key=lambda made: abs(made - base), default=None)


def month_near(base: date, month: int, setting: Setting) -> Span:
    """The last such month, the running one included, or the next one when the clause looks ahead."""
    later = month >= base.month if setting.ahead else month > base.month
    if setting.ahead:
        return month_span(base.year if later else base.year + 1, month)
    return month_span(base.year - 1 if later else base.year, month)


def narrow(span: Span, part: str | None) -> Span:
    """The early, middle or late third of a longer span; the whole of it for a day or without a ``part``."""
    if part is None or span.start is None or span.end is None or span.precision in ("day", "minute", "week"):
        return span
    start, end = date.fromisoformat(span.start), date.fromisoformat(span.end)
    third = (end - start + timedelta(days=1)) // 3
    cuts = {"early": (start, start + third), "mid": (start + third, end - third), "late": (end - third, end)}
    first, last = cuts[part]
    return days_span(first, last, span.precision)

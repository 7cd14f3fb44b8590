"""The single time expressions: one pattern and one reading each, in a table.

Earlier rows take their text first, so longer expressions stand above shorter ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dprk_events.events.when import readings as read
from dprk_events.events.when.readings import Reading, to_the_minute


def _after(words: str, first: str) -> str:
    """The place after one of these words, capitalised or not: bare months and years are times only there.

    ``first`` is what the time begins with; looking for it first makes the search four times faster.
    """
    return f"(?={first})(?:" + "|".join(rf"(?<=\b{word} )|(?<=\b{word.capitalize()} )" for word in words.split()) + ")"


def _some(words: str) -> str:
    """One of these words, capitalised or not."""
    return "(?:" + "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words.split()) + ")"


MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept\.?|Sep\.|Oct\.|Nov\.|Dec\.)"
)
WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:,]\d|\d|%|\.\d)"
LAST_DAY = r"(?: ?(?:-|–|to|and) ?(?P<lastday>\d{1,2})(?=[,.;]|$| (?:in|at|on|to|and|of|after|with|for)\b| [A-Z]))?"
YEAR = r"(?P<year>(?:1[89]|20)\d\d)\b(?!-)"
YEAR_TAIL = rf"(?:(?:,? | of |, )(?:{YEAR}|(?P<yearside>last|this|next) year))?"
COUNT = (
    r"(?P<count>\d+|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|seven|eight|nine|ten|eleven|twelve|[Aa] couple of)"
)
UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"
LONG = r"(?P<unit>week|month|year|decade)\b(?!end|-| of )"
PART = rf"(?P<part>{_some('early mid late')})(?:[- ](?:in |on )?(?:the )?)"
HOUR = (
    r"(?=[\daA])(?:(?:at|around|about) )*(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>[AaPp])\.?[Mm]\b\.?"
    r"(?: \(?(?:local time|KST|JST|GMT|EDT|EST|UTC)\)?)?"
)
SIDE = rf"(?P<side>{_some('last next this previous past coming')})"
DAYTIME = r"(?: (?:morning|afternoon|evening|night))?"
STOP = r"(?=[,.;]|$| *\n)"
NOT_A_COUNT = r"(?!,\d| (?:troops|soldiers|people|tons|tonnes|missiles|rounds)\b)"
ON = r"(?:,? (?:on )?)"
SEASON = (
    rf"(?:(?P<side>{_some('last next this')}) |{_after('in', '[sawf]')}|\b[Tt]he )"
    r"(?P<season>spring|summer|autumn|fall|winter)\b(?:,? (?:of )?(?P<year>(?:19|20)\d\d))?"
    r"(?! \w*(?:drill|exercise|camp|Olympic|game|training))"
)
NAMED = _some("yesterday today tomorrow tonight") + "|" + _some("this") + " (?:morning|afternoon|evening)|[Ll]ast night"

# What a text must hold for a row to be worth a search: one of each group, parted by "|". Looking for a word in a text is a
# hundred times faster than a search with a pattern.
DIGITS = "|".join(f"he {digit}" for digit in range(10))
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
WEEKDAYS = "Mon|Tue|Wed|Thu|Fri|Sat|Sun"
UNITS = " hour| day| week| month| year| decade"
PARTS = "arly|mid|Mid|late|Late"
CENTURIES = "18|19|20"
A_CLOCK = "(hour)"  # the one that is a pattern
CLOCK = re.compile(r"\d ?[AaPp]\.?[Mm]")


@dataclass(frozen=True, slots=True)
class Point:
    """One row: what a text must hold, the pattern, and how its match is read."""

    needs: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]
    reading: Reading


def _row(pattern: str, reading: Reading, *needs: str) -> Point:
    return Point(tuple(frozenset(group.split("|")) for group in needs), re.compile(pattern), reading)


def points_in(text: str) -> Iterator[Point]:
    """The rows, in order, that a text may hold an expression of.

    >>> [point.reading.__name__ for point in points_in("It closed overnight.")], list(points_in("It closed."))
    (['overnight'], [])
    """
    said = {word for word in WORDS if word in text}
    if CLOCK.search(text):
        said.add(A_CLOCK)
    for point in POINTS:
        for group in point.needs:
            if group.isdisjoint(said):
                break
        else:
            yield point


POINTS: tuple[Point, ...] = (
    _row(rf"{HOUR}{ON}{MONTH} {DAY}{YEAR_TAIL}", to_the_minute(read.full_date), A_CLOCK, MONTHS),
    _row(rf"{HOUR}{ON}{WEEKDAY}", to_the_minute(read.weekday), A_CLOCK, WEEKDAYS),
    _row(rf"{WEEKDAY}{DAYTIME},? {HOUR}", to_the_minute(read.weekday), A_CLOCK, WEEKDAYS),
    _row(rf"\b(?:{WEEKDAY}, )?{MONTH} {DAY}{LAST_DAY}{YEAR_TAIL}(?:,? {HOUR})?", to_the_minute(read.full_date), MONTHS),
    _row(rf"\b{DAY}{LAST_DAY} {MONTH}(?!\w){YEAR_TAIL}", read.full_date, MONTHS),
    _row(r"\b(?P<year>(?:19|20)\d\d)-(?P<monthnumber>\d\d)-(?P<day>\d\d)\b", read.iso_date, CENTURIES, "-"),
    _row(
        rf"\b(?:{PART})?{MONTH}(?:,? (?:of )?{YEAR}|,? (?:of )?(?P<yearside>last|this|next) year)", read.month_only, MONTHS
    ),
    _row(rf"\b{PART}{MONTH}(?!\w)", read.month_only, PARTS, MONTHS),
    _row(
        _after("in since until till by from to and last next between before after this through during of", "[JFMASOND]")
        + rf"{MONTH}(?! \d|\w)",
        read.month_only,
        MONTHS,
    ),
    _row(rf"\b(?:{SIDE} )?{WEEKDAY}{DAYTIME}(?:,? (?:of )?(?P<weekside>last|this|next) week)?", read.weekday, WEEKDAYS),
    _row(
        rf"\b(?:(?P<bound>{_some('earlier later')}) |{PART})?(?P<side>{_some('last next this')})(?: (?:coming|past))? "
        + LONG,
        read.unit_side,
        "ast|ext|his",
        UNITS,
    ),
    _row(
        rf"\b{_some('over in during for within')} the (?:past|last) (?:{COUNT} )?{UNIT}\b(?! of )",
        read.past_units,
        " the past| the last",
    ),
    _row(rf"\b{COUNT} {UNIT} ago\b", read.ago, " ago"),
    _row(rf"\b{_some('in within')} {COUNT} {UNIT}(?:'s? time|’s? time)?\b", read.from_now, "n |ithin ", UNITS),
    _row(rf"\b{COUNT} {UNIT} (?P<way>later|earlier)\b", read.after_previous, " later| earlier"),
    _row(rf"\b{COUNT} {UNIT} (?P<way>before|after)\b{STOP}", read.after_previous, " before| after", UNITS),
    _row(
        r"\b[Tt]he (?P<step>next|following|previous|preceding|same) (?P<unit>day|week|month|year)\b",
        read.beside_previous,
        "next|following|previous|preceding|same",
        UNITS,
    ),
    _row(
        rf"\b[Tt]he (?P<unit>day|week|month|year) (?P<step>before|after|earlier)\b{STOP}",
        read.beside_previous,
        "he day|he week|he month|he year",
    ),
    _row(r"\b[Tt]hat (?:same )?(?P<unit>day|week|month|year)\b", read.same_as_previous, "hat", UNITS),
    _row(r"\b(?P<name>[Tt]he day (?:before yesterday|after tomorrow))\b", read.named_day, "before yesterday|after tomorrow"),
    _row(
        rf"\b(?P<name>{NAMED})\b(?!['’]s)",
        read.named_day,
        "esterday|oday|omorrow|onight|his morning|his afternoon|his evening|ast night",
    ),
    _row(r"\b[Oo]vernight\b", read.overnight, "vernight"),
    _row(rf"\b(?P<side>{_some('this last next the')}) weekend\b", read.weekend, " weekend"),
    _row(
        r"\b[Tt]he (?P<day>\d{1,2})(?:st|nd|rd|th)\b"
        + rf"(?:{STOP}|(?= (?:and|to|at|when|after|with|in|as|for|by) )|(?= of this month))",
        read.day_of_month,
        DIGITS,
    ),
    _row(r"\b[Jj]uche (?P<juche>\d{2,3})\b(?: \((?:1[89]|20)\d\d\))?", read.juche, "uche "),
    _row(rf"\b{PART}(?P<decade>(?:18|19|20)\d0)s\b", read.decade, PARTS, "0s"),
    _row(r"\b[Tt]he (?P<decade>(?:18|19|20)\d0)s\b", read.decade, "0s"),
    _row(SEASON, read.season, "spring|summer|autumn|fall|winter"),
    _row(rf"\b[Tt]he (?P<ordinal>first|second|third|fourth|last) quarter\b(?: of)?{YEAR_TAIL}", read.quarter, " quarter"),
    _row(
        rf"\b[Tt]he (?P<ordinal>first|second) half of (?:{YEAR}|(?P<yearside>last|this|next|the) year)",
        read.half_year,
        " half of",
    ),
    _row(rf"\b{PART}{YEAR}", read.year_only, PARTS, CENTURIES),
    _row(
        _after("in since until till by from to and between before after during through of", "[12]") + YEAR + NOT_A_COUNT,
        read.year_only,
        CENTURIES,
    ),
    _row(rf"\b{HOUR}", to_the_minute(read.base_day), A_CLOCK),
    _row(
        r"\b(?:in|over) (?:recent|the coming|coming|past) (?:years|months|weeks|days)\b",
        read.vague,
        "recent|coming|past",
        UNITS,
    ),
    _row(r"\b(?:years|months|weeks|days|decades|several (?:years|months|weeks|days)) ago\b", read.vague, " ago"),
)
WORDS = frozenset().union(*(group for point in POINTS for group in point.needs)) - {A_CLOCK}

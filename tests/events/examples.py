"""Marked sentences: ``<actor>``, ``[target]`` and ``{anchor}`` in an example, and whether a reading agrees with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dprk_events.events.coder import Reading
from dprk_events.tables.rows import VerbRow

MARKS = {"<": ">", "[": "]", "{": "}"}


@dataclass(frozen=True)
class Marked:
    """A sentence and the half-open spans of its marked parts."""

    text: str
    actor: tuple[int, int] | None
    target: tuple[int, int] | None
    anchor: tuple[int, int] | None


def unmark(example: str) -> Marked:
    """Take the marks out of an example and keep where they stood."""
    text, spans, opened = "", {}, {}
    for char in example:
        if char in MARKS:
            opened[char] = len(text)
        elif char in MARKS.values():
            start = next(left for left, right in MARKS.items() if right == char)
            spans[start] = (opened.pop(start), len(text))
        else:
            text += char
    assert not opened, f"mark not closed: {example}"
    return Marked(text, spans.get("<"), spans.get("["), spans.get("{"))


def check_example(entry: str, row: VerbRow, marked: Marked, found: list[Reading]) -> str | None:
    """None when some reading by this row has the marked actor and target; else what was found instead."""
    if row.role in {"report", "static"}:
        wrong = [reading for reading in found if entry in reading.rows]
        return f"gave an event by {entry}" if wrong and row.role == "static" else None
    for reading in found:
        if (
            (entry in reading.rows)
            and _agree(marked.text, reading.actor, marked.actor)
            and _agree(marked.text, reading.target, marked.target)
        ):
            return None
    return "; ".join(_show(marked.text, reading) for reading in found) or "nothing found"


def _agree(text: str, got: tuple[int, int] | None, marked: tuple[int, int] | None) -> bool:
    """At least half of the words of the shorter phrase are shared; an unmarked part is free."""
    if marked is None:
        return True
    if got is None:
        return False
    one, other = _words(text, got), _words(text, marked)
    return bool(one & other) and 2 * len(one & other) >= min(len(one), len(other))


def _words(text: str, span: tuple[int, int]) -> set[int]:
    return {word.start() for word in re.finditer(r"\w+", text) if span[0] <= word.start() < span[1]}


def _show(text: str, reading: Reading) -> str:
    actor, target = (text[slice(*span)] if span else "-" for span in (reading.actor, reading.target))
    return f"{'+'.join(reading.rows)}: {actor} | {reading.action} | {target}"

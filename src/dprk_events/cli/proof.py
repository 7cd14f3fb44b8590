"""Verbs of a user's folder prove themselves: each example gives an event by its entry with the marked actor and target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dprk_events.events.coder import Reading

_MARKS = {"<": ">", "[": "]", "{": "}"}
_QUIET = frozenset({"report", "static", "through", "light"})  # roles that give no event of their own


@dataclass(frozen=True, slots=True)
class Marked:
    """An example without its marks, and the offsets of what was marked."""

    text: str
    actor: tuple[int, int] | None
    target: tuple[int, int] | None


def unmarked(example: str) -> Marked:
    """Take ``<actor>``, ``[target]`` and ``{anchor}`` out of an example.

    >>> unmarked("<Seoul> met [Pyongyang].")
    Marked(text='Seoul met Pyongyang.', actor=(0, 5), target=(10, 19))
    """
    text, spans, opened = "", {}, {}
    for letter in example:
        if letter in _MARKS:
            opened[letter] = len(text)
        elif (mark := next((left for left, right in _MARKS.items() if right == letter), None)) in opened and mark:
            spans[mark] = (opened.pop(mark), len(text))
        else:
            text += letter
    return Marked(text, spans.get("<"), spans.get("["))


def unproved(roots: tuple[Path, ...]) -> Iterator[str]:
    """A line for each example of the last folder's verbs that does not give what it marks."""
    from dprk_events.tables.load import families, line_of, load_rows
    from dprk_events.tables.rows import VerbRow

    homes = {entry: path for path in families("verbs", roots[-1]) for entry in load_rows([path], VerbRow)}
    rows = load_rows(families("verbs", roots[-1]), VerbRow)
    cases = [(entry, unmarked(example)) for entry, row in rows.items() if row.role not in _QUIET for example in row.example]
    if not cases:
        return
    from dprk_events.events.coder import Coder
    from dprk_events.tables import load_lexicon

    coder = Coder(load_lexicon(roots[1:]))
    for (entry, marked), found in zip(cases, coder.readings([marked.text for _, marked in cases]), strict=True):
        if not any(_proves(entry, marked, reading) for reading in found):
            told = "; ".join(f"{'+'.join(reading.rows)}: {reading.action}" for reading in found) or "no event"
            where = f"{homes[entry]}:{line_of(homes[entry], entry)}"
            yield f"{where}: [{entry}] example gives not what it marks: {marked.text!r} is read as {told}"


def _proves(entry: str, marked: Marked, reading: Reading) -> bool:
    sides = ((marked.actor, reading.actor), (marked.target, reading.target))
    return entry in reading.rows and all(want is None or _same(marked.text, want, got) for want, got in sides)


def _same(text: str, want: tuple[int, int], got: tuple[int, int] | None) -> bool:
    """Whether the spans share at least half of the words of the shorter one."""
    if got is None:
        return False
    one, other = (
        {word.start() for word in re.finditer(r"\w+", text) if span[0] <= word.start() < span[1]} for span in (want, got)
    )
    return bool(one & other) and 2 * len(one & other) >= min(len(one), len(other))

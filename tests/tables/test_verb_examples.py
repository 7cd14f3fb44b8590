"""Every verb row proves itself: its example sentences give the marked actor and target, by this row.

``<actor>`` and ``[target]`` are marked in the sentence, ``{anchor}`` when it is not plain. Run one family with
``pytest tests/tables/test_verb_examples.py -k accuse``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dprk_events.events.coder import Coder
from dprk_events.tables import load_lexicon
from dprk_events.tables.load import families, load_rows
from dprk_events.tables.rows import VerbRow
from tests.events.examples import Marked, check_example, unmark

FAMILIES = {path.stem: load_rows([path], VerbRow) for path in families("verbs")}
SILENT = {"static"}  # rows of these roles must give no event of their own


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(load_lexicon())


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_examples_of_family(family: str, coder: Coder) -> None:
    mistakes = list(_mistakes(FAMILIES[family], coder))
    assert not mistakes, f"{len(mistakes)} of {family}:\n" + "\n".join(mistakes)


def test_every_act_marks_somebody() -> None:
    bare = [
        f"{family}: {entry}"
        for family, rows in FAMILIES.items()
        for entry, row in rows.items()
        if row.role == "act" and not any(re.search(r"[<\[]", example) for example in row.example)
    ]
    assert not bare


def _mistakes(rows: dict[str, VerbRow], coder: Coder) -> Iterator[str]:
    pairs = [(entry, row, unmark(example)) for entry, row in rows.items() for example in row.example]
    for (entry, row, marked), found in zip(pairs, coder.readings([marked.text for _, _, marked in pairs]), strict=True):
        problem = check_example(entry, row, marked, found)
        if problem:
            yield f"  {entry}: {problem}\n      {marked.text}"


def test_a_wrong_example_is_noticed(coder: Coder) -> None:
    marked = Marked("Germany declined to reopen its embassy.", (27, 38), (0, 7), None)  # the sides exchanged
    row = FAMILIES["reject"]["decline-to"] if "decline-to" in FAMILIES["reject"] else next(iter(FAMILIES["reject"].values()))
    (found,) = coder.readings([marked.text])
    assert check_example("decline-to", row, marked, found)

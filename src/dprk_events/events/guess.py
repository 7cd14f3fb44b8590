"""The type of an act whose verb no row fits: a linear model over what stands in its clause, sure enough or silent.

The weights are those of ``data/guess.toml``, fitted by ``bench/train_guess.py`` on the project's own sentences as if no row
had fitted the verb in question. A guess is never made where a row fits, also not where the row gives no type.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dprk_events.tables.rows import GuessRow

ALWAYS = "always"  # the clue of every clause
NONE = "none"  # no type: what most verbs that no row fits have
LEAST = 0.5  # below it the trial on verbs left out of the fit is wrong too often (decision 0045)
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """A type that no row gave, its chance, and the clues that speak most for it."""

    type: str
    chance: float
    clues: tuple[str, ...]


class Guesser:
    """Weighs the clues of a clause.

    >>> rows = {"prep-against": GuessRow(weights={"PROTEST": 2.0, "none": -1.0})}
    >>> guesser = Guesser(rows)
    >>> guesser({"prep-against": 1.0})
    Guess(type='PROTEST', chance=0.95, clues=('prep-against',))
    >>> guesser({"prep-into": 1.0}) is None
    True
    """

    def __init__(self, rows: Mapping[str, GuessRow], *, least: float = LEAST) -> None:
        self._least = least
        self._weights = {clue: {str(kind): weight for kind, weight in row.weights.items()} for clue, row in rows.items()}

    def __call__(self, clues: Mapping[str, float]) -> Guess | None:
        """The likeliest type, or None where that is no type or not sure enough."""
        known = sorted(clue for clue in clues if clue in self._weights)
        scores: dict[str, float] = defaultdict(float)
        for clue in known:
            for kind, weight in self._weights[clue].items():
                scores[kind] += clues[clue] * weight
        best = max(scores, key=lambda kind: (scores[kind], kind), default=NONE)
        if best == NONE:
            return None
        chance = 1 / sum(math.exp(score - scores[best]) for score in scores.values())
        if chance < self._least:
            return None
        speaks = {clue: clues[clue] * self._weights[clue].get(best, 0.0) for clue in known if clue != ALWAYS}
        shown = sorted((clue for clue in speaks if speaks[clue] > 0), key=lambda clue: -speaks[clue])
        return Guess(best, round(chance, 2), tuple(shown[:SHOWN]))

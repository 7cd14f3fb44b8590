"""Whether confidence says what it means: of the mentions with 0.8, eight in ten are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10  # of confidence, all equally wide


@dataclass(frozen=True)
class Judged:
    """What a coder said its chance was, and whether it was right."""

    confidence: float
    right: bool


@dataclass(frozen=True)
class Bin:
    """The mentions of about one confidence."""

    low: float
    high: float
    count: int
    predicted: float
    observed: float


def reliability(mentions: Sequence[Judged]) -> list[Bin]:
    """The mentions by tenths of confidence; a tenth without any is left out.

    >>> reliability([Judged(0.82, True), Judged(0.88, False)])
    [Bin(low=0.8, high=0.9, count=2, predicted=0.85, observed=0.5)]
    """
    found = []
    for number in range(BINS):
        inside = [each for each in mentions if min(BINS - 1, int(each.confidence * BINS + 1e-9)) == number]
        if inside:
            predicted = sum(each.confidence for each in inside) / len(inside)
            observed = sum(each.right for each in inside) / len(inside)
            found.append(Bin(number / BINS, (number + 1) / BINS, len(inside), predicted, observed))
    return found


def calibration_error(mentions: Sequence[Judged]) -> float:
    """How far predicted and observed lie apart in a bin, on average over the mentions.

    >>> round(calibration_error([Judged(0.82, True), Judged(0.88, False)]), 2)
    0.35
    """
    return sum(each.count * abs(each.predicted - each.observed) for each in reliability(mentions)) / max(1, len(mentions))

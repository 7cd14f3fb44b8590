"""How sure a mention is: the traits that it has, weighed as ``data/confidence.toml`` says.

The weights are those of a logistic model of "anchor, actor, target and type are right", fitted on the annotated articles of
the gate by ``bench/calibrate.py``; a test holds the two to each other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Span

from dprk_events.events.checks import WORD
from dprk_events.events.draft import Draft
from dprk_events.model import Event, Participant, Section

LEAST, MOST = 0.01, 0.99  # nothing is certain
BASE = "always"  # the trait of every mention
PREPOSITIONS = frozenset({"against", "at", "for", "from", "in", "into", "on", "over", "to", "toward", "towards", "with"})


@dataclass(frozen=True, slots=True)
class Told:
    """One mention as it was made: the draft, the event without its confidence, and what stands around it."""

    draft: Draft
    event: Event
    sentence: Span
    certainty: float  # of the least sure name in actor and target

    @property
    def specificity(self) -> int:
        """How much of the clause the row asked for; -1 without a row."""
        return self.draft.match.specificity if self.draft.match is not None else -1


TRAITS: Mapping[str, Callable[[Told], bool]] = {
    "no-row": lambda told: told.draft.match is None,
    "plain-row": lambda told: 0 <= told.specificity < WORD,
    "no-type": lambda told: told.draft.match is not None and told.event.action.type is None,
    "clear-type": lambda told: told.event.action.type in {"ACCUSE", "COERCE", "SANCTION"},
    "loose-type": lambda told: told.event.action.type in {"AID", "CONCEDE", "COOPERATE", "MOBILIZE", "RETREAT", "THREATEN"},
    "no-actor": lambda told: told.event.actor is None,
    "unknown-actor": lambda told: _unknown(told.event.actor),
    "no-target": lambda told: told.event.target is None,
    "unknown-target": lambda told: _unknown(told.event.target),
    "referred": lambda told: _referred(told.event.actor) or _referred(told.event.target),
    "fallback-target": lambda told: told.event.target is not None and told.draft.slot_used not in _named(told.draft),
    "prep-target": lambda told: told.draft.slot_used in PREPOSITIONS,
    "doubtful-name": lambda told: told.certainty < 1,
    "noun": lambda told: told.draft.anchor.pos_ == "NOUN",
    "light-verb": lambda told: told.draft.match is not None and told.draft.match.noun is not None,
    "governed": lambda told: bool(told.draft.through),
    "inner-act": lambda told: told.draft.inner is not None,
    "passive": lambda told: told.draft.slots.passive,
    "reciprocal": lambda told: told.draft.reciprocal,
    "planned": lambda told: told.event.status == "planned",
    "possible": lambda told: told.event.status == "possible",
    "undone": lambda told: told.event.status in {"denied", "negated", "refused"},
    "attributed": lambda told: bool(told.event.attribution),
    "headline": lambda told: told.event.evidence.section is Section.HEADLINE,
    "short-sentence": lambda told: len(told.sentence) <= 15,
    "long-sentence": lambda told: len(told.sentence) > 30,
    "root": lambda told: told.draft.anchor.dep_ == "ROOT",
    "conjunct": lambda told: told.draft.anchor.dep_ == "conj",
    "of-noun": lambda told: told.draft.anchor.dep_ in {"relcl", "acl"},
}  # fmt: skip


def traits(told: Told) -> frozenset[str]:
    """What a mention has of all that makes it more or less sure."""
    return frozenset({BASE, *(name for name, has in TRAITS.items() if has(told))})


def estimate(has: Iterable[str], weights: Mapping[str, float]) -> float:
    """The chance that a mention of these traits is right, two decimals, never 0 or 1.

    >>> estimate({"always", "no-row"}, {"always": 1.5, "no-row": -1.0, "noun": -0.5})
    0.62
    """
    total = sum(weights.get(trait, 0.0) for trait in sorted(has))
    return min(MOST, max(LEAST, round(1 / (1 + math.exp(-total)), 2)))


def _unknown(part: Participant | None) -> bool:
    return part is not None and not part.entities


def _referred(part: Participant | None) -> bool:
    return part is not None and any(entity.via == "coreference" for entity in part.entities)


def _named(draft: Draft) -> tuple[str, ...]:
    return draft.row_match.row.target if draft.row_match else ("object",)

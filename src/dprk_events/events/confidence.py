"""How sure a mention is: the traits that it has, weighed as ``data/confidence.toml`` says.

The weights are those of a logistic model of "anchor, actor, target and type are right", fitted on the annotated articles of
the gate by ``bench/calibrate.py``; a test holds the two to each other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dprk_events.events.draft import Draft
from dprk_events.events.tokens import Span
from dprk_events.model import Event, Participant, Section

LEAST, MOST = 0.01, 0.99  # nothing is certain
BASE = "always"  # the trait of every mention
PREPOSITIONS = frozenset({"against", "at", "for", "from", "in", "into", "on", "over", "to", "toward", "towards", "with"})
CLEAR = frozenset({"ACCUSE", "COERCE", "SANCTION"})
LOOSE = frozenset({"AID", "CONCEDE", "COOPERATE", "MOBILIZE", "RETREAT", "THREATEN"})
QUOTES = frozenset({'"', "“", "”", "``", "''"})


@dataclass(frozen=True, slots=True)
class Told:
    """One mention as it was made: the draft, the event without its confidence, and what stands around it."""

    draft: Draft
    event: Event
    sentence: Span
    certainty: float  # of the least sure name in actor and target


TRAITS: Mapping[str, Callable[[Told], bool]] = {
    "no-row": lambda told: told.draft.match is None,
    "guessed": lambda told: told.draft.guess is not None,
    "sole-row": lambda told: told.draft.match is not None and not told.draft.lost,
    "bare-row": lambda told: told.draft.match is not None and told.draft.match.specificity == 0,
    "no-type": lambda told: told.draft.match is not None and told.event.action.type is None,
    "clear-type": lambda told: not told.draft.guess and told.event.action.type in CLEAR,
    "loose-type": lambda told: not told.draft.guess and told.event.action.type in LOOSE,
    "unknown-actor": lambda told: told.event.actor is not None and not told.event.actor.entities,
    "referred": lambda told: _referred(told.event.actor) or _referred(told.event.target),
    "doubtful-name": lambda told: told.certainty < 1,
    "object-target": lambda told: told.draft.slot_used == "object",
    "prep-target": lambda told: told.draft.slot_used in PREPOSITIONS,
    "inner-act": lambda told: told.draft.inner is not None,
    "passive": lambda told: told.draft.slots.passive,
    "infinitive": lambda told: told.draft.anchor.tag_ == "VB",
    "root": lambda told: told.draft.anchor.dep_ == "ROOT",
    "possible": lambda told: told.event.status == "possible",
    "undone": lambda told: told.event.status in {"denied", "negated", "refused"},
    "headline": lambda told: told.event.evidence.section is Section.HEADLINE,
    "long-sentence": lambda told: len(told.sentence) > 30,
    "quoted": lambda told: _quotes(told.event.evidence.sentence, told.sentence),
}


def traits(told: Told) -> frozenset[str]:
    """What a mention has of all that makes it more or less sure."""
    return frozenset({BASE, *(name for name, has in TRAITS.items() if has(told))})


def estimate(has: Iterable[str], weights: Mapping[str, float]) -> float:
    """The chance that a mention of these traits is right, two decimals, never 0 or 1.

    >>> estimate({"always", "no-row"}, {"always": 1.5, "no-row": -1.0, "quoted": -0.5})
    0.62
    """
    total = sum(weights.get(trait, 0.0) for trait in sorted(has))
    return min(MOST, max(LEAST, round(1 / (1 + math.exp(-total)), 2)))


def _quotes(text: str, words: Span) -> bool:
    """Whether a word of a sentence is a quotation mark; most texts hold none."""
    return any(mark in text for mark in QUOTES) and any(token.text in QUOTES for token in words)


def _referred(part: Participant | None) -> bool:
    return part is not None and any(entity.via == "coreference" for entity in part.entities)

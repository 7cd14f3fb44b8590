"""How sure a mention is: a logistic model over a few plain features, fitted on the project's own gate."""

from __future__ import annotations

import math

from dprk_events.events.draft import Draft
from dprk_events.model import Participant


def features(draft: Draft, actor: Participant | None, target: Participant | None) -> dict[str, float]:
    """What the estimate looks at, each 0 or 1."""
    return {
        "base": 1.0,
        "no_row": float(draft.match is None),
        "no_actor": float(actor is None),
        "actor_unresolved": float(actor is not None and not actor.entities),
        "no_target": float(target is None),
        "target_by_fallback": float(draft.slot_used not in _named(draft)),
        "noun": float(draft.anchor.pos_ == "NOUN"),
        "through": float(bool(draft.through)),
        "inner": float(draft.inner is not None),
        "not_occurred": float(draft.status != "occurred"),
    }


WEIGHTS = {
    "base": 1.6, "no_row": -1.0, "no_actor": -0.6, "actor_unresolved": -0.6, "no_target": -0.5, "target_by_fallback": -0.7,
    "noun": -0.6, "through": -0.2, "inner": 0.0, "not_occurred": -0.2,
}  # fmt: skip


def estimate(draft: Draft, actor: Participant | None, target: Participant | None) -> float:
    """0..1, two decimals."""
    total = sum(WEIGHTS[name] * value for name, value in features(draft, actor, target).items())
    return round(1 / (1 + math.exp(-total)), 2)


def _named(draft: Draft) -> tuple[str, ...]:
    return draft.row_match.row.target if draft.row_match else ("object",)

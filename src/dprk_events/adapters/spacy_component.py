"""``nlp.add_pipe("dprk_events")``: the coder as a spaCy component. spaCy imports this at every load: keep it light."""

from __future__ import annotations

from typing import Any


def make(nlp: Any, name: str) -> Any:
    """The factory behind ``nlp.add_pipe("dprk_events")``."""
    from dprk_events.adapters import component

    return component.make(nlp, name)

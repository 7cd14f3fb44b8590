"""``nlp.add_pipe("dprk_events")``: the coder as a spaCy component. spaCy imports this at every load: keep it light."""

from __future__ import annotations

from typing import Any

from spacy.language import Language


@Language.factory("dprk_events", requires=["token.dep", "token.tag", "token.lemma", "token.ent_type"])
def make(nlp: Language, name: str) -> Any:
    """The factory behind ``nlp.add_pipe("dprk_events")``."""
    from dprk_events.adapters import component

    return component.make(nlp, name)

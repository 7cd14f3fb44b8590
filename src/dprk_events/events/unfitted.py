"""The verbs of a sentence as they would be read if no row fitted them: what the guesses are fitted on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dprk_events.events.build import build_event
from dprk_events.events.clues import Clues
from dprk_events.events.frames import FrameIndex, lemma_of
from dprk_events.events.scene import Scene, Tables
from dprk_events.events.tokens import Span
from dprk_events.events.walk import walk_sentence
from dprk_events.model import Event

ACTING = frozenset({"act", "light", "static"})


@dataclass(frozen=True, slots=True)
class Unfitted:
    """A mention that would be made without the rows which fit its verb, its clues, and what those rows give."""

    event: Event
    lemma: str
    clues: Clues
    fits: bool  # whether a row fits at all
    row_type: str | None  # of the row
    final_type: str | None  # of the mention with the row, after what its status makes of it


def unfitted(sentence: Span, frames: FrameIndex, scene: Scene, tables: Tables) -> Iterator[Unfitted]:
    """One at a time: the other verbs of the sentence keep their rows."""
    drafts, steps = walk_sentence(sentence, frames, scene.kind)
    coded = {
        draft.anchor.i: (draft, event) for draft in drafts if (event := build_event(draft, sentence, [], scene, tables))
    }
    for step in steps:
        verb = step.token
        if verb.pos_ not in {"VERB", "AUX"} or (step.match is not None and step.match.row.role not in ACTING):
            continue
        without, _ = walk_sentence(sentence, frames.unfitted(verb), scene.kind)
        for draft in without:
            event = build_event(draft, sentence, [], scene, tables) if draft.anchor == verb else None
            if event is None or not draft.clues:
                continue
            own, whole = coded.get(verb.i, (None, None))
            row = own.row_match.row if own is not None and own.row_match is not None else None
            yield Unfitted(
                event=event,
                lemma=lemma_of(verb),
                clues=draft.clues,
                fits=step.match is not None,
                row_type=None if row is None or row.type == "none" else row.type,
                final_type=whole.action.type if whole is not None and row is not None else None,
            )

"""The coder as a component of somebody's spaCy pipeline.

The events are kept as plain data in ``doc.user_data``, which spaCy can write to disk and send between processes
(``nlp.pipe(n_process=2)``); ``doc._.dprk_events`` reads them. Event objects could do neither.
"""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dprk_events.events import Coder
from dprk_events.output.document import event_record
from dprk_events.tables import load_lexicon

KEY = "dprk_events"
_NEEDED = ("tagger", "parser", "lemmatizer", "ner")


class EventComponent:
    """Adds the events of a parsed Doc.

    >>> nlp = spacy.load("en_core_web_sm")  # doctest: +SKIP
    >>> nlp.add_pipe("dprk_events")  # doctest: +SKIP
    >>> nlp("Oslo rejected the offer.")._.dprk_events[0]["action"]["type"]  # doctest: +SKIP
    'REJECT'
    """

    def __init__(self) -> None:
        self._coder: Coder | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self._coder is None:
            # The Doc is parsed already, so the coder needs no model of its own.
            self._coder = Coder(load_lexicon(), spacy.blank("en"))
        doc.user_data[KEY] = [event_record(event) for event in self._coder.of_doc(doc)]
        return doc

    def __getstate__(self) -> dict[str, Any]:
        """A process that is handed this component loads the lexicon itself."""
        return {"_coder": None}


def make(nlp: Language, name: str) -> EventComponent:
    """What ``nlp.add_pipe("dprk_events")`` adds; refuses a pipeline that cannot give what coding needs."""
    missing = [pipe for pipe in _NEEDED if pipe not in nlp.pipe_names]
    if nlp.lang != "en" or missing:
        what = f"the language is {nlp.lang!r}" if nlp.lang != "en" else f"{', '.join(missing)} must come before it"
        raise ValueError(f"{name}: needs an English pipeline with {', '.join(_NEEDED)}; {what}")
    if not Doc.has_extension(KEY):
        Doc.set_extension(KEY, getter=_events)
    return EventComponent()


def _events(doc: Doc) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = doc.user_data.get(KEY, [])
    return events

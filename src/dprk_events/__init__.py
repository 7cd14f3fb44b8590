"""News about North Korea as actor-action-target events, each with its evidence.

    >>> from dprk_events import Extractor, read
    >>> extractor = Extractor()  # doctest: +SKIP
    >>> for event in extractor(read("page.html")):  # doctest: +SKIP
    ...     print(event.actor.text, event.action.type, event.target.text)
    Germany REJECT North Korean offer

Everything that reads pages or parses sentences is imported when its name is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from dprk_events.errors import DprkEventsError
from dprk_events.model import Article, Event, Page, Reason, Skipped, Source

if TYPE_CHECKING:
    from dprk_events.pipeline.extractor import Extractor, map_records, read, read_text

__all__ = [
    "Article",
    "DprkEventsError",
    "Event",
    "Extractor",
    "Page",
    "Reason",
    "Skipped",
    "Source",
    "map_records",
    "read",
    "read_text",
]

_LAZY = frozenset({"Extractor", "map_records", "read", "read_text"})


def __getattr__(name: str) -> object:
    if name in _LAZY:
        return getattr(importlib.import_module("dprk_events.pipeline.extractor"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

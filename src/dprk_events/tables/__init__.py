"""The only reader of ``data/``: rows (the documented format), loading, the lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dprk_events.tables.lexicon import Lexicon, load_lexicon, load_sites

if TYPE_CHECKING:
    from dprk_events.tables.reading import load_reading

__all__ = ["Lexicon", "load_lexicon", "load_reading", "load_sites"]


def __getattr__(name: str) -> Any:
    """``load_reading`` brings pydantic along, which a lexicon from the cache does not need."""
    if name == "load_reading":
        from dprk_events.tables.reading import load_reading

        return load_reading
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

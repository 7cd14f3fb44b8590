"""Article to events: the only door to spaCy."""

from dprk_events.events.coder import Coder

__all__ = ["Coder"]

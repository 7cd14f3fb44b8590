"""The only reader of ``data/``: rows (the documented format), loading, the lexicon."""

from dprk_events.tables.lexicon import Lexicon, load_lexicon, load_sites
from dprk_events.tables.reading import load_reading

__all__ = ["Lexicon", "load_lexicon", "load_reading", "load_sites"]

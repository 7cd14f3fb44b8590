"""The only reader of ``data/``: rows (the documented format), loading, the lexicon."""

from dprk_events.tables.lexicon import Lexicon, load_lexicon, load_sites

__all__ = ["Lexicon", "load_lexicon", "load_sites"]

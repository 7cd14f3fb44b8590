"""The article room, the only door to selectolax: a Page in, an Article out, or the reason why not."""

from dprk_events.article.text import read_text

__all__ = ["read_text"]

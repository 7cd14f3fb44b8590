"""The article room, the only door to selectolax: a Page in, an Article out, or the reason why not."""

from dprk_events.article.explain import explain_page
from dprk_events.article.page import read_any, read_page
from dprk_events.article.text import read_text

__all__ = ["explain_page", "read_any", "read_page", "read_text"]

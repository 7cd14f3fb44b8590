"""A page without its code: scripts, styles and comments are half of most pages, and nothing in them is text of the page.

What is left is the same page to a parser, so all that looks at it has less to do. JSON-LD stays.

>>> without_code(b"<p>One<script>let two = 2</script><!-- three --><style>p { four: 4 }</style>")
b'<p>One<script></script><!----><style></style>'
>>> without_code(b'<p title="<script>">One<script>let two = 2</script>')  # of two openings the second one counts
b'<p title="<script>">One<script></script>'
"""

from __future__ import annotations

import re
from functools import cached_property

from dprk_events.article.decode import decode
from dprk_events.article.repair import repair_double

_OPENING = re.compile(rb"<(?:(script|style)(?=[\s/>])|!--)", re.IGNORECASE)
_NEXT = {  # the next mark of a kind: its end, or another opening
    b"script": re.compile(rb"<(?P<end>/)?script(?=[\s/>])", re.IGNORECASE),
    b"style": re.compile(rb"<(?P<end>/)?style(?=[\s/>])", re.IGNORECASE),
    b"": re.compile(rb"(?P<end>--!?>)|<!--"),
}
_BEFORE_VALUES = (b'"', b"'", b"=")


def without_code(html: bytes) -> bytes:
    """The page with the text of its scripts and styles and its comments cut out.

    An opening that begins a value or stands before another one is left, since it may not be what it seems.
    """
    parts: list[bytes] = []
    kept = at = 0
    while opening := _OPENING.search(html, at):
        starts = opening.start()
        if starts > at and html[starts - 1 : starts] in _BEFORE_VALUES:
            at = opening.end()
            continue
        kind = (opening[1] or b"").lower()
        begins = html.find(b">", opening.end()) + 1 if kind else opening.end()
        # a search for one byte is the quickest over long styles; "<!-->" is a whole comment
        looked = html.find(b"<", begins) if kind and begins else begins - 2
        mark = _NEXT[kind].search(html, looked) if looked >= 0 else None
        if mark is None:
            break
        at = mark.start()
        if mark["end"] and begins < at and not _stays(html[starts:begins]):
            parts.append(html[kept:begins])
            kept = at
    return b"".join([*parts, html[kept:]]) if parts else html


class Whole:
    """The text of the whole page with its code, decoded when first asked for: few pages need what their scripts say."""

    def __init__(self, html: bytes, content_type: str | None) -> None:
        self._html = html
        self._content_type = content_type

    @cached_property
    def text(self) -> str:
        """All of it, as a parser is given it."""
        return repair_double(decode(self._html, self._content_type).text)


def _stays(tag: bytes) -> bool:
    """JSON-LD is read; a tag whose ">" stands in a value or that closes itself goes on in another way than it seems."""
    return b"ld+json" in tag or tag.endswith(b"/>") or tag.count(b'"') % 2 == 1 or tag.count(b"'") % 2 == 1

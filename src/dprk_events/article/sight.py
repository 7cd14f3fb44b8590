"""A page as a reader sees it: the lines above and below its headline, the elements made for a date or a name.

Asked only where the head of a page does not say enough, since all visible text is gone through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

_LONGEST_PAGE = 200_000
_BELOW, _ABOVE = 700, 200  # characters around the headline that are looked at
_SPACES = 5  # indented markup has several times as many
_LINES_BELOW, _LINES_ABOVE = 14, 5
_PLACES = 4  # a headline also stands in menus and lists
_BYLINES = (
    '[rel="author"], [rel="sioc:has_creator"], [itemprop="author"], [data-testid*="author" i], [data-testid*="byline" i], '
    '[data-hook="user-name"], '
    '[class*="author" i], [class*="byline" i], [class*="journalist" i], [class*="reporter" i], [class*="writer" i], '
    'a[href*="author"], a[href*="/people/"], a[href*="/staff/"], a[href*="/profile/"], a[href*="/by/"], a[href*="/writers/"]'
)
_DATED = (
    'time, [itemprop="datePublished"], [class*="publish" i], [class*="date" i], [class*="time" i], .posted, '
    '[class*="posted-on" i], [id*="date" i], [property*="date" i], [property*="created"], [data-hook="time-ago"]'
)
# boxes of other stories and of readers; a sidebar may hold the date, and the names of all who write
_OTHERS = re.compile(r"comment(?!ary)|testimonial|related|recommend|popular|trending|teaser|recent-", re.IGNORECASE)
_ELSEWHERE = re.compile(_OTHERS.pattern + "|quote|sidebar|latest|next-|footer-", re.IGNORECASE)
_UP = 8  # boxes around an element that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The lines above and below one occurrence of the headline, as the page has them."""

    above: tuple[str, ...]
    below: tuple[str, ...]


class Sight:
    """The page as a reader sees it; what takes long is done once, when first asked for."""

    def __init__(self, tree: LexborHTMLParser, headings: tuple[str, ...], foot: tuple[str, ...] = ()) -> None:
        self.foot = foot  # the lines in the story's own footer
        self._tree = tree
        self._headings = headings

    @cached_property
    def text(self) -> str:
        """All visible text, a line a piece of an element."""
        body = self._tree.body
        return body.text(separator="\n")[:_LONGEST_PAGE] if body is not None else ""

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Where the headline stands."""
        for heading in self._headings:
            found = tuple(islice(_places(self.text, heading), _PLACES))
            if found:
                return found
        return ()

    @cached_property
    def dates(self) -> list[LexborNode]:
        """Elements made for a date."""
        return _each_once(self._tree.css(_DATED))[:_MOST]

    @cached_property
    def authors(self) -> list[LexborNode]:
        """Elements made for a name."""
        return [node for node in _each_once(self._tree.css(_BYLINES))[:_MOST] if not _elsewhere(node, _ELSEWHERE)]


_MOST = 40


def _each_once(nodes: list[LexborNode]) -> list[LexborNode]:
    """The nodes without repetitions: one that several selectors match comes several times."""
    return list({node.mem_id: node for node in nodes}.values())


def _places(text: str, heading: str) -> Iterator[Place]:
    """The surroundings of each line that begins with the heading; inline tags may have split that line."""
    found = list(_spans(text, [heading[:30]])) or list(_spans(text, heading.split()[:8]))
    for start, stop in found:
        if text[:start].rstrip(" \t\r")[-1:] not in {"\n", ""}:
            continue  # its words in a sentence
        end = text.find("\n", stop)
        if end >= 0:
            above = _near(reversed(text[max(0, start - _SPACES * _ABOVE) : start].split("\n")), _LINES_ABOVE, _ABOVE)
            below = _near(text[end : end + _SPACES * _BELOW].split("\n"), _LINES_BELOW, _BELOW)
            yield Place(above=tuple(reversed(above)), below=tuple(below))


def _spans(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Where the words stand with any space between them; a pattern made for each page would have to be compiled first."""
    at = text.find(words[0]) if words else -1
    while at >= 0:
        end = at + len(words[0])
        for word in words[1:]:
            start = end
            while text[start : start + 1].isspace():
                start += 1
            if start == end or not text.startswith(word, start):
                break
            end = start + len(word)
        else:
            yield at, end
            at = end - 1
        at = text.find(words[0], at + 1)


def _near(lines: Iterable[str], most: int, characters: int) -> list[str]:
    """The first lines that say something, up to so many characters; the one that goes over is included.

    What follows on the story under a heading of its own is not near: readers sign and date their comments too.
    """
    near: list[str] = []
    told = False
    for line in lines:
        words = " ".join(line.split())
        if words:
            if told and _NEXT_PART.fullmatch(words):
                break
            told = told or len(words) > _PROSE
            near.append(words)
            characters -= len(words)
            if len(near) == most or characters <= 0:
                break
    return near


_PROSE = 80
_NEXT_PART = re.compile(
    r"\W*(?:\d+ )?(?:comments?|replies|responses|leave a (?:reply|comment)|post a comment|join the conversation|"
    r"related\b.{0,20}|more (?:from|in|on|stories|news)\b.{0,30}|you (?:may|might) also like|read (?:more|next)|kommentare|"
    r"commentaires|comentarios)\W*(?:\d+\W*)?",
    re.IGNORECASE,
)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that say something, one space between words."""
    return tuple(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)


def among_others(node: LexborNode) -> bool:
    """Whether an element stands among comments or other stories."""
    return _elsewhere(node, _OTHERS)


def _elsewhere(node: LexborNode, boxes: re.Pattern[str]) -> bool:
    """Whether an element stands in one of the boxes of this name, or in a footer."""
    parent: LexborNode | None = node
    for _ in range(_UP):
        if parent is None or parent.tag in {"body", "main"}:
            return False
        attributes = parent.attributes
        if parent.tag == "article":
            return (attributes.get("class") or "").startswith("comment")
        name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if parent.tag == "footer" or boxes.search(name):
            return True
        parent = parent.parent
    return False

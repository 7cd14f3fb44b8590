"""What the walk over a page makes of it: leaves of text, the boxes around them, and the outline of both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborNode

from dprk_events.article.names import TAG_ROLES, part_role

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PAGE: Final = frozenset({"html", "body"})


class Box:
    """A block element that holds text: leaves[first:last] of the outline are in it."""

    __slots__ = ("_name", "_role", "first", "last", "node", "parent", "tag")  # no children: no cycles to collect

    def __init__(self, tag: str, node: LexborNode, parent: Box | None, first: int) -> None:
        self.tag = tag
        self.node = node
        self.parent = parent
        self.first = self.last = first
        self._role: str | None = None  # with _name, once it is asked for

    @property
    def role(self) -> str:
        """What its tag, else its attributes say about it; <html> and <body> carry the names of all that a page has."""
        return self._read() if self._role is None else self._role

    @property
    def name(self) -> str:
        """Its class names, else its tag."""
        if self._role is None:
            self._read()
        return self._name or self.tag

    def _read(self) -> str:
        """Ask the element once; its attributes themselves are not kept, since a page has hundreds of boxes."""
        attributes = self.node.attributes
        tag = self.tag
        if not attributes:
            self._name, self._role = "", TAG_ROLES.get(tag, "")
            return self._role
        self._name = attributes.get("class") or ""
        if tag in _HEADINGS:
            attributes.pop("id", None)  # made of its words by many programs
        self._role = role = TAG_ROLES.get(tag) or ("" if tag in _PAGE else part_role(attributes))
        return role

    def call(self, role: str) -> None:
        """Say what the box is where its contents show it."""
        self._read()
        self._role = role

    def attribute(self, name: str) -> str:
        """The value, "" where the element has none."""
        return self.node.attributes.get(name) or ""

    def ancestors(self) -> Iterator[Box]:
        """The boxes around this one, innermost first."""
        box = self.parent
        while box is not None:
            yield box
            box = box.parent


class Leaf:
    """One paragraph's worth of text with the verdict on it.

    ``links`` of its characters are link text, ``strong`` of them bold. ``kind`` is text, heading, caption, or the reason why
    it is dropped (``kept`` False); ``time`` is that of a live blog's entry.
    """

    __slots__ = ("box", "kept", "kind", "links", "strong", "text", "time")

    def __init__(self, text: str, box: Box, links: int = 0, strong: int = 0, time: str | None = None) -> None:
        self.text = text
        self.box = box
        self.links = links
        self.strong = strong
        self.kind = "text"
        self.kept = True
        self.time = time

    def drop(self, why: str) -> None:
        """Leave the leaf out of the story."""
        self.kind = why
        self.kept = False


class Outline:
    """All leaves in order; all boxes, parents before their children, the page first; the box of an element by address."""

    __slots__ = ("boxes", "leaves", "places")

    def __init__(self, leaves: list[Leaf], boxes: list[Box], places: dict[int, Box]) -> None:
        self.leaves = leaves
        self.boxes = boxes
        self.places = places

    def box_of(self, address: int) -> Box | None:
        """The box of the element with this ``mem_id``, or around it; None where it holds no text."""
        return self.places.get(address)

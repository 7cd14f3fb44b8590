"""A page as boxes and leaves: the only reader of lexbor's tree for text.

A leaf is one paragraph's worth of text; a box is a block element that holds some. Leaves stand in document order, so every
box covers a range of them. Inline tags join into the leaf around them without gluing or splitting words.

    >>> page = outline(parse("<div><p>Kim <b>Jong Un</b> left.</p>Two boats<br><br>sank.</div>"))
    >>> [leaf.text for leaf in page.leaves]
    ['Kim Jong Un left.', 'Two boats', 'sank.']
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
     "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
     "var", "wbr"}
)  # fmt: skip
# nothing in these is text of the page
SILENT = ["head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "select",
          "textarea", "button", "audio", "video", "dialog", "datalist"]  # fmt: skip
_TEXT, _SKIP, _BREAK, _INLINE, _BLOCK = range(5)
_KINDS = {"-text": _TEXT, "-comment": _SKIP, "br": _BREAK, "img": _SKIP, "input": _SKIP, "source": _SKIP, "wbr": _SKIP}
_NAME_END = "\u2063"  # invisible separator: stands after <nobr> until the next text decides about a space


class Box:
    """A block element that holds text: leaves[first:last] of the outline are in it."""

    __slots__ = (
        "attributes",
        "depth",
        "first",
        "last",
        "node",
        "parent",
        "tag",
    )  # no list of children: no cycles to collect

    def __init__(self, tag: str, node: LexborNode, parent: Box | None, first: int) -> None:
        self.tag = tag
        self.node = node
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.first = first
        self.last = first
        self.attributes: dict[str, str | None] | None = None

    def attribute(self, name: str) -> str:
        """The value, "" where the element has none."""
        if self.attributes is None:
            self.attributes = self.node.attributes
        return self.attributes.get(name) or ""

    def ancestors(self) -> Iterator[Box]:
        """The boxes around this one, innermost first."""
        box = self.parent
        while box is not None:
            yield box
            box = box.parent


class Leaf:
    """One paragraph's worth of text; ``links`` of its characters are link text, ``strong`` of them bold."""

    __slots__ = ("box", "links", "strong", "text")

    def __init__(self, text: str, links: int, strong: int, box: Box) -> None:
        self.text = text
        self.links = links
        self.strong = strong
        self.box = box


class Outline:
    """All leaves in order; all boxes, parents before their children, the whole page first; the box of an element by address."""

    __slots__ = ("boxes", "leaves", "places")

    def __init__(self, leaves: list[Leaf], boxes: list[Box], places: dict[int, _Place]) -> None:
        self.leaves = leaves
        self.boxes = boxes
        self.places = places

    def box_of(self, address: int) -> Box | None:
        """The box of the element with this ``mem_id``, or around it; None where it holds no text."""
        place = self.places.get(address)
        return place.box if place else None


class _Place:
    """What the ancestors of a text say: its box, and whether it stands in a link, in bold or in <nobr>."""

    __slots__ = ("bold", "box", "linked", "nobr")

    def __init__(self, box: Box, linked: bool, bold: bool, nobr: bool) -> None:
        self.box = box
        self.linked = linked
        self.bold = bold
        self.nobr = nobr


def parse(html: str) -> LexborHTMLParser:
    """The tree of guarded, decoded HTML."""
    return LexborHTMLParser(html)


def outline(tree: LexborHTMLParser) -> Outline:
    """The page's boxes and leaves; strips scripts, forms' fields and the head from the tree."""
    tree.strip_tags(SILENT)
    top = tree.root
    if top is None:
        raise ValueError("a parsed page always has a root")
    return _Walk(top).outline()


class _Walk:
    """One pass over the nodes in order. Only ancestors of text are looked at, each once."""

    def __init__(self, top: LexborNode) -> None:
        self.top = top
        self.root = Box("html", top, None, 0)
        self.boxes = [self.root]
        self.places: dict[int, _Place] = {top.mem_id: _Place(self.root, False, False, False)}
        self.leaves: list[Leaf] = []
        self.parts: list[str] = []
        self.links = self.strong = 0

    def outline(self) -> Outline:
        """Gather text until its box changes, a block starts or two line breaks stand together."""
        kinds: dict[int, int] = {}
        here = self.root
        breaks = 0
        boundary = False
        for node in self.top.traverse(include_text=True):
            tag_id = node.tag_id
            kind = kinds.get(tag_id)
            if kind is None:
                tag = node.tag or "-comment"
                kind = kinds[tag_id] = _KINDS.get(tag, _INLINE if tag in INLINE else _BLOCK)
            if kind == _TEXT:
                text = node.text_content or ""
                if not text or text.isspace():
                    if text and self.parts:
                        self.parts.append(" ")
                    continue
                parent = node.parent
                place = self.places.get(parent.mem_id) if parent else None
                if place is None:
                    place = self._locate(parent) if parent else self.places[self.top.mem_id]
                if place.box is not here or boundary or breaks > 1:
                    self._flush(here)
                    here = place.box
                boundary = False
                breaks = 0
                self._append(text, place)
            elif kind == _BREAK:
                breaks += 1
                if self.parts:
                    self.parts.append(" ")
            elif kind == _BLOCK:
                boundary = True
        self._flush(here)
        self._ranges()
        return Outline(self.leaves, self.boxes, self.places)

    def _ranges(self) -> None:
        """Hand every box's range of leaves up to the box around it, innermost first."""
        for box in reversed(self.boxes):
            around = box.parent
            if around is not None:
                if around.first < 0 or box.first < around.first:
                    around.first = box.first
                around.last = max(around.last, box.last)

    def _locate(self, node: LexborNode) -> _Place:
        """The place of an element, from the nearest ancestor whose place is known."""
        chain: list[LexborNode] = []
        current: LexborNode | None = node
        place = None
        while current is not None:
            place = self.places.get(current.mem_id)
            if place is not None:
                break
            chain.append(current)
            current = current.parent
        place = place or self.places[self.top.mem_id]
        for element in reversed(chain):
            tag = element.tag or ""
            if tag in INLINE:
                place = _Place(
                    place.box, place.linked or tag == "a", place.bold or tag in _BOLD, place.nobr or tag == "nobr"
                )
            else:
                box = Box(tag, element, place.box, -1)
                self.boxes.append(box)
                place = _Place(box, place.linked, place.bold, place.nobr)
            self.places[element.mem_id] = place
        return place

    def _append(self, text: str, place: _Place) -> None:
        parts = self.parts
        if parts:
            before = parts[-1]
            if before == _NAME_END:
                parts[-1] = " " if text[0].isalnum() else ""
            elif before[-1].islower() and text[0].isupper() and len(before) > 2:
                parts.append(" ")  # "Comrade<b>Kim": a tag between a small and a capital letter parts two words
        parts.append(text)
        if place.linked:
            self.links += len(text)
        if place.bold:
            self.strong += len(text)
        if place.nobr and text[-1].isalpha():
            parts.append(_NAME_END)

    def _flush(self, box: Box) -> None:
        """End the paragraph: one leaf."""
        parts = self.parts
        if not parts:
            return
        text = " ".join("".join(parts).replace(_NAME_END, "").split())
        if text:
            if box.first < 0:
                box.first = len(self.leaves)
            self.leaves.append(Leaf(text, min(self.links, len(text)), min(self.strong, len(text)), box))
            box.last = len(self.leaves)
        self.parts = []
        self.links = self.strong = 0


_BOLD = frozenset({"b", "strong"})

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
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
     "kbd", "label",
     "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
     "time", "tt", "u",
     "var", "wbr"}
)  # fmt: skip
# nothing in these is text of the page
SILENT = ["head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "select",
          "textarea", "button", "audio", "video", "dialog", "datalist", "nav", "footer"]  # fmt: skip
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
    """All leaves in order; all boxes, parents before their children, the page first; the box of an element by address."""

    __slots__ = ("boxes", "leaves", "places")

    def __init__(self, leaves: list[Leaf], boxes: list[Box], places: dict[int, tuple[Box, int]]) -> None:
        self.leaves = leaves
        self.boxes = boxes
        self.places = places

    def box_of(self, address: int) -> Box | None:
        """The box of the element with this ``mem_id``, or around it; None where it holds no text."""
        place = self.places.get(address)
        return place[0] if place else None


def parse(html: str) -> LexborHTMLParser:
    """The tree of guarded, decoded HTML."""
    return LexborHTMLParser(html)


def strip(tree: LexborHTMLParser) -> None:
    """Take scripts, form fields, menus and the head out of the tree; what they say must have been read before."""
    tree.strip_tags(SILENT)


def outline(tree: LexborHTMLParser) -> Outline:
    """The boxes and leaves of a page."""
    top = tree.root
    if top is None:
        raise ValueError("a parsed page always has a root")
    return _Walk(top).outline()


def text_of(node: LexborNode) -> str:
    """The text of one element, its inline tags joined like those of a paragraph."""
    return " ".join(leaf.text for leaf in _Walk(node).outline().leaves)


def outline_of(box: Box, known: Outline) -> Outline:
    """The leaves of one box of a known outline, whose boxes are used again with the new leaves' ranges."""
    walk = _Walk(known.boxes[0].node)
    for each in known.boxes:
        each.first = each.last = -1
    walk.boxes, walk.places, walk.top = known.boxes, known.places, box.node
    return walk.outline()


def paragraphs(tree: LexborHTMLParser) -> Outline:
    """Only the <p> and <pre> elements as leaves, with the boxes around them: enough to see where the story is."""
    top = tree.root
    if top is None:
        raise ValueError("a parsed page always has a root")
    walk = _Walk(top)
    linked: dict[int, int] = {}
    for link in tree.css("p a"):
        parent = link.parent
        if parent is not None:
            linked[parent.mem_id] = linked.get(parent.mem_id, 0) + len(link.text())
    for node in tree.css("p, pre"):
        text = node.text().strip()
        if len(text) >= _SAYS_SOMETHING:
            box, _ = walk.locate(node)
            walk.leaf(text, linked.get(node.mem_id, 0), 0, box)
    return walk.finish()


_SAYS_SOMETHING = 25
_LINKED, _STRONG, _NOBR, _LABEL = 1, 2, 4, 8
_FLAGS = {"a": _LINKED, "b": _STRONG, "strong": _STRONG, "nobr": _NOBR, "label": _LABEL}


class _Walk:
    """One pass over the nodes in order. Only ancestors of text are looked at, each once."""

    def __init__(self, top: LexborNode) -> None:
        self.top = top
        root = Box(top.tag or "html", top, None, 0)
        self.boxes = [root]
        self.places: dict[int, tuple[Box, int]] = {
            top.mem_id: (root, 0)
        }  # by address: the box, and the flags of inline tags
        self.leaves: list[Leaf] = []
        self.parts: list[str] = []
        self.links = self.strong = 0

    def outline(self) -> Outline:  # noqa: PLR0912  the one hot loop: calls would double its time
        """Gather text until its box changes, a block starts or two line breaks stand together."""
        kinds: dict[int, int] = {}
        places = self.places
        here = self.places[self.top.mem_id][0]
        breaks = 0
        boundary = False
        for node in self.top.traverse(include_text=True):
            tag_id = node.tag_id
            kind = kinds.get(tag_id)
            if kind is None:
                tag = node.tag or "-comment"
                kind = kinds[tag_id] = _KINDS.get(tag, _INLINE if tag in INLINE else _BLOCK)
            if kind == _TEXT:
                text = node.text_content
                if not text or text.isspace():
                    if text and self.parts:
                        self.parts.append(" ")
                    continue
                parent = node.parent
                if parent is None:
                    continue
                box, flags = places.get(parent.mem_id) or self.locate(parent)
                if flags & _LABEL:  # the name of a form's field
                    continue
                if box is not here or boundary or breaks > 1:
                    if self.parts:
                        self._flush(here)
                    here = box
                    boundary = False
                breaks = 0
                if self.parts or flags:
                    self._append(text, flags)
                else:
                    self.parts.append(text)
            elif kind == _BREAK:
                breaks += 1
                if self.parts:
                    self.parts.append(" ")
            elif kind == _BLOCK:
                boundary = True
        self._flush(here)
        return self.finish()

    def finish(self) -> Outline:
        """Hand every box's range of leaves up to the box around it, innermost first."""
        for box in reversed(self.boxes):
            around = box.parent
            if around is not None and box.first >= 0:
                if around.first < 0 or box.first < around.first:
                    around.first = box.first
                around.last = max(around.last, box.last)
        return Outline(self.leaves, self.boxes, self.places)

    def locate(self, node: LexborNode) -> tuple[Box, int]:
        """The box of an element and its inline flags, from the nearest ancestor whose place is known."""
        places = self.places
        chain: list[tuple[LexborNode, int]] = []
        current: LexborNode | None = node
        place = None
        while current is not None:
            address = current.mem_id
            place = places.get(address)
            if place is not None:
                break
            chain.append((current, address))
            current = current.parent
        box, flags = place or (self.boxes[0], 0)
        for element, address in reversed(chain):
            tag = element.tag or ""
            if tag in INLINE:
                flags |= _FLAGS.get(tag, 0)
            else:
                box = Box(tag, element, box, -1)
                self.boxes.append(box)
            places[address] = (box, flags)
        return box, flags

    def _append(self, text: str, flags: int) -> None:
        parts = self.parts
        if parts:
            before = parts[-1]
            if before == _NAME_END:
                parts[-1] = " " if text[0].isalnum() else ""
            elif before[-1].islower() and text[0].isupper() and len(before) > 2:
                parts.append(" ")  # "Comrade<b>Kim": a tag between a small and a capital letter parts two words
        parts.append(text)
        if flags & _LINKED:
            self.links += len(text)
        if flags & _STRONG:
            self.strong += len(text)
        if flags & _NOBR and text[-1].isalpha():
            parts.append(_NAME_END)

    def _flush(self, box: Box) -> None:
        """End the paragraph."""
        parts = self.parts
        if not parts:
            return
        text = " ".join((parts[0] if len(parts) == 1 else "".join(parts)).split())
        if _NAME_END in text:
            text = text.replace(_NAME_END, "")
        if text:
            self.leaf(text, self.links, self.strong, box)
        self.parts = []
        self.links = self.strong = 0

    def leaf(self, text: str, links: int, strong: int, box: Box) -> None:
        """One more leaf, in its box."""
        if box.first < 0:
            box.first = len(self.leaves)
        size = len(text)
        self.leaves.append(Leaf(text, links if links < size else size, strong if strong < size else size, box))
        box.last = len(self.leaves)

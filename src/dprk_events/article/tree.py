"""A page as boxes and leaves: the only reader of lexbor's tree for text.

A leaf is one paragraph's worth of text; a box is a block element that holds some. Leaves stand in document order, so every
box covers a range of them. Inline tags join into the leaf around them without gluing or splitting words.

    >>> page = outline(parse("<div><p>Kim <b>Jong Un</b> left.</p>Two boats<br><br>sank.</div>"))
    >>> [leaf.text for leaf in page.leaves]
    ['Kim Jong Un left.', 'Two boats', 'sank.']
"""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from dprk_events.article.boxes import Box, Leaf, Outline

INLINE: Final = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
     "kbd", "label",
     "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
     "time", "tt", "u",
     "var", "wbr", "canvas", "datalist", "math", "object"}
)  # fmt: skip
# nothing in these is text of the page; those that are rare are passed over in the walk, since each look for one costs
SILENT = ("head", "script", "style", "noscript", "svg", "iframe", "select", "textarea", "button", "audio", "video", "dialog",
          "nav", "footer")  # fmt: skip
LINK = frozenset({"a"})
TELLING = ("meta", "title", "link", "h1")  # with "script" and "footer": what tells of the page
Elements = dict[str, list[LexborNode]]  # by their tags
_MUTE: Final = ("label", "canvas", "datalist", "math", "object")  # a label is the name of a form's field
_PLAIN: Final = int(LexborDocumentOptions.WO_EVENTS)  # nobody listens to changes of the tree
_NAME_END: Final = "\u2063"  # invisible separator: stands after <nobr> until the next text decides about a space


def parse(html: str | bytes) -> LexborHTMLParser:
    """The tree of guarded HTML, decoded or in UTF-8.

    Read as by a browser that runs scripts: what stands in <noscript> is a text, so a picture in one does not end the head.
    """
    return LexborHTMLParser(html, options=_PLAIN, scripting=True)


def gather(tree: LexborHTMLParser) -> Elements:
    """The elements that tell of the page and those that are silent, in one pass: each look for one tag would be another."""
    found: Elements = {tag: [] for tag in _GATHERED.values()}
    for node in tree.root.traverse() if tree.root else ():
        tag = _GATHERED.get(node.tag_id)
        if tag:
            found[tag].append(node)
    return found


def strip(elements: Elements) -> None:
    """Take scripts, form fields, menus and the head out of their tree; what they say must have been read before."""
    for tag in SILENT:
        for node in elements[tag]:
            node.decompose()


def outline(tree: LexborHTMLParser) -> Outline:
    """The boxes and leaves of a page."""
    top = tree.root
    if top is None:
        raise ValueError("a parsed page always has a root")
    return _Walk(top).outline()


def text_of(node: LexborNode) -> str:
    """The text of one element, its inline tags joined like those of a paragraph."""
    return " ".join(leaf.text for leaf in _Walk(node).outline().leaves)


def first_of(node: LexborNode, tags: frozenset[str], attribute: str = "") -> LexborNode | None:
    """The first element of these tags, with this attribute, the node itself among them.

    For small boxes: the parser's own selectors take longer to set up for a page than these to be gone through.
    """
    for each in node.traverse():
        if each.tag in tags and (not attribute or attribute in each.attributes):
            return each
    return None


_TEXT: Final = 0
_SKIP: Final = 1
_BREAK: Final = 2
_INLINE: Final = 3
_BLOCK: Final = 4
_LINKED: Final = 1
_STRONG: Final = 2
_NOBR: Final = 4
_SILENCED: Final = 8
_BLOCKS = ("html", "body", "div", "p", "li", "ul", "ol", "dl", "dt", "dd", "td", "th", "tr", "table", "tbody", "h1", "h2",
           "h3", "h4", "h5", "h6", "section", "article", "main", "aside", "header", "figure", "figcaption", "blockquote",
           "pre", "form", "address", "center")  # fmt: skip


def _numbers(tags: tuple[str, ...]) -> dict[int, str]:
    """The parser's own numbers of tags, which are the same in every document: quicker to ask for than names."""
    page = LexborHTMLParser("")
    return {page.create_node(tag).tag_id: tag for tag in tags}


def _numbers_beside() -> dict[int, int]:
    """The kinds of nodes that are no elements."""
    body = LexborHTMLParser("text<!-- -->").body
    kinds = {"-text": _TEXT, "-comment": _SKIP}
    return {node.tag_id: kinds[node.tag or ""] for node in body.iter(include_text=True)} if body else {}


_GATHERED: Final = _numbers((*TELLING, *SILENT))
_NAMES: Final = _numbers((*_BLOCKS, *INLINE))
_KINDS: Final = (
    {number: _INLINE if tag in INLINE else _BLOCK for number, tag in _NAMES.items()}
    | dict.fromkeys(_numbers(("img", "input", "source", "wbr")), _SKIP)
    | dict.fromkeys(_numbers(("br",)), _BREAK)
    | _numbers_beside()
)
_TAG_FLAGS = {"a": _LINKED, "b": _STRONG, "strong": _STRONG, "nobr": _NOBR} | dict.fromkeys(_MUTE, _SILENCED)
_INLINE_FLAGS: Final = {number: _TAG_FLAGS.get(tag, 0) for number, tag in _NAMES.items() if tag in INLINE}


class _Walk:
    """One pass over the nodes in order. Only ancestors of text are looked at, each once."""

    def __init__(self, top: LexborNode) -> None:
        root = Box(top.tag or "html", top, None, 0)
        self.top = top
        self.boxes = [root]
        self.places = {top.mem_id: root}  # by address: the box of an element, or around it
        self.flags: dict[int, int] = {}  # by address: those of the inline tags around, where there are some
        self.leaves: list[Leaf] = []
        self.links = self.strong = 0

    def outline(self) -> Outline:  # noqa: PLR0912  the one hot loop: calls would double its time
        """Gather text until its box changes, a block starts or two line breaks stand together."""
        kinds, places, flagged, leaves = _KINDS, self.places, self.flags, self.leaves
        here = self.boxes[0]
        parts: list[str] = []
        breaks = 0
        boundary = False
        for node in self.top.traverse(include_text=True, skip_empty=True):
            kind = kinds.get(node.tag_id, _BLOCK)
            if kind == _TEXT:
                text = node.text_content
                if not text or text.isspace():  # other spaces than those of markup
                    if parts:
                        parts.append(" ")
                    continue
                parent = node.parent
                if parent is None:
                    continue
                address = parent.mem_id
                box = places.get(address)
                if box is None:
                    box = self._locate(parent, address, len(leaves) + 1 if parts else len(leaves))
                flags = flagged.get(address, 0)
                if flags & _SILENCED:
                    continue
                if box is not here or boundary or breaks > 1:
                    if parts:
                        self._flush(parts, here)
                        parts = []
                    here = box
                    boundary = False
                breaks = 0
                if parts or flags:
                    self._append(parts, text, flags, node)
                else:
                    parts.append(text)
            elif kind == _BLOCK:
                boundary = True
                if parts and here.tag == "pre":  # may make several leaves, which the next box counts
                    self._flush_pre(parts, here)
                    parts = []
            elif kind == _BREAK:
                breaks += 1
                if parts:
                    if breaks == 1 and self._ends_line(parts):
                        breaks = _PARAGRAPH
                    parts.append(" ")
        if parts:
            (self._flush_pre if here.tag == "pre" else self._flush)(parts, here)
        self._hand_up()
        return Outline(self.leaves, self.boxes, places)

    def _hand_up(self) -> None:
        """Hand the end of every box's leaves up to the box around it, innermost first."""
        for box in reversed(self.boxes):
            around = box.parent
            if around is not None and around.last < box.last:
                around.last = box.last

    def _locate(self, node: LexborNode, address: int, first: int) -> Box:
        """The box of an element, made with those around it that are new; ``first`` is the leaf that begins there."""
        places, flagged = self.places, self.flags
        chain: list[LexborNode] = []
        addresses: list[int] = []
        flags = 0
        while True:
            parent = node.parent
            if parent is None:
                box = self.boxes[0]
                break
            above = parent.mem_id
            known = places.get(above)
            if known is not None:
                box = known
                flags = flagged.get(above, 0)
                break
            chain.append(node)
            addresses.append(address)
            node, address = parent, above
        while True:
            number = node.tag_id
            flag = _INLINE_FLAGS.get(number)
            if flag is None:
                box = Box(_NAMES.get(number) or node.tag or "", node, box, first)
                self.boxes.append(box)
            else:
                flags |= flag
            places[address] = box
            if flags:
                flagged[address] = flags
            if not chain:
                return box
            node, address = chain.pop(), addresses.pop()

    def _append(self, parts: list[str], text: str, flags: int, node: LexborNode) -> None:
        if parts:
            before = parts[-1]
            if not before[-1].isspace() and not text[0].isspace() and _parted(node):
                parts.append(" ")
            elif before == _NAME_END:
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

    def _ends_line(self, parts: list[str]) -> bool:
        """Whether one line break ends a paragraph: after a full sentence, a bold headline, a byline or a date."""
        many = len(parts) > _MANY  # joined at each break, a page of breaks would take for ever
        text = parts[-1].strip() if many else "".join(parts).strip()
        size = len(text)
        if (many and text) or size > _SENTENCE or (size and text[-1] > "\u3000"):
            return text[-1] in _STOPS
        return size > _SHORTEST and (self.strong >= size or _HEAD_LINE.match(text) is not None)

    def _flush_pre(self, parts: list[str], box: Box) -> None:
        """End the paragraphs of a text whose spaces count: empty lines part them, unless it is a program."""
        pieces = [piece for piece in _EMPTY_LINE.split("".join(parts)) if piece.strip()]
        if sum(piece.rstrip()[-1] in _STOPS for piece in pieces) * 2 <= len(pieces):
            pieces = ["".join(parts)]
        links, strong = self.links, self.strong
        for piece in pieces:
            self.links, self.strong = links // len(pieces), strong // len(pieces)
            self._flush([piece], box)

    def _flush(self, parts: list[str], box: Box) -> None:
        """End the paragraph."""
        text = (parts[0] if len(parts) == 1 else "".join(parts)).strip()
        if "\n" in text or "\t" in text or "\xa0" in text or _NAME_END in text:
            text = " ".join(text.replace(_NAME_END, "").split())
        if text:
            leaves, size = self.leaves, len(text)
            leaves.append(Leaf(text, box, self.links and min(self.links, size), self.strong and min(self.strong, size)))
            box.last = len(leaves)
        self.links = self.strong = 0


_SENTENCE: Final = 80
_SHORTEST: Final = 5
_PARAGRAPH: Final = 2
_MANY: Final = 20
_STOPS: Final = frozenset('.!?"”’。！？')
_HEAD_LINE: Final = re.compile(r"[Bb](?:y|Y) [A-Z][^.:;!?]{3,50}$|.{0,40}\b(?:19|20)\d\d$", re.DOTALL)
_EMPTY_LINE: Final = re.compile(r"\n[ \t]*\n")


def _parted(node: LexborNode) -> bool:
    """Whether spaces of the markup stand between a text and the one before it: the walk passes over texts of spaces only."""
    around: LexborNode | None = node
    while around is not None:
        before = around.prev
        if before is None:
            around = around.parent
            continue
        while (last := before.last_child) is not None:
            before = last
        text = before.text_content
        if text:
            return text[-1].isspace()
        around = before
    return False

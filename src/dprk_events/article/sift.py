"""From the story's box to its paragraphs: what is dropped, and why.

Every leaf gets a verdict, so that ``--explain`` can show each decision.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, islice

from dprk_events.article.bylines import byline_of
from dprk_events.article.clutter import Lines
from dprk_events.article.dates import locate_date
from dprk_events.article.names import part_role
from dprk_events.article.score import HEADINGS, weight
from dprk_events.article.tree import Box, Leaf, Outline
from dprk_events.article.walls import holds_back
from dprk_events.tables.rows import SiteRow

_LISTS = frozenset({"ul", "ol", "dl", "menu"})
_SHARE = 0.25  # of the story's good text: a box with less may be furniture by its name
_LINKED = 0.7
_SHORT_LINE = 40
_LONG = 200
_TAIL = 12


@dataclass(slots=True)
class Piece:
    """A leaf of the story's box: ``kind`` is text, heading, caption, or the reason why it is dropped (``kept`` False)."""

    leaf: Leaf
    kind: str = "text"
    kept: bool = True
    time: str | None = None  # of a live blog's entry

    def drop(self, why: str) -> None:
        """Leave the leaf out."""
        self.kind = why
        self.kept = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the metadata says that helps to tell furniture: the headline and the authors."""

    title: str | None = None
    names: tuple[str, ...] = ()

    def tells_of_author(self, text: str) -> bool:
        """A paragraph that opens with an author's name, or first name, and says what he or she does."""
        for name in self.names:
            for opening in (name, name.split(" ")[0]):
                if text.startswith(opening) and _DOES.match(text, len(opening)):
                    return True
        return False


_DOES = re.compile(
    r",? (?:is|was|has|covers?|writes?|reports?|joined|works?|worked|previously|specializes|lives|holds|can be reached)\b"
)
_BYLINE = 90


def sift(outline: Outline, story: Box, roles: list[str], lines: Lines, known: Known) -> list[Piece]:
    """The pieces of the story's box in order, each with its verdict."""
    pieces = [Piece(leaf) for leaf in outline.leaves[story.first : story.last]]
    _drop_boxes(pieces, outline.boxes, roles, story)
    _drop_lines(pieces, lines, known)
    _drop_repeats(pieces)
    _drop_headings(pieces)
    return pieces


def _drop_teasers(pieces: list[Piece], linked: list[Box], siblings: dict[int, int], story: Box) -> None:
    """Lists of other stories: boxes of one build side by side, each with a link as long as a headline and little text."""
    groups: dict[tuple[int, str, str], list[Box]] = {}
    for box in linked:
        groups.setdefault((id(box.parent), box.tag, box.attribute("class")), []).append(box)
    for group in groups.values():
        if len(group) < max(_TEASERS, 0.7 * siblings[id(group[0].parent)]):
            continue
        if all(_is_teaser(pieces[box.first - story.first : box.last - story.first]) for box in group):
            for box in group:
                for piece in pieces[box.first - story.first : box.last - story.first]:
                    if piece.kept:
                        piece.drop("teaser")


def _is_teaser(pieces: list[Piece]) -> bool:
    texts = [piece.leaf for piece in pieces]
    linked = any(leaf.links > 0.8 * len(leaf.text) and len(leaf.text) > 20 for leaf in texts)
    return linked and len(texts) <= 6 and sum(len(leaf.text) for leaf in texts) < _TEASER_TEXT


_HEADLINE = 20
_TEASERS = 3
_TEASER_TEXT = 350
_TEASER_TAGS = frozenset({"div", "li", "article", "section", "dd", "tr"})


class _Sizes:
    """Running sums over the pieces: characters, link characters and good text."""

    __slots__ = ("good", "links", "pieces", "raw", "start")

    def __init__(self, pieces: list[Piece], start: int) -> None:
        self.pieces = pieces
        self.start = start
        self.raw = [0, *accumulate(len(piece.leaf.text) for piece in pieces)]
        self.links = [0, *accumulate(piece.leaf.links for piece in pieces)]
        self.good = [0, *accumulate(weight(piece.leaf) for piece in pieces)]

    def of(self, sums: list[int], box: Box) -> int:
        """The sum inside a box."""
        return sums[box.last - self.start] - sums[box.first - self.start]


def _drop_boxes(pieces: list[Piece], boxes: list[Box], roles: list[str], story: Box) -> None:
    sizes = _Sizes(pieces, story.first)
    verdicts: list[tuple[Box, str]] = []
    linked: list[Box] = []  # boxes with a link as long as a headline and little text
    siblings: dict[int, int] = {}
    first, last = story.first, story.last
    for box, role in zip(boxes, roles, strict=True):
        if box.first < 0 or box.first < first or box.last > last or box is story:
            continue
        if box.tag in _TEASER_TAGS:
            siblings[id(box.parent)] = siblings.get(id(box.parent), 0) + 1
        links = sizes.of(sizes.links, box)
        if not links and not role and box.tag != "figure":
            continue
        why = _verdict(box, role, links, sizes)
        if why:
            verdicts.append((box, why))
        elif links > _HEADLINE and box.tag in _TEASER_TAGS and sizes.of(sizes.raw, box) < _TEASER_TEXT:
            linked.append(box)
    # names that take away much of the story are not names of furniture on this page
    trusted = {
        why: _union([box for box, other in verdicts if other == why], sizes) <= share * sizes.good[-1]
        for why, share in _BY_NAME
    }
    for box, why in verdicts:
        if trusted.get(why, True) or (why != "weak" and sizes.of(sizes.good, box) < _PROSE * sizes.of(sizes.raw, box)):
            for piece in pieces[box.first - first : box.last - first]:
                if piece.kept and not (why == "links" and weight(piece.leaf) > _PROSE_LINE):
                    piece.drop(why)
    _drop_teasers(pieces, linked, siblings, story)


def _union(boxes: list[Box], sizes: _Sizes) -> int:
    """The good text in boxes that may stand in one another."""
    end = total = 0
    for box in sorted(boxes, key=lambda box: (box.first, -box.last)):
        if box.first >= end:
            total += sizes.of(sizes.good, box)
            end = box.last
    return total


def _verdict(box: Box, role: str, links: int, sizes: _Sizes) -> str:  # noqa: PLR0911  one verdict a line
    """Why a box inside the story is none of it, or ""."""
    size = sizes.of(sizes.raw, box)
    if role == "caption" or box.tag == "figure":
        return "caption" if size < _CAPTION and not _holds_table(box, sizes) else ""
    if role == "comments":
        return "comments"
    good = sizes.of(sizes.good, box)
    if role == "chrome" and (size < _SHARE * sizes.raw[-1] or size < 200):
        return "furniture"
    if role == "weak" and (good < _PROSE * size or size < 200) and size < _SHARE * sizes.raw[-1]:
        return "weak"
    if role == "head" and size < 300 and sizes.good[box.first - sizes.start] < 100 and good < 150:
        return "head"
    if box.tag in _LISTS and links > _LINKED * size:
        return "links"
    if box.tag not in _LINES and box.last - box.first > 2 and links > 0.7 * size:
        return "links"
    return ""


def _holds_table(box: Box, sizes: _Sizes) -> bool:
    """A figure around a table or a quotation is no picture."""
    last = sizes.pieces[box.last - 1 - sizes.start].leaf.box
    first = sizes.pieces[box.first - sizes.start].leaf.box
    return box.tag == "figure" and any(
        leaf.tag in _TABLES or (leaf.parent and leaf.parent.tag in _TABLES) for leaf in (first, last)
    )


_TABLES = frozenset({"td", "th", "blockquote", "pre", "li"})
_PROSE_LINE = 60
_CAPTION = 1500
_BY_NAME = (("furniture", 0.3), ("weak", 0.15))
_PROSE = 0.6
_LINES = frozenset({"p", "li", "td"})


def _drop_lines(pieces: list[Piece], lines: Lines, known: Known) -> None:
    """Furniture by its words, and what stands below a heading of furniture."""
    mode = ""
    whole = left = sum(len(piece.leaf.text) for piece in pieces if piece.kept)
    for number, piece in enumerate(pieces):
        if not piece.kept:
            continue
        leaf = piece.leaf
        size = len(leaf.text)
        left -= size
        if size > _LONG and number < len(pieces) - _TAIL and not mode:
            continue  # a long paragraph in the middle of the story is no furniture
        why = _edge(leaf, number, len(pieces), known)
        if why:
            piece.drop(why)
            continue
        heading = leaf.box.tag in HEADINGS or leaf.strong == size
        kind = lines(leaf.text)
        if kind:
            then = lines.rows[kind].then
            if (
                then == "end"
                and (heading or size < _SHORT_LINE)
                and (left < _SHARE * whole or _links_follow(pieces, number))
            ):
                mode = "below"
            elif then == "list" and heading:
                mode = mode or "list"
            elif lines.rows[kind].wall and holds_back(leaf.text):
                mode = mode or "offer"
            piece.drop(kind)
        elif mode == "below" or (mode == "list" and _title_like(leaf)):
            piece.drop("below" if mode == "below" else "related")
        elif mode == "offer" and _offered(leaf):
            piece.drop("offer")
        else:
            mode = ""
            _judge(piece, known)


def _edge(leaf: Leaf, number: int, count: int, known: Known) -> str:
    """What stands only at the head and the foot of a story: bylines, dates, the author's life."""
    size = len(leaf.text)
    if _HEAD <= number < count - _TAIL:
        return ""
    if size < _BYLINE and byline_of(leaf.text):
        return "byline"
    if known.tells_of_author(leaf.text):
        return "biography"
    if size < _DATE_LINE and (number < _HEAD or number > count - _FOOT) and _only_marks(leaf.text):
        return "date" if any(map(str.isdigit, leaf.text)) else "mark"
    return ""


def _title_like(leaf: Leaf) -> bool:
    """A link, or a short line that is no sentence."""
    size = len(leaf.text)
    return leaf.links > 0.5 * size or (size < 100 and leaf.text[-1:] not in '.!?"”')


def _offered(leaf: Leaf) -> bool:
    """A bullet or a line without a full stop right below an offer says what is offered."""
    listed = leaf.box.tag == "li" or (leaf.box.parent is not None and leaf.box.parent.tag == "li")
    return len(leaf.text) < _LONG and (listed or leaf.text[-1] not in '.!?"”')


def _judge(piece: Piece, known: Known) -> None:
    """A line that no phrase names: a link to elsewhere, the headline again, a subheading."""
    leaf = piece.leaf
    size = len(leaf.text)
    if (
        size < 300
        and leaf.box.tag != "li"
        and (leaf.links > 0.8 * size or (leaf.links > 0.5 * size and _is_menu(leaf.text)))
    ):
        piece.drop("link")
    elif leaf.box.tag == "h1" or leaf.text == known.title:
        piece.drop("title")
    elif _NOTE.match(leaf.text):
        piece.drop("note")
    elif leaf.box.tag in HEADINGS:
        piece.kind = "heading"


def _is_menu(text: str) -> bool:
    """Many short words or numbers in a row, and no sentence."""
    words = text.split()
    return len(words) > 8 and sum(map(len, words)) < 5 * len(words) and text[-1] not in '.!?"”'


_NOTE = re.compile(r"\[\d{1,3}\]\s|\^\s")


def _links_follow(pieces: list[Piece], number: int) -> bool:
    """Whether links to other stories stand right below."""
    following = [piece.leaf for piece in pieces[number + 1 : number + 7]]
    return sum(leaf.links > 0.7 * len(leaf.text) and len(leaf.text) > 15 for leaf in following) >= 2


def _only_marks(text: str) -> bool:
    """No word at all, or a date and nothing else."""
    if not any(map(str.isalnum, text)):
        return True
    found = locate_date(text)
    return (
        bool(found) and not re.search(r"[^\W\d_]{3,}", _DATE_WORDS.sub("", text[: found.start] + text[found.end :]))
        if found
        else False
    )


_DATE_LINE = 60
_HEAD, _FOOT = 8, 4  # dates and marks stand at the head and the foot of a story; in its middle they are cells of a table
_DATE_WORDS = re.compile(
    r"(?:published|updated|posted|written|modified|last|date|on|at|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b|"
    r"[a-z]{2,4}$",
    re.I,
)


def _drop_repeats(pieces: list[Piece]) -> None:
    seen: set[str] = set()
    for piece in pieces:
        if piece.kept:
            if len(piece.leaf.text) > 40 and piece.leaf.text in seen:
                piece.drop("repeat")
            seen.add(piece.leaf.text)


def _drop_headings(pieces: list[Piece]) -> None:
    """A heading with nothing of the story below it is the heading of something dropped."""
    text_below = False
    for piece in reversed(pieces):
        if not piece.kept:
            continue
        if piece.kind == "heading":
            if not text_below:
                piece.drop("heading")
        else:
            text_below = True


def sift_recipe(pieces: list[Piece], lines: Lines, site: SiteRow, known: Known) -> None:
    """The recipe says where the story is; its own patterns and the known lines say what in it is none."""
    for piece in pieces:
        if piece.kept and _in_caption(piece.leaf.box):
            piece.drop("caption")
    apply_patterns(pieces, site)
    _drop_lines(pieces, lines, known)
    _drop_repeats(pieces)
    _drop_headings(pieces)


def apply_patterns(pieces: list[Piece], site: SiteRow) -> None:
    """Where the story stops and which paragraphs are none of it, in the words of the site's recipe."""
    stop = re.compile("|".join(f"(?:{pattern})" for pattern in site.stop)) if site.stop else None
    drop = re.compile("|".join(f"(?:{pattern})" for pattern in site.drop_text)) if site.drop_text else None
    stopped = False
    for piece in pieces:
        if piece.kind == "caption" and not stopped:
            continue
        stopped = stopped or bool(stop and stop.search(piece.leaf.text))
        if stopped:
            piece.drop("stop")
        elif drop and drop.search(piece.leaf.text):
            piece.drop("recipe")


def _in_caption(box: Box) -> bool:
    """Whether the box or one close around it is a caption by tag or by name."""
    around = [box, *islice(box.ancestors(), 3)]
    return any(each.tag in {"figcaption", "figure"} or part_role(each.node.attributes) == "caption" for each in around)

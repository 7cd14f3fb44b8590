"""The pieces of a page's story: by the site's recipe, by weighing boxes, or out of the page's JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dprk_events.article.clutter import Lines
from dprk_events.article.dates import normal_date
from dprk_events.article.jsonld import Update
from dprk_events.article.recipe import Found
from dprk_events.article.repair import repair
from dprk_events.article.score import HEADINGS, Scored, roles_of
from dprk_events.article.sift import Known, Piece, sift, sift_recipe
from dprk_events.article.tree import Box, Leaf, Outline, outline, outline_of, paragraphs
from dprk_events.tables.rows import SiteRow

_PARAGRAPH_SHARE = 0.3  # of the visible text must be in <p>, else boxes are weighed by their own text
_LEAST = 250


@dataclass(slots=True)
class Story:
    """The pieces with their verdicts, and which way they were found."""

    pieces: list[Piece]
    source: str
    outline: Outline

    @property
    def kept(self) -> list[Piece]:
        """The paragraphs of the story."""
        return [piece for piece in self.pieces if piece.kept]

    def length(self) -> int:
        """Characters of the story."""
        return sum(len(piece.leaf.text) for piece in self.pieces if piece.kept)


def by_weight(tree: LexborHTMLParser, lines: Lines, known: Known) -> Story:
    """The generic reader: the paragraphs show where the story is, then that box is read in full."""
    body = tree.body
    shown = len(body.text()) if body else 0
    scored = Scored(paragraphs(tree))
    if scored.mass[-1] >= max(_PARAGRAPH_SHARE * shown, _LEAST) and scored.told:
        whole = outline_of(scored.story, scored.outline)
        roles = [*scored.roles, *roles_of(whole.boxes[len(scored.roles) :])]
    else:
        whole = outline(tree)
        scored = Scored(whole)
        roles = scored.roles
    if scored.widgets:
        roles = ["" if role == "weak" else role for role in roles]
    return Story(pieces=sift(whole, scored.story, roles, lines, known), source="dom", outline=whole)


def by_recipe(tree: LexborHTMLParser, found: Found, lines: Lines, site: SiteRow, known: Known) -> Story | None:
    """The recipe's reader; None where its boxes hold no text."""
    whole = outline(tree)
    boxes = [box for address in found.body if (box := whole.box_of(address)) is not None]
    numbers = _numbers(boxes)
    if found.paragraphs:
        wanted = _numbers([box for address in found.paragraphs if (box := whole.box_of(address)) is not None])
        numbers = [number for number in numbers if number in set(wanted)]
    captions = set(_numbers([box for address in found.captions if (box := whole.box_of(address)) is not None]))
    pieces = [Piece(whole.leaves[number]) for number in sorted({*numbers, *captions})]
    for piece, number in zip(pieces, sorted({*numbers, *captions}), strict=True):
        if number in captions:
            piece.kind, piece.kept = "caption", False
    sift_recipe(pieces, lines, site, known)
    story = Story(pieces=pieces, source="recipe", outline=whole)
    return story if story.kept else None


def _numbers(boxes: Iterable[Box]) -> list[int]:
    return [number for box in boxes for number in range(max(box.first, 0), box.last)]


def by_updates(updates: Iterable[Update], whole: Outline) -> Story:
    """The entries of a live blog, each line with its entry's time."""
    pieces = [
        Piece(Leaf(line.strip(), 0, 0, whole.boxes[0]), time=normal_date(update.time) if update.time else None)
        for update in updates
        for line in update.text.split("\n")
        if line.strip()
    ]
    return Story(pieces=pieces, source="json-ld", outline=whole)


def by_text(text: str, source: str, lines: Lines, whole: Outline) -> Story:
    """A story that the page holds in a script: paragraphs are lines."""
    box = whole.boxes[0]
    pieces = [Piece(Leaf(line.strip(), 0, 0, box)) for line in text.split("\n") if line.strip()]
    for piece in pieces:
        kind = lines(piece.leaf.text)
        if kind:
            piece.drop(kind)
    return Story(pieces=pieces, source=source, outline=whole)


def heading_of(story: Story) -> str | None:
    """A headline for a page whose head names only the site: the heading that opens the story, or the last one above it."""
    for piece in story.pieces[:2]:
        if piece.leaf.box.tag in HEADINGS and len(piece.leaf.text) > _LEAST_TITLE:
            piece.drop("title")
            return piece.leaf.text
    for piece in story.kept[:3]:
        size = len(piece.leaf.text)
        if piece.leaf.strong == size and _LEAST_TITLE < size < _LONGEST_TITLE and piece.leaf.text[-1] not in ".:":
            piece.drop("title")  # old pages set their headline in bold
            return piece.leaf.text
    node: LexborNode | None = story.pieces[0].leaf.box.node if story.pieces else None
    for _ in range(_LEVELS):
        before = node.prev if node is not None else None
        while before is not None:
            heading = before if before.tag in HEADINGS else _last_heading(before)
            if heading is not None and len(heading.text(strip=True)) > _LEAST_TITLE:
                return repair(heading.text(separator=" "))
            before = before.prev
        node = node.parent if node is not None else None
    return None


def _last_heading(node: LexborNode) -> LexborNode | None:
    headings = node.css("h1, h2, h3, h4") if node.is_element_node else []
    return headings[-1] if headings else None


_LEVELS = 5
_LEAST_TITLE = 12
_LONGEST_TITLE = 160

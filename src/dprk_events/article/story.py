"""The pieces of a page's story: by the site's recipe, by weighing boxes, or out of the page's JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dprk_events.article.clutter import Lines
from dprk_events.article.recipe import Found
from dprk_events.article.score import Scored
from dprk_events.article.sift import Piece, sift, sift_recipe
from dprk_events.article.tree import Box, Leaf, Outline
from dprk_events.tables.rows import SiteRow

_DECK = re.compile(r"\b(?:deck|dek|standfirst|subtitle|subheadline|sub-?title|sub-?headline|sub-?heading|article-summary|article__summary|"
                   r"excerpt|intro|lede?-?text|description|summary)\b", re.IGNORECASE)  # fmt: skip


@dataclass(slots=True)
class Story:
    """The pieces with their verdicts, and which way they were found."""

    pieces: list[Piece]
    source: str
    outline: Outline
    scored: Scored | None = None

    @property
    def kept(self) -> list[Piece]:
        """The paragraphs of the story."""
        return [piece for piece in self.pieces if piece.kept]

    def length(self) -> int:
        """Characters of the story."""
        return sum(len(piece.leaf.text) for piece in self.pieces if piece.kept)


def by_weight(outline: Outline, lines: Lines, title: str | None) -> Story:
    """The generic reader."""
    scored = Scored(outline)
    return Story(pieces=sift(scored, lines, title), source="dom", outline=outline, scored=scored)


def by_recipe(outline: Outline, found: Found, lines: Lines, site: SiteRow, title: str | None) -> Story | None:
    """The recipe's reader; None where its boxes hold no text."""
    boxes = [box for address in found.body if (box := outline.box_of(address)) is not None]
    numbers = _numbers(boxes)
    if found.paragraphs:
        wanted = _numbers([box for address in found.paragraphs if (box := outline.box_of(address)) is not None])
        numbers = [number for number in numbers if number in set(wanted)]
    captions = set(_numbers([box for address in found.captions if (box := outline.box_of(address)) is not None]))
    pieces = [Piece(outline.leaves[number]) for number in sorted({*numbers, *captions})]
    for piece, number in zip(pieces, sorted({*numbers, *captions}), strict=True):
        if number in captions:
            piece.kind, piece.kept = "caption", False
    sift_recipe(pieces, lines, site, title)
    story = Story(pieces=pieces, source="recipe", outline=outline)
    return story if story.kept else None


def _numbers(boxes: Iterable[Box]) -> list[int]:
    return [number for box in boxes for number in range(max(box.first, 0), box.last)]


def by_text(text: str, source: str, lines: Lines, outline: Outline) -> Story:
    """A story that the page holds in a script: paragraphs are lines."""
    box = outline.boxes[0]
    pieces = [Piece(Leaf(line.strip(), 0, 0, box)) for line in text.split("\n") if line.strip()]
    for piece in pieces:
        kind = lines(piece.leaf.text)
        if kind:
            piece.drop(kind)
    return Story(pieces=pieces, source=source, outline=outline)


def deck_of(story: Story, title: str | None) -> str | None:
    """The line under the headline, from a box that is named so and stands near the story's start."""
    if story.scored is None:
        return None
    first = story.scored.story.first
    for box, role in zip(story.outline.boxes, story.scored.roles, strict=True):
        if first - 12 <= box.first <= first + 6 and box.last - box.first <= 2 and role != "chrome":
            name = box.attribute("class")
            if name and _DECK.search(name):
                text = " ".join(leaf.text for leaf in story.outline.leaves[box.first : box.last])
                if 20 <= len(text) <= 400 and text != title:
                    return text
    return None

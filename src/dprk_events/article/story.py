"""The leaves of a page's story: by the site's recipe, by weighing boxes, or out of the page's JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dprk_events.article.boxes import Box, Leaf, Outline
from dprk_events.article.clutter import Lines
from dprk_events.article.dates import normal_date
from dprk_events.article.jsonld import Update
from dprk_events.article.recipe import Found
from dprk_events.article.repair import repair
from dprk_events.article.score import HEADINGS, Scored
from dprk_events.article.sift import Known, sift, sift_recipe
from dprk_events.article.titles import fold, parts_of
from dprk_events.article.tree import outline
from dprk_events.tables.rows import SiteRow


@dataclass(slots=True)
class Story:
    """The leaves with their verdicts, and which way they were found."""

    leaves: list[Leaf]
    source: str
    outline: Outline

    @property
    def kept(self) -> list[Leaf]:
        """The paragraphs of the story."""
        return [leaf for leaf in self.leaves if leaf.kept]

    def length(self) -> int:
        """Characters of the story."""
        return sum([len(leaf.text) for leaf in self.leaves if leaf.kept])


def by_weight(tree: LexborHTMLParser, lines: Lines, known: Known) -> Story:
    """The generic reader: the box with most of the good text is the story's."""
    whole = outline(tree)
    return Story(leaves=sift(Scored(whole), lines, known), source="dom", outline=whole)


def by_recipe(tree: LexborHTMLParser, found: Found, lines: Lines, site: SiteRow, known: Known) -> Story | None:
    """The recipe's reader; None where its boxes hold no text."""
    whole = outline(tree)
    boxes = [box for address in found.body if (box := whole.box_of(address)) is not None]
    numbers = _numbers(boxes)
    if found.paragraphs:
        wanted = _numbers([box for address in found.paragraphs if (box := whole.box_of(address)) is not None])
        numbers = [number for number in numbers if number in set(wanted)]
    captions = set(_numbers([box for address in found.captions if (box := whole.box_of(address)) is not None]))
    leaves = [whole.leaves[number] for number in sorted({*numbers, *captions})]
    for leaf, number in zip(leaves, sorted({*numbers, *captions}), strict=True):
        if number in captions:
            leaf.kind, leaf.kept = "caption", False
    sift_recipe(leaves, lines, site, known)
    story = Story(leaves=leaves, source="recipe", outline=whole)
    return story if story.kept else None


def _numbers(boxes: Iterable[Box]) -> list[int]:
    return [number for box in boxes for number in range(max(box.first, 0), box.last)]


def by_updates(updates: Iterable[Update], whole: Outline) -> Story:
    """The entries of a live blog, each line with its entry's time."""
    leaves = [
        Leaf(line.strip(), whole.boxes[0], time=normal_date(update.time) if update.time else None)
        for update in updates
        for line in update.text.split("\n")
        if line.strip()
    ]
    return Story(leaves=leaves, source="json-ld", outline=whole)


def by_text(text: str, source: str, lines: Lines, whole: Outline) -> Story:
    """A story that the page holds in a script: paragraphs are lines."""
    box = whole.boxes[0]
    leaves = [Leaf(line.strip(), box) for line in text.split("\n") if line.strip()]
    for leaf in leaves:
        kind = lines(leaf.text)
        if kind:
            leaf.drop(kind)
    return Story(leaves=leaves, source=source, outline=whole)


def heading_of(story: Story) -> str | None:
    """A headline for a page whose head names only the site: the heading that opens the story, or the last one above it."""
    for leaf in story.leaves[:2]:
        if leaf.box.tag in HEADINGS and len(leaf.text) > _LEAST_TITLE:
            leaf.drop("title")
            return leaf.text
    for leaf in story.kept[:3]:
        size = len(leaf.text)
        if leaf.strong == size and _LEAST_TITLE < size < _LONGEST_TITLE and leaf.text[-1] not in ".:":
            leaf.drop("title")  # old pages set their headline in bold
            return leaf.text
    node: LexborNode | None = story.leaves[0].box.node if story.leaves else None
    for _ in range(_LEVELS):
        before = node.prev if node is not None else None
        while before is not None:
            heading = before if before.tag in HEADINGS else _last_heading(before)
            if heading is not None and len(heading.text(strip=True)) > _LEAST_TITLE:
                return repair(heading.text(separator=" "))
            before = before.prev
        node = node.parent if node is not None else None
    return None


def part_shown(title: str, story: Story) -> str | None:
    """The part of a title "Site: Headline" that stands as a line of its own above the story, or opens it.

    Where both parts do, the one that stands nearer to the story.
    """
    parts = {fold(part): part for part in parts_of(title)}
    for leaf in reversed(above(story)) if len(parts) > 1 else ():
        part = parts.get(fold(leaf.text)) if len(leaf.text) < _LONGEST_TITLE else None
        if part:
            if leaf.kept:
                leaf.drop("title")
            return part
    return None


def heading_under(h1: str, title: str, story: Story) -> str | None:
    """The lower heading between an <h1> with the site's name and the story that is the rest of the page's title."""
    parts, name = {fold(part): part for part in parts_of(title)}, fold(h1)
    if len(parts) < 2 or name not in parts:
        return None
    under = False
    for leaf in above(story):
        under = under or (leaf.box.tag == "h1" and fold(leaf.text) == name)
        part = parts.get(fold(leaf.text)) if under and leaf.box.tag in HEADINGS else None
        if part and fold(part) not in name:
            return part
    return None


def above(story: Story) -> list[Leaf]:
    """The lines above the story and those that open it."""
    opening = next((leaf for leaf in story.leaves if leaf.kept), None)
    if opening is None:
        return []
    leaves = story.outline.leaves
    try:
        first = leaves.index(opening)
    except ValueError:  # it is of the page's data
        first = 0
    return leaves[max(0, first - _ABOVE) : first + _OPENING]


_ABOVE, _OPENING = 15, 4


def _last_heading(node: LexborNode) -> LexborNode | None:
    headings = node.css("h1, h2, h3, h4") if node.is_element_node else []
    return headings[-1] if headings else None


_LEVELS = 5
_LEAST_TITLE = 12
_LONGEST_TITLE = 160

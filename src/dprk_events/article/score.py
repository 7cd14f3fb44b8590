"""Which box of a page holds the story: the smallest one with most of the good text.

Good text is the length of a paragraph less twice its link text. Boxes that are furniture by name or tag count for nothing
as long as they hold a small share of it.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from dprk_events.article.boxes import Box, Leaf, Outline

_LEAST: Final = 25  # characters of a paragraph that says something
_CHROME_SHARE: Final = 0.4  # furniture by name must hold less of the good text than this
_WIDGETS: Final = 0.2
_TOLD: Final = 0.35
_CLEAN: Final = 0.7
_LEFT_SHARE: Final = 0.25  # of the good text, or so many characters, must stand outside of furniture, else the names mislead
_LEFT: Final = 600
_MOST: Final = 0.8  # the story's box holds this much of the good text
_NAMED: Final = 0.6  # a box named as the story's body, this much of what its ancestor holds
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Scored:
    """The outline with running sums over its leaves, and the story's box.

    ``raw``, ``links`` and ``good`` sum characters, link characters and good text; ``mass`` sums the good text outside of
    furniture.
    """

    __slots__ = ("good", "links", "mass", "outline", "raw", "story", "widgets")

    def __init__(self, outline: Outline) -> None:
        leaves = outline.leaves
        weights = [weight(leaf) for leaf in leaves]
        self.outline = outline
        self.raw = [0, *accumulate([len(leaf.text) for leaf in leaves])]
        self.links = [0, *accumulate([leaf.links for leaf in leaves])]
        self.good = self.mass = [0, *accumulate(weights)]
        self.widgets = False  # the page is built of boxes with weak names ("widget"), so they say nothing
        mass = self.mass
        _mark_answers(outline)
        told = [box for box in outline.boxes if mass[box.last] > mass[box.first]]
        self._silence(told, weights)
        self.story = self._choose(told)

    def of(self, box: Box) -> int:
        """The good text in a box, outside of furniture."""
        return self.mass[box.last] - self.mass[box.first]

    def _silence(self, boxes: list[Box], weights: list[int]) -> None:
        """Furniture by name counts for nothing, unless it holds a large share or nothing would be left."""
        by_role: dict[str, list[Box]] = {}
        for box in boxes:
            if box.role:
                by_role.setdefault(box.role, []).append(box)
        for role in ("comments", "chrome", "weak"):
            total = self.mass[-1]
            named = [box for box in by_role.get(role, ()) if self.of(box) > 0]
            if not named:
                continue
            all_of_it = role == "comments" or (role == "chrome" and self._told_elsewhere(boxes, total))
            limit = total if all_of_it else _CHROME_SHARE * total
            large = {box.name for box in named if self.of(box) >= limit}
            ranges: list[Box] = []
            end = lost = 0
            for box in named:
                if box.first >= end and box.name not in large:
                    ranges.append(box)
                    end = box.last
                    lost += self.of(box)
            if role == "weak" and (large or lost > _WIDGETS * total):
                self.widgets = True
                continue
            if lost and total - lost >= min(_LEFT_SHARE * total, _LEFT):
                for box in ranges:
                    weights[box.first : box.last] = [0] * (box.last - box.first)
                self.mass = [0, *accumulate(weights)]

    def _told_elsewhere(self, boxes: list[Box], total: int) -> bool:
        """Whether a box named as the story's body, in no box named as furniture, holds a good part of the text."""
        for box in boxes:
            if self.of(box) > _TOLD * total and (box.tag == "article" or box.role == "body"):
                return not any(around.role == "chrome" for around in box.ancestors())
        return False

    def _choose(self, boxes: list[Box]) -> Box:
        mass, story = self.mass, self.outline.boxes[0]
        need = _MOST * mass[-1]
        if not need:
            return story
        for box in boxes:  # boxes with more than half are one inside the other; the last is the innermost
            if mass[box.last] - mass[box.first] >= need and box.tag not in _PARAGRAPHS:
                story = box
        least = _NAMED * self.of(story)
        named = [
            box
            for box in boxes
            if mass[box.last] - mass[box.first] >= least
            and story.first <= box.first
            and box.last <= story.last
            and box.role == "body"
        ]
        return self._widened(named[-1] if named else story)

    def _widened(self, story: Box) -> Box:
        """The box around a story that ads or designs have split: named as an article and adding good text only."""
        best = story
        for box in story.ancestors():
            more = self.of(box) - self.of(best)
            if more <= 0:
                continue
            raw = self.raw[box.last] - self.raw[box.first] - (self.raw[best.last] - self.raw[best.first])
            if more < _CLEAN * raw:
                break
            if box.tag == "article" or box.role == "body":
                best = box
        return best


_PARAGRAPHS: Final = frozenset({"p", "pre"})


def _mark_answers(outline: Outline) -> None:
    """Boxes side by side with a button to answer in each are comments, whatever their names."""
    leaves = outline.leaves
    buttons = [
        number for number, leaf in enumerate(leaves) if len(leaf.text) < _BUTTON and leaf.text.casefold().startswith(_ANSWER)
    ]
    if len(buttons) < _ANSWERS:
        return
    first, last = buttons[0], buttons[-1]
    common = next((box for box in leaves[first].box.ancestors() if box.first <= first and last < box.last), None)
    for number in buttons if common else ():
        box = leaves[number].box
        while box.parent is not None and box.parent is not common:
            box = box.parent
        if box.parent is common:
            box.call("comments")


_ANSWER = ("reply", "antwort", "répond", "respond", "rispond", "beantwoord", "odpowied", "ответить", "답글", "回复", "返信")
_BUTTON: Final = 20
_ANSWERS: Final = 3


def weight(leaf: Leaf) -> int:
    """The good text of a leaf."""
    size = len(leaf.text)
    if size < _LEAST or leaf.box.tag in HEADINGS:
        return 0
    return max(0, size - 2 * leaf.links)

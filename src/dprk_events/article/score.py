"""Which box of a page holds the story: the smallest one with most of the good text.

Good text is the length of a paragraph less twice its link text. Boxes that are furniture by name or tag count for nothing
as long as they hold a small share of it.
"""

from __future__ import annotations

from itertools import accumulate

from dprk_events.article.names import TAG_ROLES, part_role
from dprk_events.article.tree import Box, Leaf, Outline

_LEAST = 25  # characters of a paragraph that says something
_CHROME_SHARE = 0.4  # furniture by name must hold less of the good text than this
_WIDGETS = 0.2
_TOLD = 0.35
_CLEAN = 0.7
_LEFT_SHARE = 0.25  # of the good text, or so many characters, must stand outside of furniture, else the names mislead
_LEFT = 600
_MOST = 0.8  # the story's box holds this much of the good text
_NAMED = 0.6  # a box named as the story's body, this much of what its ancestor holds
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Scored:
    """The outline with the weight of its leaves, the role of its boxes, and the story's box."""

    __slots__ = ("mass", "outline", "roles", "story", "weights", "widgets")

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.weights = [weight(leaf) for leaf in outline.leaves]
        self.mass = [0, *accumulate(self.weights)]
        self.roles = roles_of(outline.boxes)
        self.widgets = False  # the page is built of boxes with weak names ("widget"), so they say nothing
        self._silence()
        self.story = self._choose()

    @property
    def told(self) -> bool:
        """Whether the story's box is no comment section."""
        around = {id(box) for box in self.story.ancestors()} | {id(self.story)}
        return not any(
            role == "comments" and id(box) in around for box, role in zip(self.outline.boxes, self.roles, strict=True)
        )

    def of(self, box: Box) -> int:
        """The good text in a box."""
        return self.mass[box.last] - self.mass[box.first]

    def _silence(self) -> None:
        """Furniture by name counts for nothing, unless it holds a large share or nothing would be left."""
        for role in ("comments", "chrome", "weak"):
            total = self.mass[-1]
            named = [
                box for box, given in zip(self.outline.boxes, self.roles, strict=True) if given == role and self.of(box) > 0
            ]
            if not named:
                continue
            limit = (
                total if role == "comments" or (role == "chrome" and self._told_elsewhere(total)) else _CHROME_SHARE * total
            )
            large = {box.attribute("class") or box.tag for box in named if self.of(box) >= limit}
            ranges: list[Box] = []
            end = lost = 0
            for box in named:
                if box.first >= end and (box.attribute("class") or box.tag) not in large:
                    ranges.append(box)
                    end = box.last
                    lost += self.of(box)
            if role == "weak" and (large or lost > _WIDGETS * total):
                self.widgets = True
                continue
            if lost and total - lost >= min(_LEFT_SHARE * total, _LEFT):
                for box in ranges:
                    self.weights[box.first : box.last] = [0] * (box.last - box.first)
                self.mass = [0, *accumulate(self.weights)]

    def _told_elsewhere(self, total: int) -> bool:
        """Whether a box named as the story's body, in no box named as furniture, holds a good part of the text."""
        roles = {id(box): role for box, role in zip(self.outline.boxes, self.roles, strict=True)}
        for box, role in zip(self.outline.boxes, self.roles, strict=True):
            if (role == "body" or box.tag == "article") and self.of(box) > _TOLD * total:
                return not any(roles.get(id(around)) == "chrome" for around in box.ancestors())
        return False

    def _choose(self) -> Box:
        boxes = self.outline.boxes
        need = _MOST * self.mass[-1]
        story = boxes[0]
        if not need:
            return story
        for box in boxes:  # boxes with more than half are one inside the other; the last is the innermost
            if self.of(box) >= need and box.first >= 0 and box.tag not in {"p", "pre"}:
                story = box
        named = [
            box
            for box, role in zip(boxes, self.roles, strict=True)
            if role == "body"
            and self.of(box) >= _NAMED * self.of(story)
            and story.first <= box.first
            and box.last <= story.last
        ]
        return self._widened(named[-1] if named else story)

    def _widened(self, story: Box) -> Box:
        """The box around a story that ads or designs have split: named as an article and adding good text only."""
        roles = {id(box): role for box, role in zip(self.outline.boxes, self.roles, strict=True)}
        best = story
        for box in story.ancestors():
            more = self.of(box) - self.of(best)
            if more <= 0:
                continue
            raw = sum(len(leaf.text) for leaf in self.outline.leaves[box.first : box.last])
            own = sum(len(leaf.text) for leaf in self.outline.leaves[best.first : best.last])
            if more < _CLEAN * (raw - own):
                break
            if box.tag == "article" or roles.get(id(box)) == "body":
                best = box
        return best


def weight(leaf: Leaf) -> int:
    """The good text of a leaf."""
    size = len(leaf.text)
    if size < _LEAST or leaf.box.tag in HEADINGS:
        return 0
    return max(0, size - 2 * leaf.links)


def roles_of(boxes: list[Box]) -> list[str]:
    """What the names of the boxes say."""
    roles = []
    for box in boxes:
        if box.tag in {"html", "body"}:  # <html> and <body> carry the names of all that the page has
            roles.append("")
            continue
        role = TAG_ROLES.get(box.tag, "")
        if not role:
            attributes = box.node.attributes
            if attributes:
                box.attributes = attributes
                role = part_role(attributes)
        roles.append(role)
    return roles

"""Boxes inside the story that are none of it: furniture by name, lists of links, captions, teasers, other stories."""

from __future__ import annotations

from typing import Final

from dprk_events.article.boxes import Box, Leaf
from dprk_events.article.score import HEADINGS, Scored, weight
from dprk_events.article.tree import first_of

LISTS: Final = frozenset({"ul", "ol", "dl", "menu"})
SHARE: Final = 0.25  # of the story's good text: a box with less may be furniture by its name
LINKED: Final = 0.7


def drop_boxes(scored: Scored) -> None:
    """Drop what is furniture by its name, its links or its picture."""
    story, raw, sums = scored.story, scored.raw, scored.links
    first, last = story.first, story.last
    verdicts: list[tuple[Box, str]] = []
    linked: list[Box] = []  # boxes with a link as long as a headline and little text
    siblings: dict[int, int] = {}
    for box in scored.outline.boxes:
        start, end, tag = box.first, box.last, box.tag
        if start < first or end > last or start == end or box is story:
            continue
        if tag in _TEASER_TAGS:
            siblings[id(box.parent)] = siblings.get(id(box.parent), 0) + 1
        role = box.role
        if role == "weak" and scored.widgets:
            role = ""
        links = sums[end] - sums[start]
        if not links and not role and tag != "figure":
            continue
        why = _verdict(box, role, links, scored)
        if why:
            verdicts.append((box, why))
        elif links > _HEADLINE and tag in _TEASER_TAGS and raw[end] - raw[start] < _TEASER_TEXT:
            linked.append(box)
    # names that take away much of the story are not names of furniture on this page
    good, leaves = scored.good, scored.outline.leaves
    trusted = {
        why: _union([box for box, other in verdicts if other == why], good) <= share * (good[last] - good[first])
        for why, share in _BY_NAME
    }
    for box, why in verdicts:
        left = good[box.last] - good[box.first]
        if trusted.get(why, True) or (why != "weak" and left < _PROSE * (raw[box.last] - raw[box.first])):
            for leaf in leaves[box.first : box.last]:
                if leaf.kept and not (why == "links" and weight(leaf) > PROSE_LINE):
                    leaf.drop(why)
    _drop_teasers(leaves, linked, siblings)


def drop_other_stories(leaves: list[Leaf], title: str | None) -> None:
    """Of <article> elements side by side, each with an <h1>, the story's is the one whose <h1> is the title."""
    headings = [leaf for leaf in leaves if leaf.box.tag == "h1"]
    if len(headings) < 2 or all(leaf.text != title for leaf in headings):
        return
    articles = [_article_of(leaf.box) for leaf in headings]
    ours = next(article for article, leaf in zip(articles, headings, strict=True) if leaf.text == title)
    others = {id(each) for each in articles if ours and each and each is not ours and each.parent is ours.parent}
    if others:
        for leaf in leaves:
            if leaf.kept and not others.isdisjoint(map(id, leaf.box.ancestors())):
                leaf.drop("other story")


def _article_of(box: Box) -> Box | None:
    return next((around for around in box.ancestors() if around.tag == "article"), None)


def _union(boxes: list[Box], good: list[int]) -> int:
    """The good text in boxes that may stand in one another."""
    end = total = 0
    for box in sorted(boxes, key=lambda box: (box.first, -box.last)):
        if box.first >= end:
            total += good[box.last] - good[box.first]
            end = box.last
    return total


def _verdict(box: Box, role: str, links: int, scored: Scored) -> str:  # noqa: PLR0911  one verdict a line
    """Why a box inside the story is none of it, or ""."""
    size = scored.raw[box.last] - scored.raw[box.first]
    if role == "caption" or box.tag == "figure":
        return "caption" if size < _CAPTION and not _holds_table(box, scored.outline.leaves) else ""
    if role == "photo" and size < _BESIDE_PHOTO and box.last - box.first <= _PHOTO_LINES:
        titled = any(leaf.box.tag in HEADINGS for leaf in scored.outline.leaves[box.first : box.last])
        return "" if titled or first_of(box.node, _IMAGE) is None else "caption"
    if role == "comments":
        return "comments"
    story = scored.story
    good = scored.good[box.last] - scored.good[box.first]
    share = SHARE * (scored.raw[story.last] - scored.raw[story.first])
    if role == "chrome" and (size < share or size < 200):
        return "furniture"
    if role == "weak" and (good < _PROSE * size or size < 200) and size < share:
        return "weak"
    if role == "head" and size < 300 and good < 150 and scored.good[box.first] - scored.good[story.first] < 100:
        return "head"
    if box.tag in LISTS and links > LINKED * size:
        return "" if box.first and _announced(scored.outline.leaves[box.first - 1]) else "links"
    if links > LINKED * size and box.last - box.first > 2 and box.tag not in _LINES:
        return "links"
    return ""


def _announced(before: Leaf) -> bool:
    """Whether the paragraph before a list ends in a colon: what it announces is the story's, links or not."""
    return len(before.text) > PROSE_LINE and before.text[-1] == ":" and not before.links


def _holds_table(box: Box, leaves: list[Leaf]) -> bool:
    """A figure around a table or a quotation is no picture."""
    return box.tag == "figure" and any(
        edge.tag in _TABLES or (edge.parent and edge.parent.tag in _TABLES)
        for edge in (leaves[box.first].box, leaves[box.last - 1].box)
    )


_TABLES: Final = frozenset({"td", "th", "blockquote", "pre", "li"})
PROSE_LINE: Final = 60
_IMAGE: Final = frozenset({"img"})
_CAPTION: Final = 1500
_BESIDE_PHOTO: Final = 300
_PHOTO_LINES: Final = 3
_BY_NAME: Final = (("furniture", 0.3), ("weak", 0.15))
_PROSE: Final = 0.6
_LINES: Final = frozenset({"p", "li", "td"})


def _drop_teasers(leaves: list[Leaf], linked: list[Box], siblings: dict[int, int]) -> None:
    """Lists of other stories: boxes of one build side by side, each with a link as long as a headline and little text."""
    groups: dict[tuple[int, str, str], list[Box]] = {}
    for box in linked:
        groups.setdefault((id(box.parent), box.tag, box.name), []).append(box)
    for group in groups.values():
        if len(group) < max(TEASERS, 0.7 * siblings[id(group[0].parent)]):
            continue
        if all(_is_teaser(leaves[box.first : box.last]) for box in group):
            for box in group:
                for leaf in leaves[box.first : box.last]:
                    if leaf.kept:
                        leaf.drop("teaser")


def _is_teaser(leaves: list[Leaf]) -> bool:
    linked = any(leaf.links > 0.8 * len(leaf.text) and len(leaf.text) > 20 for leaf in leaves)
    return linked and len(leaves) <= 6 and sum(len(leaf.text) for leaf in leaves) < _TEASER_TEXT


_HEADLINE: Final = 20
TEASERS: Final = 3
_TEASER_TEXT: Final = 350
_TEASER_TAGS: Final = frozenset({"div", "li", "article", "section", "dd", "tr"})

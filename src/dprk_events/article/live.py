"""Live blogs without JSON-LD: the entries are boxes of one build side by side, each with one ``<time>`` of its own."""

from __future__ import annotations

import re
from collections import Counter

from dprk_events.article.boxes import Box, Leaf
from dprk_events.article.dates import normal_date
from dprk_events.article.repair import repair
from dprk_events.article.story import Story

_LIVE = re.compile(r"\blive\b|live-?(?:blog|ticker|updates)|LiveBlog", re.IGNORECASE)
_MOST = 500  # entries
_LEAST = 3
_PROSE = 60


def is_live(*witnesses: str | None) -> bool:
    """Whether the address, the headline or the page's own kind says that it is a live blog.

    >>> is_live("https://news.example/live/talks", None), is_live("https://news.example/lives-lost", "Olive oil")
    (True, False)
    """
    return any(witness and "live" in witness.lower() and _LIVE.search(witness) for witness in witnesses)


def date_entries(story: Story, zone: str | None) -> None:
    """Give every leaf of an entry its entry's time; lines that only show that time are left out."""
    moments, clocks = _entries(story, zone)
    dated = [(leaf, moment) for leaf in story.leaves if (moment := _moment_of(leaf, moments))]
    told = {moment for leaf, moment in dated if leaf.kept and len(leaf.text) >= _PROSE}
    if len(told) < _LEAST:
        return
    for leaf, moment in dated:
        leaf.time = moment
        if leaf.kept and leaf.text in clocks:
            leaf.drop("time")


def _entries(story: Story, zone: str | None) -> tuple[dict[int, str], set[str]]:
    """The time of each entry's box by the box's identity, and what is shown of the times."""
    outline = story.outline
    found: list[tuple[Box, str]] = []
    clocks = set()
    for node in outline.boxes[0].node.css("time[datetime]")[:_MOST]:
        parent = node.parent
        box = outline.box_of(node.mem_id) or (outline.box_of(parent.mem_id) if parent is not None else None)
        moment = normal_date(node.attributes.get("datetime") or "", zone=zone)
        if box is not None and moment:
            found.append((box, moment))
            clocks.add(repair(node.text(separator=" ")))
    counts = Counter(id(around) for box, _ in found for around in (box, *box.ancestors()))
    entries = [(_widest(box, counts), moment) for box, moment in found if counts[id(box)] == 1]
    builds = Counter((box.tag, box.name) for box, _ in entries)
    return {id(box): moment for box, moment in entries if builds[box.tag, box.name] >= _LEAST}, clocks


def _widest(box: Box, counts: Counter[int]) -> Box:
    """The widest box around a time that holds no other."""
    while box.parent is not None and counts[id(box.parent)] == 1:
        box = box.parent
    return box


def _moment_of(leaf: Leaf, moments: dict[int, str]) -> str | None:
    box = leaf.box
    return next((moments[id(around)] for around in (box, *box.ancestors()) if id(around) in moments), None)

"""From the story's box to its paragraphs: what is dropped, and why.

Every leaf gets a verdict, so that ``--explain`` can show each decision.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from dprk_events.article.boxes import Box, Leaf
from dprk_events.article.bylines import byline_of
from dprk_events.article.clutter import Lines
from dprk_events.article.dates import is_date_line
from dprk_events.article.furniture import PROSE_LINE, SHARE, TEASERS, drop_boxes, drop_other_stories
from dprk_events.article.persons import is_name, is_role
from dprk_events.article.score import HEADINGS, Scored
from dprk_events.article.tree import LINK, first_of
from dprk_events.article.walls import holds_back
from dprk_events.tables.rows import SiteRow

_SHORT_LINE: Final = 40
_LONG: Final = 200
_TAIL: Final = 12


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


_DOES: Final = re.compile(
    r",? (?:is|was|has|covers?|writes?|reports?|joined|works?|worked|previously|specializes|lives|holds|can be reached)\b"
)
_BYLINE: Final = 90


def sift(scored: Scored, lines: Lines, known: Known) -> list[Leaf]:
    """The leaves of the story's box in order, each with its verdict."""
    story = scored.story
    leaves = scored.outline.leaves[story.first : story.last]
    drop_boxes(scored)
    drop_other_stories(leaves, known.title)
    _drop_lines(leaves, lines, known, guessed=True)
    _keep_linked_headings(leaves)
    _drop_repeats(leaves)
    _drop_headings(leaves)
    return leaves


def _drop_lines(leaves: list[Leaf], lines: Lines, known: Known, *, guessed: bool) -> None:
    """Furniture by its words, and what stands below a heading of furniture; ``guessed``: no recipe says where it is."""
    mode = ""
    whole = left = sum([len(leaf.text) for leaf in leaves if leaf.kept])
    tail = len(leaves) - _TAIL
    middle = [len(leaf.text) > _LONG and number < tail for number, leaf in enumerate(leaves)]
    stood = -1  # lines that no box has dropped, up to this one
    kinds = lines.kinds([leaf.text if leaf.kept and not long else "" for leaf, long in zip(leaves, middle, strict=True)])
    for number, leaf in enumerate(leaves):
        if not leaf.kept:
            continue
        size = len(leaf.text)
        left -= size
        stood += 1
        if middle[number] and not mode:
            continue  # a long paragraph in the middle of the story is no furniture
        head, foot = stood < _HEAD, number > len(leaves) - _FOOT
        why = (
            _edge(leaf, known, head=head, foot=foot, untold=guessed and left > whole - _LONG and _ends(leaves, number))
            if head or number >= tail
            else ""
        )
        if not why and head and number and size < _SHORT_LINE and leaves[number - 1].kind == "byline" and is_role(leaf.text):
            why = "byline"
        if why:
            leaf.drop(why)
            continue
        heading = leaf.box.tag in HEADINGS or leaf.strong == size
        kind = lines(leaf.text) if middle[number] else kinds[number]
        if kind:
            then = lines.rows[kind].then
            if then == "end" and (heading or size < _SHORT_LINE) and (left < SHARE * whole or _links_follow(leaves, number)):
                mode = "below"
            elif then == "list" and heading:
                mode = mode or "list"
            elif lines.rows[kind].wall and holds_back(leaf.text):
                mode = mode or "offer"
            leaf.drop(kind)
        elif mode == "below" or (mode == "list" and _title_like(leaf)):
            leaf.drop("below" if mode == "below" else "related")
        elif mode == "offer" and _offered(leaf):
            leaf.drop("offer")
        else:
            mode = ""
            _judge(leaf, known, below=whole - left - size > _LONG)


def _ends(leaves: list[Leaf], number: int) -> bool:
    """Whether the next line is no part of this one: it goes on with a sentence, or with a name."""
    following = leaves[number + 1].text if number + 1 < len(leaves) else ""
    return not (following[:1].islower() or following[:1] in ",;." or is_name(following))


def _edge(leaf: Leaf, known: Known, *, head: bool, foot: bool, untold: bool) -> str:
    """What stands only at the head and the foot of a story: bylines, dates, the author's life; a name before it is told."""
    size = len(leaf.text)
    if size < _BYLINE and byline_of(leaf.text):
        return "byline"
    if known.tells_of_author(leaf.text):
        return "biography"
    if untold and size < _SHORT_LINE and is_name(leaf.text) and leaf.box.tag not in _NO_BYLINE:
        return "byline"
    if size < _DATE_LINE and (head or foot) and _only_marks(leaf.text):
        return "date" if any(map(str.isdigit, leaf.text)) else "mark"
    return ""


def _keep_linked_headings(leaves: list[Leaf]) -> None:
    """Headings that are links are those of the story where text of its own follows each: a list of things with a link."""
    linked = [number for number, leaf in enumerate(leaves[:-1]) if leaf.kind == "link" and leaf.box.tag in HEADINGS]
    told = [number for number in linked if leaves[number + 1].kept and len(leaves[number + 1].text) > PROSE_LINE]
    if len(told) >= TEASERS and len(told) > _MOST_TOLD * len(linked):
        for number in linked:
            leaves[number].kind, leaves[number].kept = "heading", True


_MOST_TOLD: Final = 0.6


_NO_BYLINE: Final = HEADINGS | {"li", "dt", "td", "th"}


def _title_like(leaf: Leaf) -> bool:
    """A link, or a short line that is no sentence."""
    size = len(leaf.text)
    return leaf.links > 0.5 * size or (size < 100 and leaf.text[-1:] not in '.!?"”')


def _offered(leaf: Leaf) -> bool:
    """A bullet or a line without a full stop right below an offer says what is offered."""
    listed = leaf.box.tag == "li" or (leaf.box.parent is not None and leaf.box.parent.tag == "li")
    return len(leaf.text) < _LONG and (listed or leaf.text[-1] not in '.!?"”')


def _judge(leaf: Leaf, known: Known, *, below: bool) -> None:
    """A line that no phrase names: a link to elsewhere, the headline again, a subheading; ``below`` the story's opening."""
    text, tag = leaf.text, leaf.box.tag
    if leaf.links and tag != "li" and _is_link(leaf) and not (tag in HEADINGS and _leads_to_itself(leaf.box)):
        leaf.drop("link")
    elif text == known.title or (tag == "h1" and not below):
        leaf.drop("title")
    elif text[0] in "[^" and _NOTE.match(text):
        leaf.drop("note")
    elif tag in HEADINGS:
        leaf.kind = "heading"


def _leads_to_itself(heading: Box) -> bool:
    """Whether the link of a heading leads to its own place on the page."""
    link = first_of(heading.node, LINK, "href")
    return link is not None and (link.attributes.get("href") or "").startswith("#")


def _is_link(leaf: Leaf) -> bool:
    size = len(leaf.text)
    return size < 300 and (leaf.links > 0.8 * size or (leaf.links > 0.5 * size and _is_menu(leaf.text)))


def _is_menu(text: str) -> bool:
    """Many short words or numbers in a row, and no sentence."""
    words = text.split()
    return len(words) > 8 and sum(map(len, words)) < 5 * len(words) and text[-1] not in '.!?"”'


_NOTE: Final = re.compile(r"\[\d{1,3}\]\s|\^\s")


def _links_follow(leaves: list[Leaf], number: int) -> bool:
    """Whether links to other stories stand right below."""
    following = leaves[number + 1 : number + 7]
    return sum(leaf.links > 0.7 * len(leaf.text) and len(leaf.text) > 15 for leaf in following) >= 2


def _only_marks(text: str) -> bool:
    """No word at all, or a date and nothing else."""
    if not any(map(str.isalnum, text)):
        return True
    return is_date_line(text)


_DATE_LINE: Final = 90
_HEAD: Final = 8  # dates and marks stand at the head and the foot of a story; in its middle they are cells of a table
_FOOT: Final = 4


def _drop_repeats(leaves: list[Leaf]) -> None:
    """What has been said before, and quotations set large that a paragraph holds too."""
    seen: set[str] = set()
    pulled: list[Leaf] = []
    for leaf in leaves:
        if leaf.kept:
            if len(leaf.text) > _LEAST_REPEAT and leaf.text in seen:
                leaf.drop("repeat")
            elif _LEAST_REPEAT < len(leaf.text) < _LONGEST_PULLED and _set_large(leaf.box):
                pulled.append(leaf)
            seen.add(leaf.text)
    for leaf in pulled[:_MOST_PULLED]:  # each is looked for in all paragraphs
        quoted = leaf.text.strip(_QUOTES)
        if any(quoted in other for other in seen if len(other) > len(leaf.text)):
            leaf.drop("repeat")


def _set_large(box: Box) -> bool:
    around = box.parent or box
    return box.tag in _QUOTED or around.tag in _QUOTED or "quote" in box.name or "quote" in around.name


_LEAST_REPEAT: Final = 40
_LONGEST_PULLED: Final = 500
_MOST_PULLED: Final = 40
_QUOTED: Final = frozenset({"blockquote", "aside", "figure"})
_QUOTES: Final = "\"'“”‘’«»„ "


def _drop_headings(leaves: list[Leaf]) -> None:
    """A heading with nothing of the story below it is the heading of something dropped."""
    text_below = False
    for leaf in reversed(leaves):
        if not leaf.kept:
            continue
        if leaf.kind == "heading":
            if not text_below:
                leaf.drop("heading")
        else:
            text_below = True


def sift_recipe(leaves: list[Leaf], lines: Lines, site: SiteRow, known: Known) -> None:
    """The recipe says where the story is; its own patterns and the known lines say what in it is none."""
    for leaf in leaves:
        if leaf.kept and _in_caption(leaf.box):
            leaf.drop("caption")
    apply_patterns(leaves, site)
    _drop_lines(leaves, lines, known, guessed=False)
    _drop_repeats(leaves)
    _drop_headings(leaves)


def apply_patterns(leaves: list[Leaf], site: SiteRow) -> None:
    """Where the story stops and which paragraphs are none of it, in the words of the site's recipe."""
    stop = re.compile("|".join(f"(?:{pattern})" for pattern in site.stop)) if site.stop else None
    drop = re.compile("|".join(f"(?:{pattern})" for pattern in site.drop_text)) if site.drop_text else None
    stopped = False
    for leaf in leaves:
        if leaf.kind == "caption" and not stopped:
            continue
        stopped = stopped or bool(stop and stop.search(leaf.text))
        if stopped:
            leaf.drop("stop")
        elif drop and drop.search(leaf.text):
            leaf.drop("recipe")


def _in_caption(box: Box) -> bool:
    """Whether the box or one close around it is a caption by tag or by name."""
    around = [box, *islice(box.ancestors(), 3)]
    return any(each.tag in {"figcaption", "figure"} or each.role == "caption" for each in around)

"""The names that a reader sees on a page as those of its authors."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from dprk_events.article.bylines import byline_of, clean_names, is_label, is_name
from dprk_events.article.repair import repair
from dprk_events.article.sight import Sight
from dprk_events.article.titles import fold

# what stands before a name that is not the author's
_OTHERS = re.compile(
    r"(?:review|edit|check|verif|approv|translat|photo|illustrat|image|medical)\w*(?: and \w+)?(?: by)?\W*$", re.I
)
_SHORT_LINE = 40


def names_beside(sight: Sight, site: str) -> tuple[str, ...]:
    """A "By Jane Doe" line that a reader sees under the headline."""
    for place in sight.places:
        for lines in (place.below, place.above):
            names = _names_in(lines, site)
            if names:
                return names
    return ()


def _names_in(lines: tuple[str, ...], site: str) -> tuple[str, ...]:
    for number, line in enumerate(lines):
        following = lines[number + 1 : number + 9]
        names = byline_of(line)
        if not names and is_label(line):
            names = _listed(following)
        if not names and is_name(line) and following and not (number and _OTHERS.search(lines[number - 1])):
            names = byline_of(f"{line} {following[0]}")
        if names and fold(names[0]) != site:
            return names
    return ()


def _listed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The names in the elements after a "By": persons with what joins them, else the one element, whatever its name."""
    names: list[str] = []
    for line in lines:
        bare = line.strip(" ,&|·•").removeprefix("and ").removesuffix(" and")
        if is_name(bare):
            names.append(bare)
        elif bare not in {"", "and", "with"}:
            break
    if names or not lines:
        return tuple(dict.fromkeys(names))
    return byline_of(f"By {lines[0]}") or (clean_names([lines[0]]) if _is_handle(lines[0]) else ())


def _is_handle(text: str) -> bool:
    """Up to four words that start like a name: a team, a pen name."""
    return len(text) < _SHORT_LINE and text.count(" ") < 4 and text[:1].isalpha() and text[-1] not in ".!?:"


def names_marked(sight: Sight, site: str) -> tuple[str, ...]:
    """Names in elements that are made for them."""
    nodes = sight.authors
    marked = [node for node in nodes if {"rel", "itemprop", "href"} & node.attributes.keys()]
    return _seen_names(marked, site) or _seen_names(nodes, site)


def _seen_names(nodes: list[LexborNode], site: str) -> tuple[str, ...]:
    """Names that stand in byline elements: each must look like a name, or stand behind "By"."""
    found: list[str] = []
    home: set[int] = set()
    for node in nodes:
        text = repair(node.text(separator=" "))
        if not 4 <= len(text) <= 120:
            continue
        names = byline_of(text) or tuple(name for name in clean_names([text]) if is_name(name))
        if not names or _of_others(node, text):
            continue
        around = _around(node)
        if found and not (home & around):
            break  # a name further down is that of another story or of a commenter
        home |= around
        found.extend(name for name in names if fold(name) != site and name not in found)
    return tuple(found[:6])


def _of_others(node: LexborNode, text: str) -> bool:
    """Whether "reviewed by" or the like stands before the name."""
    parent = node.parent
    around = repair(parent.text(separator=" ")) if parent is not None else ""
    return len(around) < 300 and bool(_OTHERS.search(around[: max(0, around.find(text))]))


def _around(node: LexborNode) -> set[int]:
    """The addresses of an element's parent and grandparent."""
    parent = node.parent
    above = parent.parent if parent is not None else None
    return {each.mem_id for each in (parent, above) if each is not None and each.tag not in {"body", "html"}}

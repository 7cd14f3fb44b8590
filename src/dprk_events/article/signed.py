"""The names that a reader sees on a page as those of its authors."""

from __future__ import annotations

import re
from itertools import pairwise

from selectolax.lexbor import LexborNode

from dprk_events.article.bylines import byline_of, clean_names, is_label, stated_roles
from dprk_events.article.dates import locate_date
from dprk_events.article.persons import cased, is_name, is_organisation, is_team, says_something_else
from dprk_events.article.places import host_of
from dprk_events.article.repair import repair
from dprk_events.article.sight import Sight, lines_of
from dprk_events.article.titles import fold

# what stands before a name that is not the author's
_OTHERS = re.compile(
    r"(?:(?:review|edit|check|verif|approv|translat)\w*(?: and \w+)?(?: by)?"
    r"|(?:photo|illustrat|image|picture)\w*(?: by| ?:))\W*$",
    re.IGNORECASE,
)
_SHORT_LINE = 40


def names_seen(sight: Sight) -> tuple[str, ...]:
    """The authors that a reader sees: beside the headline, in elements made for names, in a line that says who wrote it."""
    return names_beside(sight) or names_marked(sight) or names_written(sight) or _names_in(sight.foot)


def names_beside(sight: Sight) -> tuple[str, ...]:
    """A "By Jane Doe" line that a reader sees under the headline, or over it."""
    lines = (lines for place in sight.places for lines in (place.below, place.above))
    return next((names for each in lines if (names := _names_in(each))), ())


def site_beside(sight: Sight, site: str) -> tuple[str, ...]:
    """The site's own name where a byline stands: under the headline and right before the date."""
    for place in sight.places if site else ():
        lines = [line for line in place.below[:_TOP] if any(char.isalnum() for char in line)]
        for line, following in pairwise(lines):
            found = locate_date(following) if fold(line) == site else None
            if found and found.start == 0:
                return (line,)
    return ()


_TOP = 6


def owner(sight: Sight, sites: list[str], url: str | None) -> tuple[str, ...]:
    """The person whose name a site bears (in head, title or first line) and its host too: one who writes "I'm"."""
    host = host_of(url).rpartition(".")[0]
    if not host or sum(sight.text.count(word) for word in _I) < _OFTEN:
        return ()
    for name in (*sites, *lines_of(sight.text[:_FIRST_LINE])[:1]):
        in_host = any(len(word) >= _LONG and word in host for word in fold(name).split())
        if in_host and is_name(name) and not is_organisation(name):
            return (name,)
    return ()


_I, _OFTEN, _LONG, _FIRST_LINE = (" I’", " I'", "\nI’", "\nI'"), 2, 4, 400  # a company asks "Can I", too


def author_in_data(markup: bytes) -> tuple[str, ...]:
    """The author whom the page tells a counter of visits ("pagePostAuthor" of WordPress), where nothing else names one.

    >>> author_in_data(b'dataLayer.push({"pagePostAuthor":"Jane Doe"});')
    ('Jane Doe',)
    """
    at = markup.find(b"Author")
    for _ in range(_MENTIONS):
        if at < 0:
            break
        match = _COUNTED.match(markup, at)
        name = match[1].decode("utf-8", "replace") if match and _KEY.search(markup, max(0, at - _KEY_LENGTH), at) else ""
        names = clean_names([name]) if name else ()
        if names:
            return names
        at = markup.find(b"Author", at + 1)
    return ()


_MENTIONS, _KEY_LENGTH = 50, 12
_COUNTED = re.compile(rb'Author(?:Name)?["\']?\s*:\s*["\']([^"\'\\{}<]{3,60})["\']')
_KEY = re.compile(rb"[\"'](?:pagePost|article|page|post|content|story)$")


def names_written(sight: Sight) -> tuple[str, ...]:
    """ "Written by Jane Doe" or "Author: Jane Doe" in a line of its own, often under the story."""
    text = sight.text
    for word in _WRITTEN_WORDS:
        at = text.find(word)
        while at >= 0:
            begins = text.rfind("\n", max(0, at - _SHORT_LINE), at) + 1
            match = _WRITTEN.match(text, begins, at + _LONGEST_ALONE) if begins else None
            name = _ENDS_NAME.split(match["name"])[0].strip(" .") if match else ""
            if is_name(name):
                return (name,)
            at = text.find(word, at + len(word))
    return ()


_WRITTEN_WORDS = (
    "ritten by", "RITTEN BY", "ritten By", "uthor", "UTHOR", "rticle by", "ords by", "tory by", "ext by", "osted by"
)  # fmt: skip
_WRITTEN = re.compile(
    r"\s*(?:(?:this (?:post|article|story) was )?(?:written|authored|words|article|story|text|posted) by|"
    r"(?:about the )?authors?)\b ?:?\s+(?P<name>[^\n]{4,60})",
    re.IGNORECASE,
)


_ENDS_NAME = re.compile(r",| (?:at|on|in) |[@|]")


def _names_in(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the first byline among lines; an element may hold the "By", the next one the name or the date."""
    for number, line in enumerate(lines):
        following = lines[number + 1 : number + 9]
        names = _listed(following) if is_label(line) else byline_of(line)
        if not names and is_name(line) and following:
            names = _before_date(lines[number : number + 9])
        if names and not (number and _OTHERS.search(lines[number - 1])):
            return names
    return ()


def _before_date(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Names in elements of their own, where a date follows on them."""
    names, rest = _run(lines)
    while rest and _BETWEEN.fullmatch(rest[0]):
        rest = rest[1:]
    return tuple(names) if rest and byline_of(f"{names[-1]} {rest[0]}") else ()


# a button, how long it takes to read, a bar
_BETWEEN = re.compile(r"follow|\W+|\W*\d{1,2}[ -]min(?:ute)?s?(?: read)?\W*", re.IGNORECASE)


def _listed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The names in the elements after a "By": persons with what joins them, else the one element, whatever its name."""
    names, _ = _run(lines)
    if names or not lines:
        return tuple(names)
    both = " ".join(lines[:2])  # a name over two elements
    return byline_of(f"By {lines[0]}") or ((both,) if is_name(both) else ()) or _handle(lines[0])


def _run(lines: tuple[str, ...]) -> tuple[list[str], tuple[str, ...]]:
    """The names at the start of lines, with what joins them, and the lines after them."""
    names: dict[str, None] = {}
    for number, line in enumerate(lines):
        bare = line.strip(" ,&|·•").removeprefix("and ").removesuffix(" and")
        if is_name(bare):
            if not (names and is_organisation(bare)):  # where the person before it works
                names[cased(bare)] = None
        elif bare not in {"", "and", "with"}:
            return list(names), lines[number:]
    return list(names), ()


def _handle(text: str) -> tuple[str, ...]:
    """A team or a pen name: up to four words that start like a name."""
    short = len(text) < _SHORT_LINE and text.count(" ") < _WORDS and text[:1].isalpha() and text[-1] not in ".!?:"
    return clean_names([text]) or stated_roles([text]) if short and not says_something_else(text) else ()


_WORDS = 4


def names_marked(sight: Sight) -> tuple[str, ...]:
    """Names in elements that are made for them; a name that does not look like one only where the page says it is."""
    nodes = sight.authors
    marked = [node for node in nodes if {"rel", "itemprop", "href"} & node.attributes.keys()]
    return _first_group(marked) or _first_group(nodes) or _called(nodes)


def _called(nodes: list[LexborNode]) -> tuple[str, ...]:
    """The text of an element that says of itself that it holds the author."""
    for node in nodes:
        attributes = node.attributes
        text = repair(node.text(separator=" "))
        says_so = "author" in {attributes.get("rel"), attributes.get("itemprop")} or _is_address_of(
            text, attributes.get("href")
        )
        names = _handle(text) if says_so else (text,) if is_team(text) else ()
        if names:
            return names
    return ()


def _is_address_of(text: str, href: str | None) -> bool:
    """Whether a link leads to the page of an author whose name is its text: /author/example-desk/ and Example Desk."""
    folder, _, last = (href or "").partition("?")[0].rstrip("/").rpartition("/")
    return folder.endswith(("/author", "/authors")) and _letters(text) == _letters(last) != ""


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _first_group(nodes: list[LexborNode]) -> tuple[str, ...]:
    """The names of the first elements that stand together."""
    found: list[str] = []
    home: set[int] = set()
    for node in nodes:
        names = _names_of(node)
        if not names or _of_others(node, names[0]):
            continue
        around = _around(node)
        if found and not (home & around):
            break  # a name further down is that of another story or of a commenter
        home |= around
        found.extend(name for name in names if name not in found)
    return tuple(found[:_MOST])


_MOST = 6


def _names_of(node: LexborNode) -> tuple[str, ...]:
    """The names in one element: behind "By", before a date, or alone, with a role below or behind."""
    text = (node.attributes.get("content") or "") if node.tag == "meta" else node.text(separator="\n")
    lines = lines_of(text)[:_MOST]
    length = sum(len(line) for line in lines)
    if not _SHORTEST <= length <= _LONGEST:
        return ()
    names = _names_in(lines)
    if names or length > _LONGEST_ALONE:
        return names
    starts = next((number for number, line in enumerate(lines) if is_name(line)), None)
    if starts is not None:
        return tuple(_run(lines[starts:])[0])
    return tuple(name for name in clean_names([repair(" ".join(lines))]) if is_name(name))


_SHORTEST, _LONGEST_ALONE, _LONGEST = 4, 120, 400


def _of_others(node: LexborNode, name: str) -> bool:
    """Whether "reviewed by" or the like stands before the name, or it is a link to somebody in a sentence."""
    parent = node.parent
    around = repair(parent.text(separator=" ")) if parent is not None else ""
    if len(around) >= _LONGEST:
        return node.tag == "a" and node.attributes.get("rel") != "author" and parent is not None and parent.tag == "p"
    return bool(_OTHERS.search(around[: max(0, around.find(name))]))


def _around(node: LexborNode) -> set[int]:
    """The addresses of an element's parent and grandparent."""
    parent = node.parent
    above = parent.parent if parent is not None else None
    return {each.mem_id for each in (parent, above) if each is not None and each.tag not in {"body", "html"}}

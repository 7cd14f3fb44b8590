"""The headline of a page, of all that its head and its headings say, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise

from dprk_events.article.head import Head
from dprk_events.article.places import host_of
from dprk_events.article.repair import repair

_TITLE_KEYS = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "title",
    "headline",
)
SITE_KEYS = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher", "copyright")
_SEPARATORS = re.compile(r"\s+(?:[|•·»«›‹:–—~←/>-]|::|\|\||//|>>|--)\s+")
UNFILLED = re.compile(r"\[[a-z_ ]+\]|\{\{|\$\{|%[a-z]+%", re.I)


def title_of(head: Head, publisher: str | None, url: str | None) -> str | None:
    """The headline: what JSON-LD, Open Graph and the <h1> agree on, without the site's name."""
    sites = {fold(name) for name in [publisher or "", *values_of(head.meta, SITE_KEYS), *host_names(url)] if name}
    sites |= {site.replace(" ", "") for site in sites}  # as a host writes it
    stated = [
        repair(value)
        for value in dict.fromkeys([head.facts.headline or "", *values_of(head.meta, _TITLE_KEYS), head.title_tag or ""])
        if value.strip()
    ]
    stated = [value for value in stated if fold(value) not in sites and not UNFILLED.search(value)]
    headings = {fold(value): without_tail(value, sites) for value in reversed(head.h1) if len(value) < 300}
    h1 = [value for folded, value in reversed(headings.items()) if folded not in sites]  # twice on pages made for phones too
    seen = _headline(h1, without_tail(stated[0], sites)) if stated else None
    if seen:
        return _in_normal_case(_unstamped(seen, stated, sites), [without_tail(value, sites) for value in stated])
    for value in stated:
        for heading in h1:  # the same words in the page: the site writes them there without a tail
            if _begins(value, heading):
                return heading
    if stated and len(h1) == 1 and _says_more(h1[0], without_tail(stated[0], sites), alone=len(stated) == 1):
        return h1[0]
    if stated:
        return _uncut(without_tail(stated[0], sites), [without_tail(value, sites) for value in stated[1:]])
    return h1[0] if h1 else None


def _headline(h1: list[str], stated: str) -> str | None:
    """What a reader sees as headline, where the head says the same in other words; of several, the one that says it."""
    if len(h1) == 1:
        return h1[0] if _shares(h1[0], stated, of=min) else None
    alike = [heading for heading in h1 if _shares(heading, stated, of=max)]
    return alike[0] if len(alike) == 1 else None


def _says_more(heading: str, stated: str, *, alone: bool) -> bool:
    """Whether the one heading of a page is a headline and what the head says the name of a section or of a view."""
    few = len(fold(stated).split()) <= _SECTION_WORDS + alone
    return few and len(fold(heading).split()) > _SECTION_WORDS + 1


_SECTION_WORDS = 2


def _begins(value: str, heading: str) -> bool:
    """Whether a title is the heading with something behind: most of it, or whatever stands before a separator."""
    whole, part = fold(value), fold(heading)
    if not part or not whole.startswith(part):
        return False
    separator = _SEPARATORS.match(value, len(heading)) if value.startswith(heading) else None
    return separator is not None or (len(part) > 0.4 * len(whole) and len(heading) > _SHORT_TITLE)


def _in_normal_case(heading: str, stated: list[str]) -> str:
    """A heading in capitals as the head writes it, where most of the words are the same."""
    if not heading.isupper():
        return heading
    words = set(fold(heading).split())
    alike = [value for value in stated if not value.isupper() and len(words ^ set(fold(value).split())) <= _FEW * len(words)]
    return next((value for value in alike if fold(value) == fold(heading)), next(iter(alike), heading))


_FEW = 0.25


def _unstamped(heading: str, stated: list[str], sites: set[str]) -> str:
    """The heading without a label or a date before it, or counts behind it, where the head says the rest word for word."""
    folded = fold(heading)
    for value in stated:
        bare = without_tail(value, sites)
        part = fold(bare)
        if part == folded or len(bare) <= _LEAST_TITLE or len(heading) - len(bare) > _LONGEST_STAMP:
            continue
        if folded.endswith(f" {part}") and _is_label(folded.removesuffix(f" {part}")):
            return bare
        if folded.startswith(f"{part} ") and re.search(r"\d", folded.removeprefix(part)):
            return bare
    return heading


def _is_label(before: str) -> bool:
    """Whether what stands before a title is a label or a date, not its first words."""
    return before not in {"the", "a", "an"} and (before.count(" ") < _LABEL_WORDS or bool(re.search(r"\d", before)))


_LABEL_WORDS = 2


def _uncut(title: str, others: list[str]) -> str:
    """The whole title where a program has cut it at so many characters."""
    part = title.removesuffix("...").rstrip("… ")
    if part == title and len(title) <= _CUT:
        return title
    return next((other for other in others if len(other) > len(title) and other.startswith(part)), title)


_SHORT_TITLE, _LEAST_TITLE, _LONGEST_TITLE = 8, 20, 500
_CUT = 60
_LONGEST_STAMP = 30


def _shares(left: str, right: str, of: Callable[[int, int], int]) -> bool:
    """Whether two titles are about the same: half of the words of the shorter (or the longer) one stand in the other."""
    one, other = set(fold(left).split()), set(fold(right).split())
    return len(one) >= 3 and len(one & other) >= 0.5 * of(len(one), len(other))


def without_tail(title: str, sites: set[str]) -> str:
    """The title without the site's name at its end or start.

    >>> without_tail("Envoy leaves | Example News", {"example news"}), without_tail("Envoy - a life", {"example news"})
    ('Envoy leaves', 'Envoy - a life')
    """
    parts = list(_SEPARATORS.finditer(title)) if len(title) < _LONGEST_TITLE else []
    if not parts:
        name, colon, rest = title.partition(": ")
        return rest.strip() if colon and len(rest) > _LEAST_TITLE and _is_site(fold(name), sites) else title
    last, first = parts[-1], parts[0]
    opening = fold(title[: first.start()])
    for part, following in pairwise(parts):  # the site's name with its slogan or a section behind
        if (
            not _is_site(opening, sites)
            and _is_site(fold(title[part.end() : following.start()]), sites)
            and part.start() > _SHORT_TITLE
        ):
            return without_tail(title[: part.start()].strip(), sites)
    tail = fold(title[last.end() :])
    if _is_site(tail, sites) or any(len(site) > 3 and (tail.startswith(site) or site.startswith(tail)) for site in sites):
        return without_tail(title[: last.start()].strip(), sites) if last.start() > 8 else title
    named = _is_site(opening, sites) or any(len(site) > 8 and opening.startswith(site) for site in sites)
    if named and len(title) - first.end() > 8 and not any(map(str.isdigit, opening)):
        return without_tail(title[first.end() :].strip(), sites)
    if "|" in last.group() and len(tail.split()) <= 5 and last.start() > 15:
        return without_tail(title[: last.start()].strip(), sites)
    return title


def parts_of(title: str) -> list[str]:
    """What stands between colons, bars and dashes.

    >>> parts_of("Example Herald: Envoy leaves")
    ['Example Herald', 'Envoy leaves']
    """
    return [part for part in _PARTS.split(title) if len(part) > _LEAST_PART]


_PARTS = re.compile(r"\s*(?:\s[-–—|·•»«›‹~←/>:]+\s|[:|»_]\s?)\s*")
_LEAST_PART = 3


def _is_site(part: str, sites: set[str]) -> bool:
    """Whether the folded part is the site's name, with or without its spaces."""
    return part in sites or part.replace(" ", "") in sites


def host_names(url: str | None) -> list[str]:
    host = host_of(url)
    if not host:
        return []
    bare = host.removeprefix("www.")
    return [bare, bare.split(".")[0], ".".join(bare.split(".")[-2:]).split(".")[0]]


def values_of(meta: dict[str, list[str]], keys: Iterable[str]) -> list[str]:
    return [value for key in keys for value in meta.get(key, ())]


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """The words alone, in small letters; asked many times for the same titles."""
    return " ".join(re.findall(r"\w+", text.casefold()))

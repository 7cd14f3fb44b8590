"""The headline of a page, of all that its head and its headings say, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from dprk_events.article.head import Head
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
_SEPARATORS = re.compile(r"\s+(?:[|•·»:–—-]|::|\|\|)\s+")
UNFILLED = re.compile(r"\[[a-z_ ]+\]|\{\{|\$\{|%[a-z]+%", re.I)


def title_of(head: Head, publisher: str | None, url: str | None) -> str | None:
    """The headline: what JSON-LD, Open Graph and the <h1> agree on, without the site's name."""
    sites = {fold(name) for name in [publisher or "", *values_of(head.meta, SITE_KEYS), *host_names(url)] if name}
    stated = [
        repair(value)
        for value in [head.facts.headline or "", *values_of(head.meta, _TITLE_KEYS), head.title_tag or ""]
        if value.strip()
    ]
    stated = [value for value in stated if fold(value) not in sites and not UNFILLED.search(value)]
    h1 = [without_tail(value, sites) for value in head.h1 if fold(value) not in sites and len(value) < 300]
    if len(h1) == 1 and stated and _shares(h1[0], stated[0]):
        return _unstamped(h1[0], stated, sites)  # what a reader sees, where the head says the same in other words
    for value in stated:
        for heading in h1:  # the same words in the page: the site writes them there without a tail
            if fold(value).startswith(fold(heading)) and len(fold(heading)) > 0.4 * len(fold(value)) and len(heading) > 8:
                return heading
    if stated:
        return _uncut(without_tail(stated[0], sites), [without_tail(value, sites) for value in stated[1:]])
    return h1[0] if h1 else None


def _unstamped(heading: str, stated: list[str], sites: set[str]) -> str:
    """The heading without a date before it or counts behind it, where the head says the rest word for word."""
    folded = fold(heading)
    for value in stated:
        bare = without_tail(value, sites)
        if fold(bare) == folded or len(bare) <= _LEAST_TITLE or not re.search(r"\d", heading.replace(bare, "", 1)):
            continue
        if heading.endswith(f" {bare}") or heading.startswith(f"{bare} "):
            return bare
    return heading


def _uncut(title: str, others: list[str]) -> str:
    """The whole title where a program has cut it at so many characters."""
    return next(
        (other for other in others if len(title) > _CUT and len(other) > len(title) and other.startswith(title)), title
    )


_LEAST_TITLE, _LONGEST_TITLE = 20, 500
_CUT = 60


def _shares(left: str, right: str) -> bool:
    """Whether two titles are about the same: half of the words of the shorter one stand in the other."""
    one, other = set(fold(left).split()), set(fold(right).split())
    return len(one) >= 3 and len(one & other) >= 0.5 * min(len(one), len(other))


def without_tail(title: str, sites: set[str]) -> str:
    """The title without the site's name at its end or start.

    >>> without_tail("Envoy leaves | Example News", {"example news"}), without_tail("Envoy - a life", {"example news"})
    ('Envoy leaves', 'Envoy - a life')
    """
    parts = list(_SEPARATORS.finditer(title)) if len(title) < _LONGEST_TITLE else []
    if not parts:
        return title
    last, first = parts[-1], parts[0]
    tail, opening = fold(title[last.end() :]), fold(title[: first.start()])
    if tail in sites or any(site and len(site) > 3 and (tail.startswith(site) or site.startswith(tail)) for site in sites):
        return without_tail(title[: last.start()].strip(), sites) if last.start() > 8 else title
    named = opening in sites or any(len(site) > 8 and opening.startswith(site) for site in sites)
    if named and len(title) - first.end() > 8:
        return title[first.end() :].strip()
    if "|" in last.group() and len(tail.split()) <= 5 and last.start() > 15:
        return without_tail(title[: last.start()].strip(), sites)
    return title


def host_names(url: str | None) -> list[str]:
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:  # a caller's address with a broken bracket
        host = None
    if not host:
        return []
    bare = host.removeprefix("www.")
    return [bare, bare.split(".")[0], ".".join(bare.split(".")[-2:]).split(".")[0]]


def values_of(meta: dict[str, list[str]], keys: Iterable[str]) -> list[str]:
    return [value for key in keys for value in meta.get(key, ())]


def fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))

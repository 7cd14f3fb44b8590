"""Why a page failed: which text is missing, which is too much, and what our reader made of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from dprk_events.article.boxes import Leaf
from dprk_events.article.page import read
from dprk_events.article.tree import gather, outline, parse, strip
from dprk_events.model import Page, Skipped, Source
from dprk_events.tables.rows import SiteRow

_WORD = re.compile(r"\w+")
_SAME = 0.5  # of a line's runs of words must stand in the other text
_LITTLE = 0.03  # of the page's text: less of it is no class of failure
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, with how often each stands in the text."""
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def classes(html: bytes, url: str, gold: str, text: str, sites: dict[str, SiteRow]) -> dict[str, float]:
    """The classes of failure of a page, with the share of its text that each costs.

    >>> page = b"<body><p>" + b"The envoy left the capital on Monday after talks. " * 9 + b"</p><p>Gone.</p></body>"
    >>> classes(page, "", "The crew of the boat was brought ashore in the morning.", "", {})
    {'lost: not on the page': 1.0}
    """
    found = read(Page(html=html, source=Source(url=url)), sites)
    if isinstance(found, Skipped):
        return {f"refused: {found.reason.value}": 1.0}
    leaves = found.story.leaves
    if not text:
        return {"skipped or empty": 1.0} if _on_page(html, gold) else {"lost: not on the page": 1.0}
    costs: Counter[str] = Counter()
    whole = len(_WORD.findall(gold)) + len(_WORD.findall(text))
    shown = _page_runs(html)
    for line in _strange(gold.split("\n"), shingles(text)):
        costs[_lost(line, leaves, shown)] += len(_WORD.findall(line))
    for line, place in _placed(text.split("\n"), shingles(gold)):
        costs[_kept(line, place, leaves)] += len(_WORD.findall(line))
    return {kind: round(cost / whole, 3) for kind, cost in costs.most_common() if cost > _LITTLE * whole}


def _strange(lines: Iterable[str], known: Counter[tuple[str, ...]]) -> Iterator[str]:
    """The lines of which the other text holds less than half."""
    for line in lines:
        runs = shingles(line)
        if runs and sum(count for run, count in runs.items() if run in known) < _SAME * sum(runs.values()):
            yield line


def _placed(lines: list[str], gold: Counter[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """The lines that should not be there: above the story, inside it or below it."""
    strange = set(_strange(lines, gold))
    right = [number for number, line in enumerate(lines) if line not in strange and line.strip()]
    for number, line in enumerate(lines):
        if line in strange:
            above, below = not right or number < right[0], bool(right) and number > right[-1]
            yield line, "above" if above else "below" if below else "inside"


def _lost(line: str, leaves: list[Leaf], shown: Counter[tuple[str, ...]]) -> str:
    """Dropped from the story's box and as what, outside of that box (a split body), or not on the page at all."""
    runs = shingles(line)
    for leaf in leaves:
        if not leaf.kept and sum((runs & shingles(leaf.text)).values()) >= _SAME * sum(runs.values()):
            return f"lost: dropped as {leaf.kind}"
    seen = sum((runs & shown).values()) >= _SAME * sum(runs.values())
    return "lost: outside the story's box" if seen else "lost: not on the page"


def _kept(line: str, place: str, leaves: list[Leaf]) -> str:
    """Where the line stands and what it looks like."""
    leaf = next((leaf for leaf in leaves if leaf.kept and leaf.text[:60] == line[:60]), None)
    if leaf is None:
        return f"kept: text {place}"
    tags = {leaf.box.tag, *(box.tag for box in leaf.box.ancestors())}
    if leaf.links > 0.5 * len(leaf.text):
        return f"kept: links {place}"
    if leaf.box.tag in _HEADINGS:
        return f"kept: headings {place}"
    if tags & {"figure", "figcaption"}:
        return "kept: captions"
    if tags & {"li", "dd"}:
        return f"kept: lists {place}"
    return "kept: tables" if tags & {"td", "th"} else f"kept: text {place}"


def _page_runs(html: bytes) -> Counter[tuple[str, ...]]:
    """All text that a reader of the page may see."""
    tree = parse(html.decode("utf-8", "replace"))
    strip(gather(tree))
    return shingles("\n".join(leaf.text for leaf in outline(tree).leaves))


def _on_page(html: bytes, gold: str) -> bool:
    runs = shingles(gold)
    return sum((runs & _page_runs(html)).values()) >= _SAME * sum(runs.values())

"""Access (what the site says) and completeness (what the page holds), each with its evidence.

No single sign works: class names are right in 3 of 100 cases, phrases in 27, "isAccessibleForFree: false" stands on
pages with the full text. So the page is called cut when independent signs agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dprk_events.article.clutter import known_lines
from dprk_events.model import Access, Completeness

_FINAL = re.compile(r"[.!?。！？][”\"’'»)\]]*$|[\])]$|\b(?:END|Yonhap|Xinhua)\)?$")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[\.\.\.\]|\[…\])[”\"’']*$")
_METERED = re.compile(r"free (?:articles?|stories|reads)|articles? (?:left|remaining)|last free", re.I)
_REGISTER = re.compile(r"\bregist(?:er|ration)\b|free account|sign up for free|create (?:a|your|an) .{0,12}account", re.I)
_TEASER_CHARACTERS = 1400
_TEASER_PARAGRAPHS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """The two fields and the signals behind them."""

    access: Access = "unknown"
    completeness: Completeness = "unknown"
    evidence: tuple[str, ...] = ()


def wall_of_lines(lines: Sequence[tuple[str, str]]) -> Wall:
    """Judge a text copy of a page by its (line, kind) pairs in order."""
    rows = known_lines().rows
    story = [text for text, kind in lines if kind in {"story", ""}]
    offers = [text for text, kind in lines if kind in rows and rows[kind].wall]
    last = max((number for number, (_, kind) in enumerate(lines) if kind in {"story", ""}), default=-1)
    behind = [text for text, kind in lines[last + 1 :] if kind in rows and rows[kind].wall]
    access = access_of_offers(offers)
    evidence = [f"offer: {text[:60]}" for text in offers[:2]]
    if not story:
        return Wall(access=access, completeness="unknown", evidence=tuple(evidence))
    open_end = unfinished(story[-1])
    if open_end:
        evidence.append(f"last sentence is unfinished: …{story[-1][-40:]}")
    if behind and (sum(map(len, story)) <= _TEASER_CHARACTERS or len(story) <= _TEASER_PARAGRAPHS):
        evidence.append(f"{len(story)} paragraph(s) before the offer")
        return Wall(access=access, completeness="teaser", evidence=tuple(evidence))
    if open_end and (behind or (len(story) > 1 and len(story[-1]) > 80)):
        return Wall(access=access, completeness="truncated", evidence=tuple(evidence))
    if len(story) > 1 and not open_end and not behind:
        return Wall(access=access, completeness="complete", evidence=tuple(evidence))
    return Wall(access=access, completeness="unknown", evidence=tuple(evidence))


def access_of_offers(offers: Sequence[str]) -> Access:
    """What the words of an offer say about the door: so many free articles, an account, or money."""
    if not offers:
        return "unknown"
    joined = " ".join(offers)
    if _METERED.search(joined):
        return "metered"
    if _REGISTER.search(joined) and not re.search(r"subscri|unlimited|[$£€]\d|member", joined, re.I):
        return "registration"
    return "subscription"


def unfinished(paragraph: str) -> bool:
    """Whether the paragraph breaks off: an ellipsis, or no mark that ends a sentence.

    >>> unfinished("The envoy said that the"), unfinished("He left."), unfinished("He said ...")
    (True, False, True)
    """
    bare = paragraph.rstrip()
    return bool(_ELLIPSIS.search(bare)) or not _FINAL.search(bare)

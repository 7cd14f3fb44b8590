"""Access (what the site says) and completeness (what the page holds), each with its evidence.

No single sign works: class names are right in 3 of 100 cases, phrases in 27, "isAccessibleForFree: false" stands on
pages with the full text. So the page is called cut when independent signs agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dprk_events.article.clutter import known_lines
from dprk_events.model import Access, Completeness

_FINAL = re.compile(r"[.!?。！？][”\"’'»)\]]*$|[\])]$|\b(?:END|Yonhap|Xinhua)\)?$")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[\.\.\.\]|\[…\])[”\"’']*$")
_METERED = re.compile(r"free (?:articles?|stories|reads)|articles? (?:left|remaining)|last free", re.I)
_REGISTER = re.compile(r"\bregist(?:er|ration)\b|free account|sign up for free|create (?:a|your|an) .{0,12}account", re.I)
_ENDING = 40  # characters that show how a paragraph ends
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
    bare = paragraph.rstrip()[-_ENDING:]
    return bool(_ELLIPSIS.search(bare)) or not _FINAL.search(bare)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What a page shows of its wall besides its lines."""

    free: bool | None  # isAccessibleForFree
    tier: str | None  # article:content_tier: free, metered, locked
    marker: bool  # an element named paywall
    empty_part: bool  # the paid part that JSON-LD names holds next to nothing
    words: int | None  # wordCount
    site: Access | None  # what the site's recipe says


def wall_of_page(story: Sequence[str], offers: Sequence[str], behind: bool, signs: Signs) -> Wall:
    """Judge a page by its kept paragraphs and the lines of offers; ``behind`` says that one stands right after the text."""
    length = sum(map(len, story))
    evidence = []
    if signs.free is False:
        evidence.append("isAccessibleForFree is false")
    if signs.marker:
        evidence.append("an element is named paywall")
    if signs.tier in {"locked", "metered"}:
        evidence.append(f"content tier {signs.tier}")
    before = len(evidence)
    if signs.empty_part:
        evidence.append("the paid part is empty")
    if signs.words and signs.words > 120 and length and len(" ".join(story).split()) < 0.5 * signs.words:
        evidence.append(f"far fewer words than the {signs.words} that the page counts")
    if story and unfinished(story[-1]) and len(story[-1]) > 60:
        evidence.append(f"last sentence is unfinished: …{story[-1][-40:]}")
        if signs.site in {"metered", "subscription"}:
            evidence.append(f"the site's recipe says: {signs.site}")
    short = bool(story) and (length <= _TEASER_CHARACTERS or len(story) <= 2)
    if behind and _STRONG.search(" ".join(offers)):
        evidence.append(f"an offer follows the story: {offers[0][:60]}")
        evidence.append("the offer speaks of the rest or of a price")
    signals = len(evidence)
    cut = signals > before  # something says that text is missing, not only that the site has a wall
    if signals and short:
        evidence.append(f"only {len(story)} paragraph(s)")
    completeness: Completeness = "unknown"
    if story and cut and signals + short >= _SIGNALS and signals >= 2:
        completeness = "teaser" if short or len(story) <= _TEASER_PARAGRAPHS else "truncated"
    elif story and not unfinished(story[-1]) and (len(story) > 1 or length > 200 or signs.site == "free"):
        completeness = "complete"
    return Wall(access=_access(signs, offers), completeness=completeness, evidence=tuple(evidence))


_SIGNALS = 3


def holds_back(offer: str) -> bool:
    """Whether the words of an offer speak of the rest of the story or of a price.

    >>> holds_back("Subscribe to read the full story"), holds_back("Sign in")
    (True, False)
    """
    return bool(_STRONG.search(offer))


_STRONG = re.compile(
    r"unlimited|[$£€]\d|continue reading|keep reading|full (?:article|story)|rest of (?:the|this)|unlock|free "
    r"articles|subscribers only|"
    r"reserved for|become a member|per week|subscribe (?:now )?to (?:read|continue)",
    re.IGNORECASE,
)


_TIERS: Mapping[str | None, Access] = {"locked": "subscription", "metered": "metered", "free": "free"}


def _access(signs: Signs, offers: Sequence[str]) -> Access:
    """The recipe's word, then the page's own tags, then the words of the offer."""
    if signs.site is not None:
        return signs.site
    if signs.tier in _TIERS:
        return _TIERS[signs.tier]
    stated = access_of_offers([offer for offer in offers if _STRONG.search(offer)])
    if signs.free is True and stated != "metered":
        return "free"
    if signs.free is False:
        return "subscription" if stated == "unknown" else stated
    return stated

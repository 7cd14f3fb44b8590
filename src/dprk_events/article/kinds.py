"""Pages that are no article: lists, error pages with status 200, filters, consent layers, script shells, galleries, digests.

A page is called one of these only when its own words or its shape say so and it holds no story beside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dprk_events.model import Reason, Skipped

_BLOCKED = re.compile(
    r"web ?page blocked|access (?:to this page )?(?:has been )?denied|access denied|attention required|just a moment|"
    r"are you a (?:human|robot)|"
    r"verify (?:that )?you are (?:a )?human|security check|request unsuccessful|unusual traffic|bot detection|pardon "
    r"our interruption|"
    r"checking your browser|please enable js and|enable cookies to continue|you have been blocked|forbidden|request "
    r"blocked|page blocked|불법.?유해",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"\b404\b|not found|(?:page|article|story|content) (?:you (?:requested|are looking for) )?(?:cannot|can't|can’t|"
    r"could not|couldn't|couldn’t) be found|"
    r"no longer (?:available|exists)|does(?: not|n't|n’t) exist|page (?:is )?missing|page unavailable|has been "
    r"(?:removed|deleted)|"
    r"wrong (?:address|url)|페이지를 찾을 수 없|お探しのページ",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"cookie|consent|we value your privacy|before you continue|your privacy|gdpr|personal data", re.IGNORECASE
)
_SCRIPTED = re.compile(
    r"(?:enable|requires?|turn on|activate|need) java ?script|java ?script (?:is|to be|must be|has to be) (?:disabled|"
    r"enabled|required|off)",
    re.I,
)
_DIGEST = re.compile(
    r"\bnews summary\b|\bpress review\b|\bnews in brief\b|\bnews briefs?\b|\bmorning (?:briefing|brief|edition)\b|"
    r"\bevening (?:briefing|brief)\b|"
    r"\b(?:daily|weekly|news) (?:digest|round-?up)\b|\bsummary of (?:domestic|external|inter-korean|foreign) news\b|"
    r"\btoday in (?:korean )?history\b|"
    r"\bthis week in\b.{0,30}$|\bmajor headlines\b|\bheadlines of\b|\bnews calendar\b|\bkey developments\b|\btop "
    r"headlines\b|\bfront-?page headlines\b",
    re.IGNORECASE,
)
TINY = 120  # characters: fewer are no story
_ERROR_TEXT = 900  # an error page says little else
_CONSENT_TEXT = 2500
_LIST_LINKS = 8
PROSE = 250  # characters of prose: no list
_RUN = 2  # paragraphs with no link between them: in a list each teaser has its own
_PARAGRAPH = 80  # so much where something else says that it is a story


@dataclass(slots=True, kw_only=True)
class Shape:
    """What the reader found, as far as it tells pages apart."""

    title: str | None = None
    story: str  # the kept text
    visible: str  # the first text that a reader sees, whatever it is
    visible_length: int
    link_lines: int  # lines in the story's box that are links with the length of a headline
    story_lines: int  # paragraphs kept
    prose: int  # characters of kept paragraphs that are longer than a headline
    run: int  # most sentences in a row that are paragraphs, with no line of links between them
    stated_article: bool  # JSON-LD or Open Graph says that it is one
    # the rest of the page, looked at only where the kept text is tiny
    media: int  # videos, players and pictures
    scripts: int
    sure: bool  # the site's recipe found the story, or a dateline opens it: its words are none of the page's own
    unscripted: str  # what <noscript> says
    check: bool = False  # the page loads a check for robots
    not_article: tuple[str, ...] = ()  # regular expressions of the site's recipe, on address or title
    url: str = ""


def refuse_kind(shape: Shape) -> Skipped | None:
    """The reason why the page is no article, or None."""
    for pattern in shape.not_article:
        if re.search(pattern, shape.url) or (shape.title and re.search(pattern, shape.title)):
            return _skipped(Reason.NOT_AN_ARTICLE, f"the site's recipe says that such pages are no articles: {pattern}")
    words = (shape.title or "") if shape.sure else f"{shape.title or ''}\n{shape.visible}"
    little = shape.visible_length < _ERROR_TEXT or len(shape.story) < 300
    if little and not (shape.stated_article and len(shape.story) > 300):
        refused = _error_page(shape, words)
        if refused:
            return refused
    if shape.title and len(shape.title) < _DIGEST_TITLE and _is_digest(shape.title):
        return _skipped(Reason.DIGEST, f"a digest of many stories: {shape.title[:80]}")
    if _is_list(shape):
        return _skipped(Reason.LIST_PAGE, f"{shape.link_lines} lines are links to stories, {shape.story_lines} are text")
    if len(shape.story) < TINY:
        return _nothing(shape)
    return None


def _error_page(shape: Shape, words: str) -> Skipped | None:
    first = words[:600]
    if _BLOCKED.search(first) or (shape.check and len(shape.story) < TINY):
        return _skipped(Reason.BLOCKED_PAGE, f"the page is a filter or a check: {_shown(shape)}", retryable=True)
    if _MISSING.search(first):
        return _skipped(Reason.SOFT_404, f"the page says that it has no such story: {_shown(shape)}")
    if _SCRIPTED.search(shape.unscripted) and len(shape.story) < TINY:
        return _skipped(Reason.SCRIPT_ONLY, "the page is filled by scripts, which are not run")
    if len(_CONSENT.findall(words)) >= 2 and shape.visible_length < _CONSENT_TEXT:
        return _skipped(Reason.CONSENT_PAGE, f"the page asks for consent only: {_shown(shape)}")
    return None


def _is_digest(title: str) -> bool:
    """Whether the title is that of a digest: asked of every page, so its words are looked for first."""
    small = title.lower()
    return any(word in small for word in _DIGEST_WORDS) and _DIGEST.search(title) is not None


# one of these stands in whatever the patterns find
_DIGEST_WORDS = ("news", "press", "brief", "edition", "digest", "round", "summary", "history", "week", "headlines",
                 "developments")  # fmt: skip
_DIGEST_TITLE = 120


def _is_list(shape: Shape) -> bool:
    if shape.prose >= (_PARAGRAPH if shape.stated_article or shape.sure or shape.run >= _RUN else PROSE):
        return False
    return shape.link_lines >= _LIST_LINKS and shape.link_lines >= 0.5 * max(1, shape.story_lines)


def _nothing(shape: Shape) -> Skipped | None:
    if shape.stated_article and len(shape.story) >= 40 and not shape.media:
        return None  # a one-line story
    if shape.link_lines >= _LIST_LINKS:
        return _skipped(Reason.LIST_PAGE, f"{shape.link_lines} links to stories, and there is no story")
    if shape.scripts and shape.visible_length < TINY:
        return _skipped(
            Reason.SCRIPT_ONLY, f"{shape.visible_length} characters of text and {shape.scripts} scripts, which are not run"
        )
    if shape.media:
        return _skipped(Reason.MEDIA_ONLY, f"pictures or a video with {len(shape.story)} characters of text")
    if len(shape.story) >= 40:
        return None
    return _skipped(Reason.NO_TEXT, f"no story found, {shape.visible_length} characters on the page")


def _shown(shape: Shape) -> str:
    return repr((shape.title or shape.visible.strip())[:60])


def _skipped(reason: Reason, detail: str, *, retryable: bool = False) -> Skipped:
    return Skipped(stage="article", reason=reason, detail=detail, retryable=retryable)

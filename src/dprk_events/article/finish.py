"""What was found on a page, made into the Article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from dprk_events.article.agencies import agency_of, original_source
from dprk_events.article.assemble import Part, assemble
from dprk_events.article.boxes import Leaf
from dprk_events.article.bylines import byline_of
from dprk_events.article.clutter import known_lines
from dprk_events.article.datelines import find_dateline
from dprk_events.article.dates import date_near
from dprk_events.article.head import Head
from dprk_events.article.kinds import Shape
from dprk_events.article.language import language_of
from dprk_events.article.metadata import Metadata
from dprk_events.article.persons import is_name
from dprk_events.article.recipe import Found
from dprk_events.article.repair import credit_start, repair
from dprk_events.article.story import Story
from dprk_events.article.walls import Signs, wall_of_page
from dprk_events.model import Article, Page, Section


@dataclass(slots=True, kw_only=True)
class Reading:
    """All that was found on a page, for the article and for ``--explain``."""

    page: Page
    head: Head
    metadata: Metadata
    story: Story
    signs: Signs
    shape: Shape
    found: Found | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    parts: list[Part]
    dateline: str | None
    agency: str | None


def article_of(reading: Reading) -> Article:
    """The article; its text is title, deck and body, with the captions in their places."""
    metadata, story, page = reading.metadata, reading.story, reading.page
    deck = _deck(reading)
    body = _body(reading)
    head = [Part(repair(metadata.title or ""), Section.HEADLINE), Part(deck or "", Section.DECK)]
    text, blocks = assemble([*head, *body.parts])
    paragraphs = [part.text for part in body.parts if part.section is Section.BODY]
    rows = known_lines().rows
    offers = [leaf.text for leaf in story.leaves if not leaf.kept and leaf.kind in rows and rows[leaf.kind].wall]
    wall = wall_of_page(paragraphs, offers, _behind(story), reading.signs)
    endings = [leaf.text for leaf in story.leaves[-6:] if leaf.kind == "agency"] + _source_lines(story, metadata)
    near = page.source.fetched_at
    byline = metadata.byline or _byline_in(story)
    published = page.published or metadata.published or (date_near(body.dateline, near) if body.dateline else None)
    return Article(
        source=replace(page.source, canonical_url=_address(page.source.canonical_url, metadata.canonical_url)),
        text=text,
        blocks=blocks,
        title=repair(metadata.title) if metadata.title else None,
        deck=deck,
        byline=byline,
        publisher=metadata.publisher,
        original_source=original_source(
            publisher=metadata.publisher, dateline_agency=body.agency, names=byline, endings=endings
        ),
        published=published,
        modified=metadata.modified,
        language=language_of("\n".join(paragraphs), metadata.language) or metadata.language,
        access=wall.access,
        completeness=wall.completeness,
        dateline=body.dateline,
        text_source=story.source,
        evidence=wall.evidence,
        warnings=reading.warnings,
    )


def _address(fetched: str | None, stated: str | None) -> str | None:
    """The page's own word on its address, unless it names another site than the one it was fetched from."""
    if not fetched or not stated:
        return stated or fetched
    return stated if _same_site(fetched, stated) else fetched


def _same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one owner of a domain.

    >>> _same_site("https://m.news.example.co.kr/a", "https://www.example.co.kr/a")
    True
    """
    return _domain(one) == _domain(other)


def _domain(url: str) -> str:
    """The name that was registered: two labels, or three below a country's second level ("co.kr", "com.kp")."""
    try:
        labels = (urlsplit(url).hostname or "").rstrip(".").split(".")
    except ValueError:
        return url
    second = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if second else -2 :])


_SECOND_LEVEL: Final = frozenset({"ac", "co", "com", "edu", "go", "gov", "mil", "ne", "net", "or", "org", "re", "rep"})


def _body(reading: Reading) -> _Body:
    parts: list[Part] = []
    leaves = reading.story.leaves
    dateline = agency = None
    opening = True  # until the first real paragraph
    if reading.story.source != "recipe" and reading.head.captions:
        shown = {repair(leaf.text) for leaf in leaves}
        parts += [Part(text[: credit_start(text)], Section.CAPTION) for text in reading.head.captions if text not in shown]
    last = next((leaf for leaf in reversed(leaves) if leaf.kept), None)
    for leaf in leaves:
        if leaf.kind == "caption":
            caption = repair(leaf.text)
            parts.append(Part(caption[: credit_start(caption)], Section.CAPTION))
        elif leaf.kept:
            paragraph = repair(leaf.text)
            if "[" in paragraph:
                paragraph = _MARK.sub("", paragraph)
            if opening:
                opening = len(paragraph) < 60
                line = find_dateline(paragraph)
                if line is None and _ONLY_DATELINE.match(paragraph):
                    dateline = paragraph.rstrip(" —–-")
                    continue
                if line:
                    dateline, agency = line.text, line.agency
                    paragraph = paragraph[line.end :]
            signed = _SIGNED.search(paragraph) if paragraph.endswith(")") else None
            section = Section.BODY
            if signed and (agency_of(signed["name"]) or is_name(signed["name"])):
                paragraph = paragraph[: signed.start()]
                if leaf is not last:
                    section = Section.CAPTION  # a credit closes a caption; an agency's name closes the story
                else:
                    agency = agency or signed["name"]
            parts.append(Part(paragraph, section, leaf.time))
        elif dateline is None and _names_dateline(leaf):
            dateline = leaf.text.rstrip(" —–-")
    return _Body(parts=parts, dateline=dateline, agency=agency)


def _source_lines(story: Story, metadata: Metadata) -> list[str]:
    """What dropped lines call the source: "Xinhua | Updated: 2031-05-04", "Source: Rodong Sinmun (En)"."""
    lines = [leaf.text for leaf in story.leaves if not leaf.kept and len(leaf.text) < _SOURCE_LINE]
    naming = [line for line in [*lines, metadata.source_line or ""] if "ource" in line]
    found = [match["name"] for line in naming for match in [_SOURCE.search(line)] if match]
    return found + [line.split("|")[0] for line in lines if "|" in line]


def _byline_in(story: Story) -> tuple[str, ...]:
    """A byline among the first or last lines of the story that were left out; below it, readers sign and date as well."""
    lines = [leaf.text for leaf in story.leaves[:6] if not leaf.kept and _SAYS_BY.search(leaf.text)]
    lines += [leaf.text for leaf in story.leaves[-4:] if not leaf.kept and leaf.text[:3].lower() == "by "]
    return next((names for line in lines for names in [byline_of(repair(line))] if names), ())


_SAYS_BY: Final = re.compile(r"^by\b|\d{4}", re.IGNORECASE)
_SOURCE_LINE: Final = 120
_SOURCE = re.compile(r"\b[Ss]ource\s*[:：]\s*(?P<name>[A-Z][\w. ]{1,30}?)\s*(?:[(|/-]|$|(?:Published|Updated|Date)\b)")
_MARK: Final = re.compile(r"(?<=[.,;:!?”\"’)\w])\[(?:\d{1,3}|edit)\]")  # of a footnote, or the button of a wiki
_ONLY_DATELINE: Final = re.compile(r"[A-Z][A-Z .,'’/-]{2,50}\s?[—–-]+$")
_SIGNED: Final = re.compile(r"(?<=[.!?”\"])\s+\((?P<name>[A-Z][A-Za-z.’' -]{1,30})\)$")


def _names_dateline(leaf: Leaf) -> bool:
    return len(leaf.text) < 60 and "dateline" in leaf.box.name.lower()


def _deck(reading: Reading) -> str | None:
    """The deck. A line that opens the story too is taken out of it; a deck that says the lead's sentence again is none."""
    deck = (reading.found.deck if reading.found else None) or reading.head.deck
    if not deck or not 20 <= len(deck) <= 400 or deck == reading.metadata.title:
        return None
    for leaf in reading.story.kept[:3]:
        text = repair(leaf.text)
        if text == deck and text[-1] not in '.!?”"':
            leaf.drop("deck")
        elif deck[:60] in text:
            return None
    return deck


def _behind(story: Story) -> bool:
    """Whether an offer stands right after the last kept paragraph."""
    rows = known_lines().rows
    last = max((number for number, leaf in enumerate(story.leaves) if leaf.kept), default=-1)
    after = story.leaves[last + 1 : last + 6]
    return any(leaf.kind in rows and rows[leaf.kind].wall for leaf in after)

"""A page of HTML to its article, or the reason why there is none."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from dprk_events.article import recipe, state
from dprk_events.article.bylines import byline_of, clean_names
from dprk_events.article.clutter import known_lines
from dprk_events.article.datelines import find_dateline
from dprk_events.article.dates import find_date, normal_date
from dprk_events.article.decode import decode
from dprk_events.article.finish import Reading, article_of
from dprk_events.article.guards import refuse_file, refuse_shape
from dprk_events.article.head import Head, read_head
from dprk_events.article.kinds import PROSE, TINY, Shape, refuse_kind
from dprk_events.article.language import not_english
from dprk_events.article.lean import Whole, without_code
from dprk_events.article.live import date_entries, is_live
from dprk_events.article.metadata import Metadata, choose
from dprk_events.article.places import Habits
from dprk_events.article.published import date_below, date_in_scripts, stated_day
from dprk_events.article.repair import repair_double
from dprk_events.article.seen import FIRST, day_near, first_published
from dprk_events.article.sift import Known, apply_patterns
from dprk_events.article.signed import author_in_data
from dprk_events.article.story import (
    Story,
    above,
    by_recipe,
    by_text,
    by_updates,
    by_weight,
    heading_of,
    heading_under,
    part_shown,
)
from dprk_events.article.transforms import apply
from dprk_events.article.tree import gather, parse, strip
from dprk_events.article.walls import Signs
from dprk_events.model import Article, Page, Reason, Skipped
from dprk_events.tables.rows import SiteRow

_RESCUE = 0.5  # the page's own JSON is taken only where the page shows less than this share of it
_LIVE = 0.6  # a live blog's entries are taken from JSON-LD, which has their times, unless it has far fewer
_SHORT = 300  # a story of fewer characters makes one look at what else the page is
_NOSCRIPT = re.compile(r"<noscript[^>]*>(.{0,2000}?)</noscript>", re.IGNORECASE | re.DOTALL)
_MEDIA = ("<video", "<audio", "youtube.com/embed", "jwplayer", "brightcove", "gallery", "slideshow", "og:video")
_PROSE_LINE = 60
_LEAST_LINK, _LONGEST_LINK = 20, 200  # characters of a headline
_CHECKS = ("captcha-delivery.com", "/cdn-cgi/challenge", "px-captcha", "cf-challenge", "g-recaptcha", "_Incapsula_Resource")
_ARTICLE_KIND = re.compile(r"Article|Posting|Report")


def read_page(page: Page, sites: Mapping[str, SiteRow]) -> Article | Skipped:
    """The article of a page in English, or why there is none.

    >>> html = b"<h1>Envoy leaves</h1><p>The envoy left the capital on Monday after talks, the ministry said in a note.</p>"
    >>> read_page(Page(html=html, source=Source()), {}).title
    'Envoy leaves'
    >>> read_page(Page(html=b"%PDF-1.7", source=Source()), {}).reason.value
    'not_html'
    """
    article = read_any(page, sites)
    if isinstance(article, Skipped):
        return article
    foreign = not_english(article.text, article.language)
    if foreign:
        return Skipped(stage="article", reason=Reason.LANGUAGE, detail=f"the story is in {foreign}, only English is read")
    return article


def read_any(page: Page, sites: Mapping[str, SiteRow]) -> Article | Skipped:
    """Like ``read_page``, in whatever language."""
    with _collector_at_rest():
        return _read_any(page, sites)


def _read_any(page: Page, sites: Mapping[str, SiteRow]) -> Article | Skipped:
    """All that is made of a page but its article is gone when this is left: the collector finds nothing to look at."""
    reading = read(page, sites)
    if isinstance(reading, Skipped):
        return reading
    return refuse_kind(reading.shape) or article_of(reading)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No collection of reference cycles while a page is read, since a page makes none and its boxes would only be counted.

    Where several threads read, the first to finish lets the collector run again; who had it off finds it off.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def read(page: Page, sites: Mapping[str, SiteRow]) -> Reading | Skipped:
    """Everything that is found on the page, before the verdict."""
    refused = refuse_file(page.html)
    if refused:
        return refused
    markup = without_code(page.html)
    refused = refuse_shape(markup)
    if refused:
        return refused
    whole = Whole(page.html, page.content_type)
    decoded = decode(markup, page.content_type)
    text = repair_double(decoded.text)
    try:
        tree = parse(decoded.utf8 if decoded.utf8 and text is decoded.text else text)
    except SelectolaxError as error:
        return Skipped(stage="article", reason=Reason.NOT_HTML, detail=f"the parser refused the page: {error}")
    elements = gather(tree)
    head = read_head(tree, elements)
    url = page.source.canonical_url or page.source.url or head.canonical or ""  # that of an archive's copy names its site
    site = recipe.site_of(url, sites)
    habits = Habits(captured=_captured(page)) if site is None else _habits(page, site)
    day = stated_day(head, url, habits) if site and recipe.asks_day(site) else None
    found, warnings = recipe.find(tree, site, url, day) if site else (None, ())
    signs = _signs(tree, head, site)
    strip(elements)
    metadata = choose(head, tree, url, habits)
    if metadata.published is None:
        metadata = replace(metadata, published=date_in_scripts(whole.text, habits))
    if not metadata.byline:
        metadata = replace(metadata, byline=author_in_data(page.html))
    if found:
        metadata = _stated(metadata, found, habits)
        recipe.drop(tree, found.layout)
    story = _story(tree, found, site, metadata)
    if found and found.body and story.source != "recipe":
        warnings = (*warnings, "the recipe's boxes hold no text; the page was read without it")
    if is_live(url, metadata.title, head.facts.kind):
        date_entries(story, habits.zone)
    story = _rescued(story, head, whole)
    if story.source == "json-ld":
        warnings = tuple(warning for warning in warnings if "found no story" not in warning)
    if found and (story.source == "recipe" or (story.source == "dom" and not found.body)):
        metadata = apply(found.layout.transforms, story, metadata, url)
    _part_credit(story, metadata.publisher)
    shape = _shape(tree, story, head, whole)
    shape.title, shape.url, shape.not_article = metadata.title, url, site.not_article if site else ()
    metadata = _first_dated(_with_coauthors(_titled(metadata, head, story), story), story, habits)
    if metadata.published is None:
        lines = tuple(leaf.text for leaf in above(story))
        metadata = replace(metadata, published=day_near(lines, metadata.title, page.source.fetched_at, habits))
    if metadata.title is None:
        heading = heading_of(story)
        metadata = replace(metadata, title=heading, published=metadata.published or date_below(heading, tree, habits))
    return Reading(page=page, head=head, metadata=metadata, story=story, signs=signs, shape=shape, found=found,
                   warnings=(*head.facts.warnings, *warnings))  # fmt: skip


def _titled(metadata: Metadata, head: Head, story: Story) -> Metadata:
    """With the part of the title that stands above the story as its headline, where the rest is the site's name."""
    title = metadata.title
    if not title:
        return metadata
    known = title in head.h1
    part = heading_under(title, head.title_tag or "", story) if known else part_shown(title, story)
    return replace(metadata, title=part) if part else metadata


def _with_coauthors(metadata: Metadata, story: Story) -> Metadata:
    """With all names of the line under the headline, where the head knows only some: programs know who owns a post."""
    known = set(metadata.byline)
    for leaf in above(story) if len(known) == 1 else ():
        if leaf.text[:1] in _OPENS_BYLINE and next(iter(known)) in leaf.text:
            names = byline_of(leaf.text)
            if len(names) > 1 and any(name.endswith(next(iter(known))) for name in names):
                return replace(metadata, byline=names)
    return metadata


_OPENS_BYLINE = frozenset("BbWw")  # "By", "Written by"


def _first_dated(metadata: Metadata, story: Story, habits: Habits) -> Metadata:
    """With the day that a line of the page calls that of the first publication, where it is an earlier one."""
    lines = [leaf.text for leaf in story.outline.leaves if FIRST in leaf.text]
    first = first_published(lines[0], habits) if lines else None
    return replace(metadata, published=first) if first and first[:10] < (metadata.published or "9")[:10] else metadata


def _habits(page: Page, site: SiteRow) -> Habits:
    return Habits(captured=_captured(page), name=site.name, zone=site.timezone, order=site.date_order)


def _captured(page: Page) -> str | None:
    """The day after the fetch: in some zone it had begun."""
    fetched = page.source.fetched_at
    return (date.fromisoformat(fetched[:10]) + timedelta(days=1)).isoformat() if fetched else None


def _story(tree: LexborHTMLParser, found: recipe.Found | None, site: SiteRow | None, metadata: Metadata) -> Story:
    lines = known_lines()
    known = Known(title=metadata.title, names=metadata.byline)
    if found and found.body and site:
        story = by_recipe(tree, found, lines, site, known)
        if story is not None:
            return story
    story = by_weight(tree, lines, known)
    if site:
        apply_patterns(story.leaves, site)
    return story


def _stated(metadata: Metadata, found: recipe.Found, habits: Habits) -> Metadata:
    """The recipe's own selectors speak before the page's metadata, except that a full instant is not given up for a day."""
    published = _date(found.published, habits)
    if published and metadata.published and len(published) <= 10 < len(metadata.published):
        published = metadata.published if metadata.published[:10] == published else published
    names = tuple(dict.fromkeys(name for text in found.byline for name in (byline_of(text) or clean_names([text]))))
    return replace(
        metadata,
        title=found.title or metadata.title,
        byline=names or metadata.byline,
        published=published or metadata.published,
        modified=_date(found.modified, habits) or metadata.modified,
    )


def _date(value: str | None, habits: Habits) -> str | None:
    if not value:
        return None
    return find_date(value, order=habits.order, zone=habits.zone) if habits.order else normal_date(value, zone=habits.zone)


def _rescued(story: Story, head: Head, whole: Whole) -> Story:
    """JSON-LD's body, or one in the page's data, where the page itself shows far less."""
    shown = story.length()
    if sum(len(update.text) for update in head.facts.updates) > max(_SHORT, _LIVE * shown):
        return by_updates(head.facts.updates, story.outline)
    body = head.facts.body or ""
    lines = known_lines()
    if len(body) > _SHORT and shown < _RESCUE * len(body):
        return by_text(body, "json-ld", lines, story.outline)
    if shown < _SHORT:
        stored = max((state.text_in_json(block) or "" for block in state.scripts_with_data(whole.text)), key=len, default="")
        if len(stored) > _SHORT and shown < _RESCUE * len(stored):
            return by_text(stored, "next-data", lines, story.outline)
    return story


def _part_credit(story: Story, publisher: str | None) -> None:
    """ "Image: Example NewsTraders have ...": a credit that runs into the first sentence."""
    for leaf in story.leaves[:3] if publisher else ():
        label = _LABEL.match(leaf.text)
        if label and publisher and leaf.text[label.end() :].casefold().startswith(publisher.casefold()):
            rest = leaf.text[label.end() + len(publisher) :]
            if len(rest) > _PROSE_LINE and (rest[0].isupper() or rest[0] in '“"'):
                leaf.text, leaf.kind, leaf.kept = rest, "text", True


_LABEL = re.compile(r"(?:image|photo|picture)s?\s*:\s*", re.IGNORECASE)


def _signs(tree: LexborHTMLParser, head: Head, site: SiteRow | None) -> Signs:
    empty = False
    if head.facts.free is False:
        for selector in head.facts.paid_selectors[:5]:
            try:
                nodes = tree.css(selector)
            except (SelectolaxError, ValueError):
                continue
            empty = empty or sum(len(node.text(strip=True)) for node in nodes) < 200
    tier = next(iter(head.meta.get("article:content_tier", [])), None)
    marked = head.facts.free is False or tier or (site and site.access)
    return Signs(
        free=head.facts.free,
        tier=tier,
        marker=bool(marked and tree.css_first('[class*="paywall" i], [id*="paywall" i]')),
        empty_part=empty,
        words=head.facts.words,
        site=site.access if site else None,
    )


def _shape(tree: LexborHTMLParser, story: Story, head: Head, whole: Whole) -> Shape:
    kept = story.kept
    short = story.length() < _SHORT
    visible = " ".join(tree.body.text(separator=" ").split()) if short and tree.body else ""
    kind = next(iter(head.meta.get("og:type", [])), "")
    told = "\n".join(leaf.text for leaf in kept[:12])[:2000]
    tiny = len(told) < TINY
    prose = sum([len(leaf.text) for leaf in kept if len(leaf.text) - leaf.links > _PROSE_LINE])
    text = whole.text if tiny else ""
    doubtful = tiny or prose < PROSE  # may be a list
    return Shape(
        story=told,
        visible=visible[:2000] if short else "",
        visible_length=len(visible) if short else _SHORT * 10,
        link_lines=_link_lines(tree, story, short) if doubtful and story.source == "dom" else 0,
        story_lines=len(kept),
        prose=prose,
        run=_run(story) if doubtful else 0,
        stated_article=bool(head.facts.kind and _ARTICLE_KIND.search(head.facts.kind))
        or kind.lower() in {"article", "news"},
        sure=bool(kept) and (story.source == "recipe" or find_dateline(kept[0].text) is not None),
        media=sum(text.count(mark) for mark in _MEDIA),
        scripts=text.count("<script"),
        unscripted=" ".join(_NOSCRIPT.findall(text[:400_000]))[:2000],
        check=any(mark in text for mark in _CHECKS),
    )


def _link_lines(tree: LexborHTMLParser, story: Story, short: bool) -> int:
    """The links with the length of a headline: of the whole page where its story is short, else lines of the story's box."""
    if short:
        return sum(_LEAST_LINK <= len(link.text()) <= _LONGEST_LINK for link in tree.css("a"))
    lines = [leaf for leaf in story.leaves if _LEAST_LINK <= len(leaf.text) <= _LONGEST_LINK]
    return sum(leaf.links > 0.6 * len(leaf.text) for leaf in lines)


def _run(story: Story) -> int:
    """The most paragraphs in a row that end a sentence, with no line of links between them."""
    longest = run = 0
    for leaf in story.leaves:
        if leaf.links > 0.5 * len(leaf.text):
            run = 0
        elif leaf.kept and len(leaf.text) > _PROSE_LINE and leaf.text[-1] in '.!?"”’':
            run += 1
            longest = max(longest, run)
    return longest

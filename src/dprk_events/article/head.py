"""What a page says about itself before its tree is stripped: JSON-LD, meta tags, headings, and the lines right below."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dprk_events.article.bylines import byline_of
from dprk_events.article.dates import locate_date
from dprk_events.article.jsonld import Facts, load_json, read_json_ld
from dprk_events.article.repair import repair
from dprk_events.article.tree import LINK, Elements, first_of, text_of

_DECK = re.compile(r"standfirst|sub-?headline|sub-?title|deck\b|\bdek\b|[-_]dek\b|article-summary", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the page says about itself, before its tree is stripped."""

    facts: Facts
    meta: dict[str, list[str]]
    title_tag: str | None
    canonical: str | None
    language: str | None
    h1: tuple[str, ...]
    deck: str | None
    captions: tuple[str, ...] = ()  # of pictures between the headline and the story
    foot: tuple[str, ...] = ()  # lines at the foot of the story, where some templates say when and by whom


def read_head(tree: LexborHTMLParser, elements: Elements) -> Head:
    """JSON-LD, meta tags, title, headings and addresses, of the elements of the tree."""
    meta: dict[str, list[str]] = defaultdict(list)
    nodes = [node for node in elements["meta"] if _stands_in(node, "head")]
    for node in nodes if len(nodes) > _FEW_METAS else elements["meta"]:
        attributes = node.attributes
        content = attributes.get("content")
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if name and content and content.strip():
            meta[name.strip().lower()].append(_TWICE.sub(_unescaped, content.strip()) if "&" in content else content.strip())
    if "parsely-page" in meta:
        _add_parsely(meta)
    headings = elements["h1"]
    title = next(iter(elements["title"]), None)
    root = tree.root
    facts = read_json_ld(node.text() for node in elements["script"] if "ld+json" in (node.attributes.get("type") or ""))
    return Head(
        facts=facts,
        meta=dict(meta),
        title_tag=(repair(title.text()) or None) if title else None,
        canonical=_canonical(elements["link"]),
        language=(root.attributes.get("lang") or root.attributes.get("xml:lang")) if root else None,
        h1=tuple(text for text in (repair(_headline(node)) for node in headings[:8] if not _leads_home(node)) if text)
        or _made_for_headline(tree),
        deck=_deck_below(headings[:2]),
        captions=_captions_below(headings[:1]),
        foot=() if facts.published and facts.authors else _foot(elements["footer"]),
    )


_FEW_METAS = 3


def _stands_in(node: LexborNode, tag: str) -> bool:
    """Whether an element of this tag is around the node."""
    around = node.parent
    while around is not None and around.tag != tag:
        around = around.parent
    return around is not None


def _canonical(links: list[LexborNode]) -> str | None:
    found = (node.attributes for node in links)
    return next((attributes.get("href") for attributes in found if attributes.get("rel") == "canonical"), None)


# what two programs escaped one after the other; a bare & of an address is left alone
_TWICE = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|amp|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip);", re.IGNORECASE)


def _unescaped(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def _add_parsely(meta: dict[str, list[str]]) -> None:
    """What one statistics service had its sites write as JSON into a single tag, under the names that it used later."""
    values = load_json(meta["parsely-page"][0])
    if isinstance(values, dict):
        for key, name in (("title", "title"), ("pub_date", "pub-date"), ("author", "author"), ("authors", "author")):
            given = values.get(key)
            found = given if isinstance(given, list) else [given]
            meta.setdefault(f"parsely-{name}", []).extend(value for value in found if isinstance(value, str) and value)


def _headline(heading: LexborNode) -> str:
    """The text of a heading without what some sites put into it: a label of the topic, the deck, a button."""
    text = text_of(heading)
    children = list(heading.iter())
    if children and _TOPIC.search(children[0].attributes.get("class") or ""):
        text = text.removeprefix(text_of(children[0])).strip() or text
    if children and (children[-1].tag in _ADDED_TAGS or _ADDED.search(children[-1].attributes.get("class") or "")):
        text = text.removesuffix(text_of(children[-1])).strip() or text
    return text


_ADDED_TAGS = frozenset({"small", "button"})
_ADDED = re.compile(rf"{_DECK.pattern}|share|count\b|badge", re.IGNORECASE)


def _made_for_headline(tree: LexborHTMLParser) -> tuple[str, ...]:
    """The text of the one element that is named as the headline, on a page without a first heading."""
    texts = {repair(_headline(node)) for node in tree.css(_HEADLINES)[:_FEW_METAS] if not _leads_home(node)}
    return tuple(texts) if len(texts) == 1 and "" not in texts else ()


_HEADLINES = (
    '[itemprop="headline"]:not(meta), .entry-title, .post-title, .article-title, .article-headline, .news-title, '
    '.news_title, [class*="view_tit" i], [class*="view-tit" i], [class*="view_subject" i], [class*="bo_v_tit" i]'
)


def _leads_home(heading: LexborNode) -> bool:
    """Whether the heading is a link to the site's own first page: such a one bears the site's name."""
    first = first_of(heading, LINK, "href")
    if first is None or len(first.text(strip=True)) < len(heading.text(strip=True)):
        return False
    return bool(_HOME.fullmatch(first.attributes.get("href") or ""))


_HOME = re.compile(r"(?:https?://[^/]+)?(?:\.?/)?(?:index\.\w+)?", re.IGNORECASE)
_TOPIC = re.compile(
    r"kicker|eyebrow|overline|topline|head-?line-?intro|dachzeile|super-?title|"
    r"pre-?title|label|badge|flag|category|tagline",
    re.IGNORECASE,
)


def _foot(footers: list[LexborNode]) -> tuple[str, ...]:
    """The lines in the one <footer> of a story, its machine date first; footers go with the menus before it is read."""
    own = [node for node in footers if _stands_in(node, "article")]
    found = [node for node in own[:_FEW_FOOTERS] if not _is_comment(node)]
    if len(found) != 1:
        return ()
    time = found[0].css_first("time[datetime]")
    stated = (time.attributes.get("datetime") or "") if time is not None else ""
    lines = (" ".join(line.split()) for line in found[0].text(separator="\n").split("\n"))
    return tuple(line for line in (stated, *lines) if line)[:_FOOT_LINES]


_FEW_FOOTERS, _FOOT_LINES = 8, 20


def _is_comment(footer: LexborNode) -> bool:
    """Comments are articles with footers too, and quotations have footers of their own."""
    parent = footer.parent
    around = parent.attributes.get("class") or "" if parent is not None else ""
    name = f"{footer.attributes.get('class') or ''} {around}"
    return "comment" in name or (parent is not None and parent.tag == "blockquote")


def _deck_below(headings: list[LexborNode]) -> str | None:
    """A line named as deck after one of the first headings, or after the box around it."""
    for node in _below(headings):
        name = node.attributes.get("class")
        if name and _DECK.search(name):
            return repair(node.text(separator=" ")) or None
    return _line_below(headings[0]) if headings else None


def _line_below(heading: LexborNode) -> str | None:
    """The first element after the headline, where it is a line of words without a full stop: no date, name or link."""
    node = heading.next
    while node is not None and not node.is_element_node:
        node = node.next
    if node is None or node.tag not in _LINES or first_of(node, _NO_LINE) is not None:
        return None
    text = repair(node.text(separator=" "))
    words = text.count(" ") + 1
    if not 5 <= words <= 45 or text[-1] in ".!?:" or locate_date(text) or byline_of(text):
        return None
    return text


_LINES = frozenset({"p", "div", "h2", "h3", "span"})
_CAPTION = frozenset({"figcaption"})
_NO_LINE = frozenset({"a", "time", "figure", "img", "p", "ul"})


def _captions_below(headings: list[LexborNode]) -> tuple[str, ...]:
    """The caption of a picture between the headline and the story."""
    found = [first_of(node, _CAPTION) for node in _below(headings) if node.tag == "figure"]
    return tuple(text for caption in found[:2] if caption for text in [repair(caption.text(separator=" "))] if text)


def _below(headings: list[LexborNode]) -> Iterator[LexborNode]:
    """The next elements after a heading, and after the box around it."""
    for heading in headings:
        around: LexborNode | None = heading
        for _ in range(2):
            node = around.next if around is not None else None
            for _ in range(_NEXT):
                if node is None:
                    break
                if node.is_element_node:
                    yield node
                node = node.next
            around = around.parent if around is not None else None


_NEXT = 10

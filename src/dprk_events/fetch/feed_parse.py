"""Reads RSS, Atom, RDF feeds and (news) sitemaps with expat; a document type or entity declaration is refused.

Without declarations XML has no way to grow or to reach out. What is not well formed is repaired once where that is safe.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.parsers import expat

from dprk_events.fetch.decode import Decoder
from dprk_events.fetch.refusal import Refused
from dprk_events.fetch.urls import Target, join_url
from dprk_events.model import Reason

MOST_ITEMS = 50_000  # the sitemap protocol's own limit
DEEPEST = 64
LONGEST_TEXT = 20_000
ITEMS = {"item", "entry", "url", "sitemap"}
# The namespaces whose title, link and date are the item's own; media and image elements have titles and links of their own.
OWN = {
    "", "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://purl.org/rss/1.0/", "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/", "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.google.com/schemas/sitemap/0.84",
    "http://www.google.com/schemas/sitemap-news/0.9", "http://backend.userland.com/rss2",
}  # fmt: skip
FIELDS = {"title", "link", "guid", "id", "loc"}
DATES = ("publication_date", "published", "pubdate", "issued", "date", "created", "updated", "modified", "lastmod")
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)([A-Za-z][A-Za-z0-9]{1,30};)?")
DECLARATION = re.compile(r"\s*<\?xml[^>]{0,500}\?>")
ENCODING = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One item. ``published`` is ISO 8601, without a zone where the feed gives none."""

    url: str
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The items in the feed's order; ``maps`` are the further sitemaps that a sitemap index names."""

    items: tuple[FeedItem, ...] = ()
    maps: tuple[FeedItem, ...] = ()


def parse_feed(body: bytes, base: Target, *, content_type: str = "", limit: int = 10_000_000) -> Feed:
    """Read a feed; raises Refused with ``bad_record`` for what is none.

    >>> from dprk_events.fetch.urls import parse_url
    >>> rss = b"<rss><channel><item><title>A</title><link>/a</link></item></channel></rss>"
    >>> parse_feed(rss, parse_url("https://example.org/feed")).items[0].url
    'https://example.org/a'
    """
    if body.startswith(b"\x1f\x8b"):  # sitemaps are often gzip files
        decoder = Decoder("gzip", limit)
        body = b"".join(decoder.feed(body))
        decoder.close()
    text = DECLARATION.sub("", ILLEGAL.sub("", _decode(body, content_type)), count=1)
    try:
        reader = _read(text)
    except expat.ExpatError:
        try:
            reader = _read(STRAY.sub(_repair, text))
        except expat.ExpatError as error:
            raise Refused(Reason.BAD_RECORD, f"not a readable feed: {expat.errors.messages.get(error.code, '?')}") from error
    if not reader.root.lower().endswith(("rss", "feed", "rdf", "urlset", "sitemapindex")):
        raise Refused(Reason.BAD_RECORD, "not a feed: neither RSS nor Atom nor a sitemap")
    made = [(kind, _item(values, base)) for kind, values in reader.found]
    return Feed(
        items=tuple(item for kind, item in made if item and kind != "sitemap"),
        maps=tuple(item for kind, item in made if item and kind == "sitemap"),
    )


@dataclass(slots=True)
class _Reader:
    """The handlers of one parse and what they found."""

    root: str = ""
    depth: int = 0
    item_depth: int = 0
    values: dict[str, str] = field(default_factory=dict)
    name: str = ""
    text: list[str] = field(default_factory=list)
    size: int = 0
    found: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        name = name.lower()
        self.depth += 1
        self.root = self.root or name
        if self.depth > DEEPEST:
            raise Refused(Reason.BAD_RECORD, f"not a readable feed: elements nested deeper than {DEEPEST}")
        if not self.item_depth:
            if name in ITEMS:
                self.item_depth, self.values = self.depth, {}
            return
        if namespace in OWN and self.depth <= self.item_depth + 2:
            self.name, self.text, self.size = name, [], 0
            if name == "link" and attributes.get("href") and attributes.get("rel", "alternate") == "alternate":
                self.values.setdefault("link", attributes["href"])
            if name == "guid" and attributes.get("isPermaLink", "true").lower() == "false":
                self.name = ""

    def data(self, text: str) -> None:
        if self.name and self.size < LONGEST_TEXT:
            self.text.append(text)
            self.size += len(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2].lower()
        if self.item_depth == self.depth:
            self.found.append((name, self.values))
            self.item_depth = 0
            if len(self.found) > MOST_ITEMS:
                raise Refused(Reason.TOO_LARGE, f"feed of more than {MOST_ITEMS} items")
        elif self.name == name and self.name in FIELDS | set(DATES):
            value = " ".join("".join(self.text).split())
            if value:
                self.values.setdefault(name, value)
        self.name = ""
        self.depth -= 1


def _read(text: str) -> _Reader:
    reader = _Reader()
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.EntityDeclHandler = _refuse_declaration
    parser.Parse(text.encode("utf-8"), True)
    return reader


def _refuse_declaration(*_: object) -> None:
    raise Refused(Reason.BAD_RECORD, "feed with a document type declaration; such feeds are not read")


def _repair(stray: re.Match[str]) -> str:
    if stray[1] and f"&{stray[1]}" != (known := html.unescape(f"&{stray[1]}")):
        return known
    return f"&amp;{stray[1] or ''}"


def _decode(body: bytes, content_type: str) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, errors="replace")
    header = re.search(r"charset\s*=\s*\"?([A-Za-z0-9._-]{1,40})", content_type)
    declared = ENCODING.match(body.lstrip()[:400])
    for label in (declared[1].decode("ascii") if declared else None, header[1] if header else None):
        if label:
            try:
                return body.decode(label, errors="replace")
            except (LookupError, UnicodeError):  # not a text encoding, or one without a mark
                continue
    return body.decode("utf-8", errors="replace")


def _item(values: dict[str, str], base: Target) -> FeedItem | None:
    for name in ("link", "loc", "guid", "id"):
        try:
            url = join_url(base, values[name]).url
        except (KeyError, Refused):
            continue
        date = next((iso for name in DATES if (iso := _iso(values.get(name)))), None)
        title = html.unescape(values["title"]) if "title" in values else None
        return FeedItem(url=url, title=title, published=date)
    return None


def _iso(text: str | None) -> str | None:
    """A date of a feed as ISO 8601.

    >>> _iso("Fri, 20 Jun 2025 09:00:00 +0900"), _iso("2025-06-20T00:00:00Z"), _iso("yesterday")
    ('2025-06-20T09:00:00+09:00', '2025-06-20T00:00:00+00:00', None)
    """
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def at_or_after(item: FeedItem, since: datetime) -> bool:
    """Whether an item is not older than a time; one without a date may be new."""
    if item.published is None:
        return True
    when = datetime.fromisoformat(item.published)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)) >= since

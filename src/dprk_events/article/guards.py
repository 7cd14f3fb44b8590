"""What is refused before parsing: pages shaped to exhaust a parser. Cheap counts first, exact ones only on suspicion.

>>> refuse_shape(b"<div>" * 20_000).reason.value
'too_deep'
>>> refuse_shape(b"<p>One<p>Two") is None
True
"""

from __future__ import annotations

import re
from itertools import islice

from dprk_events.model import Reason, Skipped

MAX_BYTES = 10_000_000
MAX_DEPTH = 5_000  # estimated; real pages reach 1,533 with their unclosed <p> and <li>
MAX_WORDS = 10_000  # attributes of one tag; real pages reach 1,200
MAX_FORMATTING = 400  # formatting tags open at once: each misnested one is copied for every block (lexbor issue 340)
MAX_COPIES = 2_000_000  # of them: so many times all tags; 300 bytes each
MAX_RENAMED = 200  # further <html> and <body> tags, whose attributes are merged one by one
_LONG_TAG = 20_000
_STEP = _LONG_TAG // 2
_LOOKS = 16
_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/>]*)")
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr p li option dt dd tr td th".split())
_FORMATTING = frozenset(b"b big code em font i nobr s small strike strong tt u".split())  # <a> closes the <a> before it
_RISKY = re.compile(
    rb"<(?=[bBcCeEfFiInNsStTuUhH])(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u|html|body)[\s>/]", re.IGNORECASE
)
_MAYBE_RISKY = re.compile(rb"<[bBcCeEfFhHiInNsStTuU][\s>/iImMoOtT]")  # all of them and some more: quick to find
_PAGE_MARKS = (b"bo", b"ht")
_PAGE_TAG = re.compile(rb"<(?:html|body)(?=[\s/>])(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+'|[\"'])*+", re.IGNORECASE)
_CODE = re.compile(rb"<(?:script|style)\b", re.IGNORECASE)
_CODE_END = re.compile(rb"</(?:script|style)", re.IGNORECASE)
_SHORT_TAG = 100
_OPEN = re.compile(rb"</?[a-zA-Z]")
_WHOLE = re.compile(rb"</?[a-zA-Z](?:[^\"'>]++|\"[^\"]*+\"|'[^']*+'|[\"'])*+")  # up to the ">" that ends the tag
_QUOTED = re.compile(rb"\"[^\"]*+\"|'[^']*+'")
_MARKUP = re.compile(rb"<(?:!--|[!?]|/?(?P<name>[a-zA-Z][^\t\n\f\r />]*+)|/)")
_ATTRIBUTE = re.compile(
    rb"[^\t\n\f\r />][^\t\n\f\r />=]*+"  # its name may begin with "="
    rb"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"[^\"]*+\"|'[^']*+'|[^\t\n\f\r >\"'][^\t\n\f\r >]*+)?+)?+"
)
_ATTRIBUTES = re.compile(rb"(?:[\t\n\f\r /]++|" + _ATTRIBUTE.pattern + rb")*+")
_RAW = frozenset(b"script style textarea title xmp iframe noembed noframes noscript".split())  # no markup up to their end
_SPACES = (b" ", b"\n", b"\t", b"\r", b"\f")
_BETWEEN = (*_SPACES, b"/", b'"', b"'")  # what can stand between two attributes
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b",
    re.DOTALL,
)
_SILENT = re.compile(rb"<(?:(script|style)\b|!--)")  # no markup is read up to the tag or mark that closes these
_NOT_HTML = ((b"%PDF", "a PDF file"), (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"),
             (b"GIF8", "a GIF picture"),
             (b"PK\x03\x04", "a zip archive"), (b"\x1f\x8b", "gzip data"), (b"\x7fELF", "a program"),
             (b"RIFF", "a media file"))  # fmt: skip


def refuse_file(html: bytes) -> Skipped | None:
    """Why the file is no page or a page too large, or None."""
    for mark, what in _NOT_HTML:
        if html.startswith(mark):
            return _skipped(Reason.NOT_HTML, f"the page is {what}")
    if _FEED.match(html, 0):
        return _skipped(Reason.NOT_HTML, "the page is a feed or a sitemap")
    if len(html) > MAX_BYTES:
        return _skipped(Reason.TOO_LARGE, f"{len(html)} bytes, at most {MAX_BYTES} are read")
    if not html or html.isspace():
        return _skipped(Reason.EMPTY, "the page holds no bytes")
    return None


def refuse_shape(html: bytes) -> Skipped | None:
    """Why what goes to the parser must not: cheap counts that clear nearly every page, then the exact ones."""
    words = _longest_tag(html)
    if words > MAX_WORDS:
        words = _longest_tag(_bare(html.lower()))
    elif _hides_ends(html):
        words = _most_attributes(html)
    if words > MAX_WORDS:
        return _skipped(Reason.TOO_DEEP, f"a tag with {words} words, at most {MAX_WORDS} are read")
    tags = html.count(b"<")
    marks = _MAYBE_RISKY.findall(html)
    if sum(mark[1:].lower() in _PAGE_MARKS for mark in marks) > len(_PAGE_MARKS):
        words = sum(sum(map(tag[0].count, _BETWEEN)) for tag in islice(_PAGE_TAG.finditer(html), MAX_RENAMED))
        if words > MAX_WORDS:
            return _skipped(Reason.TOO_DEEP, f"<html> and <body> tags with {words} words, at most {MAX_WORDS} are read")
    if tags <= MAX_DEPTH and len(marks) <= MAX_RENAMED:
        return None  # depth is at most the number of tags
    risky = _RISKY.findall(html)
    if tags <= MAX_DEPTH and len(risky) <= MAX_RENAMED:
        return None
    renamed = sum(name.lower() in {b"html", b"body"} for name in risky)
    if renamed > MAX_RENAMED:
        return _skipped(Reason.TOO_DEEP, f"{renamed} <html> and <body> tags, at most {MAX_RENAMED} are read")
    few = len(risky) <= MAX_FORMATTING and len(risky) * tags <= MAX_COPIES
    return None if few and tags - html.count(b"</") <= MAX_DEPTH else _nesting(html.lower(), tags)


def _longest_tag(html: bytes) -> int:
    """The words of the longest tag. A run of 20,000 bytes without ">" covers a whole step of 10,000, so looking once a
    step finds all such tags; text and scripts in such runs are not counted, and no byte is looked at twice."""
    longest = done = 0
    for at in range(0, len(html), _STEP):
        if at < done:
            continue
        end = html.find(b">", at)
        done = end if end >= 0 else len(html)
        if done < at + _STEP:
            continue
        close = html.rfind(b">", 0, at)
        if _in_script(html, close, done) or sum(map(html[close + 1 : done].count, _BETWEEN)) <= MAX_WORDS // 5:
            continue  # few words, as in pictures written into the page
        tag = _around(html, close, at)
        if tag and len(tag[0]) > _LONG_TAG:
            done = max(done, tag.end())
            names, values = _QUOTED.subn(b"", tag[0])
            longest = max(longest, values, sum(map(names.count, _SPACES)), names.count(b"/"))
    return longest


def _in_script(html: bytes, close: int, end: int) -> bool:
    """Whether a run is the text of a script: the last tag before it opens one, and the one that ends it is short."""
    start = html.rfind(b"<", 0, max(close, 0))
    tag = html[start:close] if start >= 0 else b""
    quoted = tag.count(b'"') % 2 or tag.count(b"'") % 2  # the ">" stands in a value, so the tag goes on
    if quoted or not _CODE.match(tag):
        return False
    closing = _CODE_END.search(html, close, end)
    return closing is None or closing.end() > end - _SHORT_TAG


def _around(html: bytes, close: int, at: int) -> re.Match[bytes] | None:
    """The tag around a place without ">": the first one that opens behind the last ">", or the one whose value that was."""
    first = _OPEN.search(html, close + 1, at + _STEP)
    if first:
        return _WHOLE.match(html, first.start())
    before = html.rfind(b"<", 0, max(close, 0))
    found = _WHOLE.match(html, before) if before >= 0 else None
    return found if found and found.end() > at else None


def _hides_ends(html: bytes) -> bool:
    """Whether a long tag may have values that hold ">" all along, so that no run without one shows it.

    Such a tag fills a whole step, and in it every ">" stands in a value. The first ones of a step clear nearly every page.
    """
    for at in range(0, len(html), _STEP):
        end = html.find(b">", at, at + _STEP)
        if end < 0:
            end = html.rfind(b">", max(0, at - 3 * _STEP), at)
        seen = 0
        while end >= 0 and seen < _LOOKS and _in_value(html, end):
            end = html.find(b">", max(end + 1, at), at + _STEP)
            seen += 1
        if seen and (end < 0 or seen == _LOOKS):
            return True
    return False


def _in_value(html: bytes, end: int) -> bool:
    """Whether a value opens shortly before a ">": the last quote of a kind stands behind "="."""
    for quote in (b'"', b"'"):
        opener = html.rfind(quote, max(0, end - 3 * _STEP), end)
        before = html[opener - 1 : opener] if opener > 0 else b""
        if before == b"=" or (before.isspace() and html[max(0, opener - _STEP) : opener].rstrip().endswith(b"=")):
            return True
    return False


def _most_attributes(html: bytes) -> int:
    """The attributes of the tag that has most, read as the HTML Standard has it; for pages that look as if they hid some."""
    most = at = 0
    while found := _MARKUP.search(html, at):
        tag = _ATTRIBUTES.match(html, found.end()) if found["name"] else None
        if tag is None:  # a comment, or what is taken for one
            end = b"-->" if found[0] == b"<!--" else b">"
            at = html.find(end, found.end()) % (len(html) + 1)
            continue
        at = tag.end()
        if len(tag[0]) > _LONG_TAG:
            most = max(most, sum(1 for _ in _ATTRIBUTE.finditer(tag[0])))
        if found["name"].lower() in _RAW:
            close = re.compile(rb"</" + found["name"], re.IGNORECASE).search(html, at)
            at = close.start() if close else len(html)
    return most


def _nesting(small: bytes, tags: int) -> Skipped | None:
    """Count tag by tag: how deep boxes may stand in one another, and how many formatting tags are open at once."""
    depth = deepest = formatting = most = 0
    for slash, name in _TAG.findall(_bare(small)):
        step = -1 if slash else 1
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
            most = max(most, formatting)
        if name not in _VOID:
            depth = max(0, depth + step)
            deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        return _skipped(Reason.TOO_DEEP, f"an estimated depth of {deepest}, at most {MAX_DEPTH} is read")
    if most > MAX_FORMATTING or most * tags > MAX_COPIES:
        return _skipped(Reason.TOO_DEEP, f"{most} formatting tags open at once among {tags}")
    return None


def _bare(small: bytes) -> bytes:
    """The page (in small letters) without comments and the text of scripts and styles; each byte is looked at once."""
    parts, at = [], 0
    while opened := _SILENT.search(small, at):
        tag = _WHOLE.match(small, opened.start())
        parts.append(small[at : tag.end() if tag else opened.start()])
        at = small.find(b"</" + opened[1] if tag else b"-->", tag.end() if tag else opened.end())
        if at < 0:
            return b"".join(parts)
    return b"".join([*parts, small[at:]])


def _skipped(reason: Reason, detail: str) -> Skipped:
    return Skipped(stage="article", reason=reason, detail=detail)

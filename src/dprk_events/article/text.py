"""Text copies of pages, as a browser shows them, and plain news text: which lines are the story.

The text stays as it was given (harmful characters replaced one for one), so the caller's offsets fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dprk_events.article.bylines import byline_of
from dprk_events.article.clutter import Lines, known_lines
from dprk_events.article.datelines import find_dateline
from dprk_events.article.dates import find_date, locate_date
from dprk_events.article.language import language_of, not_english
from dprk_events.article.persons import is_name
from dprk_events.article.repair import replace_harmful
from dprk_events.article.walls import wall_of_lines
from dprk_events.model import Article, Block, Reason, Section, Skipped, Source

_TAIL = re.compile(r"\s+[|\-–—·»:]+\s+(?P<site>[^|\n]{2,50})$")
_FINAL = re.compile(r"[.!?…][”\"’')\]]*$|[。！？]$")
_BULLET = re.compile(r"\s*(?:[•·▪◦‣●○■□►▶*–—-]|\d{1,2}[.)])\s+")
_CREDIT = re.compile(
    r"\s*(?:[|]|[(\[])\s*(?:image|photo|picture|file|credit|graphic|video|illustration|yonhap|reuters|ap|afp)", re.I
)
_DATE_LABEL = re.compile(r"(?:date|published|updated|posted|written|last (?:updated|modified)|created|release date)\b", re.I)
_OPENING = 18  # so many lines at the top may belong to the head of a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line or wrapped paragraph of the text, and what it was found to be."""

    start: int
    end: int
    text: str
    kind: str = ""  # "", a kind of reading.toml, or: headline, deck, byline, date, repeat, label, list, below, story

    @property
    def sentence(self) -> bool:
        """Long enough and closed like a sentence."""
        return len(self.text) >= 40 and bool(_FINAL.search(self.text)) and self.text.count(" ") >= 5

    @property
    def paragraph(self) -> bool:
        """A sentence, or so many words that it is one cut short."""
        return self.sentence or self.text.count(" ") >= 14


def read_text(text: str, source: Source, *, published: str | None = None, title: str | None = None) -> Article | Skipped:
    """The article in a text; its blocks say which lines are headline, deck, body, caption and page clutter.

    >>> article = read_text("Envoy leaves\\n\\nThe envoy left the capital on Monday.", Source())
    >>> [(block.section.value, article.text[block.start:block.end]) for block in article.blocks]
    [('body', 'Envoy leaves'), ('body', 'The envoy left the capital on Monday.')]
    >>> read_text("  ", Source()).reason.value
    'no_text'
    """
    text = replace_harmful(text)
    lines = _split(text)
    if not lines:
        return Skipped(stage="article", reason=Reason.NO_TEXT, detail="the text holds no words")
    foreign = not_english(text)
    if foreign:
        return Skipped(stage="article", reason=Reason.LANGUAGE, detail=f"the text is in {foreign}, only English is read")
    copy = _sort(lines, title, known_lines()) if len(lines) > 1 else _Copy(lines=tuple(lines))
    wall = wall_of_lines([(line.text, line.kind) for line in copy.lines])
    first = next((line for line in copy.lines if line.kind == "story"), None)
    dateline = find_dateline(first.text) if first else None
    return Article(
        source=source,
        text=text,
        blocks=tuple(_blocks(copy.lines)),
        title=title or copy.title,
        deck=copy.deck,
        byline=copy.byline,
        publisher=copy.publisher,
        original_source=dateline.agency if dateline else None,
        published=published or copy.published,
        language=language_of(text),
        access=wall.access,
        completeness=wall.completeness,
        dateline=dateline.text if dateline else None,
        text_source="text",
        evidence=wall.evidence,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    lines: tuple[Line, ...]
    title: str | None = None
    deck: str | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None


def _split(text: str) -> list[Line]:
    """Lines without their outer white space; lines that were wrapped at a width are one."""
    groups: list[list[Line]] = [[]]
    position = 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = position + raw.index(bare[0])
            groups[-1].append(Line(start=start, end=start + len(bare), text=bare))
        elif groups[-1]:
            groups.append([])
        position += len(raw) + 1
    return [line for group in groups for line in (_join(text, group) if _wrapped(group) else group)]


def _wrapped(group: list[Line]) -> bool:
    """Hard-wrapped: all lines but the last fill a common width, and some line breaks off inside a sentence."""
    if len(group) < 2:
        return False
    width = max(len(line.text) for line in group)
    full = all(len(line.text) > width - 18 for line in group[:-1])
    return 45 <= width <= 120 and full and any(line.text[:1].islower() for line in group[1:])


def _join(text: str, group: list[Line]) -> list[Line]:
    start, end = group[0].start, group[-1].end
    return [Line(start=start, end=end, text=" ".join(text[start:end].split()))]


def _sort(lines: list[Line], title: str | None, kinds: Lines) -> _Copy:
    """Say of every line what it is: furniture by its phrase, the head of the page by order, the rest by its place."""
    lines = [replace(line, kind=kinds(_BULLET.sub("", line.text, count=1)) or "") for line in lines]
    tail, publisher = _tailed(lines)
    heads = _headline(lines, title, tail)
    if heads:
        lines = _mark(lines, heads[:1], "headline")
        lines = _mark(lines, heads[1:], "repeat")
    lines = _split_tail(lines, tail) if tail is not None and lines[tail].kind in {"", "headline"} else lines
    headline = next((line.text for line in lines if line.kind == "headline"), None)
    place = next((number for number, line in enumerate(lines) if line.kind == "headline"), -1)
    lines = [_byline_or_date(line, number, place) for number, line in enumerate(lines)]
    names = next((found for line in lines if line.kind == "byline" for found in [byline_of(line.text)] if found), ())
    published = _published(lines, place)
    lines = _zones(lines, place, kinds)
    lines = _biographies(lines, names)
    lines, deck = _deck(lines, place)
    lines = _repeats(lines)
    lines = [replace(line, kind="story") if not line.kind else line for line in lines]
    return _Copy(lines=tuple(lines), title=headline, deck=deck, byline=names, publisher=publisher, published=published)


def _tailed(lines: list[Line]) -> tuple[int | None, str | None]:
    """The page's title line ("Headline | Site") among the first lines, and the site."""
    for number, line in enumerate(lines[:3]):
        match = _TAIL.search(line.text)
        if match and not _FINAL.search(line.text) and not line.kind and len(line.text) < 250 and match.start() > 15:
            bar = "|" in line.text[match.start() :]
            head = line.text[: match.start()]
            again = any(len(other.text) > 15 and head.endswith(other.text) for other in lines[number + 1 : _OPENING])
            if bar or again:
                return number, match["site"].strip()
    return None, None


def _headline(lines: list[Line], title: str | None, tail: int | None) -> list[int]:
    """The numbers of the lines that are the headline; the first of them stands for it."""
    if title:
        same = [number for number, line in enumerate(lines) if _fold(line.text) == _fold(title)]
        if same:
            return same
    if tail is not None:
        head = lines[tail].text
        match = _TAIL.search(head)
        head = head[: match.start()] if match else head
        same = [
            number
            for number, line in enumerate(lines)
            if number != tail and len(line.text) > 15 and head.endswith(line.text)
        ]
        return same or [tail]
    return _first_title(lines)


def _first_title(lines: list[Line]) -> list[int]:
    """The first line without a full stop above the first sentence; of several, one that is said twice."""
    texts = [line.text for line in lines]
    first = next((number for number, line in enumerate(lines) if line.paragraph and not line.kind), None)
    if first is None:
        return []
    above = [number for number in range(first) if not lines[number].kind and _title_like(texts[number])]
    above = [number for number in above if not (locate_date(texts[number]) or _short_name(texts[number]))]
    twice = [number for number in above if texts.count(texts[number]) > 1]
    best = (twice or [number for number in above if texts[number].count(" ") >= 3] or above)[:1]
    return [number for number, line in enumerate(lines) if best and line.text == texts[best[0]]]


def _short_name(text: str) -> bool:
    """A name of two or three words; four capitalised words are as often a headline."""
    return text.count(" ") <= 2 and is_name(text)


def _title_like(text: str) -> bool:
    return (
        8 <= len(text) <= 200
        and text.count(" ") >= 1
        and (not _FINAL.search(text) or text.endswith(("?", "!")))
        and not text.endswith((":", ","))
    )


def _split_tail(lines: list[Line], tail: int) -> list[Line]:
    """The page's title line is furniture, unless the headline stands only in it: then only its tail is."""
    line = lines[tail]
    match = _TAIL.search(line.text)
    if line.kind != "headline" or match is None:
        return _mark(lines, [tail], "label")
    cut = line.start + match.start()
    head = Line(start=line.start, end=cut, text=line.text[: match.start()], kind="headline")
    rest = Line(start=cut + 1, end=line.end, text=line.text[match.start() + 1 :], kind="label")
    return [*lines[:tail], head, rest, *lines[tail + 1 :]]


def _byline_or_date(line: Line, number: int, headline: int) -> Line:
    if line.kind or line.sentence or (headline >= 0 and number > headline + _OPENING):
        return line
    if byline_of(line.text):
        return replace(line, kind="byline")
    found = locate_date(line.text)
    if found and (_DATE_LABEL.match(line.text) or _only_date(line.text, found.start, found.end)):
        return replace(line, kind="date")
    if headline >= 0 and number > headline and is_name(line.text):
        return replace(line, kind="byline")
    return line


def _only_date(text: str, start: int, end: int) -> bool:
    """Little but a date; "Timeline of talks that led to the May 5, 2031 pact" is a line of words that holds one."""
    rest = text[:start] + " " + text[end:]
    return len(rest) < 60 and len(re.findall(r"[a-z]{3,}", rest)) <= 4


def _published(lines: list[Line], headline: int) -> str | None:
    """The date beside or below the headline; the one at the top of a copy is often the day of the copying."""
    below = [line for line in lines[headline + 1 : headline + 1 + _OPENING] if line.kind in {"byline", "date", "stamp"}]
    for line in below:
        order = "dmy" if re.search(r"source\s*:", line.text, re.I) else None
        value = find_date(line.text, order="dmy" if order else None)
        if value:
            return value
    for line in lines:
        if "juche" in line.text.lower() and line.kind == "agency":
            return find_date(line.text)
    return None


def _zones(lines: list[Line], headline: int, kinds: Lines) -> list[Line]:
    """Lists of other stories and everything below the story; menus above the headline."""
    out: list[Line] = []
    mode = ""
    story = 0
    for number, line in enumerate(lines):
        kind = line.kind
        row = kinds.rows.get(kind)
        if row and row.then == "end" and number > headline and (story or headline >= 0):
            mode = "below"
        elif row and row.then == "list" and number > headline:
            mode = mode or "list"
        elif row and row.wall and number > headline and story:
            mode = mode or "wall"
        elif not kind:
            if mode == "below":
                kind = "below"
            elif number < headline:
                kind = "label"
            elif mode and (not line.sentence or (mode == "wall" and _BULLET.match(line.text))):
                kind = mode
            elif mode == "list":
                mode = ""
            story += not kind
        out.append(replace(line, kind=kind))
    return out


def _biographies(lines: list[Line], names: tuple[str, ...]) -> list[Line]:
    """Paragraphs that begin with the author's own name and tell what he or she does."""
    out = []
    for line in lines:
        after = next((line.text[len(name) :] for name in names if line.text.startswith(name)), "")
        bio = not line.kind and re.match(r",? (?:is|was|has|covers|writes|reports|joined|works|previously)\b", after)
        out.append(replace(line, kind="biography") if bio else line)
    return out


def _deck(lines: list[Line], headline: int) -> tuple[list[Line], str | None]:
    """The line under the headline: without a full stop, or a sentence with the byline or date below it."""
    if headline < 0:
        return lines, None
    for number in range(headline + 1, min(headline + 4, len(lines))):
        line = lines[number]
        if line.kind in {"share", "navigation", "date", "repeat", "label"}:
            continue
        if line.kind or len(line.text) < 25 or len(line.text) > 400:
            break
        follows = lines[number + 1].kind if number + 1 < len(lines) else ""
        story_below = any(other.sentence and not other.kind for other in lines[number + 1 :])
        if story_below and (follows in {"byline", "date"} or not _FINAL.search(line.text)):
            return _mark(lines, [number], "deck"), line.text
        break
    return lines, None


def _repeats(lines: list[Line]) -> list[Line]:
    """A line that stands above already is said once; a teaser that is there twice is coded once."""
    seen: set[str] = set()
    out = []
    for line in lines:
        again = not line.kind and line.text in seen and len(line.text) > 30
        seen.add(line.text)
        out.append(replace(line, kind="repeat") if again else line)
    return out


def _mark(lines: list[Line], numbers: Iterable[int], kind: str) -> list[Line]:
    chosen = set(numbers)
    return [replace(line, kind=kind) if number in chosen else line for number, line in enumerate(lines)]


_SECTIONS = {"headline": Section.HEADLINE, "deck": Section.DECK, "story": Section.BODY, "": Section.BODY}


def _blocks(lines: Iterable[Line]) -> Iterable[Block]:
    for line in lines:
        if line.kind != "caption":
            yield Block(start=line.start, end=line.end, section=_SECTIONS.get(line.kind, Section.CLUTTER))
            continue
        credit = _CREDIT.search(line.text)
        cut = line.start + credit.start() if credit and credit.start() else line.end
        yield Block(start=line.start, end=cut, section=Section.CAPTION)
        if cut < line.end:
            begin = cut + len(line.text[cut - line.start :]) - len(line.text[cut - line.start :].lstrip())
            yield Block(start=begin, end=line.end, section=Section.CLUTTER)


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))

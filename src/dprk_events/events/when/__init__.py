"""When an act happened: the time expression that belongs to a clause, as ISO dates.

Expressions are found once a doc and read only when a clause asks for its own, because "on Friday" is the last Friday
of a past act and the next one of a planned act. What is relative counts from the dateline's date, else from the
publication date; there is no clock.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dprk_events.events.tokens import Doc, Token
from dprk_events.events.when.calendar import MONTHS, Setting, Span, Tense, make_date
from dprk_events.events.when.points import MONTH, points_in
from dprk_events.events.when.readings import Reading
from dprk_events.model import When

Bounds = Literal["point", "since", "until", "range"]

_BEFORE = re.compile(
    r"\b(?P<word>since|until|till|through|up to|by|before|after|from|between|as of|starting|beginning)"
    r"(?: (?:on|in|at|as early as|as late as|the (?:end|beginning|start|middle) of))?(?: the)? $",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"^(?:,? to |,? until |,? till |,? through |,? and | ?– ?| ?- ?|,? to the |,? and the )(?:on |in )?$")
_FIRST_SINCE = re.compile(r"\b(?:first|\w+est|most|lowest|only)\b[^.;]*$", re.IGNORECASE)
_COMPARED = re.compile(r"(?:earlier|ago|before)$")  # "up 30 percent from a year earlier"
_DATELINE_END = re.compile(r"^(?: ?\([A-Z][^)]{1,30}\) ?(?:--|–|—|-|=)|\. /[A-Z]+/)")
_DATELINE_DATE = re.compile(rf"{MONTH} (?P<day>\d{{1,2}})\b(?:,? (?P<year>(?:19|20)\d\d))?")
_SIDES: dict[str, Bounds] = {
    "since": "since", "from": "since", "starting": "since", "beginning": "since", "after": "since",
    "until": "until", "till": "until", "through": "until", "up to": "until", "by": "until", "before": "until",
}  # fmt: skip
_CLAUSES = {"VERB", "AUX"}
_DONE = {"appear", "attempt", "begin", "continue", "fail", "happen", "manage", "seem", "start", "try"}  # to do it is past
_BORDERS = {"end", "beginning", "start", "middle", "half"}  # "at the end of March" is a time, "the pact of March" is none


def find_times(doc: Doc, *, dateline: str | None, published: str | None) -> Times:
    """All time expressions of a doc, to be asked clause by clause.

    >>> times = find_times(nlp("Kim visited Beijing on Thursday."), dateline=None, published="2018-06-22")  # doctest: +SKIP
    >>> times.of(1, 0, 7, frozenset(range(7)), tense="past").start  # doctest: +SKIP
    '2018-06-21'
    """
    published_on = _iso_day(published)
    dateline_on = _dateline_day(dateline, published_on)
    expressions = tuple(_expressions(doc))
    return Times(doc, expressions, _befores(expressions, dateline_on or published_on), dateline_on, published_on)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its tokens, and how to read it once the tense is known."""

    start: int
    end: int
    match: re.Match[str]
    reading: Reading
    bounds: Bounds
    other: tuple[re.Match[str], Reading] | None = None  # the second point of a range

    def span(self, setting: Setting) -> Span | None:
        """The dates of the expression; None when it is no time after all ("Feb. 31")."""
        span = self.reading(self.match, setting)
        if span is None or self.bounds == "point":
            return span
        if self.bounds == "since":
            return Span(span.start, None, "open")
        if self.bounds == "until":
            return Span(None, span.end, "open")
        if self.other is None:
            return span
        start = date.fromisoformat(span.start[:10]) if span.start else setting.base
        last = self.other[1](self.other[0], replace(setting, base=start, tense="future", previous=span))
        return Span(span.start, last.end if last else None, "range")


@dataclass(frozen=True, slots=True)
class Times:
    """The time expressions of one doc and the dates it falls back to."""

    doc: Doc
    expressions: tuple[Expression, ...]
    befores: tuple[Span | None, ...]  # for each expression the dates of the one before it
    dateline: date | None
    published: date | None

    def of(
        self, anchor_index: int, sentence_start: int, sentence_end: int, subtree: frozenset[int], *, tense: Tense = "past"
    ) -> When | None:
        """The time of the clause anchored on a token, within the sentence's half-open token range.

        The clause's own expression, else the dateline's date, else the publication date, else None.
        """
        ranked = [
            (rank, expression.start not in subtree, abs(expression.start - anchor_index), place)
            for place, expression in enumerate(self.expressions)
            if sentence_start <= expression.start < sentence_end
            and (rank := _rank(self.doc, expression, self.doc[anchor_index], tense)) is not None
        ]
        for _, _, _, place in sorted(ranked):
            expression = self.expressions[place]
            ahead = _looks_ahead(self.doc[expression.start : expression.end].root, self.doc[anchor_index])
            span = expression.span(
                Setting(self.dateline or self.published, "future" if ahead else tense, self.befores[place])
            )
            if span is not None:
                text = self.doc[expression.start : expression.end].text
                return When(text=text, start=span.start, end=span.end, precision=span.precision, basis="text")
        return self._fallback()

    def _fallback(self) -> When | None:
        day = self.dateline or self.published
        if day is None:
            return None
        basis: Literal["dateline", "published"] = "dateline" if self.dateline else "published"
        return When(text=None, start=day.isoformat(), end=day.isoformat(), precision="day", basis=basis)


def _befores(expressions: tuple[Expression, ...], base: date | None) -> tuple[Span | None, ...]:
    befores: list[Span | None] = [None]
    for expression in expressions:
        before = befores[-1]
        befores.append(expression.span(Setting(base, "past", before)) or before)
    return tuple(befores[:-1])


def _expressions(doc: Doc) -> Iterator[Expression]:
    text = doc.text
    points = list(_points(text))
    starts = [token.idx for token in doc] if points else []
    taken = -1
    for place, (match, reading) in enumerate(points):
        if place == taken:
            continue
        before = _BEFORE.search(text[max(0, match.start() - 40) : match.start()])
        word = before["word"].lower() if before else ""
        start = match.start() - (len(before[0]) if before else 0)
        if word == "since" and _FIRST_SINCE.search(text[max(0, start - 60) : start]):
            continue
        if word == "from" and _COMPARED.search(match[0]):
            continue
        following = points[place + 1] if place + 1 < len(points) else None
        joint = _BETWEEN.match(text[match.end() : following[0].start()]) if following else None
        if following and joint and (word in ("from", "between") or joint[0].strip() in ("through", "-", "–", "to")):
            taken = place + 1
            yield _made(starts, start, following[0].end(), Expression(0, 0, match, reading, "range", following))
        elif word in _SIDES and not match.groupdict().get("lastday"):
            yield _made(starts, start, match.end(), Expression(0, 0, match, reading, _SIDES[word]))
        else:
            yield _made(starts, match.start(), match.end(), Expression(0, 0, match, reading, "point"))


def _made(starts: list[int], start: int, end: int, expression: Expression) -> Expression:
    """The expression at characters [start, end), on the tokens that begin at ``starts``."""
    return replace(expression, start=bisect_right(starts, start) - 1, end=bisect_left(starts, end))


def _points(text: str) -> Iterator[tuple[re.Match[str], Reading]]:
    """The single expressions in text order; where two overlap, the one of the earlier row of the table."""
    free = bytearray(b"\x01" * len(text))
    found: list[tuple[re.Match[str], Reading]] = []
    for point in points_in(text):
        for match in point.pattern.finditer(text):
            start, end = match.span()
            if all(free[start:end]) and not _DATELINE_END.match(text[end : end + 40]):
                free[start:end] = bytes(end - start)
                found.append((match, point.reading))
    yield from sorted(found, key=lambda point: point[0].start())


def _rank(doc: Doc, expression: Expression, anchor: Token, tense: Tense) -> int | None:
    """How closely an expression belongs to the anchor's clause (0 is best); None when it belongs to another act."""
    root = doc[expression.start : expression.end].root
    if root.i == anchor.i:
        return 0
    if _describes_noun(root, anchor.i):
        return None
    governor = _governor(root, anchor)
    if governor.i == anchor.i:
        return 0
    if _chained(anchor, governor) or _chained(governor, anchor):
        return 1
    if governor in anchor.conjuncts:
        shared = not _has_subject(anchor) and (governor.i < anchor.i or governor.i < expression.start)
        return 2 if shared else None
    return _rank_from_afar(anchor, governor, tense)


def _rank_from_afar(anchor: Token, governor: Token, tense: Tense) -> int | None:
    """The rank of a time that stands with another verb above or below the anchor.

    "Said on Thursday" dates what is reported as done, not what is announced.
    """
    if governor.is_ancestor(anchor):
        return None if tense == "future" or _beside(anchor, governor) else 3
    return 4 if tense != "future" and governor.dep_ == "acl" and anchor.is_ancestor(governor) else None


def _governor(root: Token, anchor: Token) -> Token:
    """The verb that a time expression depends on, or the anchor when that comes first."""
    governor = root
    while governor.head.i != governor.i:
        governor = governor.head
        is_verb = governor.pos_ in _CLAUSES and governor.dep_ not in ("aux", "auxpass", "amod", "compound")
        if governor.i == anchor.i or is_verb:
            break
    return governor


def _looks_ahead(root: Token, anchor: Token) -> bool:
    """Whether the time is that of an act still to come: "agreed to meet on Friday", but not "managed to meet"."""
    governor = _governor(root, anchor)
    marks = {child.lower_ for child in governor.children if child.dep_ == "aux"}
    return governor.i != anchor.i and "to" in marks and "have" not in marks and governor.head.lemma_ not in _DONE


def _beside(lower: Token, upper: Token) -> bool:
    """Whether ``lower`` only describes a thing in the clause of ``upper``: "the money that was stolen"."""
    while lower.i != upper.i:
        if lower.dep_ in ("relcl", "acl"):
            return True
        lower = lower.head
    return False


def _describes_noun(root: Token, anchor_index: int) -> bool:
    """ "the June 15 declaration", "Thursday's launch": the noun's time, a clause's only if the noun is its anchor."""
    head = root.head
    if root.dep_ == "pobj" and head.lower_ == "of" and head.head.pos_ in ("NOUN", "PROPN"):
        return head.head.i != anchor_index and head.head.lower_ not in _BORDERS
    if root.dep_ not in ("compound", "nummod", "nmod", "amod", "poss") or head.pos_ not in ("NOUN", "PROPN"):
        return False
    return head.i != anchor_index and head.i > root.i


def _chained(lower: Token, upper: Token) -> bool:
    """Whether ``lower`` is a control complement of ``upper``: "plans to visit", "is believed to have shipped"."""
    while lower.i != upper.i:
        shares = lower.dep_ == "conj" and lower.head.dep_ == "xcomp" and not _has_subject(lower)
        if lower.dep_ not in ("xcomp", "aux", "auxpass") and not shares:
            return False
        lower = lower.head
    return True


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _iso_day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None


def _dateline_day(dateline: str | None, published: date | None) -> date | None:
    """The day that a dateline names; its year is the one nearest to the publication date."""
    if dateline is None:
        return None
    if made := _iso_day(dateline):
        return made
    match = _DATELINE_DATE.search(dateline)
    if match is None:
        return None
    month, day = MONTHS[match["month"].rstrip(".").lower()], int(match["day"])
    if match["year"]:
        return make_date(int(match["year"]), month, day)
    if published is None:
        return None
    near = [made for step in (-1, 0, 1) if (made := make_date(published.year + step, month, day))]
    return min(near, key=lambda made: abs(made - published), default=None)

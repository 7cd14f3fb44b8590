"""Where an act happened: the place phrase of a clause, looked up in the gazetteer.

Only a phrase that says where ("in", "at", "near", "off", "from" a site) counts. The name of the actor or the target is
no place, and neither is the seat of an institution: "the embassy in Pyongyang" says whose embassy it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dprk_events.events.tokens import Doc, Span, Token
from dprk_events.model import Where
from dprk_events.tables.rows import PlaceRow


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STATIC = _words("in at near off on around outside inside along within throughout")
ORIGIN = _words("from")
DIRECTION = _words("into toward towards over across through above")
AREAS = _words(
    "airfield airport area base beach border capital city coast coastline county district harbor harbour island"
    " islands islet land mountain mountains neighborhood neighbourhood part peninsula port prefecture province"
    " region resort river sea shore shores side site skies state station strait suburb suburbs territory town"
    " village villages vicinity waters zone zones east west north south northeast northwest southeast southwest"
    " outskirts center centre downtown tip"
)
INSTITUTIONS = _words(
    "administration agency ambassador army assembly authorities authority bank company consulate council court"
    " defector defectors delegation diplomat diplomats embassy envoy firm government group interest interests leader"
    " leaders military minister ministry mission office official officials organisation organization parliament"
    " policy president regime representative representatives role"
)
TOPIC = _words("on about for against over concerning to from with")  # "talks on the war in Ukraine" are not held there
SENDING = _words("blast depart fire fly launch lift lob shoot test test-fire")
LOWER_STARTS = _words("the truce inter western military")  # of names in lower case


class PlaceIndex:
    """The gazetteer, compiled once: names by their first three characters, longest first, case as written.

    >>> index = PlaceIndex([PlaceRow(name="Paju", country="KOR", lat=37.83, lon=126.82)])
    >>> [row.name for row in index.at("near Paju.", 5)], index.at("near paju.", 5)
    (['Paju'], [])
    """

    def __init__(self, places: Iterable[PlaceRow]) -> None:
        rows: defaultdict[str, list[PlaceRow]] = defaultdict(list)
        for place in places:
            for name in (place.name, *place.aliases):
                rows[name].append(place)
        self._rows = dict(rows)
        names: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(rows, key=len, reverse=True):
            names[name[:3]].append(name)
        self._names = dict(names)
        capitals = "".join(sorted({name[0] for name in rows if name[:1].isupper()}))
        self._starts = re.compile(rf"[A-Z{capitals}]|\b(?:{'|'.join(sorted(LOWER_STARTS))})\b")

    def names_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Where a name may begin, a capital or one of LOWER_STARTS, and the longest name there; they may overlap.

        >>> list(PlaceIndex([PlaceRow(name="Paju", country="KOR", lat=37.83, lon=126.82)]).names_in("Near Paju."))
        [(5, 'Paju')]
        """
        for match in self._starts.finditer(text):
            name = self.name_at(text, match.start())
            if name is not None:
                yield match.start(), name

    def name_at(self, text: str, start: int) -> str | None:
        """The longest place name that begins here and ends at the end of a word."""
        head = text[start : start + 3]
        for names in (self._names.get(head), self._names.get(head[:2])):  # "UK" is listed under its two characters
            for name in names or ():
                end = start + len(name)
                if text.startswith(name, start) and not text[end : end + 1].isalnum():
                    return name
        return None

    def at(self, text: str, start: int) -> list[PlaceRow]:
        """The places of that name, the best known first."""
        name = self.name_at(text, start)
        return self.called(name) if name else []

    def called(self, name: str) -> list[PlaceRow]:
        """The places of a name, the best known first."""
        return list(self._rows[name])


@dataclass(frozen=True, slots=True)
class Named:
    """A place name in the text."""

    span: Span
    rows: tuple[PlaceRow, ...]
    sentence: Span  # that it stands in


@dataclass(frozen=True, slots=True)
class Places:
    """The place names of one doc."""

    named: tuple[Named, ...]

    def of(self, anchor_index: int, subtree: frozenset[int]) -> Where | None:
        """The place of the clause anchored on a token, or None when the text names none."""
        ranked = [
            (rank, named.span.root.i not in subtree, abs(named.span.start - anchor_index), named)
            for named in self.named
            if named.sentence.start <= anchor_index < named.sentence.end
            and (rank := _rank(named.span, anchor_index, named.rows[0])) is not None
        ]
        if not ranked:
            return None
        best = min(ranked, key=lambda entry: entry[:3])[3]
        row = self._row(best)
        return Where(text=best.span.text, name=row.name, country=row.country or None, lat=row.lat, lon=row.lon)

    def _row(self, named: Named) -> PlaceRow:
        """Of several places of one name the one whose country the text names too, else the best known."""
        countries = {other.rows[0].country for other in self.named if len(other.rows) == 1}
        return next((row for row in named.rows if row.country in countries), named.rows[0])


def find_places(doc: Doc, places: PlaceIndex) -> Places:
    """All place names of a doc, to be asked clause by clause.

    >>> find_places(nlp("Two balloons landed near Paju."), index).of(2, frozenset(range(6))).name  # doctest: +SKIP
    'Paju'
    """
    return Places(tuple(_named(doc, places)))


def _named(doc: Doc, places: PlaceIndex) -> Iterator[Named]:
    text = doc.text
    korean = "Korea" in text  # only there do "the North" and "the South" name states
    starts = [token.idx for token in doc]
    taken = -1
    for start, name in places.names_in(text):
        at = bisect_left(starts, start)
        if start < taken or at == len(starts) or starts[at] != start:
            continue
        if name in ("the North", "the South") and not korean:
            continue
        end = start + len(name)
        last = bisect_left(starts, end) - 1
        if starts[last] + len(doc[last]) == end:
            taken = end
            yield Named(doc[at : last + 1], tuple(places.called(name)), doc[at].sent)


def _rank(span: Span, anchor_index: int, row: PlaceRow) -> int | None:
    """How closely a place belongs to the anchor's clause (0 is best); None when the act did not happen there."""
    step = _phrase(span)
    if step is None:
        return None
    top, loose = step
    preposition = top.head
    word = preposition.lower_
    if word in DIRECTION and row.country:
        return None
    if word in ORIGIN and not _is_origin(preposition, span.doc[anchor_index], row):
        return None
    if word not in STATIC | ORIGIN | DIRECTION or (word == "on" and not _is_area(top, row)):
        return None
    holder = preposition.head
    while holder.pos_ in ("ADP", "ADV") and holder.i != holder.head.i:  # "from near Sunan", "east of"
        holder = holder.head
    held = _held(holder, span.doc[anchor_index])
    return None if held is None else held + loose + (word in DIRECTION)


def _phrase(span: Span) -> tuple[Token, int] | None:
    """The noun that stands after the preposition, and how far the name is from being it; None without a preposition."""
    token, loose = span.root, 0
    while token.dep_ not in ("pobj", "pcomp"):
        head = token.head
        if token.dep_ in ("compound", "nmod", "amod") and head.text.islower() and head.i > token.i:
            loose += 0 if head.lower_ in AREAS else 1
        elif token.dep_ == "poss" and head.lower_ in AREAS:
            loose += 2
        elif token.dep_ in ("appos", "conj"):
            loose += 1
        else:
            return None
        token = head
    if token.head.lower_ == "of" and token.head.head.lower_ in AREAS and token.head.head.dep_ == "pobj":
        return token.head.head, loose  # "in the village villages of X", "off the coast of X"
    return token, loose


def _is_origin(preposition: Token, anchor: Token, row: PlaceRow) -> bool:
    """Whether "from X" is where the act was done: something was sent off there, or X is no state."""
    verb = preposition.head if preposition.head.pos_ in ("VERB", "NOUN") else anchor
    sends = verb.lemma_ in SENDING or anchor.lemma_ in SENDING
    return sends and row.name not in ("North Korea", "South Korea")


def _is_area(noun: Token, row: PlaceRow) -> bool:
    """Whether one can be "on" it: an island, a border, a sea. "Sanctions on Iran" are not in Iran."""
    return not row.country or noun.lower_ in AREAS or row.name.split()[-1].lower() in AREAS


def _held(holder: Token, anchor: Token) -> int | None:
    """How the word that holds the place phrase belongs to the anchor."""
    if holder.i == anchor.i:
        return 0
    if holder.pos_ in ("VERB", "AUX"):
        return _held_by_verb(holder, anchor)
    if holder.pos_ not in ("NOUN", "PROPN") or holder.lower_ in INSTITUTIONS:
        return None
    while holder.dep_ in ("pobj", "prep", "dobj", "conj", "nsubjpass", "attr", "oprd", "agent"):
        if holder.lower_ in TOPIC and holder.head.lemma_ not in SENDING and _object(holder).lower_ != "sidelines":
            return None
        holder = holder.head
        if holder.i == anchor.i:
            return 2
    return 3 if _chained(holder, anchor) else None


def _object(preposition: Token) -> Token:
    return next((child for child in preposition.children if child.dep_ == "pobj"), preposition)


def _held_by_verb(verb: Token, anchor: Token) -> int | None:
    if _chained(verb, anchor) or _chained(anchor, verb):
        return 1
    shared = verb in anchor.conjuncts and not any(child.dep_ in ("nsubj", "nsubjpass") for child in anchor.children)
    return 3 if shared else None


def _chained(lower: Token, upper: Token) -> bool:
    """Whether ``lower`` is a control complement of ``upper``: "plans to meet in Hanoi"."""
    while lower.i != upper.i:
        if lower.dep_ not in ("xcomp", "aux", "auxpass"):
            return False
        lower = lower.head
    return True

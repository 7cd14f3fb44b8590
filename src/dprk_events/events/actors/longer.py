"""Longer capitalised names around a match: "Korea Herald", "New Jersey", "Michael Jordan", "University of Tokyo"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dprk_events.events.tokens import Doc, Token
from dprk_events.tables.naming import NameTable
from dprk_events.tables.romanise import is_korean_surname, is_korean_syllable

_NO_NAME = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
    "may", "june", "july", "august", "september", "october", "november", "december", "the", "a", "an",
})  # fmt: skip
_PARTICLES = frozenset({"de", "del", "da", "di", "do", "dos", "la", "el", "van", "von", "bin", "al"})  # "Santa Rosa de Lima"
COURTESY = frozenset({"mr", "mrs", "ms", "miss", "dr"})
_LABELS = frozenset({"PERSON", "FAC", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW"})


@dataclass(frozen=True, slots=True)
class Longer:
    """Tokens [start, end) of the longer name; ``person``: it is a person's."""

    start: int
    end: int
    person: bool


def longer_name(doc: Doc, start: int, end: int, taken: Mapping[int, int], names: NameTable) -> Longer | None:
    """The longer name that tokens [start, end) are part of. ``taken``: where the match at a token ends."""
    return _before(doc, start, end, taken) or _of(doc, start, end, names) or _after(doc, start, end, taken, names)


def body_named_after(doc: Doc, start: int, end: int, taken: Mapping[int, int]) -> Longer | None:
    """A body with a capital's name, which is not the government there: "Seoul Metro"; "China Unicom" is China's."""
    if end >= len(doc) or end in taken or not doc[end - 1].whitespace_ or not _capital(doc[end]):
        return None
    inside = doc[end].pos_ == "PROPN" and doc[end - 1].dep_ in {"compound", "nmod"} and doc[end - 1].head.i >= end
    return Longer(start, end + 1, person=False) if inside and not _title_case(doc, doc[end]) else None


def _after(doc: Doc, start: int, end: int, taken: Mapping[int, int], names: NameTable) -> Longer | None:
    if end >= len(doc):
        return None
    after, last = doc[end], doc[end - 1]
    if after.text == "-" and not last.whitespace_ and _hyphenated_person(doc, start, end, taken):
        return Longer(start, end + 2, person=True)
    if not _capital(after) or not last.whitespace_ or bare(after) in _NO_NAME:
        return None
    tail = end
    while tail < len(doc) and _capital(doc[tail]) and doc[tail].pos_ == "PROPN":
        tail += 1
    if _is_tail(after, taken, names) or (tail > end and _is_tail(doc[tail - 1], taken, names)):
        return Longer(start, max(tail, end + 1), person=False)
    return Longer(start, tail, after.ent_type_ == last.ent_type_ == "PERSON") if _compound(doc, end, tail, taken) else None


def _compound(doc: Doc, end: int, tail: int, taken: Mapping[int, int]) -> bool:
    """Whether the parse and the entity recogniser make one name of the words before and after ``end``."""
    after, last = doc[end], doc[end - 1]
    if end in taken or last.dep_ not in {"compound", "nmod"} or not end <= last.head.i < tail:
        return False
    one = after.ent_iob_ == "I" and after.ent_type_ in _LABELS and last.ent_type_ == after.ent_type_
    return one or (last.ent_type_ == "PERSON" and not _title_case(doc, last))


def _hyphenated_person(doc: Doc, start: int, end: int, taken: Mapping[int, int]) -> bool:
    """ "Kim Song" in "Kim Song-nam"; but "Kim Song-led"."""
    return (
        end - start == 2
        and end + 1 < len(doc)
        and end + 1 not in taken
        and is_korean_surname(doc[start].lower_)
        and (is_korean_syllable(doc[end + 1].lower_))
    )


def _is_tail(token: Token, taken: Mapping[int, int], names: NameTable) -> bool:
    """ "Korea *University*"; but the "Air" of "China Air Force" begins a role noun of its own."""
    return token.lower_ in names.tails and taken.get(token.i, token.i + 1) == token.i + 1


def _before(doc: Doc, start: int, end: int, taken: Mapping[int, int]) -> Longer | None:
    if start == 0 or end - start > 1 or start - 1 in taken:
        return None
    before = doc[start - 1]
    if before.lower_ in _PARTICLES and start > 1 and _capital(doc[start - 2]):
        return Longer(start - 2, end, person=False)
    if bare(before) in COURTESY:
        return Longer(start - 1, end, person=True)
    if not _capital(before) or not before.whitespace_ or bare(before) in _NO_NAME or before.pos_ != "PROPN":
        return None
    if before.dep_ not in {"compound", "nmod"} or before.head.i != start:
        return None
    return Longer(start - 1, end, person=before.ent_type_ == "PERSON")


def _of(doc: Doc, start: int, end: int, names: NameTable) -> Longer | None:
    """ "University of Tokyo", "Gulf of Oman", "Voice of the America"."""
    at = start - 2 if start > 2 and doc[start - 1].lower_ == "the" else start - 1
    if at < 1 or doc[at].lower_ != "of" or not _capital(doc[at - 1]) or doc[at - 1].lower_ not in names.of_heads:
        return None
    return Longer(at - 1, end, person=False)


def bare(token: Token) -> str:
    """The word in lower case, without the stop of an abbreviation."""
    return token.lower_.rstrip(".")


def _capital(token: Token) -> bool:
    return token.text[0].isupper()


def _title_case(doc: Doc, inside: Token) -> bool:
    """Whether nearly every long word of the sentence has a capital, as in many headlines."""
    around = doc[max(inside.sent.start, inside.i - 30) : min(inside.sent.end, inside.i + 30)]
    words = [token for token in around if token.is_alpha and len(token) > 3]
    return len(words) > 3 and sum(_capital(token) for token in words) >= 0.8 * len(words)

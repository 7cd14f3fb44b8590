"""The dateline at the head of a story: "SEOUL, Aug. 20 (Yonhap) -- ".

>>> find_dateline("TOKYO (Reuters) - Two boats left.").text
'TOKYO (Reuters)'
>>> find_dateline("Seoul - the capital - was quiet.") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH} ?\d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_PLACE = r"[A-Z][A-Za-z.'’-]*(?:[ /][A-Z(][A-Za-z.'’)-]*){0,4}"
_PLACES = rf"{_PLACE}(?:(?:, | and ){_PLACE}){{0,3}}"
_UPPER = r"[A-Z][A-Z.'’-]{2,}(?:[ /][A-Z][A-Z.'’-]+){0,4}(?:, [A-Z][A-Za-z. ]{1,25}?)?"
_DASH = r"\s?(?:--+|[-–—―]|=)\s?"
_AGENCY = r"\((?P<agency>[A-Z][\w.& /-]{1,28})\)"
_KNOWN = r"\((?P<agency>AP|AFP|UPI|Reuters|Yonhap|KCNA|Kyodo|Xinhua|TASS|VOA|RFA|IANS|ANI|dpa|EFE)\)"
_SHAPES = (
    re.compile(rf"(?P<text>{_PLACES}(?:, {_DATE}\.?)?,? {_AGENCY}){_DASH}"),
    re.compile(rf"(?P<text>{_PLACES}(?:, {_DATE}\.?)?,? {_KNOWN})\s(?=[A-Z“\"])"),
    re.compile(rf"(?P<text>{_PLACE}, {_DATE}\.? /(?P<agency>[A-Z]+)/\.?)\s*(?:{_DASH})?"),
    re.compile(r"(?P<text>\((?P<agency>[A-Z][\w.& -]{1,28})\))\s?(?:--+|[-–—])\s?(?=[A-Z“\"])"),
    re.compile(rf"(?P<text>{_UPPER}(?:, {_DATE}\.?)?)\s?(?:--+|[–—]|\s-)\s?(?=[A-Z“\"'‘])"),
    re.compile(rf"(?P<text>{_PLACE}, {_DATE})\s?(?:--+|[–—]|\s-)\s?(?=[A-Z“\"'‘])"),
    re.compile(r"(?P<text>\([가-힣·,/ ]{1,30}=(?P<agency>[가-힣]{2,12})\)(?: [가-힣 ]{2,20} 기자)?)\s?=?\s?"),
)
_LONGEST = 160
# what may stand in brackets after a capitalised name without being an agency
_NOT_AGENCY = re.compile(r"\d|^(?:CEO|USA?|UK|DPRK|ROK|UN|EU|PRC|D|R|[A-Z])$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """``text`` as it stands, ``agency`` if it names one, and ``end``: where the story's first sentence starts."""

    text: str
    agency: str | None
    end: int


def find_dateline(paragraph: str) -> Dateline | None:
    """The dateline that opens the paragraph, or None."""
    if len(paragraph) < 8 or not (paragraph[0].isupper() or paragraph[0] == "("):
        return None
    head = paragraph[:_LONGEST]  # no dateline is longer, and shapes made to be tried at length are cut
    for shape in _SHAPES:
        match = shape.match(head)
        if match:
            agency = match.groupdict().get("agency")
            if agency and _NOT_AGENCY.search(agency):
                continue
            return Dateline(text=match["text"].strip(), agency=agency, end=match.end())
    return None

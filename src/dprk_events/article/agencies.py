"""The agency that a paper took a story from: its dateline, its last line or its byline say so.

>>> original_source(publisher="Example Herald", dateline_agency="Yonhap", names=(), endings=())
'Yonhap'
>>> original_source(publisher="Yonhap News Agency", dateline_agency="Yonhap", names=(), endings=()) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_AGENCIES = {
    "ap": "Associated Press", "associated press": "Associated Press", "the associated press": "Associated Press",
    "reuters": "Reuters", "thomson reuters": "Reuters", "afp": "Agence France-Presse",
    "agence france presse": "Agence France-Presse",
    "yonhap": "Yonhap", "yonhap news agency": "Yonhap", "yonhap news": "Yonhap", "kcna": "KCNA", "kcna kp": "KCNA",
    "korean central news agency": "KCNA", "xinhua": "Xinhua", "xinhua news agency": "Xinhua", "kyodo": "Kyodo",
    "kyodo news": "Kyodo", "tass": "TASS", "itar tass": "TASS", "upi": "UPI", "united press international": "UPI",
    "dpa": "dpa", "efe": "EFE", "ians": "IANS", "ani": "ANI", "pti": "PTI", "bloomberg": "Bloomberg",
    "jiji press": "Jiji Press",
    "jiji": "Jiji Press", "newsis": "Newsis", "news1": "News1", "rodong sinmun": "Rodong Sinmun", "cnn": "CNN",
}  # fmt: skip


def original_source(
    *, publisher: str | None, dateline_agency: str | None, names: Iterable[str], endings: Iterable[str]
) -> str | None:
    """The agency, unless it is the publisher itself."""
    for witness in [dateline_agency or "", *endings, *names]:
        agency = agency_of(witness)
        if agency and not _same(agency, publisher or ""):
            return agency
    return None


def agency_of(text: str) -> str | None:
    """The agency that the text names and nothing else: "(Yonhap)", "By Associated Press"."""
    bare = re.sub(r"^by\s+", "", " ".join(re.findall(r"\w+", text.lower())))
    return _AGENCIES.get(bare)


def _same(agency: str, publisher: str) -> bool:
    left, right = (" ".join(re.findall(r"\w+", name.lower())) for name in (agency, publisher))
    initials = "".join(word[0] for word in right.split())
    return bool(right) and (left in right or right in left or left == initials) and "watch" not in right

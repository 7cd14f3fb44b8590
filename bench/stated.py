"""What a page states of the day and the byline that its gold has: read by hand for the articles of the dev split of WCXB.

``stated.tsv`` has a line a page: the first twelve digits of the SHA-256 of its address, and a verdict on each.

day       published   stands on the page as a day of publication: in its head or data, beside the headline, in its address
          changed     stands on the page as the day of the last change only
          absent      stands nowhere on the page as a day of the story
byline    stated      the names stand on the page
          cut         so they do, but the gold's string has degrees, a role or a newsroom behind them, or turns or joins them
          absent      they do not
-         the gold has none

Nothing is taken out of the figures by these verdicts; they are printed beside them.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

TABLE = Path(__file__).with_name("stated.tsv")


def stated(urls: Sequence[str], field: str) -> list[str]:
    """The verdict on each page; "" where nobody has read it.

    >>> stated(["https://nobody.example/"], "day")
    ['']
    """
    with TABLE.open(encoding="utf-8", newline="") as lines:
        verdicts = {row["page"]: row[field] for row in csv.DictReader(lines, delimiter="\t")}
    return [verdicts.get(hashlib.sha256(url.encode()).hexdigest()[:12], "") for url in urls]


def by_verdict(urls: Sequence[str], field: str, right: Sequence[Mapping[str, bool]]) -> str:
    """How many are right of the pages of each verdict, and of all that state the gold's value; "" where none is read."""
    known = [(verdict, each[field]) for verdict, each in zip(stated(urls, field), right, strict=True) if field in each]
    read = [(verdict, good) for verdict, good in known if verdict]
    if not read:
        return ""
    pages, rights = Counter(verdict for verdict, _ in read), Counter(verdict for verdict, good in read if good)
    parts = [f"{verdict} {rights[verdict]} of {count}" for verdict, count in pages.most_common()]
    having, good = pages.total() - pages["absent"], rights.total() - rights["absent"]
    return f"{good} of {having} {good / having:.1%} where the page states it: {', '.join(parts)}"

"""Where a site is, by the end of its host and the region of its language: its clock, and how it writes days in figures.

>>> zone_of("https://www.news.example.kr/view"), order_of("https://news.example/", "en-GB")
('Asia/Seoul', 'dmy')
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from dprk_events.article.dates import Order

# countries with one clock whose sites often leave the zone out
_ZONES = {"cn": "Asia/Shanghai", "hk": "Asia/Hong_Kong", "jp": "Asia/Tokyo", "kp": "Asia/Pyongyang", "kr": "Asia/Seoul",
          "sg": "Asia/Singapore", "tw": "Asia/Taipei"}  # fmt: skip
# where 4/5/2031 is the fourth of May
_DAY_FIRST = frozenset(
    {"ae", "at", "au", "be", "ch", "de", "dk", "es", "fi", "fr", "gb", "hk", "ie", "in", "it",
     "my", "nl", "no", "nz", "pk", "pl", "pt", "ru", "se", "sg", "th", "tr", "uk", "vn", "za"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What the recipe of a site knows: where it is, how it writes dates, what it is called."""

    name: str | None = None
    zone: str | None = None
    order: Order | None = None
    captured: str | None = None  # the last day on which the page can have been published: that of the fetch and one more


def zone_of(url: str | None) -> str | None:
    """The IANA zone of the host's country, where the country has one and its sites are known to leave it out."""
    return _ZONES.get(_country(url))


def order_of(url: str | None, language: str | None) -> Order | None:
    """Day before month, where the region of the language or the host's country writes so; None where nothing is known."""
    region = (language or "").replace("_", "-").partition("-")[2].lower()
    return "dmy" if (region or _country(url)) in _DAY_FIRST else None


def _country(url: str | None) -> str:
    return host_of(url).rpartition(".")[2]


@lru_cache(maxsize=64)
def host_of(url: str | None) -> str:
    """The host of an address; "" where there is none. Asked several times a page."""
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:  # a caller's address with a broken bracket
        return ""

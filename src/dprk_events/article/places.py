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
_ZONES = {"ae": "Asia/Dubai", "at": "Europe/Vienna", "bd": "Asia/Dhaka", "be": "Europe/Brussels", "bg": "Europe/Sofia",
          "ch": "Europe/Zurich", "cn": "Asia/Shanghai", "cz": "Europe/Prague", "de": "Europe/Berlin",
          "dk": "Europe/Copenhagen", "ee": "Europe/Tallinn", "fi": "Europe/Helsinki", "fr": "Europe/Paris",
          "gr": "Europe/Athens", "hk": "Asia/Hong_Kong", "hu": "Europe/Budapest", "ie": "Europe/Dublin",
          "il": "Asia/Jerusalem", "in": "Asia/Kolkata", "it": "Europe/Rome", "jp": "Asia/Tokyo", "ke": "Africa/Nairobi",
          "kp": "Asia/Pyongyang", "kr": "Asia/Seoul", "lk": "Asia/Colombo", "lt": "Europe/Vilnius", "lv": "Europe/Riga",
          "my": "Asia/Kuala_Lumpur", "ng": "Africa/Lagos", "nl": "Europe/Amsterdam", "no": "Europe/Oslo",
          "np": "Asia/Kathmandu", "ph": "Asia/Manila", "pk": "Asia/Karachi", "pl": "Europe/Warsaw",
          "qa": "Asia/Qatar", "ro": "Europe/Bucharest", "sa": "Asia/Riyadh", "se": "Europe/Stockholm",
          "sg": "Asia/Singapore", "si": "Europe/Ljubljana", "sk": "Europe/Bratislava", "th": "Asia/Bangkok",
          "tr": "Europe/Istanbul", "tw": "Asia/Taipei", "ua": "Europe/Kyiv", "uk": "Europe/London",
          "vn": "Asia/Ho_Chi_Minh", "za": "Africa/Johannesburg"}  # fmt: skip
# where 4/5/2031 is the fourth of May
_DAY_FIRST = frozenset(
    {"ae", "ar", "at", "au", "bd", "be", "br", "ch", "cl", "cy", "cz", "de", "dk", "eg", "es", "eu", "fi", "fr", "gb", "gr",
     "hk", "id", "ie", "il", "in", "it", "jo", "ke", "kh", "kw", "lb", "lk", "lu", "mt", "mx", "my", "ng", "nl", "no", "nz",
     "pe", "pk", "pl", "pt", "qa", "ro", "ru", "sa", "se", "sg", "th", "tr", "ua", "uk", "vn", "za"}
)  # fmt: skip
_NOT_DAY_FIRST = frozenset({"", "en", "fa", "hu", "ja", "ko", "lt", "mn", "zh"})  # languages


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
    """Day before month, where the language, its region or the host's country writes so; None where nothing is known.

    >>> order_of("https://news.example/", "fr"), order_of("https://news.example.uk/", "en-US")
    ('dmy', 'dmy')
    """
    spoken, _, region = (language or "").replace("_", "-").lower().partition("-")
    day_first = _country(url) in _DAY_FIRST or region in _DAY_FIRST  # programs are delivered as "en-US" all over the world
    return "dmy" if day_first or spoken not in _NOT_DAY_FIRST else None


def _country(url: str | None) -> str:
    return host_of(url).rpartition(".")[2]


@lru_cache(maxsize=64)
def host_of(url: str | None) -> str:
    """The host of an address; "" where there is none. Asked several times a page."""
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:  # a caller's address with a broken bracket
        return ""

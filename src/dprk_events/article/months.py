"""The names of months and zones that dates on pages are written with.

>>> MONTHS["août"], ZONES["kst"]
(8, 9)
"""

from __future__ import annotations

from collections.abc import Iterable

_ENGLISH = ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december")  # fmt: skip
# as other languages write them, behind the day
_ABROAD = (
    "januar jänner janvier enero gennaio janeiro januari stycznia ocak ianuarie gener ledna января січня",
    "februar février fevrier febrero febbraio fevereiro februari lutego şubat februarie febrer února февраля лютого",
    "märz mrz mars marzo março maart maret marca mart martie març března марта березня",
    "avril abril aprile kwietnia nisan aprilie dubna апреля квітня",
    "mai mayo maggio maio mei maj maja mayıs maig května мая травня",
    "juni juin junio giugno junho czerwca haziran iunie juny června июня червня",
    "juli juillet julio luglio julho lipca temmuz iulie juliol července июля липня",
    "août aout agosto augustus augusti agustus sierpnia ağustos agost srpna августа серпня",
    "septembre septiembre setiembre settembre setembro września eylül septembrie září сентября вересня",
    "okt oktober octobre octubre ottobre outubro października ekim octombrie října октября жовтня",
    "novembre noviembre novembro listopada kasım noiembrie listopadu ноября листопада",
    "dez dezember décembre decembre diciembre dicembre dezembro desember grudnia aralık decembrie desembre prosince "
    "декабря грудня",
)  # fmt: skip
MONTHS = {
    name: number
    for spellings in (_ENGLISH, _ABROAD)
    for number, names in enumerate(spellings, start=1)
    for name in names.split()
}


def _longest_first(spellings: Iterable[str]) -> str:
    names = [name for line in spellings for name in line.split()]
    return "(?P<{0}>" + "|".join(sorted(names, key=len, reverse=True)) + r")\b\.?"


NAME, NAME_ANYWHERE = _longest_first(_ENGLISH), _longest_first((*_ENGLISH, *_ABROAD))
# hours from UTC; abbreviations with two meanings in the news (IST, CST of China) are left out
ZONES = {"utc": 0, "gmt": 0, "z": 0, "bst": 1, "cet": 1, "cest": 2, "msk": 3, "kst": 9, "jst": 9, "est": -5, "edt": -4,
          "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "hkt": 8, "sgt": 8, "aest": 10, "aedt": 11, "nzst": 12,
          "nzdt": 13, "eet": 2, "eest": 3}  # fmt: skip
NAMED_ZONES = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
                "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
                "pacific": "America/Los_Angeles", "korea": "Asia/Seoul", "seoul": "Asia/Seoul", "japan": "Asia/Tokyo",
                "tokyo": "Asia/Tokyo", "beijing": "Asia/Shanghai", "china": "Asia/Shanghai", "moscow": "Europe/Moscow",
                "india": "Asia/Kolkata", "singapore": "Asia/Singapore"}  # fmt: skip
_WORDY = "|".join(name for name in NAMED_ZONES if len(name) > len("et"))
ZONE_WORDS = f"(?:{_WORDY})(?: standard| daylight| summer)? time"

"""Bytes of a page to text: byte order mark, then header, then meta, then a guess; never raises on any bytes.

Labels are those of the HTML Standard. A label is believed only if the bytes fit it, since pages of the region are often
saved in one encoding and declared in another.

    >>> decode("조선".encode("cp949"), "text/html; charset=utf-8").charset
    'cp949'
    >>> decode(b"caf\\xe9").text
    'café'
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

# label of the HTML Standard -> Python codec; each codec is the widest member of its family, as browsers use
_FAMILIES = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "cp1252": "windows-1252 iso-8859-1 iso8859-1 iso88591 latin1 l1 ascii us-ascii cp1252 x-cp1252 ansi_x3.4-1968 "
    "cp819 ibm819 iso_8859-1",
    "cp949": "euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean windows-949 iso-ir-149 cseuckr "
    "csksc56011987 cp949 uhc ms949",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis cp932",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese eucjp",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "gb18030": "gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk cp936 euc-cn",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1254": "windows-1254 cp1254 iso-8859-9 latin5 x-cp1254",
    "cp1255": "windows-1255 cp1255",
    "cp1256": "windows-1256 cp1256",
    "cp1257": "windows-1257 cp1257",
    "cp1258": "windows-1258 cp1258",
    "cp874": "windows-874 tis-620 iso-8859-11 dos-874",
    "cp866": "ibm866 866 cp866 csibm866",
    "koi8_r": "koi8-r koi8 koi koi8_r cskoi8r",
    "koi8_u": "koi8-u koi8-ru",
    "iso8859_2": "iso-8859-2 latin2 l2",
    "iso8859_5": "iso-8859-5 cyrillic",
    "iso8859_7": "iso-8859-7 greek",
    "iso8859_15": "iso-8859-15 latin-9 l9",
    "mac_roman": "macintosh mac x-mac-roman",
    "utf-16-le": "utf-16 utf-16le unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff",
    "utf-16-be": "utf-16be unicodefffe",
}
_LABELS = {label: codec for codec, labels in _FAMILIES.items() for label in labels.split()}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.I
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_EAST = ("cp949", "cp932", "euc_jp", "gb18030", "big5hkscs")
_META_WITHIN = 4096
_SAMPLE = 8_000
_FEW = 60  # so few characters above ASCII say nothing against a label, as long as they are no half-width katakana
_HIGH = re.compile("[^\x00-\x7f]")
_BAD_SHARE = 0.02  # so many of the bytes above ASCII may be wrong before another encoding is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text, the codec that gave it, and what named it: mark, header, meta or guess (from the bytes).

    ``utf8`` are the text's bytes in UTF-8 where the page was saved so: quicker to parse than the text.
    """

    text: str
    charset: str
    by: str
    utf8: bytes | None = None


def decode(html: bytes, content_type: str | None = None) -> Decoded:
    """The text of the page; bytes that fit no encoding become U+FFFD."""
    for mark, codec in _MARKS:
        if html.startswith(mark):
            return Decoded(text=html[len(mark) :].decode(codec, "replace"), charset=codec, by="mark")
    sixteen = _sixteen_bits(html)
    if sixteen:
        return Decoded(text=html.decode(sixteen, "replace"), charset=sixteen, by="guess")
    utf8 = _strict(html, "utf-8")
    if utf8 is not None:
        if html.isascii() and (b"\x1b$B" in html or b"\x1b$@" in html):
            return Decoded(text=html.decode("iso2022_jp", "replace"), charset="iso2022_jp", by="guess")
        return Decoded(text=utf8, charset="utf-8", by="guess", utf8=html)  # only bytes meant as UTF-8 are valid UTF-8
    declared = _declared(html, content_type)
    if declared and not declared[0].startswith("utf-16") and _fits(html, declared[0]):
        return Decoded(text=html.decode(declared[0], "replace"), charset=declared[0], by=declared[1])
    codec = _guess(html)
    return Decoded(text=html.decode(codec, "replace"), charset=codec, by="guess")


def _sixteen_bits(html: bytes) -> str | None:
    """UTF-16 without a mark: markup is ASCII, so every second byte is NUL."""
    head = html[:2000]
    if len(head) < 8 or head.count(0) < len(head) * 0.05:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else None


def _strict(html: bytes, codec: str) -> str | None:
    try:
        return html.decode(codec)
    except UnicodeDecodeError:
        return None


def _declared(html: bytes, content_type: str | None) -> tuple[str, str] | None:
    header = _HEADER.search(content_type or "")
    if header and header[1].lower() in _LABELS:
        return _LABELS[header[1].lower()], "header"
    meta = _META.search(html, 0, _META_WITHIN)
    if meta:
        label = (meta[1] or meta[2]).decode("ascii", "replace").lower()
        if label in _LABELS:
            return _LABELS[label], "meta"
    return None


def _fits(html: bytes, codec: str) -> bool:
    """Whether the bytes above ASCII are text in this encoding: few are wrong, and East Asian letters come out as such."""
    sample = _high_part(html)
    text = sample.decode(codec, "replace")
    high = len(_HIGH.findall(text)) or 1
    if text.count("\ufffd") > max(1.0, high * _BAD_SHARE):
        return False
    if codec in _EAST:
        return _letters(text, codec) > 0.5 * high or (high < _FEW and not any("\uff61" <= char <= "\uff9f" for char in text))
    # a single-byte encoding takes any bytes: doubt it where long runs of high bytes say that each letter has two
    return (
        codec == "utf-8" or (codec[:4] in {"koi8", "iso8", "cp12"} and codec not in {"cp1252"}) or not _looks_eastern(sample)
    )


def _guess(html: bytes) -> str:
    """The encoding whose own letters fill most of the high bytes, else windows-1252."""
    sample = _high_part(html)
    best, best_share = "cp1252", 0.0
    if sample:
        # letters of Shift_JIS have a second byte that may be ASCII, so its high bytes need not stand in pairs
        for codec in _EAST if _looks_eastern(sample) else ("cp932",):
            text = sample.decode(codec, "replace")
            high = len(_HIGH.findall(text)) or 1
            share = _letters(text, codec) / high - 5 * text.count("\ufffd") / high
            if share > best_share + 0.02:
                best, best_share = codec, share
        if best_share > 0.5:
            return best
    text = sample.decode("utf-8", "replace")
    wrong, high = text.count("\ufffd"), len(_HIGH.findall(text)) or 1
    return "utf-8" if wrong < high * 0.3 else "cp1252"


def _high_part(html: bytes) -> bytes:
    """A sample that starts where bytes above ASCII start."""
    first = re.search(rb"[\x80-\xff]", html)
    start = first.start() if first else 0
    return html[start : start + _SAMPLE]


def _looks_eastern(sample: bytes) -> bool:
    """High bytes in pairs and runs, as in two-byte encodings; in Western text they stand alone among ASCII letters."""
    runs = re.findall(rb"[\x80-\xff]+", sample)
    high = sum(map(len, runs))
    alone = sum(len(run) == 1 for run in runs)
    return high > 0 and alone < 0.5 * len(runs)


_ALPHABETS = tuple(
    map(re.compile, ("[가-힣]", "[\u3041-\u30fe]", "[\u4e00-\u9fff]", "[、。，．「」『』！？：；（）“”‘’…—·ー\u3000]"))
)


def _letters(text: str, codec: str) -> float:
    """How many characters are the letters that this encoding is used for; rare ones count less."""
    hangul, kana, han, punctuation = (len(letters.findall(text)) for letters in _ALPHABETS)
    if codec == "cp949":
        return hangul + 0.5 * punctuation + 0.3 * min(han, hangul)
    if codec in {"cp932", "euc_jp"}:
        return kana + punctuation + (min(han, 2 * kana) if kana else 0)
    return 0.75 * han + punctuation

"""Characters and spaces: what makes text harmful or hard to split into sentences, put right."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_BIDI: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ZERO_WIDTH: Final = "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u180e"
_CONTROLS = [code for code in [*range(0x20), *range(0x7F, 0xA0)] if code not in {0x09, 0x0A}]
_HARMFUL: Final = (
    dict.fromkeys(_CONTROLS, " ")
    | {ord(char): " " for char in _BIDI + _ZERO_WIDTH}
    | {0x00: "\ufffd", 0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
)
_LONE = f"{chr(0xD800)}-{chr(0xDFFF)}"  # halves of a character
_HARMFUL_RE: Final = re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(_HARMFUL)) + _LONE + "]")
_LONE_RETURN: Final = re.compile(r"\r(?!\n)")
_INVISIBLE = {ord(char): None for char in _BIDI + _ZERO_WIDTH + "\u00ad"} | dict.fromkeys(_CONTROLS, " ") | {0: "\ufffd"}
_SURROGATE: Final = re.compile(f"[{_LONE}]")
_ODD: Final = re.compile(
    "["
    + "".join(re.escape(chr(code)) for code in sorted(_INVISIBLE))
    + _LONE
    + "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"
)
_FULL_WIDTH: Final = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
# a full stop or closing quote glued to the next sentence; "U.S.", "N.Korea" and "kcna.kp" stay: two lower-case letters
# must stand before the stop and a capital with a lower-case letter or a quote after it
_GLUED: Final = re.compile(r"(?<=[a-z0-9)”\"’][a-z)%0-9”\"’])([.!?][”\"’']?)(?=[“\"‘]?[A-Z][a-z’'])")
# may be glued; the commonest mark has a pattern of its own, since one that starts with a single character is quick to find
_GLUED_STOP: Final = re.compile(r"\.[”\"’']?[“\"‘]?[A-Z][a-z’']")
_GLUED_MARK: Final = re.compile(r"[!?][”\"’']?[“\"‘]?[A-Z][a-z’']")
_STRAY: Final = re.compile(r"(?<=\w) (?=[,.](?:\s|$))")  # a space between a name and the comma or stop after it
_ADDRESS: Final = re.compile(r"\S*(?:https?:|www\.|\.(?:com|org|net|kp|kr)\b)\S*")


def replace_harmful(text: str) -> str:
    """The same number of characters without NUL, controls, bidi marks, zero-width characters and lone surrogates.

    >>> replace_harmful("North\\u200bKorea\\x00")
    'North Korea\\ufffd'
    """
    if "\r" in text:
        text = _LONE_RETURN.sub("\n", text)
    if not _HARMFUL_RE.search(text):
        return text
    return _SURROGATE.sub("\ufffd", text).translate(_HARMFUL)


def repair(paragraph: str) -> str:
    """One paragraph of a page as sentences need it: one space between words, none lost, nothing invisible.

    >>> repair("It fired two\\u00ad missiles.The South  protested in ２０２６.")
    'It fired two missiles. The South protested in 2026.'
    >>> repair("Kim Jong Un , the leader, left .")
    'Kim Jong Un, the leader, left.'
    """
    if not paragraph.isascii() and _ODD.search(paragraph):
        paragraph = _SURROGATE.sub("\ufffd", paragraph).translate(_INVISIBLE)
        paragraph = _FULL_WIDTH.sub(lambda match: unicodedata.normalize("NFKC", match.group()), paragraph)
        paragraph = " ".join(paragraph.split())
    elif "  " in paragraph or "\n" in paragraph or "\t" in paragraph or paragraph != paragraph.strip():
        paragraph = " ".join(paragraph.split())
    if " ," in paragraph or " ." in paragraph:
        paragraph = _STRAY.sub("", paragraph)
    if _GLUED_STOP.search(paragraph) or (("!" in paragraph or "?" in paragraph) and _GLUED_MARK.search(paragraph)):
        paragraph = " ".join(word if _ADDRESS.fullmatch(word) else _GLUED.sub(r"\1 ", word) for word in paragraph.split(" "))
    return paragraph


_NAMED = r"image|photo|picture|file photo|file|credit|graphic|video|illustration|source|courtesy|via"
_SIGNED = r"yonhap|reuters|afp|ap|kcna|kyodo|xinhua|newsis|news1|tass|getty|epa|upi"
_CREDIT: Final = re.compile(
    rf"\s*[|]\s*(?:{_NAMED})\b|\s*[(\[](?:{_NAMED}|{_SIGNED})\b|\s+(?:photo|image|credit|source)s?\s*[:：©]|\s*©|"
    rf"\s+(?:{_SIGNED}|getty images)\s?/\s?\S|\s+[(\[](?:[A-Z][\w’'.-]*[ /,]?){{1,5}}[)\]]\.?$",
    re.IGNORECASE,
)


def credit_start(caption: str) -> int:
    """Where the credit of a caption starts; its length where there is none.

    >>> caption = "Soldiers march in May. | Image: State agency"
    >>> caption[: credit_start(caption)]
    'Soldiers march in May.'
    """
    if _ONLY_CREDIT.fullmatch(caption):
        return 0
    for match in _CREDIT.finditer(caption):
        bracket = match.group().lstrip()[:1] in {"(", "["}
        if match.start() and (not bracket or _OWN.match(match.group().strip()) or caption[match.start() - 1] in '.!?”"'):
            return match.start()
    return len(caption)


_ONLY_CREDIT: Final = re.compile(
    r"[(\[][^()\[\]]{2,60}[)\]]|(?:photo|image|credit|source|picture)s?\s*[:：©].{1,80}", re.IGNORECASE
)
_OWN: Final = re.compile(rf"[(\[](?:{_NAMED}|{_SIGNED})\b", re.IGNORECASE)


def repair_double(text: str) -> str:
    """UTF-8 that was taken for Latin-1 and encoded again: "Aredâ\\x80\\x99s" is "Ared’s"; the text itself if it is none."""
    if "\x80" not in text and "\xc3" not in text:  # a control character that no text needs, and a rare letter: quick to find
        return text
    return _DOUBLE.sub(_once, text) if "\xe2\x80" in text or _TWICE.search(text) else text


_TWICE: Final = re.compile("\xc3[\x80-\xbf]")
_DOUBLE: Final = re.compile("[\xc2-\xf4][\x80-\xbf]{1,3}")


def _once(match: re.Match[str]) -> str:
    try:
        return match.group().encode("latin-1").decode("utf-8")
    except UnicodeError:
        return match.group()

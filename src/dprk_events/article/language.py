"""The language of a text. Plain English is told by its small words; the rest asks py3langid, loaded only then.

>>> language_of("The ministry said that it would send the envoy to the talks in the capital.")
'en'
>>> not_english("Two tankers docked.") is None  # too short to be sure of another language
True
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    {"the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "it", "at", "by", "from", "has",
     "have",
     "had", "be", "are", "were", "said", "its", "an", "this", "which", "but", "not", "or", "he", "his", "she", "her", "they",
     "their", "who", "will", "would", "after", "been", "also", "more", "than", "when", "about", "into", "over"}
)  # fmt: skip
_SAMPLE = 900
_ENGLISH_SHARE = 0.22  # news English has 0.35-0.45 of its words among these; no other language comes near
_LISTS_SHARE = 0.1  # lists and headlines have few small words; so have other languages, which then say so
_SURE_WORDS = 12


def language_of(text: str, stated: str | None = None) -> str | None:
    """The ISO 639-1 code, or None where the text is too short to say; ``stated`` is what the page calls itself."""
    sample = text[:_SAMPLE]
    small = sample.lower()
    if _share(small.split()) >= _ENGLISH_SHARE:
        return "en"  # nearly every page ends here
    words = _WORD.findall(small)
    return _language_of_words(words, sample, stated) if words else None


def _language_of_words(words: list[str], sample: str, stated: str | None) -> str | None:
    share = _share(words)
    if share >= _ENGLISH_SHARE or (share > _LISTS_SHARE and stated in {None, "en"} and _latin(words)):
        return "en"
    script = _by_script("".join(words))
    if script:
        return script
    if stated and stated != "en":
        return stated
    if len(words) < _SURE_WORDS:
        return None
    import py3langid

    code: str = py3langid.classify(sample)[0]
    return code


def _share(words: list[str]) -> float:
    """How many of the words are small words of English."""
    return sum(map(_SMALL.__contains__, words)) / len(words) if words else 0.0


def _latin(words: list[str]) -> bool:
    """Letters of English: accents stand in few words."""
    return sum(word.isascii() for word in words) > 0.95 * len(words)


_SCRIPTS = (("ko", "\uac00", "\ud7a3"), ("ja", "\u3040", "\u30ff"), ("zh", "\u4e00", "\u9fff"), ("ru", "\u0400", "\u04ff"),
            ("ar", "\u0600", "\u06ff"), ("el", "\u0370", "\u03ff"), ("he", "\u0590", "\u05ff"), ("th", "\u0e00", "\u0e7f"),
            ("hi", "\u0900", "\u097f"))  # fmt: skip


def _by_script(letters: str) -> str | None:
    """The language whose own script fills a good part of the text; kana decides before Chinese characters."""
    for code, first, last in _SCRIPTS:
        share = sum(first <= char <= last for char in letters) / len(letters)
        if share > (0.1 if code == "ja" else 0.4):
            return code
    return None


def not_english(text: str, stated: str | None = None) -> str | None:
    """The code of the language when the text is surely not English, else None."""
    code = language_of(text, stated)
    if code in {None, "en"}:
        return None
    words = _WORD.findall(text[:_SAMPLE].lower())
    return code if _share(words) < 0.08 else None

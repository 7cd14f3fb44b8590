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
_SAMPLE = 3000
_ENGLISH_SHARE = 0.22  # news English has 0.35-0.45 of its words among these; no other language comes near
_SURE_WORDS = 12


def language_of(text: str) -> str | None:
    """The ISO 639-1 code, or None where the text is too short to say."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    if not words:
        return None
    share = sum(word in _SMALL for word in words) / len(words)
    if share >= _ENGLISH_SHARE or (share > 0.1 and text.isascii() and len(words) < _SURE_WORDS):
        return "en"
    latin = sum(char < "\u0250" for word in words for char in word) / sum(map(len, words))
    if len(words) < _SURE_WORDS and latin > 0.5:
        return None
    import py3langid  # type: ignore[import-untyped]

    code: str = py3langid.classify(text[:_SAMPLE])[0]
    return code


def not_english(text: str) -> str | None:
    """The code of the language when the text is surely not English, else None."""
    code = language_of(text)
    if code in {None, "en"}:
        return None
    words = _WORD.findall(text[:_SAMPLE].lower())
    share = sum(word in _SMALL for word in words) / len(words)
    return code if share < 0.08 else None

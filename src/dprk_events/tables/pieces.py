"""Cuts text into the pieces that names are compared by, the same way for the lexicon and for articles.

A piece is a word without its punctuation: hyphens part words, the full stops of an abbreviation vanish and a possessive
stands alone, so "Kim Jong-un" is "Kim Jong un", "U.S." is "US" and "Germany's" is "Germany" + "s".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_PIECE = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_](?![\w'’])\.?"  # U.S.  D.P.R.K.  U.S (the last stop may be missing)
    r"|['’]s\b"
    r"|\w+(?:['’](?!s\b)\w+)*"  # N'Djamena, Sana'a, but Germany + 's
    r"|[,&]"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
# "ph" after an initial's stop, "n" at a line's end: what may stand between two pieces of one name
_GAP = re.compile(r"(?:[ \t\u00a0]*\n?[ \t\u00a0]*|[-‐‑–]|['’] ?|\.[ \t\u00a0]*| ?[()] ?|/)")


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]``, as it stands without stops (``bare``) and as compared (``key``)."""

    bare: str
    key: str
    start: int
    end: int


def cut(text: str) -> list[Piece]:
    """The pieces of a text.

    >>> [piece.key for piece in cut("U.S. Forces' Côte d’Ivoire")]
    ['us', 'forces', 'cote', 'divoire']
    >>> [piece.bare for piece in cut("Kim Jong-un's")]
    ['Kim', 'Jong', 'un', 's']
    """
    found = []
    for match in _PIECE.finditer(text):
        word = match[0]
        bare = word
        if not word.isalnum():
            bare = word.replace(".", "") if _INITIALS.fullmatch(word) else word.replace("'", "").replace("’", "")
        found.append(Piece(bare, fold(bare), match.start(), match.end()))
    return found


def key_of(name: str) -> str:
    """The key of a name: its pieces joined by blanks.

    >>> key_of("the Lao P.D.R.")
    'the lao pdr'
    """
    return " ".join(piece.key for piece in cut(name))


def fold(word: str) -> str:
    """Lower case without accents; the Turkish dotless i and the stroked letters lose their marks too.

    >>> fold("Türkiye"), fold("Łódź"), fold("Erdoğan")
    ('turkiye', 'lodz', 'erdogan')
    """
    low = word.lower()
    if low.isascii():
        return low
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", low) if not unicodedata.combining(letter))
    return plain.translate(_STROKES)


_STROKES = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


def joined(text: str, left: Piece, right: Piece) -> bool:
    """Whether the two pieces may belong to one name. A stop joins only after an initial or a short title ("N. Korea")."""
    gap = text[left.end : right.start]
    if gap in {"", " ", "."} or right.bare == "s":  # "." alone: Mirror.co.uk
        return True
    if not _GAP.fullmatch(gap):
        return False
    return not gap.startswith(".") or len(left.bare) <= 2 or left.key in _TITLES


_TITLES = frozenset(
    {"gen", "col", "maj", "lt", "adm", "sgt", "capt", "sen", "rep", "gov", "rev", "hon", "fed", "dept", "univ"}
)

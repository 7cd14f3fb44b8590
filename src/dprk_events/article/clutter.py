"""Which lines are page furniture: the phrases of ``data/reading.toml`` made fast.

>>> Lines(load_reading())("Share on WhatsApp")
'share'
>>> Lines(load_reading())("Share prices in Seoul fell on Friday.") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from dprk_events.tables import load_reading
from dprk_events.tables.rows import ReadingRow

_CLOSING: Final = " .:：!?…»›→>*•·-–—|\t"
_AROUND: Final = ".,:;!?)('\"[]"
_WORD: Final = re.compile(r"[\w'’$-]+")


class Lines:
    """Says of a line what kind of furniture it is, or None for the story's own text.

    Every phrase is found by its longest word first, so a paragraph of news costs one look at a set.
    """

    def __init__(self, rows: Mapping[str, ReadingRow]) -> None:
        self.rows = rows
        self._whole = {phrase: kind for kind, row in rows.items() for phrase in row.whole}
        self._starts = tuple((phrase, kind) for kind, row in rows.items() for phrase in row.starts)
        plain = {kind: row for kind, row in rows.items() if row.patterns and not row.hints}
        hinted = {kind: row for kind, row in rows.items() if row.patterns and row.hints}
        self._patterns = re.compile("|".join(_group(kind, row) for kind, row in plain.items()), re.IGNORECASE)
        self._quick = re.compile("|".join(_folded(row) for row in plain.values()))
        self._hinted = {
            kind: re.compile("|".join(f"(?:{pattern})" for pattern in row.patterns), re.IGNORECASE)
            for kind, row in hinted.items()
        }
        self._quick_hinted = {kind: re.compile(_folded(row)) for kind, row in hinted.items()}
        self._phrases: dict[str, list[tuple[str, str]]] = {}  # by each form of its longest word
        self._hints: dict[str, list[str]] = {}  # the kinds of which a form is a hint
        for kind, row in rows.items():
            for phrase in row.contains:
                for form in _attached([max(_WORD.findall(phrase), key=len)]):
                    self._phrases.setdefault(form, []).append((phrase, kind))
            for form in _attached(row.hints):
                self._hints.setdefault(form, []).append(kind)
        self._words = frozenset(self._phrases) | frozenset(self._hints)

    def __call__(self, line: str) -> str | None:
        """The kind of the line; the story's own lines give None."""
        return self.kinds([line])[0]

    def kinds(self, lines: Sequence[str]) -> list[str | None]:
        """The kind of each line: all lines of a page are looked at in one go."""
        whole, quick, telling = self._whole, self._quick.match, self._words
        kinds: list[str | None] = []
        folded = _plain("\n".join(lines)).lower().split("\n")
        for number, line in enumerate(folded):
            if not line:
                kinds.append(None)
                continue
            kind = whole.get(line.strip(_CLOSING)) or whole.get(line)
            if kind is None and quick(line):
                kind = self._by_shape(lines[number])
            if kind is None:
                words = line.split()
                if not telling.isdisjoint(words):
                    kind = self._by_words(_plain(lines[number]), line, [word for word in words if word in telling])
            kinds.append(kind)
        return kinds

    def _by_shape(self, line: str) -> str | None:
        """Patterns that need no word."""
        match = self._patterns.match(_plain(line))
        kind = match.lastgroup if match else None
        return kind if kind and len(line) <= self.rows[kind].longest else None

    def _by_words(self, line: str, folded: str, words: list[str]) -> str | None:
        """Phrases and patterns of which the line holds a word."""
        size = len(line)
        hinted: list[str] = []
        for word in words:
            for phrase, kind in self._phrases.get(word, ()):
                if phrase in folded and size <= self.rows[kind].longest:
                    return kind
            hinted += self._hints.get(word, ())
        for phrase, kind in self._starts:
            if folded.startswith(phrase) and size <= self.rows[kind].longest:
                return kind
        for kind in self._hinted if len(hinted) > 1 else hinted:  # where several kinds fit, in their order
            if kind not in hinted or size > self.rows[kind].longest or not self._quick_hinted[kind].match(folded):
                continue
            if self._hinted[kind].match(line):
                return kind
        return None


def _plain(text: str) -> str:
    """Apostrophes and spaces as the phrases have them."""
    return text if text.isascii() else text.replace("’", "'").replace("\u00a0", " ")


def _attached(words: Iterable[str]) -> frozenset[str]:
    """The words as they stand in a line split at spaces: with punctuation at either side."""
    return frozenset(before + word + after for word in words for before in ("", "(", "[", '"') for after in ("", *_AROUND))


def _folded(row: ReadingRow) -> str:
    """The patterns for folded text: faster to try, and true of every line that the patterns themselves are true of."""
    lower = [re.sub(r"\(\?-i:(\[[^\]]*\])\)", lambda match: match[1].lower(), pattern) for pattern in row.patterns]
    return "|".join(f"(?:{pattern})" for pattern in lower)


def _group(kind: str, row: ReadingRow) -> str:
    """The patterns of a kind as one named group, so that one match tries all kinds in order."""
    return f"(?P<{kind}>" + "|".join(f"(?:{pattern})" for pattern in row.patterns) + ")"


@cache
def known_lines() -> Lines:
    """The shipped phrases, compiled once a process."""
    return Lines(load_reading())

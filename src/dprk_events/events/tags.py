"""Contexts and topics: tags set by words near the act, as ``data/contexts.toml`` and ``data/topics.toml`` say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dprk_events.tables.rows import TopicRow


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a text between spaces, and each of them once."""

    text: str
    words: frozenset[str]


def said(text: str) -> Said:
    """A text to be searched for tags.

    >>> sorted(said(" the leaflets  the leaflet ").words)
    ['leaflet', 'leaflets', 'the']
    """
    return Said(text, frozenset(text.split()))


class Tagger:
    """Finds the tags of one table; single words are looked up, only phrases are searched for."""

    def __init__(self, rows: Mapping[str, TopicRow]) -> None:
        self._rows = dict(rows)
        self._words: dict[str, dict[str, set[str]]] = {
            "action": defaultdict(set),
            "event": defaultdict(set),
            "sentence": defaultdict(set),
        }
        self._phrases: dict[str, list[tuple[str, str, str]]] = defaultdict(
            list
        )  # first word -> phrase between spaces, scope, tag
        self._sectors = {tag: frozenset(row.sectors) for tag, row in rows.items() if row.sectors}
        for tag, row in rows.items():
            for word in row.words:
                if " " in word:
                    self._phrases[word.lower().split()[0]].append((f" {word.lower()} ", row.scope, tag))
                else:
                    self._words[row.scope][word.lower()].add(tag)

    def __call__(self, texts: Mapping[str, Said], kind: str | None, sectors: frozenset[str]) -> list[str]:
        """Tags for one mention; ``texts`` holds the words of its action, event and sentence."""
        starts = self._phrases.keys() & texts["sentence"].words | self._phrases.keys() & texts["event"].words
        found = {tag for start in starts for phrase, scope, tag in self._phrases[start] if phrase in texts[scope].text}
        for scope, table in self._words.items():
            for word in table.keys() & texts[scope].words:
                found |= table[word]
        found |= {tag for tag, wanted in self._sectors.items() if not wanted.isdisjoint(sectors)}
        return sorted(tag for tag in found if not self._rows[tag].types or kind in self._rows[tag].types)

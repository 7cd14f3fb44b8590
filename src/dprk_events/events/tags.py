"""Contexts and topics: tags set by words near the act, as ``data/contexts.toml`` and ``data/topics.toml`` say."""

from __future__ import annotations

from collections.abc import Mapping

from dprk_events.tables.rows import TopicRow


class Tagger:
    """Finds the tags of one table."""

    def __init__(self, rows: Mapping[str, TopicRow]) -> None:
        self._rows = [(tag, row, tuple(f" {word.lower()} " for word in row.words)) for tag, row in sorted(rows.items())]

    def __call__(self, texts: Mapping[str, str], kind: str | None, sectors: frozenset[str]) -> list[str]:
        """Tags for one mention; ``texts`` holds the words of its action, event and sentence, each between spaces."""
        found = []
        for tag, row, words in self._rows:
            if row.types and kind not in row.types:
                continue
            text = texts[row.scope]
            if any(word in text for word in words) or (row.sectors and sectors & set(row.sectors)):
                found.append(tag)
        return found

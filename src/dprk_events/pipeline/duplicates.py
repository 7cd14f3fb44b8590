"""Items with the same content: worked on once, and a record for every name."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import replace

from dprk_events.output.lines import json_bytes
from dprk_events.pipeline.item import Item, Result, Settings, fingerprint, name_of

_MOST_BYTES = 32_000_000  # of finished records kept for later twins


class Duplicates:
    """Knows which items are twins of one that is being worked on or was finished lately."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._leader: dict[bytes, int] = {}  # by fingerprint, the index that is worked on
        self._key: dict[int, bytes] = {}
        self._twins: dict[int, list[tuple[int, Item]]] = {}
        self._finished: OrderedDict[bytes, Result] = OrderedDict()
        self._bytes = 0

    def known(self, item: Item) -> Result | None:
        """The record of an item whose twin is finished."""
        key = fingerprint(item)
        if key is None or key not in self._finished:
            return None
        self._finished.move_to_end(key)
        return self._renamed(self._finished[key], item)

    def waits(self, index: int, item: Item) -> bool:
        """Whether the item waits for a twin that is being worked on; otherwise it is the one to work on."""
        key = fingerprint(item)
        if key is None:
            return False
        if key in self._leader:
            light = replace(item, page=None, text=None)  # the content is held once
            self._twins.setdefault(self._leader[key], []).append((index, light))
            return True
        self._leader[key], self._key[index] = index, key
        return False

    def finish(self, index: int, result: Result) -> list[tuple[int, Result]]:
        """The records of the twins that waited for this one."""
        key = self._key.pop(index, None)
        if key is None:
            return []
        del self._leader[key]
        self._finished[key] = result
        self._bytes += len(result.line)
        while self._bytes > _MOST_BYTES:
            _, oldest = self._finished.popitem(last=False)
            self._bytes -= len(oldest.line)
        return [(twin, self._renamed(result, item)) for twin, item in self._twins.pop(index, [])]

    def _renamed(self, result: Result, item: Item) -> Result:
        record = json.loads(result.line)
        record["id"] = item.id
        source = {key: value for key, value in record["source"].items() if key != "file_base64"}
        source["file"] = item.source.file
        record["source"] = source
        return replace(result, name=name_of(item), line=json_bytes(record, pretty=self._settings.is_pretty(item)))

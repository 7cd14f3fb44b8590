"""Reads items ahead in a thread, a bounded amount, so that a slow input never holds up records that are finished."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator

from dprk_events.pipeline.item import Item

_MOST_ITEMS = 256
_MOST_BYTES = 16_000_000


class Feed:
    """Items from an iterator that is advanced elsewhere; ``wake`` is called when there is news."""

    def __init__(self, items: Iterator[Item], wake: Callable[[], None]) -> None:
        self._items, self._wake = items, wake
        self._ready: deque[Item] = deque()
        self._bytes = 0
        self._over = False
        self._stopped = False
        self._error: BaseException | None = None
        self._room = threading.Condition()
        # A daemon: it may be waiting for a line from a terminal when the run is over.
        threading.Thread(target=self._read, name="feed", daemon=True).start()

    @property
    def over(self) -> bool:
        """Whether all items have been taken; raises what the iterator raised."""
        with self._room:
            if self._error is not None and not self._ready:
                raise self._error
            return self._over and not self._ready

    def take(self) -> Item | None:
        """The next item that is there, without waiting."""
        with self._room:
            if not self._ready:
                return None
            item = self._ready.popleft()
            self._bytes -= item.size
            self._room.notify()
            return item

    def stop(self) -> None:
        """Read no further."""
        with self._room:
            self._stopped = True
            self._ready.clear()
            self._room.notify()

    def _read(self) -> None:
        try:
            for item in self._items:
                if not self._put(item):
                    return
        except BaseException as error:
            self._error = error
        with self._room:
            self._over = True
        self._wake()

    def _put(self, item: Item) -> bool:
        with self._room:
            while self._ready and not self._stopped and (len(self._ready) >= _MOST_ITEMS or self._bytes > _MOST_BYTES):
                self._room.wait()
            self._ready.append(item)
            self._bytes += item.size
            first = len(self._ready) == 1
            stopped = self._stopped
        if first:
            self._wake()
        return not stopped

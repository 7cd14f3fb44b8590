"""What a run tells while it goes, and when it is over."""

from __future__ import annotations

import shutil
import time
from collections import Counter

from dprk_events.cli.console import is_terminal, say, write
from dprk_events.pipeline.item import Result

_EVERY = 0.1  # seconds between two drawings
_MOST_SKIPS = 10  # told one by one; the rest is counted


class Progress:
    """Counts results; draws a line on a terminal; sums up at the end."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._drawn = is_terminal() and not quiet
        self._began = time.monotonic()
        self._last = 0.0
        self.inputs = self.events = 0
        self.skipped: Counter[str] = Counter()

    def add(self, result: Result) -> None:
        """One more record."""
        self.inputs += 1
        self.events += result.events
        if result.skipped is not None:
            self.skipped[result.skipped.reason] += 1
            if self.skipped.total() <= _MOST_SKIPS:
                self.tell(f"{result.name}: skipped ({result.skipped.reason}): {result.skipped.detail}")
        self._draw()

    def tell(self, message: str) -> None:
        """One line, above the progress line."""
        if not self._quiet:
            self._clear()
            say(message)

    def finish(self, *, single: bool) -> None:
        """The summary, for more than one input."""
        self._clear()
        if single or self._quiet:
            return
        took = time.monotonic() - self._began
        say(f"{_count(self.inputs, 'input')}, {_count(self.events, 'event')}, {self._skips()}, {took:.1f} s")

    def _skips(self) -> str:
        if not self.skipped:
            return "none skipped"
        reasons = ", ".join(f"{reason} {count}" for reason, count in self.skipped.most_common())
        return f"{self.skipped.total()} skipped ({reasons})"

    def _draw(self) -> None:
        now = time.monotonic()
        if not self._drawn or now - self._last < _EVERY:
            return
        self._last = now
        rate = self.inputs / max(0.001, now - self._began)
        line = f"{self.inputs} done, {self.events} events, {self.skipped.total()} skipped, {rate:.1f}/s"
        write("\r\x1b[K" + line[: shutil.get_terminal_size().columns - 1])

    def _clear(self) -> None:
        if self._drawn and self._last:
            write("\r\x1b[K")


def _count(number: int, noun: str) -> str:
    """
    >>> _count(1, "input"), _count(2, "input")
    ('1 input', '2 inputs')
    """
    return f"{number} {noun}" + ("" if number == 1 else "s")

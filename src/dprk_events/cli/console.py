"""Lines for people, on standard error: safe to print, coloured only where colour is wanted."""

from __future__ import annotations

import contextlib
import os
import sys

from dprk_events.output.lines import safe


def say(message: str, *, alarm: bool = False) -> None:
    """One line on standard error; a page, a file name or an option can put no control character in it."""
    line = safe(message)
    if alarm and coloured():
        line = f"\x1b[31m{line}\x1b[0m"
    write(line + "\n")


def write(text: str) -> None:
    """Text as it is. That nobody reads it any more is no reason to stop."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(text)
        sys.stderr.flush()


def is_terminal() -> bool:
    """Whether somebody looks at standard error."""
    with contextlib.suppress(ValueError, AttributeError):
        return sys.stderr.isatty()
    return False


def stdout_is_terminal() -> bool:
    """Whether somebody looks at standard output."""
    with contextlib.suppress(ValueError, AttributeError):
        return sys.stdout.isatty()
    return False


def coloured() -> bool:
    """Colour is for terminals, and not where NO_COLOR is set (no-color.org) or the terminal cannot."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

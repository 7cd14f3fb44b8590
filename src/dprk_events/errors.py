"""The exceptions of dprk-events. Each is somebody's mistake and stops; what the world does is a ``Skipped``.

The tree, with the exit code of each::

    DprkEventsError
    ├── UsageError         a wrong argument or option                exit code 2
    ├── LexiconError       a data file that breaks its format        exit code 2
    ├── ModelError         a spaCy model that is missing or unfit    exit code 2
    ├── OutputError        the output cannot be written              exit code 3
    └── TooManyFailures    too much was skipped, or workers die      exit code 4
"""

from __future__ import annotations


class DprkEventsError(Exception):
    """The root; its text is one line that says what, where and what to do."""

    exit_code = 2


class UsageError(DprkEventsError):
    """A wrong argument or option."""


class LexiconError(DprkEventsError):
    """A data file that breaks its format: names file, line and entry."""


class ModelError(DprkEventsError):
    """A spaCy model that is missing or does not fit."""


class OutputError(DprkEventsError):
    """The output cannot be written."""

    exit_code = 3


class TooManyFailures(DprkEventsError):
    """More inputs were skipped than the caller allows, or the worker processes keep dying."""

    exit_code = 4

"""docs/fetching.md names the options and reasons that exist, and all of them."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from dprk_events.cli import feed, fetch, store
from dprk_events.fetch import FetchOptions
from dprk_events.model import Reason

TEXT = (Path(__file__).parents[2] / "docs" / "fetching.md").read_text(encoding="utf-8")
COMMANDS = [fetch.command, feed.command, *store.command.commands.values()]


def options() -> set[str]:
    """The long options of all commands here."""
    return {
        name
        for command in COMMANDS
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("--")
    }


def test_every_option_named_exists() -> None:
    assert set(re.findall(r"--[a-z][a-z-]+", TEXT)) - options() == set()


def test_every_option_is_named() -> None:
    known_by_their_short_form = {"--output", "--ordered"}
    assert options() - set(re.findall(r"--[a-z][a-z-]+", TEXT)) - known_by_their_short_form == set()


def test_every_reason_named_exists() -> None:
    table = TEXT[TEXT.index("## Reasons") : TEXT.index("## From Python")]
    named = set(re.findall(r"^\| ((?:`[a-z0-9_]+`[, …]*)+)", table, re.MULTILINE))
    words = {word for cell in named for word in re.findall(r"`([a-z0-9_]+)`", cell)}
    assert words
    assert words - {reason.value for reason in Reason} == set()


@pytest.mark.parametrize(
    ("option", "written", "value"),
    [("max_bytes", "10,000,000", 10_000_000), ("timeout", "60 s", 60), ("max_redirects", "10", 10), ("tries", "3", 3)],
)
def test_defaults_are_those_of_the_code(option: str, written: str, value: int) -> None:
    row = next(line for line in TEXT.splitlines() if line.startswith(f"| `--{option.replace('_', '-')}`"))
    assert row.split("|")[2].strip().startswith(written)
    assert getattr(FetchOptions(), option) == value

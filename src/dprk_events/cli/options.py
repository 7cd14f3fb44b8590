"""Options that several commands share, as decorators."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from dprk_events.cli.fetching_options import NAMES as FETCH_NAMES
from dprk_events.cli.fetching_options import OPTIONS as FETCH_OPTIONS
from dprk_events.cli.fetching_options import build_options
from dprk_events.model import PLOVER_TYPES

Command = TypeVar("Command", bound=Callable[..., Any])


def iso_date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """An option's value that must be ISO 8601."""
    if value is not None:
        from dprk_events.pipeline.records import is_iso_date

        if not is_iso_date(value):
            raise click.BadParameter(f"{value!r} is not an ISO 8601 time such as 2025-06-20 or 2025-06-20T09:00+09:00")
    return value


def web_address(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """An option's value that must be an http or https address."""
    if value is not None and not value.lower().startswith(("http://", "https://")):
        raise click.BadParameter(f"{value!r} does not start with http:// or https://")
    return value


def input_options(command: Command) -> Command:
    """SOURCE..., and what they are."""
    kinds = click.Choice(["auto", "html", "text", "jsonl", "urls"])
    for option in reversed(
        [
            click.argument("sources", nargs=-1, required=True, metavar="SOURCE..."),
            click.option(
                "--from", "kind", type=kinds, default="auto", help="What the sources are. [default: by name and content]"
            ),
            click.option("--url", callback=web_address, metavar="URL", help="Where a saved page came from."),
            click.option("--published", callback=iso_date, metavar="TIME", help="When it was published (ISO 8601)."),
        ]
    ):
        command = option(command)
    return command


def output_options(command: Command) -> Command:
    """Where records go, and what a run may use."""
    whole = click.IntRange(min=1)
    for option in reversed(
        [
            click.option(
                "-o", "--output", metavar="FILE", help="Write here, whole or not at all, instead of standard output."
            ),
            click.option("--pretty/--compact", default=None, help="Indented or one line. [default: indented on a terminal]"),
            click.option("--workers", type=whole, default=_cores, metavar="N", help="Processes. [default: the cores]"),
            click.option(
                "--memory", type=whole, default=3072, show_default=True, metavar="MIB", help="Memory of one worker."
            ),
            click.option(
                "--deadline",
                type=click.FloatRange(min=1),
                default=30,
                show_default=True,
                metavar="S",
                help="Time for one page.",
            ),
            click.option(
                "--max-skipped", type=click.IntRange(min=0), metavar="N", help="Give up (exit 4) after more skips."
            ),
            click.option("-q", "--quiet", is_flag=True, help="No progress, no summary; errors only."),
        ]
    ):
        command = option(command)
    return command


def filter_options(command: Command) -> Command:
    """What to leave out of the records."""
    types = click.Choice(PLOVER_TYPES, case_sensitive=False)
    for option in reversed(
        [
            click.option(
                "--type",
                "types",
                type=types,
                metavar="TYPE",
                multiple=True,
                help="Only events of this PLOVER type; may be repeated.",
            ),
            click.option(
                "--min-confidence", type=click.FloatRange(0, 1), default=0, metavar="P", help="Only events at least as sure."
            ),
            click.option("--text/--no-text", "with_text", default=True, help="With or without the article's text."),
        ]
    ):
        command = option(command)
    return command


def lazy_fetch_options(command: Command) -> Command:
    """The options for fetching; what they come to is only made when an address is met, since that imports httpx."""

    @functools.wraps(command)
    def with_fetching(**given: Any) -> Any:
        chosen = {name: given.pop(name) for name in FETCH_NAMES}
        return command(max_bytes=chosen["max_bytes"], fetch=functools.cache(lambda: build_options(**chosen)), **given)

    for option in reversed(FETCH_OPTIONS):
        with_fetching = option(with_fetching)
    return cast(Command, with_fetching)


def overlay_option(command: Command) -> Command:
    """Which folders lie over the lexicon."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option("--lexicon", "overlays", type=folder, multiple=True, help="A folder laid over the shipped lexicon.")(
        command
    )


def lexicon_options(command: Command) -> Command:
    """Which model and lexicon."""
    model = click.option(
        "--model", default="en_core_web_sm", show_default=True, metavar="NAME", help="An installed spaCy model."
    )
    return model(overlay_option(command))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

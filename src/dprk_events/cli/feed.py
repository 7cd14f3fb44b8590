"""``dprk-events feed``: what is new in feeds and news sitemaps, listed or extracted."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from dprk_events.cli.console import say
from dprk_events.cli.fetching_options import fetch_options
from dprk_events.errors import OutputError

if TYPE_CHECKING:
    from dprk_events.fetch import FeedItem, FetchOptions
    from dprk_events.pipeline.item import Result

EPILOG = """\b
Examples:
  dprk-events feed https://example.org/feed
  dprk-events feed https://example.org/feed --extract -o new.jsonl
  dprk-events feed https://example.org/news-sitemap.xml --since 2025-06-01"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the user asked for."""

    feeds: tuple[str, ...]
    since: str | None
    every: bool
    peek: bool
    bare: bool
    extract: bool
    output: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A feed and those of its items that are wanted."""

    feed: str
    items: tuple[FeedItem, ...]


@click.command(epilog=EPILOG)
@click.argument("feeds", nargs=-1, required=True, metavar="URL...")
@click.option("--since", metavar="TIME", help="Leave out items that are older (ISO 8601); those without a date are kept.")
@click.option("--all", "every", is_flag=True, help="Take items that were taken before as well.")
@click.option("--peek", is_flag=True, help="Do not remember what is taken.")
@click.option("--urls", "bare", is_flag=True, help="Print the bare URLs, one a line.")
@click.option("--extract", is_flag=True, help="Fetch the items and print their events, as the command extract does.")
@click.option("-o", "--output", metavar="FILE", help="Write here, whole or not at all, instead of standard output.")
@fetch_options
def command(fetching: FetchOptions, **given: Any) -> int:
    """Take what is new in RSS and Atom feeds and news sitemaps since the last call.

    Prints one JSON line an item. What was taken is remembered in the page store; items whose extraction failed for a
    passing reason come again.
    """
    choice = Choice(**given)
    start = _time(choice.since) if choice.since else None
    found = [_found(url, choice, start, fetching) for url in choice.feeds]
    lists = [each for each in found if each is not None]
    status = _extract(lists, choice, fetching) if choice.extract else _list(lists, choice, fetching)
    return status or int(len(lists) < len(found))


def _found(url: str, choice: Choice, start: datetime | None, fetching: FetchOptions) -> Found | None:
    from dprk_events.fetch import at_or_after, new_items, read_feed
    from dprk_events.model import Skipped

    feed = read_feed(url, fetching, since=start)
    if isinstance(feed, Skipped):
        say(f"skipped {_shown(url)}: {feed.reason.value}: {feed.detail}", alarm=True)
        return None
    items = [item for item in feed.items if start is None or at_or_after(item, start)]
    return Found(url, tuple(items if choice.every else new_items(url, items, fetching)))


def _list(lists: list[Found], choice: Choice, fetching: FetchOptions) -> int:
    from dprk_events.fetch import remember
    from dprk_events.output.sink import ClosedPipe, open_sink

    sink = open_sink(choice.output)
    try:
        for found in lists:
            for item in found.items:
                sink.write(_line(found.feed, item, bare=choice.bare))
        sink.close()
    except ClosedPipe:
        return 141
    except OutputError:
        sink.discard()
        raise
    if not choice.peek:
        for found in lists:
            remember(found.feed, found.items, fetching)
    return 0


def _extract(lists: list[Found], choice: Choice, fetching: FetchOptions) -> int:
    """Run the items through the same pool as ``extract``."""
    from dprk_events.cli.batch import Order, run
    from dprk_events.fetch import remember
    from dprk_events.pipeline.item import Settings
    from dprk_events.pipeline.pool import Limits
    from dprk_events.pipeline.sources import InputOptions

    again: set[str] = set()

    def render(result: Result) -> bytes:
        if result.skipped and result.skipped.retryable:
            again.add(result.name)
        return result.line

    with tempfile.NamedTemporaryFile("w", suffix=".urls", encoding="ascii") as urls:
        urls.writelines(f"{item.url}\n" for found in lists for item in found.items)
        urls.flush()
        if not urls.tell():
            return 0
        inputs = InputOptions(kind="urls", max_bytes=fetching.max_bytes, fetch=lambda: fetching)
        limits = Limits(workers=os.cpu_count() or 1)
        order = Order(sources=(urls.name,), inputs=inputs, settings=Settings(), limits=limits, output=choice.output)
        status = run(order, render)
    if status <= 1 and not choice.peek:
        for found in lists:
            remember(found.feed, [item for item in found.items if item.url not in again], fetching)
    return status


def _line(feed: str, item: FeedItem, *, bare: bool) -> bytes:
    from dprk_events.output.lines import json_bytes

    if bare:
        return f"{item.url}\n".encode("ascii")
    return json_bytes(
        {"url": item.url, "title": item.title, "published": item.published, "feed": _shown(feed)}, pretty=False
    )


def _shown(url: str) -> str:
    from dprk_events.fetch import without_credentials

    return without_credentials(url)


def _time(text: str) -> datetime:
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(f"--since {text!r} is not an ISO 8601 time such as 2025-06-20") from error
    return when if when.tzinfo else when.replace(tzinfo=UTC)

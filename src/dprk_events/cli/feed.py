"""``dprk-events feed``: what is new in feeds and news sitemaps."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from dprk_events.cli.console import say
from dprk_events.cli.fetching_options import fetch_options

if TYPE_CHECKING:
    from dprk_events.fetch import FeedItem, FetchOptions

EPILOG = """\b
Examples:
  dprk-events feed https://example.org/feed --urls | dprk-events extract --from urls -
  dprk-events feed https://example.org/news-sitemap.xml --since 2025-06-01"""


@click.command(epilog=EPILOG)
@click.argument("feeds", nargs=-1, required=True, metavar="URL...")
@click.option("--since", metavar="TIME", help="Leave out items that are older (ISO 8601); those without a date are kept.")
@click.option("--all", "every", is_flag=True, help="List items that were listed before as well.")
@click.option("--peek", is_flag=True, help="Do not remember what is listed.")
@click.option("--urls", "bare", is_flag=True, help="Print the bare URLs, one a line.")
@fetch_options
def command(  # noqa: PLR0913 - click hands over each option by its name
    feeds: tuple[str, ...], *, since: str | None, every: bool, peek: bool, bare: bool, fetching: FetchOptions
) -> int:
    """List the items of RSS and Atom feeds and news sitemaps that are new since the last call.

    Prints one JSON line an item. What was listed is remembered in the page store.
    """
    from dprk_events.fetch import at_or_after, new_items, read_feed, remember
    from dprk_events.model import Skipped
    from dprk_events.output.sink import ClosedPipe, open_sink

    start = _time(since) if since else None
    sink = open_sink(None)
    failed = False
    for url in feeds:
        feed = read_feed(url, fetching, since=start)
        if isinstance(feed, Skipped):
            failed = True
            say(f"skipped {_shown(url)}: {feed.reason.value}: {feed.detail}", alarm=True)
            continue
        items = [item for item in feed.items if start is None or at_or_after(item, start)]
        items = items if every else new_items(url, items, fetching)
        try:
            for item in items:
                sink.write(_line(url, item, bare=bare))
        except ClosedPipe:
            return 141
        if not peek:
            remember(url, items, fetching)
    return 1 if failed else 0


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

"""The options of every command that may fetch: one decorator, and the FetchOptions they come to.

The command function gets one keyword argument, ``fetching: FetchOptions``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from dprk_events.errors import UsageError

if TYPE_CHECKING:
    from dprk_events.fetch import FetchOptions

Command = TypeVar("Command", bound=Callable[..., Any])

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
A_FOLDER = click.Path(file_okay=False, path_type=Path)
POSITIVE = click.FloatRange(min=0, min_open=True)
NOT_NEGATIVE = click.FloatRange(min=0)

OPTIONS = (
    click.option("--max-bytes", type=click.IntRange(min=1), help="Most bytes of one page, decoded.  [default: 10000000]"),
    click.option(
        "--timeout", type=POSITIVE, help="Seconds for one whole fetch, redirects and retries included.  [default: 60]"
    ),
    click.option("--max-redirects", type=click.IntRange(min=0), help="Most redirects of one fetch.  [default: 10]"),
    click.option("--tries", type=click.IntRange(min=1), help="Most tries of one fetch.  [default: 3]"),
    click.option("--delay", type=NOT_NEGATIVE, help="Seconds between two requests to one host.  [default: 1]"),
    click.option("--user-agent", metavar="TEXT", help="Send this User-Agent instead of the tool's own."),
    click.option("--contact", metavar="TEXT", help="Name this e-mail or web address in the User-Agent."),
    click.option("--ignore-robots", is_flag=True, help="Do not ask robots.txt. You then answer for it."),
    click.option("--cookies", type=A_FILE, help="Netscape cookies.txt of your own subscription."),
    click.option("--header", "headers", multiple=True, metavar="'NAME: VALUE'", help="Send a header to the URL's own site."),
    click.option("--proxy", metavar="URL", help="Go through this HTTP proxy."),
    click.option("--trust-env", is_flag=True, help="Use proxies and certificates named in the environment."),
    click.option("--ca-file", type=A_FILE, help="Trust these certificate authorities (PEM) instead."),
    click.option(
        "--allow-address",
        "allow_addresses",
        multiple=True,
        metavar="HOST:PORT",
        help="Open one address that is not on the public network.",
    ),
    click.option("--store", type=A_FOLDER, help="Folder of the page store.  [default: in the XDG cache folder]"),
    click.option("--no-store", is_flag=True, help="Neither read nor keep pages in the store."),
    click.option(
        "--max-age", type=NOT_NEGATIVE, metavar="HOURS", help="Take stored pages younger than this.  [default: 24]"
    ),
    click.option("--refresh", is_flag=True, help="Fetch again what is in the store."),
    click.option("--offline", is_flag=True, help="Make no request; read the store only."),
)
NAMES = (
    "max_bytes", "timeout", "max_redirects", "tries", "delay", "user_agent", "contact", "ignore_robots", "cookies",
    "headers", "proxy", "trust_env", "ca_file", "allow_addresses", "store", "no_store", "max_age", "refresh", "offline",
)  # fmt: skip


def fetch_options(command: Command) -> Command:
    """Add the options for fetching to a command.

    >>> @click.command()
    ... @fetch_options
    ... def show(fetching):
    ...     click.echo(fetching.timeout)
    """

    @wraps(command)
    def with_fetching(*args: Any, **values: Any) -> Any:
        chosen = {name: values.pop(name) for name in NAMES}
        return command(*args, fetching=build_options(**chosen), **values)

    for option in reversed(OPTIONS):
        with_fetching = option(with_fetching)
    return cast(Command, with_fetching)


def build_options(*, ignore_robots: bool, no_store: bool, max_age: float | None, **chosen: Any) -> FetchOptions:
    """The FetchOptions of a command line; a mistake is a click error (exit code 2)."""
    from dprk_events.fetch import FetchOptions, check_options

    given = {name: value for name, value in chosen.items() if value is not None}
    if max_age is not None:
        given["max_age"] = max_age * 3600
    try:
        options = FetchOptions(respect_robots=not ignore_robots, keep=not no_store, **given)
        check_options(options)
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    return options

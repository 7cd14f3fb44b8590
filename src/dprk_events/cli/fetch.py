"""``dprk-events fetch``: keep pages as evidence, each with its address, time, status and headers."""

from __future__ import annotations

import hashlib
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from dprk_events.cli.console import say
from dprk_events.cli.fetching_options import fetch_options
from dprk_events.errors import OutputError

if TYPE_CHECKING:
    from dprk_events.fetch import Exchange, FetchOptions
    from dprk_events.model import Skipped

EPILOG = """\b
Examples:
  dprk-events fetch https://example.org/story -o story.html
  dprk-events fetch --from urls list.txt -o pages/ --warc pages.warc.gz
  dprk-events feed https://example.org/feed --urls | dprk-events fetch - -o pages/

\b
Exit codes: 0 all fetched, 1 some skipped, 2 usage, 3 output cannot be written,
130/143 interrupted or terminated; what was done is written."""


@click.command(epilog=EPILOG)
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option(
    "-o", "--output", metavar="FILE", help="Write the page here, and FILE.meta.json beside it; a folder/ for several."
)
@click.option(
    "--warc", type=click.Path(dir_okay=False, path_type=Path), help="Append requests and answers to this WARC file."
)
@click.option(
    "--from",
    "kind",
    type=click.Choice(["url", "urls"]),
    default="url",
    show_default=True,
    help="Whether the arguments are URLs or files with one URL a line.",
)
@click.option("--ordered/--as-they-come", default=True, help="Order of the records.  [default: that of the input]")
@fetch_options
def command(  # noqa: PLR0913 - click hands over each option by its name
    urls: tuple[str, ...], *, output: str | None, warc: Path | None, kind: str, ordered: bool, fetching: FetchOptions
) -> int:
    """Fetch pages, politely and within limits, and keep them.

    Prints one JSON line a URL: where it came from, or why it was skipped. "-" reads URLs from standard input.
    With "-o -" the page itself goes to standard output.
    """
    from dprk_events.fetch import Exchange, WarcWriter, exchange_many
    from dprk_events.output.sink import ClosedPipe

    counts: Counter[str] = Counter()
    listed = kind == "urls" or "-" in urls
    keeper = Keeper(output, several=listed or len(urls) > 1)
    with ExitStack() as stack:
        stack.enter_context(_terminated())
        archive = stack.enter_context(WarcWriter(warc)) if warc else None
        try:
            for url, result in exchange_many(_urls(urls, kind), fetching, ordered=ordered):
                file = None
                if isinstance(result, Exchange):
                    if archive:
                        archive.write(result)
                    file = keeper.keep(result)
                counts[_reason(result)] += 1
                keeper.report(record_of(url, result, file))
                if not isinstance(result, Exchange):
                    say(f"skipped {_shown(url)}: {result.reason.value}: {result.detail}", alarm=True)
        except ClosedPipe:
            return 141
    _sum_up(counts)
    return 1 if counts.total() > counts[""] else 0


class Keeper:
    """Writes pages and reports where the user wants them."""

    def __init__(self, output: str | None, *, several: bool) -> None:
        from dprk_events.output.sink import open_sink

        self.open_sink = open_sink
        self.output = output
        self.folder: Path | None = None
        self.stdout = open_sink(None)
        if output is None or output == "-":
            return
        if output.endswith("/") or Path(output).is_dir():
            self.folder = Path(output)
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise OutputError(f"{output}: cannot be made: {error.strerror}") from error
        elif several:
            raise click.UsageError(f"-o {output} names one file for several URLs; give a folder, written with / at its end")
        else:
            open_sink(output).discard()  # a file that cannot be written is known before the request

    def keep(self, exchange: Exchange) -> str | None:
        """Write a page and its sidecar; returns the file's name."""
        from dprk_events.fetch import sidecar_bytes, sidecar_path

        if self.output is None:
            return None
        if self.output == "-":
            self.stdout.write(exchange.html)
            return None
        path = self.folder / page_name(exchange.url) if self.folder else Path(self.output)
        self._write(path, exchange.html)
        if path.is_file():  # beside a pipe or device there is nothing to say
            self._write(sidecar_path(path), sidecar_bytes(exchange))
        return str(path)

    def report(self, record: dict[str, Any]) -> None:
        """Print a record, unless standard output has the page."""
        from dprk_events.output.lines import json_bytes

        if self.output != "-":
            self.stdout.write(json_bytes(record, pretty=False))

    def _write(self, path: Path, data: bytes) -> None:
        sink = self.open_sink(str(path))
        try:
            sink.write(data)
        except BaseException:
            sink.discard()
            raise
        sink.close()


def record_of(url: str, result: Exchange | Skipped, file: str | None) -> dict[str, Any]:
    """One line of the output."""
    from dprk_events.fetch import Exchange, page_of, status_of, without_credentials

    record: dict[str, Any] = {"schema": "1"}
    if isinstance(result, Exchange):
        page = page_of(result)
        source = asdict(page.source) | {"file": file}
        known = {"final_url": result.final_url, "content_type": page.content_type, "bytes": len(result.html)}
        return record | {"source": source, "skipped": None, **known, "stored": result.stored}
    empty = {"url": without_credentials(url), "canonical_url": None, "file": None, "fetched_at": None}
    skipped = asdict(result) | {"reason": result.reason.value}
    return record | {"source": empty | {"http_status": status_of(result), "sha256": None}, "skipped": skipped}


def page_name(url: str) -> str:
    """A file name for a page: readable, and different for different URLs.

    >>> page_name("https://example.org/2025/a-story?id=1")
    'example.org-2025-a-story-id-1-9965e68a.html'
    """
    words = re.sub(r"[^A-Za-z0-9.]+", "-", re.sub(r"^[a-z]+://", "", url)).strip("-.")[:100]
    return f"{words}-{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()[:8]}.html"


def _urls(arguments: Iterable[str], kind: str) -> Iterator[str]:
    from dprk_events.fetch import read_urls

    for argument in arguments:
        if argument == "-":
            yield from read_urls(sys.stdin)
        elif kind == "urls":
            try:
                with open(argument, encoding="utf-8-sig", errors="replace") as lines:
                    yield from read_urls(lines)
            except OSError as error:
                raise click.UsageError(f"{argument}: cannot be read: {error.strerror}") from error
        else:
            yield argument


def _reason(result: Exchange | Skipped) -> str:
    from dprk_events.model import Skipped

    return result.reason.value if isinstance(result, Skipped) else ""


def _shown(url: str) -> str:
    from dprk_events.fetch import without_credentials

    return without_credentials(url)[:200]


def _sum_up(counts: Counter[str]) -> None:
    if counts.total() > 1:
        reasons = ", ".join(f"{reason} {count}" for reason, count in counts.most_common() if reason)
        say(f"{counts['']} fetched, {counts.total() - counts['']} skipped" + (f" ({reasons})" if reasons else ""))


@contextmanager
def _terminated() -> Iterator[None]:
    """SIGTERM ends the run like Ctrl-C does, with exit code 143."""

    def end(number: int, _: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

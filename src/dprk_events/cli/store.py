"""``dprk-events store``: the pages that were fetched, as evidence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dprk_events.cli.console import say
from dprk_events.cli.fetching_options import A_FOLDER

if TYPE_CHECKING:
    from dprk_events.fetch import PageStore

WHOLE = 1_000_000_000  # what is in the store came in under the limit of its time
STORE = click.option("--store", type=A_FOLDER, help="The store's folder.  [default: in the XDG cache folder]")


@click.group()
def command() -> None:
    """List, export or prune the pages that were fetched."""


@command.command("list")
@click.argument("prefix", default="")
@STORE
def show(prefix: str, store: Path | None) -> int:
    """Print one JSON line a visit, oldest first; of URLs that begin with PREFIX."""
    from dprk_events.output.lines import json_bytes
    from dprk_events.output.sink import ClosedPipe, open_sink

    pages = _open(store)
    sink = open_sink(None)
    try:
        for visit in pages.visits(prefix):
            record = {
                "url": visit.url,
                "final_url": visit.final_url,
                "fetched_at": visit.fetched_at,
                "confirmed_at": visit.confirmed_at,
                "http_status": visit.status,
                "access": visit.access,
                "sha256": visit.sha256,
                "raw_sha256": visit.raw_sha256,
                "bytes": visit.size,
                "file": str(pages.path(visit.raw_sha256)),
            }
            sink.write(json_bytes(record, pretty=False))
    except ClosedPipe:
        return 141
    finally:
        pages.close()
    return 0


@command.command()
@click.argument("prefix", default="")
@click.option("-o", "--output", required=True, metavar="FILE", help="A WARC file: .warc.gz or .warc; added to if it exists.")
@STORE
def export(prefix: str, output: str, store: Path | None) -> int:
    """Write stored visits to a WARC file; of URLs that begin with PREFIX."""
    from dprk_events.fetch import WarcWriter, read_visit

    if not output.endswith((".warc", ".warc.gz")):
        raise click.UsageError(f"-o {output} does not end in .warc or .warc.gz")
    pages = _open(store)
    written = damaged = 0
    try:
        with WarcWriter(Path(output)) as warc:
            for visit in pages.visits(prefix):
                exchange = read_visit(pages, visit, WHOLE)
                if exchange is None:
                    damaged += 1
                    say(f"the bytes of {visit.url} ({visit.fetched_at}) are gone or damaged", alarm=True)
                    continue
                warc.write(exchange)
                written += 1
    finally:
        pages.close()
    say(f"{written} visits written to {output}")
    return 1 if damaged else 0


@command.command()
@click.option("--older-than", "days", type=click.FloatRange(min=0), required=True, metavar="DAYS", help="Age to go by.")
@STORE
def prune(days: float, store: Path | None) -> int:
    """Delete visits that were last confirmed so many DAYS ago, and bytes that nothing names any more."""
    pages = _open(store)
    try:
        gone = pages.prune((datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds"))
    finally:
        pages.close()
    say(f"{gone} visits deleted")
    return 0


def _open(folder: Path | None) -> PageStore:
    from dprk_events.fetch import PageStore, default_store

    return PageStore(folder or default_store())

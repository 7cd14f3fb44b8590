"""``dprk-events article``: sources in, articles out, no sentence parsed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from dprk_events.cli.main import EXIT_CODES
from dprk_events.cli.options import input_options, lazy_fetch_options, output_options, overlay_option
from dprk_events.output.lines import safe

if TYPE_CHECKING:
    from pathlib import Path

    from dprk_events.cli.batch import Order
    from dprk_events.pipeline.item import Result

EPILOG = f"""\b
Examples:
  dprk-events article page.html
  dprk-events article page.html --to text
  dprk-events article page.html --explain
  dprk-events article pages/ -o articles.jsonl

{EXIT_CODES}"""


@click.command("article", epilog=EPILOG)
@input_options
@click.option(
    "--to",
    "form",
    type=click.Choice(["json", "text"]),
    default="json",
    show_default=True,
    help="The bare text, or the document.",
)
@click.option("--explain", is_flag=True, help="Show which blocks of a page were kept, which were not, and why.")
@overlay_option
@output_options
@lazy_fetch_options
def command(form: str, explain: bool, overlays: tuple[Path, ...], **given: Any) -> int:
    """Stop after the article: title, deck, byline, dates, access, completeness and text.

    The record is that of ``extract`` with no events in it. SOURCE is as for ``extract``.
    """
    from dprk_events.cli.batch import order_of, run
    from dprk_events.pipeline.item import Settings

    order = order_of(Settings(stage="article", overlays=overlays), given)
    if explain:
        return _explain(order, overlays)
    return run(order, _text) if form == "text" else run(order)


def _explain(order: Order, overlays: tuple[Path, ...]) -> int:
    """The reader's verdict on every block of each page."""
    from dprk_events.article import explain_page
    from dprk_events.output.sink import ClosedPipe, open_sink
    from dprk_events.pipeline.sources import items
    from dprk_events.tables import load_sites

    sink = open_sink(order.output)
    sites = load_sites(overlays)
    status = 0
    try:
        for item in items(order.sources, order.inputs):
            if item.page is not None:
                told = explain_page(item.page, sites)
            else:
                told = f"skipped: {item.skipped.reason}: {item.skipped.detail}" if item.skipped else "a text, not a page"
                status = 1
            sink.write("".join(safe(line) + "\n" for line in told.splitlines()).encode("utf-8"))
        sink.close()
    except ClosedPipe:
        return 141
    return status


def _text(result: Result) -> bytes:
    """The text of a record, each ended by a line end; nothing for a skip."""
    article = json.loads(result.line)["article"]
    return b"" if article is None else (article["text"] + "\n").encode("utf-8")

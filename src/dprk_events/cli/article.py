"""``dprk-events article``: sources in, articles out, no sentence parsed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from dprk_events.cli.main import EXIT_CODES
from dprk_events.cli.options import input_options, lazy_fetch_options, output_options

if TYPE_CHECKING:
    from dprk_events.pipeline.item import Result

EPILOG = f"""\b
Examples:
  dprk-events article page.html
  dprk-events article page.html --to text
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
@output_options
@lazy_fetch_options
def command(form: str, **given: Any) -> int:
    """Stop after the article: title, deck, byline, dates, access, completeness and text.

    The record is that of ``extract`` with no events in it. SOURCE is as for ``extract``.
    """
    from dprk_events.cli.batch import order_of, run
    from dprk_events.pipeline.item import Settings

    order = order_of(Settings(stage="article"), given)
    return run(order, _text) if form == "text" else run(order)


def _text(result: Result) -> bytes:
    """The text of a record, each ended by a line end; nothing for a skip."""
    article = json.loads(result.line)["article"]
    return b"" if article is None else (article["text"] + "\n").encode("utf-8")

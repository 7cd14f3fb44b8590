"""``dprk-events extract``: sources in, documents with events out."""

from __future__ import annotations

from typing import Any

import click

from dprk_events.cli.main import EXIT_CODES
from dprk_events.cli.options import filter_options, input_options, lazy_fetch_options, lexicon_options, output_options

EPILOG = f"""\b
Examples:
  dprk-events extract page.html
  dprk-events extract https://example.org/2025/06/story/
  dprk-events extract --from text --published 2025-06-20 story.txt
  dprk-events extract pages/ --workers 4 -o events.jsonl
  dprk-events extract --from jsonl - < articles.jsonl
  dprk-events extract page.html --type REJECT --min-confidence 0.5

\b
A JSONL line: {{"id", "text" or "html", "url"?, "published"?, "title"?}}
One SOURCE gives one JSON document; several, a folder or JSONL give JSON Lines
in the order of the input.

{EXIT_CODES}"""


@click.command("extract", epilog=EPILOG)
@input_options
@filter_options
@lexicon_options
@output_options
@lazy_fetch_options
def command(**given: Any) -> int:
    """Turn articles into events.

    A SOURCE is an http(s) address, a saved page (.html, .htm, also .gz), a text file, a JSONL file, a folder, a list of
    addresses (--from urls), or - for standard input.
    """
    from dprk_events.cli.batch import order_of, run
    from dprk_events.pipeline.item import Settings

    settings = Settings(
        model=given["model"],
        overlays=given["overlays"],
        with_text=given["with_text"],
        min_confidence=given["min_confidence"],
        types=frozenset(given["types"]),
    )
    return run(order_of(settings, given))

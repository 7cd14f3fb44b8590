"""``dprk-events explain``: why a sentence is coded as it is."""

from __future__ import annotations

from pathlib import Path

import click

from dprk_events.cli.options import lexicon_options

EPILOG = """\b
Example:
  dprk-events explain "Germany turned down the North Korean offer." """


@click.command("explain", epilog=EPILOG)
@click.argument("sentence")
@lexicon_options
def command(sentence: str, model: str, overlays: tuple[Path, ...]) -> int:
    """Show for one SENTENCE the parse, the clauses, which lexicon entries matched, and why each event got its actor, type,
    status and target, or why there is none. A line without a full stop at its end is read as a headline.
    """
    from dprk_events.events import Coder
    from dprk_events.output.lines import safe
    from dprk_events.output.sink import ClosedPipe, open_sink
    from dprk_events.tables import load_lexicon

    if not sentence.strip():
        raise click.UsageError("SENTENCE is empty; put the sentence in quotes")
    sink = open_sink(None)
    told = Coder(load_lexicon(overlays), model).explain(sentence)
    try:
        for line in told.splitlines():
            sink.write((safe(line) + "\n").encode("utf-8"))
    except ClosedPipe:
        return 141
    return 0

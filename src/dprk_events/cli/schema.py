"""``dprk-events schema``: the JSON Schema of a document."""

from __future__ import annotations

import click


@click.command("schema")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of standard output.")
def command(output: str | None) -> int:
    """Print the JSON Schema that every record of extract and article fits."""
    from dprk_events.output.schema import schema_text
    from dprk_events.output.sink import ClosedPipe, open_sink

    sink = open_sink(output)
    try:
        sink.write(schema_text().encode("utf-8"))
        sink.close()
    except ClosedPipe:
        return 141
    return 0

"""One run of ``extract`` or ``article``: sources through the pool into a sink, with signals and exit codes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import FrameType
from typing import Any

import click

from dprk_events.cli.console import stdout_is_terminal
from dprk_events.cli.progress import Progress
from dprk_events.errors import DprkEventsError, OutputError, TooManyFailures
from dprk_events.output.sink import ClosedPipe, Sink, open_sink
from dprk_events.pipeline.item import Result, Settings
from dprk_events.pipeline.pool import Limits, Pool
from dprk_events.pipeline.sources import MAX_BYTES, STDIN, InputOptions, is_address, is_single, items


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the user asked for."""

    sources: tuple[str, ...]
    inputs: InputOptions
    settings: Settings
    limits: Limits
    output: str | None = None
    max_skipped: int | None = None
    quiet: bool = False

    @property
    def single(self) -> bool:
        """One document is expected."""
        return is_single(self.sources, self.inputs.kind)


def order_of(settings: Settings, given: Mapping[str, Any]) -> Order:
    """The order of a command line, checked before any work; a mistake is a click error."""
    sources, kind = given["sources"], given["kind"]
    stdin = sum(source in STDIN for source in sources)
    if stdin > 1:
        raise click.UsageError("standard input can be read only once; give - once")
    single = is_single(sources, kind)
    for option in ("url", "published"):
        if given[option] is not None and not single:
            raise click.UsageError(f"--{option} describes one page or text; in JSONL each line has its own {option!r}")
    if given["url"] is not None and is_address(sources[0]):
        raise click.UsageError("--url is for a saved page; this source is an address itself")
    if kind == "urls" or any(is_address(source) for source in sources):
        given["fetch"]()  # a mistake in its options is found now
    pretty = given["pretty"]
    if pretty is None:
        pretty = single and given["output"] in {None, "-"} and stdout_is_terminal()
    inputs = InputOptions(
        kind=kind,
        url=given["url"],
        published=given["published"],
        max_bytes=given["max_bytes"] or MAX_BYTES,
        fetch=given["fetch"],
    )
    return Order(
        sources=sources,
        inputs=inputs,
        settings=replace(settings, pretty=pretty, pretty_lines=bool(given["pretty"])),
        limits=Limits(workers=given["workers"], memory_bytes=given["memory"] << 20, deadline=given["deadline"]),
        output=given["output"],
        max_skipped=given["max_skipped"],
        quiet=given["quiet"],
    )


def run(order: Order, render: Callable[[Result], bytes] = lambda result: result.line) -> int:
    """Do it; the exit code."""
    sink = open_sink(order.output)
    progress = Progress(quiet=order.quiet)
    pool = Pool(order.settings, order.limits)
    signals = _Signals(pool, sink)
    try:
        with signals:
            for result in pool.run(items(order.sources, order.inputs)):
                sink.write(render(result))
                progress.add(result)
                _check(progress, order.max_skipped)
        if signals.received and not progress.inputs:
            sink.discard()
        else:
            sink.close()
    except ClosedPipe:
        progress.finish(single=True)
        return 141
    except TooManyFailures:
        sink.close()
        progress.finish(single=order.single)
        raise
    except OutputError:
        sink.discard()
        progress.finish(single=True)
        raise
    except DprkEventsError:
        sink.discard()
        raise
    if signals.received:
        progress.tell(
            f"stopped by {signal.Signals(signals.received).name}; the records of {progress.inputs} inputs are written"
        )
    progress.finish(single=order.single)
    return 128 + signals.received if signals.received else min(1, progress.skipped.total())


def _check(progress: Progress, max_skipped: int | None) -> None:
    if max_skipped is not None and progress.skipped.total() > max_skipped:
        raise TooManyFailures(f"{progress.skipped.total()} inputs were skipped; --max-skipped allows {max_skipped}")


class _Signals:
    """The first SIGINT or SIGTERM ends the run with what is done; the second ends it at once."""

    def __init__(self, pool: Pool, sink: Sink) -> None:
        self._pool, self._sink = pool, sink
        self._before: dict[int, Any] = {}  # what signal.signal gave, which is what it takes
        self.received = 0

    def __enter__(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._handle)

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _handle(self, number: int, _: FrameType | None) -> None:
        if self.received:
            self._sink.discard()
            os._exit(128 + number)
        self.received = number
        self._pool.stop()

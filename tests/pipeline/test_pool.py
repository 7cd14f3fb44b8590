"""The supervisor: crashes, hangs, memory, order, bounds, duplicates."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from dprk_events.errors import LexiconError, ModelError, TooManyFailures, UsageError
from dprk_events.model import Page, Reason, Source
from dprk_events.pipeline.item import Item, Result, Settings, new_item
from dprk_events.pipeline.pool import Limits, Pool
from tests.pipeline.poison import Crash, Greed, Hang

READING = Settings(stage="article")


def text(number: int) -> Item:
    """A text of its own."""
    words = f"The ministry said on Monday that it had received letter number {number} from the northern border town."
    return new_item(Source(sha256=str(number)), id=str(number), text=words)


def poison(kind: type[bytes], number: int) -> Item:
    """A page that harms its worker."""
    source = Source(sha256=f"poison {number}")
    return new_item(source, id=str(number), page=Page(html=kind(b"<p>a"), source=source))


def ran(items: list[Item], *, limits: Limits | None = None, settings: Settings = READING) -> list[Result]:
    """All results."""
    return list(Pool(settings, limits or Limits(workers=2)).run(iter(items)))


def reasons(results: list[Result]) -> list[Reason | None]:
    """Why each was skipped."""
    return [result.skipped.reason if result.skipped else None for result in results]


def ids(results: list[Result]) -> list[str]:
    """Whose records they are."""
    return [json.loads(result.line)["id"] for result in results]


def test_a_crash_costs_nobody_else_a_record() -> None:
    items = [poison(Crash, n) if n in {0, 20, 21, 59} else text(n) for n in range(60)]
    results = ran(items)
    assert ids(results) == [str(n) for n in range(60)]
    assert [n for n, reason in enumerate(reasons(results)) if reason] == [0, 20, 21, 59]
    skipped = results[20].skipped
    assert skipped is not None
    assert (skipped.stage, skipped.reason) == ("worker", Reason.WORKER_DIED)
    assert "2 workers" in skipped.detail
    assert "SIGSEGV" in skipped.detail


def test_a_page_past_the_deadline_is_ended_and_the_rest_goes_on() -> None:
    began = time.monotonic()
    results = ran([poison(Hang, n) if n == 3 else text(n) for n in range(20)], limits=Limits(workers=1, deadline=1.0))
    assert reasons(results) == [Reason.TIMEOUT if n == 3 else None for n in range(20)]
    assert 1 <= time.monotonic() - began < 10


def test_memory_past_the_limit_is_a_record() -> None:
    results = ran([text(0), poison(Greed, 1), text(2)])
    assert reasons(results) == [None, Reason.MEMORY, None]


def test_order_holds_when_one_page_is_slow() -> None:
    results = ran([poison(Hang, 0), *map(text, range(1, 100))], limits=Limits(workers=2, deadline=1.5))
    assert ids(results) == [str(n) for n in range(100)]


def test_no_more_is_taken_than_the_window_holds() -> None:
    taken = 0

    def endless() -> Iterator[Item]:
        nonlocal taken
        yield poison(Hang, 0)
        while True:
            taken += 1
            yield text(taken)

    pool = Pool(READING, Limits(workers=2, deadline=2.0))
    results = pool.run(endless())
    assert next(results).skipped is not None
    assert 100 < taken < 2000
    assert isinstance(results, Generator)
    results.close()


def test_hopeless_workers_end_the_run() -> None:
    with pytest.raises(TooManyFailures, match="workers ended in a row"):
        ran([poison(Crash, n) for n in range(80)], limits=Limits(workers=1))


def test_twins_wait_for_the_first_and_share_its_fate() -> None:
    first = text(1)
    twins = [Item(id=f"t{n}", source=Source(file=f"{n}.txt", sha256="1"), text=first.text) for n in range(40)]
    results = ran([first, *twins])
    assert ids(results) == ["1", *(f"t{n}" for n in range(40))]
    files = [json.loads(result.line)["source"]["file"] for result in results]
    assert files == [None, *(f"{n}.txt" for n in range(40))]
    assert len({json.dumps(json.loads(result.line)["article"]) for result in results}) == 1


def test_stop_ends_a_run_that_waits_for_its_input() -> None:
    held = threading.Event()

    def slow() -> Iterator[Item]:
        yield text(0)
        held.wait(60)

    pool = Pool(READING, Limits())
    results = pool.run(slow())
    assert ids([next(results)]) == ["0"]
    pool.stop()
    assert list(results) == []
    held.set()


def test_errors_of_the_input_come_through() -> None:
    def broken() -> Iterator[Item]:
        yield text(0)
        raise UsageError("no such thing")

    with pytest.raises(UsageError, match="no such thing"):
        list(Pool(READING, Limits()).run(broken()))


def test_a_model_or_lexicon_that_cannot_be_loaded_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        ran([text(0)], settings=Settings(model="no_such_model"))
    (tmp_path / "verbs").mkdir()
    (tmp_path / "verbs" / "mine.toml").write_text('[hug]\nverb = "hug"\ncolour = "red"\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"mine\.toml"):
        ran([text(0)], settings=Settings(overlays=(tmp_path,)))


def test_nothing_in_nothing_out() -> None:
    assert ran([]) == []

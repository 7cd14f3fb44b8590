"""The Python way in: read an article, extract its events, map records for any engine. All in the caller's process."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dprk_events.errors import UsageError
from dprk_events.model import Article, Event, Skipped
from dprk_events.pipeline.chain import Chain
from dprk_events.pipeline.item import Item, Settings
from dprk_events.pipeline.records import is_iso_date, item_of_record
from dprk_events.pipeline.sources import InputOptions, is_single, items

_TOGETHER = 32  # records read ahead, to be parsed in one go


class Extractor:
    """Loads the model and the lexicon once; then gives the events of articles.

    One in a process, and not for two threads at once. ``lexicon`` names folders laid over the one that is shipped.

    >>> extractor = Extractor()  # doctest: +SKIP
    >>> [event.action.type for event in extractor(read("page.html"))]  # doctest: +SKIP
    ['REJECT']
    >>> extractor(read("no-such-page.html"))  # doctest: +SKIP
    ()
    """

    def __init__(self, *, model: str = "en_core_web_sm", lexicon: Iterable[str | Path] = ()) -> None:
        self._chain = Chain(Settings(model=model, overlays=tuple(Path(folder) for folder in lexicon)))

    def __call__(self, article: Article | Skipped) -> tuple[Event, ...]:
        """The events of one article; of a skip, none."""
        assert self._chain.coder is not None
        return () if isinstance(article, Skipped) else self._chain.coder(article)

    def documents(
        self, *sources: str | Path, url: str | None = None, published: str | None = None
    ) -> Iterator[dict[str, Any]]:
        """The JSON-able document of each input in the sources, which are named as on the command line."""
        options = InputOptions(url=url, published=_checked(published))
        yield from self._documents(items([str(source) for source in sources], options))

    def map(self, records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The documents of JSON-able records ``{"id", "text" or "html", "url"?, "published"?, "title"?}``, in order."""
        yield from self._documents(item_of_record(record) for record in records)

    def _documents(self, stream: Iterable[Item]) -> Iterator[dict[str, Any]]:
        supply = iter(stream)
        while batch := list(itertools.islice(supply, _TOGETHER)):
            for document in self._chain.documents(batch):
                yield document.model_dump(mode="json", by_alias=True)


def read(source: str | Path, *, url: str | None = None, published: str | None = None) -> Article | Skipped:
    """The article of one saved page, text file or http(s) address, or why there is none.

    ``url`` and ``published`` (ISO 8601) are the caller's word on a saved page.

    >>> read("no-such-page.html").reason.value
    'unreadable'
    """
    name = str(source)
    if not is_single((name,), "auto"):
        raise UsageError(f"{name}: read() takes one page or text; Extractor.documents() takes folders and JSONL")
    (item,) = items([name], InputOptions(url=url, published=_checked(published)))
    return _reading_chain().article(item)


def read_text(text: str, *, published: str | None = None, title: str | None = None) -> Article | Skipped:
    """The article of a text that the caller has; ``article.text`` is that text, so that offsets fit it.

    >>> read_text("").reason.value
    'no_text'
    """
    item = item_of_record({"text": text, "published": _checked(published), "title": title})
    return _reading_chain().article(item)


def map_records(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """JSON-able records to JSON-able documents, in order: one function for a process pool, Ray, Spark, Beam or DataTrove.

    It can be pickled, and loads its tools once a process.

    >>> list(map_records([{"id": "a", "text": "Seoul rejected the offer."}]))[0]["id"]  # doctest: +SKIP
    'a'
    """
    return _shared_extractor().map(records)


@functools.cache
def _shared_extractor() -> Extractor:
    return Extractor()


@functools.cache
def _reading_chain() -> Chain:
    return Chain(Settings(stage="article"))


def _checked(published: str | None) -> str | None:
    if published is not None and not is_iso_date(published):
        raise UsageError(f"published: got {published!r}, wants an ISO 8601 time such as 2025-06-20")
    return published

"""The chain of one process: an item becomes an article, an article becomes events, and both become a record.

This is the one place that catches every exception: what goes wrong with one input is written into that input's record, and
the others go on.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeVar

from dprk_events.article import read_page, read_text
from dprk_events.model import Article, Event, Reason, Skipped, Stage
from dprk_events.output.document import Document, Tool, build_document
from dprk_events.output.lines import json_bytes
from dprk_events.pipeline.item import Item, Result, Settings, name_of
from dprk_events.tables import load_sites

if TYPE_CHECKING:
    from dprk_events.events import Coder

GROUP_CHARACTERS = 20_000  # articles are parsed together up to this much text; a longer one is parsed alone

Announce = Callable[[Sequence[int]], None]
Made = TypeVar("Made")


def _in_silence(positions: Sequence[int]) -> None:
    """Tell nobody: ``positions`` are only of interest to a parent process."""


class Chain:
    """Loads its tools once; then makes records.

    >>> chain = Chain(Settings(stage="article"))  # doctest: +SKIP
    >>> [result.skipped for result in chain.results(items)]  # doctest: +SKIP
    [None]
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sites = load_sites(settings.overlays)
        self.coder: Coder | None = None
        self.tool = Tool(version=version("dprk-events"), model=None, model_sha256=None, lexicon_sha256=None)
        if settings.stage == "events":
            self._load_coder()

    def results(self, items: Sequence[Item], announce: Announce = _in_silence) -> Iterator[Result]:
        """The finished records in order. ``announce`` is told which positions are being worked on."""
        for item, document in zip(items, self.documents(items, announce), strict=True):
            yield self._result(item, document)

    def documents(self, items: Sequence[Item], announce: Announce = _in_silence) -> Iterator[Document]:
        """The validated documents in order."""
        articles: list[Article | Skipped] = []
        for position, item in enumerate(items):
            announce([position])
            articles.append(self.article(item))
        for positions in _groups(articles):
            announce(positions)
            outcomes = self._events([articles[position] for position in positions])
            for position, outcome in zip(positions, outcomes, strict=True):
                yield self._document(items[position], articles[position], outcome)

    def article(self, item: Item) -> Article | Skipped:
        """The article of an item."""
        if item.skipped is not None:
            return item.skipped
        page = item.page
        if page is not None:
            return _survived("article", lambda: read_page(page, self._sites))
        return _survived(
            "article", lambda: read_text(item.text or "", item.source, published=item.published, title=item.title)
        )

    def _events(self, articles: list[Article | Skipped]) -> list[tuple[Event, ...] | Skipped]:
        """The events of a group; if the group fails as a whole, each article has its own try."""
        if self.coder is None:
            return [()] * len(articles)
        whole = [article for article in articles if isinstance(article, Article)]
        coder = self.coder
        coded = _survived("events", lambda: list(coder.many(whole)))
        if not isinstance(coded, Skipped):
            found = iter(coded)
            return [next(found) if isinstance(article, Article) else () for article in articles]
        if len(articles) == 1:
            return [coded]
        return [self._events([article])[0] for article in articles]

    def _document(self, item: Item, article: Article | Skipped, outcome: tuple[Event, ...] | Skipped) -> Document:
        skipped = article if isinstance(article, Skipped) else outcome if isinstance(outcome, Skipped) else None
        read = article if isinstance(article, Article) else None
        events = () if isinstance(outcome, Skipped) else tuple(event for event in outcome if self._wanted(event))
        source = read.source if read else item.source
        built = _survived(
            "events",
            lambda: build_document(id=item.id, source=source, article=read, events=events, skipped=skipped, tool=self.tool),
        )
        if isinstance(built, Skipped):
            return build_document(id=item.id, source=item.source, article=None, events=(), skipped=built, tool=self.tool)
        return built

    def _wanted(self, event: Event) -> bool:
        settings = self._settings
        return event.confidence >= settings.min_confidence and (not settings.types or event.action.type in settings.types)

    def _result(self, item: Item, document: Document) -> Result:
        record = document.model_dump(mode="json", by_alias=True)
        if not self._settings.with_text and record["article"] is not None:
            record["article"]["text"] = None
        skipped = None
        if document.skipped is not None:
            part = document.skipped
            skipped = Skipped(stage=part.stage, reason=part.reason, detail=part.detail, retryable=part.retryable)
        line = json_bytes(record, pretty=self._settings.is_pretty(item))
        return Result(name=name_of(item), line=line, skipped=skipped, events=len(document.events))

    def _load_coder(self) -> None:
        from dprk_events.events import Coder
        from dprk_events.tables import load_lexicon

        lexicon = load_lexicon(self._settings.overlays)
        self.coder = Coder(lexicon, self._settings.model)
        self.tool = Tool(
            version=self.tool.version,
            model=self.coder.model_name,
            model_sha256=self.coder.model_sha256,
            lexicon_sha256=lexicon.sha256,
        )


def _groups(articles: Iterable[Article | Skipped]) -> Iterator[list[int]]:
    """Positions in order, cut so that no group holds more text than GROUP_CHARACTERS, but for a single long article."""
    group: list[int] = []
    size = 0
    for position, article in enumerate(articles):
        length = len(article.text) if isinstance(article, Article) else 0
        if group and size + length > GROUP_CHARACTERS:
            yield group
            group, size = [], 0
        group.append(position)
        size += length
    if group:
        yield group


def _survived(stage: Stage, make: Callable[[], Made]) -> Made | Skipped:
    """What ``make`` gives, or the record of its failure: whatever one page brings to light, the batch goes on."""
    try:
        return make()
    except Exception as error:  # the boundary of a record; what went wrong is in the record, with its place
        return _failure(stage, error)


def _failure(stage: Stage, error: Exception) -> Skipped:
    if isinstance(error, MemoryError):
        return Skipped(stage=stage, reason=Reason.MEMORY, detail="the memory limit of a worker is reached; --memory sets it")
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{last.filename.rsplit('dprk_events', 1)[-1].lstrip('/')}:{last.lineno}"
    return Skipped(
        stage=stage, reason=Reason.INTERNAL_ERROR, detail=f"{type(error).__name__} at {where}: {str(error)[:300]}"
    )

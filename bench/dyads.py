"""Who does what to whom, by country, on the sentences of bench/dyads.jsonl.

    python bench/dyads.py [--half dev|held|second|third|fourth|all] [--errors N]

The 950 sentences are invented news leads, annotated by the rules of the output format without a look at the lexicon, in
four draws (d001 to d300, e001 to e200, f001 to f250, g001 to g200). Odd ids are the dev half, which may be looked at. Even
ids are held: only their totals are printed, so that a figure stays that nobody tunes on, and ``--errors`` refuses for them.
``second``, ``third`` and ``fourth`` are what those draws have of the held half: the third is in the showy vocabulary of the
press, the fourth in plain agency prose.

A coded mention is that of an annotated one when it has its anchor, or else when the anchor lies in its action, one to one.
A side is right when its set of countries is the same; the sides of a reciprocal act may have changed places. ``triple`` is
source, target and type, over mentions with a country on either side; ``dyad`` the same, over those with one on both sides.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dprk_events.article import read_text
from dprk_events.events import Coder
from dprk_events.model import Article, Event, Participant, Section, Source
from dprk_events.tables import load_lexicon

SENTENCES = Path(__file__).with_name("dyads.jsonl")
SENTENCE_END = (".", "?", "!", '"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One mention, annotated or coded, reduced to what is compared. ``shown`` is its line in a listing."""

    source: frozenset[str]
    target: frozenset[str]
    type: str | None
    status: str
    reciprocal: bool
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An annotated mention and the coded one that stands for it, or one of them alone."""

    name: str
    text: str
    gold: Act | None
    coded: Act | None


def pairs_of(half: str, coder: Coder) -> list[Pair]:
    """All mentions of a half (``all`` for both), annotated and coded."""
    records = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    chosen = [record for record in records if half in ("all", *halves_of(record["id"]))]
    coded = coder.mentions(read_sentence(record["text"]) for record in chosen)
    return [pair for record, events in zip(chosen, coded, strict=True) for pair in _pair_up(record, events)]


def halves_of(name: str) -> tuple[str, ...]:
    """What an id counts for: d001 for dev, d002 for held, e002 for held and second, f002 for held and third, and so on."""
    if int(name[1:]) % 2:
        return ("dev",)
    return {"d": ("held",), "e": ("held", "second"), "f": ("held", "third"), "g": ("held", "fourth")}[name[0]]


def figures(pairs: Sequence[Pair]) -> list[str]:
    """The lines of the report: precision, recall, F1 of each part, then the accuracies of found mentions."""
    both = [pair for pair in pairs if pair.gold and pair.coded]
    lines = [f"{'':10}{'P':>7}{'R':>7}{'F1':>7}{'gold':>6}{'coded':>6}"]
    for name, counts, right in PARTS:
        golds = sum(pair.gold is not None and counts(pair.gold) for pair in pairs)
        coded = sum(pair.coded is not None and counts(pair.coded) for pair in pairs)
        agreed = sum(
            counts(pair.gold) and counts(pair.coded) and right(pair.gold, pair.coded)
            for pair in both
            if pair.gold and pair.coded
        )
        lines.append(f"{name:10}{_scores(agreed, golds, coded)}{golds:6}{coded:6}")
    for name in ("type", "status"):
        agreed = sum(getattr(pair.gold, name) == getattr(pair.coded, name) for pair in both)
        lines.append(f"{name:10}{agreed / max(1, len(both)):7.3f} of {len(both)} found")
    return lines


def by_type(pairs: Sequence[Pair]) -> list[str]:
    """A line a type: precision, recall and F1 of anchor and type together, and how many were found under any type."""
    golds = Counter(str(pair.gold.type) for pair in pairs if pair.gold)
    coded = Counter(str(pair.coded.type) for pair in pairs if pair.coded)
    found = Counter(str(pair.gold.type) for pair in pairs if pair.gold and pair.coded)
    agreed = Counter(str(pair.gold.type) for pair in pairs if pair.gold and pair.coded and pair.gold.type == pair.coded.type)
    return [f"{'':10}{'P':>7}{'R':>7}{'F1':>7}{'gold':>6}{'coded':>6}{'found':>6}"] + [
        f"{name:10}{_scores(agreed[name], golds[name], coded[name])}{golds[name]:6}{coded[name]:6}{found[name]:6}"
        for name in sorted(golds | coded, key=lambda name: (-golds[name], name))
    ]


def read_sentence(text: str) -> Article:
    """The sentence as an article: a headline when it ends without a full stop."""
    article = read_text(text, Source(), published="2026-06-15")
    assert isinstance(article, Article), f"{text}: {article}"
    if text.endswith(SENTENCE_END):
        return article
    return replace(article, blocks=tuple(replace(block, section=Section.HEADLINE) for block in article.blocks))


def _pair_up(record: dict[str, Any], events: list[Event]) -> list[Pair]:
    name, text, free, pairs = record["id"], record["text"], list(events), []
    golds = [(_anchor(mark["anchor"], text), _gold(mark)) for mark in record["events"]]
    for exact in (True, False):
        for place, gold in list(golds):
            event = next((event for event in free if _covers(event, place, exact=exact)), None)
            if event is not None:
                free.remove(event)
                golds.remove((place, gold))
                pairs.append(Pair(name=name, text=text, gold=gold, coded=_coded(event)))
    pairs += [Pair(name=name, text=text, gold=gold, coded=None) for _, gold in golds]
    return pairs + [Pair(name=name, text=text, gold=None, coded=_coded(event)) for event in free]


def _anchor(word: str, text: str) -> int:
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    assert found is not None, f"no anchor {word!r} in {text!r}"
    return found.start()


def _covers(event: Event, place: int, *, exact: bool) -> bool:
    action = event.action
    return action.anchor.start == place if exact else action.start <= place < action.end


def _gold(mark: dict[str, Any]) -> Act:
    return Act(
        source=frozenset(mark["source"]),
        target=frozenset(mark["targets"]),
        type=mark["type"],
        status=mark["status"],
        reciprocal=mark["reciprocal"],
        shown=_shown(mark["anchor"], mark, mark["actor"], mark["target"]),
    )


def _coded(event: Event) -> Act:
    source, targets = _countries(event.actor), _countries(event.target)
    part = {"source": source, "targets": targets, "type": event.action.type, "status": event.status}
    actor, target = (side.text if side else None for side in (event.actor, event.target))
    return Act(
        source=frozenset(source),
        target=frozenset(targets),
        type=event.action.type,
        status=event.status,
        reciprocal=event.reciprocal,
        shown=_shown(event.action.text, part, actor, target),
    )


def _countries(side: Participant | None) -> list[str]:
    return sorted({entity.country for entity in side.entities if entity.country}) if side else []


def _shown(action: str, part: dict[str, Any], actor: str | None, target: str | None) -> str:
    source, targets = (" ".join(part[side]) or "-" for side in ("source", "targets"))
    return f"{actor} ({source}) | {action} = {part['type']} {part['status']} | {target} ({targets})"


def _scores(agreed: int, golds: int, coded: int) -> str:
    return f"{agreed / max(1, coded):7.3f}{agreed / max(1, golds):7.3f}{2 * agreed / max(1, golds + coded):7.3f}"


def _turned(gold: Act, coded: Act) -> bool:
    """The two sides of a reciprocal act may have changed places."""
    return gold.reciprocal and (gold.source, gold.target) == (coded.target, coded.source)


def _same_source(gold: Act, coded: Act) -> bool:
    return gold.source == coded.source or _turned(gold, coded)


def _same_target(gold: Act, coded: Act) -> bool:
    return gold.target == coded.target or _turned(gold, coded)


def _same_triple(gold: Act, coded: Act) -> bool:
    return _same_source(gold, coded) and _same_target(gold, coded) and gold.type == coded.type


def _any(*_: Act) -> bool:
    """For anchors: every mention counts, and to be paired is to agree."""
    return True


# name, which mentions count, when two of them agree
PARTS: tuple[tuple[str, Callable[[Act], bool], Callable[[Act, Act], bool]], ...] = (
    ("anchors", _any, _any),
    ("source", lambda act: bool(act.source), _same_source),
    ("target", lambda act: bool(act.target), _same_target),
    ("triple", lambda act: bool(act.source or act.target), _same_triple),
    ("dyad", lambda act: bool(act.source and act.target), _same_triple),
)


def main() -> None:
    """Print the figures, on request the errors of the dev half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("dev", "held", "second", "third", "fourth", "all"), default="all")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    options = parser.parse_args()
    if options.errors and options.half != "dev":
        parser.error("errors are listed of the dev half only: add --half dev")
    pairs = pairs_of(options.half, Coder(load_lexicon()))
    print("\n".join([*figures(pairs), "", *by_type(pairs)]))
    wrong = [pair for pair in pairs if not (pair.gold and pair.coded and _same_triple(pair.gold, pair.coded))]
    for pair in wrong[: options.errors]:
        print(f"- {pair.name} {pair.text}")
        print(f"    GOLD {pair.gold.shown if pair.gold else '-'}\n    GOT  {pair.coded.shown if pair.coded else '-'}")


if __name__ == "__main__":
    main()

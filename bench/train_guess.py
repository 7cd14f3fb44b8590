"""Fits the guesses of types that no row gives, and shows how far they can be trusted.

    python bench/train_guess.py            the figures, each verb judged by a model that has not seen it
    python bench/train_guess.py --write    fits on everything and writes data/guess.toml

It learns from the project's own sentences: the examples of the lexicon, fixtures/sentences, the articles of the gate and the
dev half of bench/dyads.jsonl. Each verb in them is read once more as if no row of the lexicon fitted it: what its clause
shows then are the clues, the type that its row or the annotation gives is the answer. "none" is an answer too.

The model is a multinomial logistic regression with a ridge. A lemma counts by the root of how often it is there. A clause
without a type counts NONE_WEIGHT times: a lexicon is written of verbs that do something, while of the verbs that no row fits
in a fresh text about half have no type. The figures count it as often.

The figures are cross-validated in FOLDS parts, all clauses of a lemma in one part: precision, then the share of the clauses
with a type that get the right one. "natural" are the clauses of gate and dyads, in which verbs are as frequent as in news;
"no row fits as it is" those of the texts that the lexicon was tuned on, where what has a type has long got its row.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]  # the cases' readers stand among the tests, which are not installed

from dyads import SENTENCES, halves_of, read_sentence  # noqa: E402 - behind the path

from dprk_events.events import Coder  # noqa: E402
from dprk_events.events.coder import plain_article  # noqa: E402
from dprk_events.events.guess import LEAST, NONE, Guesser  # noqa: E402
from dprk_events.events.unfitted import Unfitted  # noqa: E402
from dprk_events.model import Article  # noqa: E402
from dprk_events.tables import load_lexicon  # noqa: E402
from dprk_events.tables.rows import GuessRow  # noqa: E402
from tests.events.examples import unmark  # noqa: E402
from tests.events.sentences import read_cases  # noqa: E402
from tests.gate.scoring import corpus  # noqa: E402

TABLE = ROOT / "src" / "dprk_events" / "data" / "guess.toml"
HEAD = """\
# Clues to the type of an act whose verb no row fits: what each adds to the log odds of the types ("none": it has none).
# Fitted by bench/train_guess.py --write on the project's own sentences; decision 0045 says how far it can be trusted.
"""
FOLDS = 5
RIDGE = 2.0
RARE = 3  # a clue of fewer clauses is left out
SMALL = 0.05  # a weight nearer to nothing is left out
NONE_WEIGHT = 4.0
STEPS = 300
LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7)
NAME = re.compile(r"[a-z0-9-]+")
Floats = npt.NDArray[np.float64]
Weights = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause to learn from: its verb, its clues, its type, whether some row fits it and whether it stands in news."""

    lemma: str
    clues: Mapping[str, float]
    type: str
    fits: bool
    natural: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the project with the types that are annotated, by the place of the anchor; None: nothing is annotated."""

    article: Article
    types: Mapping[int, str | None] | None
    natural: bool


def texts() -> Iterator[Text]:
    """All that may be learnt from, in a fixed order."""
    for row in load_lexicon().verbs.values():
        for example in row.example:
            yield Text(plain_article(unmark(example).text), None, False)
    for case in read_cases("events"):
        types = {case.text.find(event["action"]): event["type"] for event in case.events if "type" in event}
        yield Text(case.article, {place: None if kind == NONE else kind for place, kind in types.items()} or None, False)
    for _, article, golds in corpus("reconciled"):
        yield Text(article, {gold.anchor: gold.type for gold in golds}, True)
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if "dev" in halves_of(record["id"]):
            article = read_sentence(record["text"])
            marks = {article.text.find(mark["anchor"]): mark["type"] for mark in record["events"]}
            yield Text(article, marks, True)


def clauses(coder: Coder) -> list[Clause]:
    """Every verb of the texts as if no row fitted it."""
    read = list(texts())
    found = coder.unfitted(text.article for text in read)
    return [_clause(verb, text) for text, verbs in zip(read, found, strict=True) for verb in verbs if _is_clear(verb, text)]


def fit(cases: Sequence[Clause]) -> Weights:
    """The weights of greatest likelihood under the ridge, by clue and type, rounded."""
    counts = Counter(clue for case in cases for clue in case.clues if NAME.fullmatch(clue))
    clues = sorted(clue for clue, count in counts.items() if count >= RARE)
    types = sorted({case.type for case in cases})
    place = {clue: at for at, clue in enumerate(clues)}
    table, answer = np.zeros((len(cases), len(clues))), np.zeros((len(cases), len(types)))
    for at, case in enumerate(cases):
        answer[at, types.index(case.type)] = 1.0
        for clue, value in case.clues.items():
            if clue in place:
                table[at, place[clue]] = value
    found = _maximum(table, answer, _counting(cases)[:, None])
    found -= found.mean(axis=1, keepdims=True)  # only what sets types apart counts
    return {
        clue: kept
        for clue, row in zip(clues, found.tolist(), strict=True)
        if (kept := {kind: round(weight, 2) for kind, weight in zip(types, row, strict=True) if abs(weight) >= SMALL})
    }


def left_out(cases: Sequence[Clause]) -> list[tuple[str, float]]:
    """The likeliest type of each clause and its chance, by a model that has not seen its verb."""
    lemmas = sorted({case.lemma for case in cases})
    fold = {lemma: at % FOLDS for at, lemma in enumerate(sorted(lemmas, key=lambda lemma: lemma[::-1]))}
    judged: dict[int, tuple[str, float]] = {}
    for part in range(FOLDS):
        rest = fit([case for case in cases if fold[case.lemma] != part])
        guesser = Guesser({clue: GuessRow.model_validate({"weights": row}) for clue, row in rest.items()}, least=0.0)
        for at, case in enumerate(cases):
            if fold[case.lemma] == part:
                guess = guesser(case.clues)
                judged[at] = (guess.type, guess.chance) if guess else (NONE, 1.0)
    return [judged[at] for at in range(len(cases))]


def figures(cases: Sequence[Clause], judged: Sequence[tuple[str, float]]) -> Iterator[str]:
    """Precision and coverage by what is asked for, then by type."""
    yield f"{'':24}{'clauses':>8}" + "".join(f"{f'at {level}':>13}" for level in LEVELS)
    for name, members in (
        ("all", [True for _ in cases]),
        ("verbs with other rows", ["no-rows" not in case.clues for case in cases]),
        ("verbs without a row", ["no-rows" in case.clues for case in cases]),
        ("natural", [case.natural for case in cases]),
        ("no row fits as it is", [not case.fits for case in cases]),
    ):
        chosen = [pair for pair, member in zip(zip(cases, judged, strict=True), members, strict=True) if member]
        yield f"{name:24}{len(chosen):8}" + "".join(f"{_score(chosen, level):>13}" for level in LEVELS)
    yield ""
    for kind in sorted({case.type for case in cases} - {NONE}):
        chosen = [(case, guess) for case, guess in zip(cases, judged, strict=True) if kind in (case.type, guess[0])]
        told = [(case, guess) for case, guess in chosen if guess[0] == kind and guess[1] >= LEAST]
        right = sum(case.type == kind for case, _ in told)
        there = sum(case.type == kind for case, _ in chosen)
        yield f"{kind:24}{there:8}  guessed {len(told):4}  right {right / max(1, len(told)):.2f}"


def write(weights: Weights) -> None:
    """The weights into the table."""
    rows = [
        f"\n[{clue}]\nweights = {{ {', '.join(f'{kind} = {weight}' for kind, weight in row.items())} }}\n"
        for clue, row in sorted(weights.items())
    ]
    TABLE.write_text(HEAD + "".join(rows), encoding="utf-8")


def _is_clear(verb: Unfitted, text: Text) -> bool:
    """Whether it is known which type is meant: not where the annotation stands on another word of the same action."""
    action = verb.event.action
    near = [place for place in text.types or {} if action.start <= place < action.end]
    return not text.natural or not near or action.anchor.start in near


def _clause(verb: Unfitted, text: Text) -> Clause:
    told = text.types is not None and (text.natural or verb.event.action.anchor.start in text.types)
    kind = (text.types or {}).get(verb.event.action.anchor.start) if told else verb.row_type
    if told and kind == verb.final_type and verb.row_type is not None:
        kind = verb.row_type  # a planned visit is annotated AGREE; the visit itself is what a guess should find
    return Clause(verb.lemma, verb.clues, kind or NONE, verb.fits, text.natural)


def _counting(cases: Sequence[Clause]) -> Floats:
    counts = Counter(case.lemma for case in cases)
    return np.array([(NONE_WEIGHT if case.type == NONE else 1.0) / math.sqrt(counts[case.lemma]) for case in cases])


def _maximum(table: Floats, answer: Floats, counting: Floats) -> Floats:
    """Gradient steps with Nesterov's momentum, begun anew where they overshoot; the best point is the only one."""
    weights = ahead = np.zeros((table.shape[1], answer.shape[1]))
    bend = float(np.linalg.norm(table.T @ (table * counting), 2)) / 2 + RIDGE
    push = 1.0
    for _ in range(STEPS):
        odds = table @ ahead
        odds = np.exp(odds - odds.max(axis=1, keepdims=True))
        slope = table.T @ (counting * (odds / odds.sum(axis=1, keepdims=True) - answer)) + RIDGE * ahead
        step = ahead - slope / bend
        following = (1 + math.sqrt(1 + 4 * push * push)) / 2
        if float(np.sum(slope * (step - weights))) > 0:
            push, following = 1.0, 1.0
        weights, ahead, push = step, step + (push - 1) / following * (step - weights), following
    return weights


def _score(chosen: Sequence[tuple[Clause, tuple[str, float]]], level: float) -> str:
    told = [(case, guess[0]) for case, guess in chosen if guess[0] != NONE and guess[1] >= level]
    right = sum(case.type == kind for case, kind in told)
    wrong = sum(NONE_WEIGHT if case.type == NONE else 1.0 for case, kind in told if case.type != kind)
    typed = sum(case.type != NONE for case, _ in chosen)
    return f"{right / max(1.0, right + wrong):.2f} {right / max(1, typed):.2f}"


def main() -> None:
    """Print the figures, or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    cases = clauses(Coder(load_lexicon()))
    if options.write:
        write(fit(cases))
    else:
        print("\n".join(figures(cases, left_out(cases))))


if __name__ == "__main__":
    main()

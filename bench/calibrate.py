"""How far confidence can be trusted, and new weights for it.

    python bench/calibrate.py            the reliability table, cross-validated, and that of the weights as they are shipped
    python bench/calibrate.py --write    fits the weights on all articles and writes them to data/confidence.toml

The model is a logistic regression with a ridge, fitted by Newton's method, of "anchor, actor, target and type are right" on
the traits of dprk_events.events.confidence. Cross-validated: each fifth of the articles is judged by weights that were
fitted on the other four, so that no mention is judged by weights that have seen its article. The ridge is the one of RIDGES
under which that gives the mentions the greatest likelihood. What this cannot show: the coder was improved and the
traits were chosen with these articles in sight, so that other texts may be read less well than their confidence says.
The table of the shipped weights is of the very mentions that they were fitted on.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the gate's scoring stands among the tests, which are not installed

from dprk_events.events import Coder  # noqa: E402 - behind the path
from dprk_events.events.confidence import BASE, TRAITS, estimate  # noqa: E402
from dprk_events.tables import load_lexicon  # noqa: E402
from tests.gate.reliability import Judged, calibration_error, reliability  # noqa: E402
from tests.gate.scoring import corpus, pair_up  # noqa: E402

TABLE = ROOT / "src" / "dprk_events" / "data" / "confidence.toml"
FOLDS = 5
RIDGES = (0.5, 1.0, 2.0, 4.0, 8.0)
# set by hand: whom a name means is no part of what the gate calls right, and the guesses have learnt from its articles
HELD = frozenset({"doubtful-name", "guessed"})
RIGID = 1e9
STEPS = 25  # Newton's method is done in fewer than ten
NAMES = (BASE, *TRAITS)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cases:
    """Every coded mention of the gate: its article's number, a row of 0 and 1 for its traits, and whether it is right."""

    article: npt.NDArray[np.int64]
    traits: Floats
    right: Floats


def cases(coder: Coder) -> Cases:
    """All coded mentions of the gate; one without an annotated mention is wrong."""
    pages = list(corpus("reconciled"))
    articles, rows, right = [], [], []
    coded = coder.weighed(article for _, article, _ in pages)
    for number, ((name, article, golds), found) in enumerate(zip(pages, coded, strict=True)):
        traits = {event.id: has for event, has in found}
        for pair in pair_up(name, article.text, golds, [event for event, _ in found]):
            if pair.event is not None:
                articles.append(number)
                rows.append([float(trait in traits[pair.event.id]) for trait in NAMES])
                right.append(float(pair.whole))
    return Cases(np.array(articles), np.array(rows), np.array(right))


def fit(traits: Floats, right: Floats, ridge: float, prior: Floats) -> Floats:
    """The weights of greatest likelihood under a ridge around nothing; free for the first, and HELD ones stay as they are.

    >>> [round(float(weight), 2) for weight in fit(np.ones((4, 1)), np.array([1.0, 1.0, 1.0, 0.0]), 1.0, np.zeros(1))]
    [1.1]
    """
    penalty = np.where(prior != 0, RIGID, ridge)
    penalty[0] = 0.0
    weights = prior.copy()
    for _ in range(STEPS):
        sure = chance(traits, weights)
        slope = traits.T @ (right - sure) - penalty * (weights - prior)
        bend = (traits * (sure * (1 - sure))[:, None]).T @ traits + np.diag(penalty)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def chance(traits: Floats, weights: Floats) -> Floats:
    """The model's chance of each row to be right."""
    return np.asarray(1 / (1 + np.exp(-(traits @ weights))), dtype=np.float64)


def cross_validated(data: Cases, ridge: float, prior: Floats) -> Floats:
    """The chance of each mention by weights that have not seen its article."""
    sure = np.zeros(len(data.right))
    for fold in range(FOLDS):
        held = data.article % FOLDS == fold
        sure[held] = chance(data.traits[held], fit(data.traits[~held], data.right[~held], ridge, prior))
    return sure


def likelihood(sure: Floats, right: Floats) -> float:
    """The mean log likelihood."""
    return float(np.mean(np.log(np.where(right > 0, sure, 1 - sure))))


def write(weights: Floats) -> None:
    """The weights into the table, each with what the table says about its trait."""
    text = TABLE.read_text(encoding="utf-8")
    about = {name: row["about"] for name, row in tomllib.loads(text).items()}
    head = text[: text.index("\n\n") + 1]
    rows = [
        f"\n[{name}]\nweight = {weight:.2f}\nabout = {json.dumps(about[name], ensure_ascii=False)}\n"
        for name, weight in zip(NAMES, weights, strict=True)
    ]
    TABLE.write_text(head + "".join(rows), encoding="utf-8")


def show(title: str, judged: list[Judged]) -> None:
    """A reliability table: of the mentions with about this confidence, how many are right."""
    print(f"\n{title}\n{'confidence':12}{'n':>6}{'predicted':>11}{'observed':>10}")
    for line in reliability(judged):
        print(f"{line.low:.1f} to {line.high:.1f}{'':2}{line.count:6}{line.predicted:11.3f}{line.observed:10.3f}")
    print(f"expected calibration error {calibration_error(judged):.3f} over {len(judged)} mentions")


def main() -> None:
    """Everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights to data/confidence.toml")
    options = parser.parse_args()
    lexicon = load_lexicon()
    data = cases(Coder(lexicon))
    prior = np.array([lexicon.confidence[name].weight if name in HELD else 0.0 for name in NAMES])
    tried = {ridge: cross_validated(data, ridge, prior) for ridge in RIDGES}
    ridge = max(RIDGES, key=lambda each: likelihood(tried[each], data.right))
    plain = np.full(len(data.right), data.right.mean())
    print(
        f"{len(data.right)} mentions, {data.right.mean():.3f} right; ridge {ridge:g}; mean log likelihood "
        f"{likelihood(tried[ridge], data.right):.3f}, of one chance for all {likelihood(plain, data.right):.3f}"
    )
    right = [bool(each) for each in data.right]
    show("cross-validated", [Judged(float(sure), good) for sure, good in zip(tried[ridge], right, strict=True)])
    if options.write:
        weights = fit(data.traits, data.right, ridge, prior)
        write(weights)
        shipped = {name: round(float(weight), 2) for name, weight in zip(NAMES, weights, strict=True)}
    else:
        shipped = {name: row.weight for name, row in lexicon.confidence.items()}
    named = [[name for name, has in zip(NAMES, row, strict=True) if has] for row in data.traits]
    show("as shipped", [Judged(estimate(has, shipped), good) for has, good in zip(named, right, strict=True)])


if __name__ == "__main__":
    main()

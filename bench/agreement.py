"""How far the two annotators of the gate corpus agree: a table of figures, and on request every difference.

    python bench/agreement.py [FOLDER FOLDER] [--differences]

The folders are those under fixtures/gate (annotator-a and annotator-b when none are given). A mention of one and a mention
of the other are the same when they stand on the same word; the other figures are over those shared mentions. Two phrases
overlap when they share a word other than an article, or when both are left out. Kappa is Cohen's: agreement beyond what the
two annotators' habits would give by chance.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

GATE = Path(__file__).parents[1] / "fixtures" / "gate"
ARTICLES = frozenset({"a", "an", "the"})

Mention = Mapping[str, Any]
Key = tuple[str, int, str]
"""Article, offset of the anchor, anchor."""


def mentions_of(folder: Path) -> dict[Key, Mention]:
    """Every mention that an annotator wrote down, by where it stands."""
    found: dict[Key, Mention] = {}
    for path in sorted(folder.glob("*.toml")):
        text = tomllib.loads((GATE / path.name).read_text(encoding="utf-8"))["text"]
        for mention in tomllib.loads(path.read_text(encoding="utf-8")).get("mention", []):
            anchor = mention["anchor"]
            places = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(anchor)}(?!\w)", text)]
            found[path.stem, places[mention.get("occurrence", 1) - 1], anchor] = mention
    return found


def overlaps(one: str, other: str) -> bool:
    """Whether two phrases share a word that says something.

    >>> overlaps("the ministry", "Seoul's ministry"), overlaps("the ministry", "the court"), overlaps("", "")
    (True, False, True)
    """
    words, others = _words(one), _words(other)
    return bool(words & others) or not (words or others)


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of two annotators' labels.

    >>> kappa([("a", "a"), ("b", "b"), ("a", "b"), ("b", "a")])
    0.0
    """
    count = len(pairs)
    seen = sum(one == other for one, other in pairs) / count
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[label] * others[label] for label in ones) / count**2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def countries_of(mention: Mention, key: str) -> frozenset[str]:
    """The countries of a role; one may stand without a list.

    >>> sorted(countries_of({"actor_country": "PRK"}, "actor_country"))
    ['PRK']
    """
    value = mention.get(key, [])
    return frozenset([value] if isinstance(value, str) else value)


SAME: dict[str, Callable[[Mention, Mention], bool]] = {
    "actor overlaps": lambda a, b: overlaps(a.get("actor", ""), b.get("actor", "")),
    "actor country": lambda a, b: countries_of(a, "actor_country") == countries_of(b, "actor_country"),
    "target overlaps": lambda a, b: overlaps(a.get("target", ""), b.get("target", "")),
    "target countries": lambda a, b: countries_of(a, "target_countries") == countries_of(b, "target_countries"),
    "type": lambda a, b: a["type"] == b["type"],
    "status": lambda a, b: a["status"] == b["status"],
    "reciprocal": lambda a, b: a.get("reciprocal", False) == b.get("reciprocal", False),
    "attribution": lambda a, b: _attributions_agree(a.get("attribution", []), b.get("attribution", [])),
}


def main() -> None:
    """Print the table."""
    names = [name for name in sys.argv[1:] if not name.startswith("--")] or ["annotator-a", "annotator-b"]
    missing = [name for name in names if not (GATE / name).is_dir()]
    if missing:
        sys.exit(f"agreement.py: no folder {', '.join(missing)} in {GATE}")
    one, other = (mentions_of(GATE / name) for name in names)
    shared = sorted(one.keys() & other.keys())
    pairs = [(one[key], other[key]) for key in shared]
    print(f"{'mentions':18} {len(one)} and {len(other)}, {len(shared)} on the same anchor")
    print(f"{'anchor F1':18} {2 * len(shared) / (len(one) + len(other)):.3f}")
    for label, same in SAME.items():
        agreed = sum(same(a, b) for a, b in pairs)
        beyond = f"  kappa {kappa([(a[label], b[label]) for a, b in pairs]):.3f}" if label in {"type", "status"} else ""
        print(f"{label:18} {agreed / len(pairs):.3f}{beyond}")
    if "--differences" in sys.argv[1:]:
        _print_differences(one, other)


def _print_differences(one: Mapping[Key, Mention], other: Mapping[Key, Mention]) -> None:
    for key in sorted(one.keys() | other.keys()):
        a, b = one.get(key), other.get(key)
        if a is None or b is None:
            print(
                f"{key[0]} {key[2]}@{key[1]}: {'only the second' if a is None else 'only the first'}: {_line(a or b or {})}"
            )
        elif differing := [label for label, same in SAME.items() if not same(a, b)]:
            print(f"{key[0]} {key[2]}@{key[1]}: {', '.join(differing)}\n    {_line(a)}\n    {_line(b)}")


def _line(mention: Mention) -> str:
    return " | ".join(
        f"{key}={value}" for key, value in mention.items() if key not in {"anchor", "occurrence", "actor_sector"}
    )


def _words(phrase: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w$]+", phrase.lower())) - ARTICLES


def _attributions_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) == len(other) and all(overlaps(a, b) for a, b in zip(one, other, strict=True))


if __name__ == "__main__":
    main()

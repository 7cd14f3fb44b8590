"""How much of ten years' news the actor lexicon knows: resolves the names of actors.tsv and says which are missing.

    python bench/actors.py [--misses]

The list was written from memory of the news, not from the lexicon. A name counts when it resolves to an entity of the
country given ("-": to any entity of the lexicon).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from dprk_events.tables import load_lexicon
from dprk_events.tables.actor_index import ActorIndex
from dprk_events.tables.lookup import look_up

LIST = Path(__file__).with_name("actors.tsv")


def main() -> None:
    """Print known and all names by section."""
    index = ActorIndex(load_lexicon().actors)
    known: Counter[str] = Counter()
    listed: Counter[str] = Counter()
    misses: list[str] = []
    section = ""
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            section = line[2:]
        elif line:
            phrase, _, country = line.partition("\t")
            listed[section] += 1
            if _resolves(phrase, country, index):
                known[section] += 1
            else:
                misses.append(f"{section}: {phrase}")
    for name, count in listed.items():
        print(f"{name:14} {known[name]:4} of {count:4}  {known[name] / count:.1%}")
    total, found = sum(listed.values()), sum(known.values())
    print(f"{'all':14} {found:4} of {total:4}  {found / total:.1%}")
    if "--misses" in sys.argv[1:]:
        print("\n".join(misses))


def _resolves(phrase: str, country: str, index: ActorIndex) -> bool:
    rows = [index.rows[found.choice.claim.id] for found in look_up(phrase, index) if found.choice.claim]
    named = [row for row in rows if row.kind != "role"]
    return any(country in {"-", row.country} for row in named)


if __name__ == "__main__":
    main()

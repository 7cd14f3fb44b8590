"""How much of ten years' news the actor lexicon knows: resolves the names of actors.tsv and says which are missing.

    python bench/actors.py [--misses] [--speed] [--world]

The list was written from memory of the news, not from the lexicon. A name counts when it resolves to an entity of the
country given ("-": to any entity of the lexicon). ``--world`` runs actors_world.tsv instead: phrases such as "a Lyon
prosecutor" or "Kosovo Serbs", each as the actor of a sentence, right when its entities have exactly the countries given.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections import Counter
from pathlib import Path

from dprk_events.tables import load_lexicon
from dprk_events.tables.actor_index import ActorIndex
from dprk_events.tables.lookup import look_up

CASES = Path(__file__).parents[1] / "fixtures" / "sentences" / "actors"
LIST = Path(__file__).with_name("actors.tsv")
WORLD = Path(__file__).with_name("actors_world.tsv")


def main() -> None:
    """Print known and all names by section."""
    if "--world" in sys.argv[1:]:
        _world()
        return
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
    if "--speed" in sys.argv[1:]:
        _speed()


def _world() -> None:
    """Phrases of the world's news in a sentence: right countries, and of these right sectors."""
    from dprk_events.events.actors import find_actors
    from dprk_events.events.coder import DEFAULT_MODEL, load_model
    from dprk_events.events.where import PlaceIndex, find_places

    lexicon = load_lexicon()
    nlp, index, places = load_model(DEFAULT_MODEL)[0], ActorIndex(lexicon.actors), PlaceIndex(lexicon.places)
    lines = [line.split("\t") for line in WORLD.read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]
    right = sectors = 0
    for phrase, countries, wanted in lines:
        doc = nlp(f"{phrase[0].upper()}{phrase[1:]} rejected the proposal on Tuesday.")
        span = doc.char_span(0, len(phrase), alignment_mode="expand")
        cast = find_actors(doc, index, published=None, places=find_places(doc, places).named)
        entities = cast.entities(span.start, span.end, span.root.i, part="actor")
        got = "+".join(sorted({entity.country for entity in entities if entity.country})) or "-"
        if entities and got in countries.split("|"):
            right += 1
            sectors += wanted == "-" or all((entity.sector or "-") in [*wanted.split("|"), "-"] for entity in entities)
        else:
            print(f"{phrase}: {got if entities else 'nobody'}, not {countries}")
    print(
        f"{right} of {len(lines)} have the right countries ({right / len(lines):.1%}), {sectors} of these the right sectors"
    )


def _speed() -> None:
    """Loading and finding beside the parse of the same text, in one run, in seconds of the processor."""
    from dprk_events.events.actors import find_actors
    from dprk_events.events.coder import DEFAULT_MODEL, load_model

    began = time.process_time()
    lexicon = load_lexicon()
    index = ActorIndex(lexicon.actors)
    loaded = time.process_time() - began
    sentences = [case["text"] for path in sorted(CASES.glob("*.toml")) for case in tomllib.loads(path.read_text()).values()]
    texts = [" ".join(sentences[at : at + 12]).translate({123: None, 125: None}) for at in range(0, len(sentences), 12)] * 4
    nlp = load_model(DEFAULT_MODEL)[0]
    began = time.process_time()
    docs = list(nlp.pipe(texts))
    parsed = time.process_time() - began
    began = time.process_time()
    for doc in docs:
        find_actors(doc, index, published=None)
    found = time.process_time() - began
    print(f"{len(lexicon.actors)} actors and the other tables load in {loaded * 1000:.0f} ms (from the cache)")
    print(
        f"{sum(map(len, docs))} tokens: parse {parsed:.2f} s, find_actors {found:.2f} s ({found / parsed:.1%} of the parse)"
    )


def _resolves(phrase: str, country: str, index: ActorIndex) -> bool:
    rows = [index.rows[found.choice.claim.id] for found in look_up(phrase, index) if found.choice.claim]
    named = [row for row in rows if row.kind != "role"]
    return any(country in {"-", row.country} for row in named)


if __name__ == "__main__":
    main()

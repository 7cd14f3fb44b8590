"""Which share of actor and target phrases resolves to the right countries.

    python bench/phrase_countries.py SENTENCES.jsonl

SENTENCES has lines with id, text, actor and target; phrase_countries.tsv holds the labels by id, so that no sentence of it
is kept here. A phrase is right when its entities have exactly the labelled countries.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dprk_events.events.actors import ActorIndex, find_actors
from dprk_events.events.coder import DEFAULT_MODEL, load_model
from dprk_events.events.where import PlaceIndex, find_places
from dprk_events.tables import load_lexicon

LABELS = Path(__file__).with_name("phrase_countries.tsv")


def main() -> None:
    """Print the share and every phrase that is not right."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    sentences: dict[str, dict[str, str]] = {}
    for line in lines:
        sentences.setdefault(json.loads(line)["id"], json.loads(line))
    lexicon = load_lexicon()
    nlp, index, places = load_model(DEFAULT_MODEL)[0], ActorIndex(lexicon.actors), PlaceIndex(lexicon.places)
    labels = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    right = 0
    for entry, part, wanted in labels:
        sentence = sentences[entry]
        got = _countries(nlp(sentence["text"]), sentence[part], part, index, places)
        right += got == set(wanted.split("+"))
        if got != set(wanted.split("+")):
            print(f"{entry} {part}: {'+'.join(sorted(got)) or 'nobody'}, not {wanted}")
    print(f"{right} of {len(labels)} phrases have the right countries: {right / len(labels):.1%}")


def _countries(doc: object, phrase: str, part: str, index: ActorIndex, places: PlaceIndex) -> set[str]:
    start = doc.text.find(phrase)  # type: ignore[attr-defined]
    span = doc.char_span(start, start + len(phrase), alignment_mode="expand")  # type: ignore[attr-defined]
    cast = find_actors(doc, index, published=None, places=find_places(doc, places).named)  # type: ignore[arg-type]
    entities = cast.entities(span.start, span.end, span.root.i, part="target" if part == "target" else "actor")
    return {entity.country for entity in entities if entity.country}


if __name__ == "__main__":
    main()

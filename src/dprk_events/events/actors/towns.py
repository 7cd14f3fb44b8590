"""Towns that only the gazetteer knows, read as names of their countries: "a *Milan* judge", "police in *Lyon*"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dprk_events.events.actors.match import Match
from dprk_events.events.tokens import Doc, Span, Token
from dprk_events.events.where import Named
from dprk_events.tables.naming import NameTable
from dprk_events.tables.pieces import fold
from dprk_events.tables.rows import ActorRow

_PLACE = frozenset({"GPE", "LOC", "FAC"})
DOUBT = 0.6  # certainty of a town that shares its name with others
_PARTICLES = frozenset({"de", "del", "da", "do", "dos", "das", "di", "du"})
_AT = frozenset({"in", "near", "outside"})
_BEFORE = frozenset({"in", "at", "near", "of", "from", "outside"})


@dataclass(frozen=True, slots=True)
class Town:
    """Tokens [start, end) name a place; ``row`` is what the lexicon would say of it; ``sure``: that this one is meant."""

    start: int
    end: int
    id: str
    row: ActorRow
    sure: float


def find_towns(
    doc: Doc, named: tuple[Named, ...], taken: Mapping[int, Match], names: NameTable, countries: Mapping[str, int]
) -> Iterator[Town]:
    """The places that no actor is called by; of several of one name that of a country in the text, else the best known."""
    for place in named:
        span = place.span
        listed = any(token in taken for token in range(span.start, span.end)) or names.of(fold(span.text))
        if listed or not _stands_alone(doc, span, taken):
            continue
        row = next((row for row in place.rows if row.country in countries), place.rows[0])
        if row.country:
            state = row.country.lower()
            entry = ActorRow.model_validate(
                {"kind": "state", "name": row.name, "country": row.country, "sector": "CVL", "of": state}
            )
            sure = 1.0 if len({row.country for row in place.rows}) == 1 or row.country in countries else DOUBT
            yield Town(span.start, span.end, f"{state}-{fold(row.name).replace(' ', '-')}", entry, sure)


def _stands_alone(doc: Doc, span: Span, taken: Mapping[int, Match]) -> bool:
    """Not the "Milan" of "Milan Kundera" or of "AC Milan", nor a word that the parse takes for no place."""
    if not span[0].text[0].isupper() or span.root.pos_ not in {"PROPN", "NOUN", "ADJ"}:
        return False
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    if {before and before.text, after and after.text} & {"-", "–"}:
        return False
    if after is not None and after.lower_ in _PARTICLES:
        return False  # "Santa Rosa *de* Osos" is another town
    for other in (before, after):
        if other is not None and other.pos_ == "PROPN" and other.text[0].isupper() and other.i not in taken:
            return False
    label = span.root.ent_type_
    whole = span[0].ent_iob_ != "I" and (after is None or after.ent_iob_ != "I")
    if whole and before is not None and before.lower_ in _AT and span.root.dep_ == "pobj":
        return True  # "in *Manaus*", whatever the model takes it for
    return label in _PLACE or (label != "PERSON" and (_owns(span, taken) or (not label and _follows(before))))


def _owns(span: Span, taken: Mapping[int, Match]) -> bool:
    """ "*Rotterdam* judges": it modifies a role noun."""
    owned = taken.get(span.root.head.i) if span.root.dep_ in {"compound", "nmod", "amod", "poss"} else None
    return owned is not None and owned.kind == "role"


def _follows(before: Token | None) -> bool:
    return before is not None and before.lower_ in _BEFORE

"""What a cast promises beside entities: ids of composed actors, kinds of tokens, certainty, and an order of entities."""

from __future__ import annotations

from spacy.language import Language

from dprk_events.events.actors import ActorIndex, Cast, find_actors
from dprk_events.events.tokens import read_tokens
from dprk_events.tables.rows import ActorRow

ROWS = {
    "deu": ActorRow(kind="state", name="Germany", country="DEU", sector="GOV", demonyms=("German", "Germans")),
    "jpn": ActorRow(kind="state", name="Japan", country="JPN", sector="GOV", demonyms="Japanese", metonyms="Tokyo"),
    "jpn-mod": ActorRow(kind="organ", name="Japanese defence ministry", country="JPN", sector="MIL", of="jpn"),
    "two": ActorRow(kind="bloc", name="two allies", members=("deu", "jpn")),
    "an-u": ActorRow(kind="person", name="An U", country="PRK", sector="GOV"),
    "an-u-singer": ActorRow(kind="person", name="An U", country="PRK", sector="GOV"),
    "defence-ministry": ActorRow(kind="role", name="defence ministry", sector="GOV", sort="body"),
    "envoy": ActorRow(kind="role", name="envoy", aliases="envoys", sector="GOV", sort="person", abroad=True),
    "fighter": ActorRow(kind="role", name="fighters", sector="REB", sort="people"),
    "red-front": ActorRow(kind="group", name="Red Front", sector="REB"),
}
INDEX = ActorIndex(ROWS)


def cast_of(nlp: Language, text: str) -> Cast:
    return find_actors(read_tokens([nlp(text)]), INDEX, published=None)


def test_ids_of_composed_actors_are_of_owner_and_noun(nlp: Language) -> None:
    cast = cast_of(nlp, "Germany's defence ministry agreed.")
    (entity,) = cast.entities(0, 4, 3, part="actor")
    assert (entity.id, entity.name, entity.sector, entity.via) == (
        "deu-defence-ministry",
        "defence ministry of Germany",
        "GOV",
        "composition",
    )


def test_a_listed_organ_is_what_composition_means(nlp: Language) -> None:
    cast = cast_of(nlp, "The defence ministry of Japan agreed.")
    assert [entity.id for entity in cast.entities(0, 5, 2, part="actor")] == ["jpn-mod"]


def test_entities_stand_in_text_order_and_once(nlp: Language) -> None:
    cast = cast_of(nlp, "Tokyo, Germany and Japan agreed.")
    assert [entity.id for entity in cast.entities(0, 5, 0, part="actor")] == ["jpn", "deu"]


def test_kinds_of_tokens(nlp: Language) -> None:
    cast = cast_of(nlp, "A German envoy of the Red Front met the two allies and An U quietly.")
    assert [cast.kind(token) for token in range(14)] == [
        None, "state", "role", None, None, "group", "group", None, None, "bloc", "bloc", None, "person", "person",
    ]  # fmt: skip


def test_certainty_falls_where_nothing_decides(nlp: Language) -> None:
    cast = cast_of(nlp, "An U met Germany.")
    assert cast.certainty(0, 2) == 0.5
    assert cast.certainty(3, 4) == 1.0


def test_members_of_a_bloc(nlp: Language) -> None:
    cast = cast_of(nlp, "The two allies agreed.")
    assert [entity.id for entity in cast.entities(0, 3, 2, part="actor")] == ["deu", "jpn"]


def test_a_group_owns_its_fighters(nlp: Language) -> None:
    cast = cast_of(nlp, "Red Front fighters agreed.")
    assert [entity.id for entity in cast.entities(0, 3, 2, part="actor")] == ["red-front-fighter"]

"""Guessed types: only where no row fits, only when sure enough, and nothing else of the mention changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dprk_events.events import Coder
from dprk_events.events.clues import known
from dprk_events.events.coder import plain_article
from dprk_events.events.guess import ALWAYS, LEAST, NONE, Guesser
from dprk_events.model import PLOVER_TYPES, Event
from dprk_events.tables import Lexicon, load_lexicon
from dprk_events.tables.rows import GuessRow

# "glorp" is no word: no row will ever know it
GUESSED = {
    "Riot police glorped dozens of protesters in Oslo.": "COERCE",
    "Rebel gunmen glorped two villagers with rifles.": "ASSAULT",
    "Norway glorped Minsk to hold talks.": "REQUEST",
}
SILENT = (
    "Norway glorped Belarus.",
    "The envoy glorped a hat in Oslo.",
    "Norway amended its constitution.",  # a row knows that it has no type
)
ROLES = ("object", "subject", "phrase", "near")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def coder(lexicon: Lexicon) -> Coder:
    return Coder(lexicon)


@pytest.fixture(scope="module")
def never(lexicon: Lexicon) -> Coder:
    """A coder that never guesses."""
    return Coder(replace(lexicon, guess={}))


def mention(coder: Coder, text: str) -> Event:
    """The only mention of a sentence."""
    ((found,),) = coder.mentions([plain_article(text)])
    return found


def untyped(event: Event) -> Event:
    """The event without its type and what follows from that."""
    action = replace(event.action, type=None, mode=None, quad=None, intensity=None, type_via=None)
    return replace(event, action=action, contexts=(), topics=(), confidence=0.0)


@pytest.mark.parametrize(("text", "kind"), GUESSED.items())
def test_a_verb_without_a_row_may_get_a_type(coder: Coder, text: str, kind: str) -> None:
    action = mention(coder, text).action
    assert (action.type, action.type_via) == (kind, "guess")
    assert action.quad is not None
    assert action.intensity is not None


@pytest.mark.parametrize("text", SILENT)
def test_no_type_is_guessed(coder: Coder, text: str) -> None:
    action = mention(coder, text).action
    assert (action.type, action.mode, action.type_via) == (None, None, None)


@pytest.mark.parametrize("text", ["Norway condemned Pyongyang.", "Norway refused to glorp."])
def test_a_row_says_so(coder: Coder, text: str) -> None:
    assert mention(coder, text).action.type_via == "lexicon"


def test_a_demand_with_must_rests_on_grammar(coder: Coder) -> None:
    action = mention(coder, "Belarus must glorp the sailors, Norway said.").action
    assert (action.type, action.type_via) == ("REQUEST", "grammar")


@pytest.mark.parametrize("text", [*GUESSED, *SILENT])
def test_a_guess_changes_nothing_but_the_type(coder: Coder, never: Coder, text: str) -> None:
    one, other = (untyped(mention(each, text)) for each in (coder, never))
    assert one == other


@pytest.mark.parametrize("text", GUESSED)
def test_a_guess_is_less_sure(coder: Coder, never: Coder, text: str) -> None:
    assert mention(coder, text).confidence < mention(never, text).confidence


def test_what_is_only_announced_is_no_such_act_yet(coder: Coder) -> None:
    action = mention(coder, "Riot police will glorp dozens of protesters in Oslo.").action
    assert (action.type, action.type_via) == ("THREATEN", "guess")


def test_explain_says_that_it_is_a_guess_and_from_what(coder: Coder) -> None:
    told = coder.explain("Norway glorped Minsk to hold talks.")
    assert "REQUEST, guessed (0." in told
    assert "complement-to" in told


def test_every_type_and_no_other_can_be_guessed(lexicon: Lexicon) -> None:
    assert {kind for row in lexicon.guess.values() for kind in row.weights} == {*PLOVER_TYPES, NONE}


def test_every_clue_is_one_that_a_clause_can_show(lexicon: Lexicon) -> None:
    """A class, type or role that the lexicon has lost would leave its weights idle: fit anew."""
    words = known(lexicon.verbs, lexicon.nouns)
    kinds = set(words.rows.values())
    possible = {f"{role}-in-{name}" for role in ROLES for name in lexicon.nouns}
    possible |= {f"{role}-deed-{kind}" for role in ROLES for kind in kinds}
    possible |= {f"{start}-{kind}" for start in ("rows", "row", "only") for kind in kinds}
    tables = [
        clue for clue in lexicon.guess if "-in-" in clue or "-deed-" in clue or clue.startswith(("rows-", "row-", "only-"))
    ]
    assert len(tables) > 100
    assert set(tables) <= possible
    assert ALWAYS in lexicon.guess


def test_a_guess_that_is_not_sure_is_none() -> None:
    guesser = Guesser({ALWAYS: GuessRow(weights={"AID": 0.2, "AGREE": 0.1, "none": 0.0})})
    assert guesser({ALWAYS: 1.0}) is None
    sure = Guesser({ALWAYS: GuessRow(weights={"AID": 3.0, "AGREE": 0.1, "none": 0.0})})({ALWAYS: 1.0})
    assert sure is not None
    assert sure.chance >= LEAST


def test_no_type_is_an_answer() -> None:
    assert Guesser({ALWAYS: GuessRow(weights={"AID": 0.2, "none": 9.0})})({ALWAYS: 1.0}) is None


def test_clues_that_nobody_weighs_say_nothing() -> None:
    assert Guesser({})({"passive": 1.0}) is None

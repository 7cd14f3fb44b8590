"""The forms of the lexicon's verbs: regular, doubled, irregular, prefixed, and those left to the model."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from dprk_events.events.lemmas import correct_lemmas, verb_forms
from dprk_events.events.tokens import read_tokens

WORDS = (
    "ban bar die find fine found free install lay lie overfly phish rap rape rebuild stage supply travel visit wage withdraw"
)
FORMS = verb_forms(WORDS.split())


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("staged", "stage"),
        ("waging", "wage"),
        ("fined", "fine"),
        ("installed", "install"),
        ("banned", "ban"),
        ("barring", "bar"),
        ("raped", "rape"),
        ("rapped", "rap"),
        ("phishes", "phish"),
        ("supplies", "supply"),
        ("supplied", "supply"),
        ("freed", "free"),
        ("dying", "die"),
        ("rebuilt", "rebuild"),
        ("overflew", "overfly"),
        ("withdrawn", "withdraw"),
        ("travelled", "travel"),
        ("traveled", "travel"),
        ("visiting", "visit"),
    ],
)
def test_form(form: str, lemma: str) -> None:
    assert FORMS[form] == lemma


@pytest.mark.parametrize("form", ["found", "lay", "baned", "staging area"])
def test_shared_and_wrong_forms_are_left_to_the_model(form: str) -> None:
    assert form not in FORMS


def test_only_verbs_are_corrected() -> None:
    parse = Doc(
        spacy.blank("en").vocab,
        words=["Rebels", "staged", "staged", "fights"],
        pos=["NOUN", "VERB", "ADJ", "NOUN"],
        lemmas=["rebel", "stag", "stag", "fight"],
    )
    doc = read_tokens([parse])
    correct_lemmas(doc, FORMS)
    assert [token.lemma_ for token in doc] == ["rebel", "stage", "stag", "fight"]

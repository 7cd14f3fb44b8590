"""The slots of hand-built sentences, so that no parser decides the outcome."""

from __future__ import annotations

import spacy

from dprk_events.events.slots import verb_slots
from dprk_events.events.tokens import Doc, Token, read_tokens
from dprk_events.events.voice import is_passive

Word = tuple[str, str, str, str, int]  # text, tag, part of speech, label, head
VOCAB = spacy.blank("en").vocab


def sentence(*words: Word) -> Doc:
    parse = spacy.tokens.Doc(
        VOCAB,
        words=[word[0] for word in words],
        lemmas=[word[0].lower() for word in words],
        tags=[word[1] for word in words],
        pos=[word[2] for word in words],
        deps=[word[3] for word in words],
        heads=[word[4] for word in words],
    )
    return read_tokens([parse])


def texts(heads: list[Token]) -> list[str]:
    return [head.text for head in heads]


def test_passive_turns_subject_and_agent_round() -> None:
    doc = sentence(
        ("ship", "NN", "NOUN", "nsubjpass", 2),
        ("was", "VBD", "AUX", "auxpass", 2),
        ("seized", "VBN", "VERB", "ROOT", 2),
        ("by", "IN", "ADP", "agent", 2),
        ("Seoul", "NNP", "PROPN", "pobj", 3),
    )
    slots = verb_slots(doc[2])
    assert is_passive(doc[2])
    assert texts(slots.subject) == ["Seoul"]
    assert texts(slots.object) == ["ship"]


def test_gerund_behind_by_is_no_complement() -> None:
    doc = sentence(
        ("Seoul", "NNP", "PROPN", "nsubj", 1),
        ("answered", "VBD", "VERB", "ROOT", 1),
        ("by", "IN", "ADP", "prep", 1),
        ("expelling", "VBG", "VERB", "pcomp", 2),
        ("diplomats", "NNS", "NOUN", "dobj", 3),
    )
    slots = verb_slots(doc[1])
    assert slots.complements == []
    assert [clause.text for _, clause in slots.manner] == ["expelling"]
    assert texts(verb_slots(doc[3]).subject) == ["Seoul"]


def test_relative_pronoun_stands_for_its_noun() -> None:
    doc = sentence(
        ("talks", "NNS", "NOUN", "ROOT", 0),
        ("which", "WDT", "PRON", "dobj", 5),
        ("Tokyo", "NNP", "PROPN", "nsubj", 3),
        ("refused", "VBD", "VERB", "relcl", 0),
        ("to", "TO", "PART", "aux", 5),
        ("attend", "VB", "VERB", "xcomp", 3),
    )
    assert texts(verb_slots(doc[5]).object) == ["talks"]

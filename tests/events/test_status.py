"""Status, one kind of evidence a row: auxiliaries, governors, negation, conditions, hedges."""

from __future__ import annotations

import pytest

from dprk_events.events.coder import Coder
from dprk_events.tables import load_lexicon

CASES = {
    "a past": ("Oslo froze the accounts.", "froze", "occurred"),
    "going on": ("Oslo is freezing the accounts.", "freezing", "occurred"),
    "will": ("Oslo will freeze the accounts.", "freeze", "planned"),
    "going to": ("Oslo is going to freeze the accounts.", "freeze", "planned"),
    "a governor plans": ("Oslo plans to freeze the accounts.", "freeze", "planned"),
    "said it would": ("Oslo said it would freeze the accounts.", "freeze", "planned"),
    "may": ("Oslo may freeze the accounts.", "freeze", "possible"),
    "an adverb": ("Oslo reportedly froze the accounts.", "froze", "possible"),
    "a governor believes": ("Oslo is believed to have frozen the accounts.", "frozen", "possible"),
    "a refusal": ("Oslo refused to freeze the accounts.", "refused", "refused"),
    "will not": ("Oslo will not sign the treaty.", "sign", "refused"),
    "a denial": ("Oslo denied the report.", "denied", "denied"),
    "not denied": ("Oslo did not deny the report.", "deny", "negated"),
    "neither nor": ("Oslo neither confirmed nor denied the report.", "denied", "negated"),
    "not": ("Oslo did not freeze the accounts.", "freeze", "negated"),
    "never": ("Oslo never froze the accounts.", "froze", "negated"),
    "no object": ("Oslo signed no treaty with Minsk.", "signed", "negated"),
    "not only": ("Oslo not only froze the accounts but expelled the envoy.", "froze", "occurred"),
    "a failure": ("Oslo failed to freeze the accounts.", "freeze", "failed"),
    "a failed attempt": ("Oslo made a failed attempt to freeze the accounts.", "freeze", "failed"),
    "a condition": ("If Oslo freezes the accounts, Minsk will expel the envoy.", "freezes", "hypothetical"),
    "on a condition": ("If Oslo freezes the accounts, Minsk will expel the envoy.", "expel", "hypothetical"),
    "a negated condition": ("Minsk will expel the envoy if Oslo does not sign the treaty.", "sign", "hypothetical"),
    "no evidence": ("There is no evidence that Oslo has frozen the accounts.", "frozen", "negated"),
    "signs": ("There are signs that Oslo has frozen the accounts.", "frozen", "possible"),
    "fears": ("Fears that Oslo would freeze the accounts grew.", "freeze", "possible"),
    "awaited": ("Oslo will lift the ban once Minsk frees the sailors.", "frees", "planned"),
    "whether": ("Oslo is considering whether to freeze the accounts.", "freeze", "possible"),
    "inverted condition": ("Should Oslo freeze the accounts, Minsk will expel the envoy.", "freeze", "hypothetical"),
    "tried": ("Oslo tried to freeze the accounts.", "freeze", "failed"),
    "trying": ("Oslo is trying to freeze the accounts.", "freeze", "planned"),
    "would": ("Oslo would freeze the accounts.", "freeze", "hypothetical"),
}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(load_lexicon())


@pytest.mark.parametrize(("sentence", "anchor", "status"), CASES.values(), ids=CASES)
def test_status(coder: Coder, sentence: str, anchor: str, status: str) -> None:
    (readings,) = coder.readings([sentence])
    assert {reading.event.action.anchor.text: reading.event.status for reading in readings}[anchor] == status


def test_what_is_offered_on_a_condition_keeps_the_type_of_an_offer(coder: Coder) -> None:
    offered, harm = coder.readings(["Oslo would meet Minsk if asked.", "If attacked, Oslo will shell Minsk."])
    assert [reading.event.action.type for reading in offered] == ["AGREE"]
    assert [reading.event.action.type for reading in harm if reading.event.actor] == ["THREATEN"]

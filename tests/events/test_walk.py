"""Which clauses of a sentence become mentions, with which actor; what a governor swallows and what asserts nothing."""

from __future__ import annotations

import pytest

from dprk_events.events.coder import Coder
from dprk_events.tables import load_lexicon

MENTIONS = {
    "one act": ("Oslo froze the accounts.", [("Oslo", "froze")]),
    "joined verbs share the actor": (
        "Oslo froze the accounts and expelled the envoy.",
        [("Oslo", "froze"), ("Oslo", "expelled")],
    ),
    "an act swallows its complement": ("Oslo refused to reopen the embassy.", [("Oslo", "refused")]),
    "a governor hands on its subject": ("Oslo began to withdraw its soldiers.", [("Oslo", "withdraw")]),
    "a report is no mention": ("Oslo said Minsk had expelled the envoy.", [("Minsk", "expelled")]),
    "a conjunct joins the verb of its tense": (
        "Oslo said Minsk would expel the envoy and warned Riga.",
        [("Minsk", "expel"), ("Oslo", "warned")],
    ),
    "content of the object": ("Oslo denied claims that it had shelled Minsk.", [("Oslo", "denied")]),
    "a demand": ("Oslo says Minsk must free the sailors.", [("Oslo", "says")]),
    "a demand on whom it is told": ("Oslo told Riga that Minsk must free the sailors.", [("Oslo", "told")]),
    "an attempt": ("Oslo's attempt to close the border ended in failure.", [("Oslo's", "close")]),
    "an event noun with its own actor": ("The arrest of two sailors by Minsk came at night.", [("Minsk", "arrest")]),
    "one doer does not act twice": ("Minsk was blamed for the attack by Oslo.", [("Oslo", "blamed")]),
    "a passive without agent": ("Three smugglers were arrested in Riga.", [(None, "arrested")]),
    "semicolons": ("Oslo froze the funds; Rome expelled an envoy.", [("Oslo", "froze"), ("Rome", "expelled")]),
    "a statement acts for its owner": ("The statement denounced Oslo.", [("The statement", "denounced")]),
    "all of whom": (
        "The six envoys, all of whom condemned Minsk, left.",
        [("The six envoys", "condemned"), ("The six envoys", "left")],
    ),
}
NOTHING = {
    "a question": "Did Oslo freeze the accounts?",
    "an indirect question": "Nobody knows why Oslo froze the accounts.",
    "a bare infinitive": "There was a plan to freeze the accounts.",
    "a scenario": "In one scenario, Oslo invades Minsk.",
    "hard to do": "It is difficult to verify the claim.",
    "a hidden source": "Experts who asked not to be named said the roof was new.",
    "a habit": "Oslo exports fish.",
    "a past habit of a passive": "The anthem is played before every game.",
    "an accident": "Two workers were killed when a crane collapsed.",
    "nobody was hurt": "Nobody was injured.",
    "what is awaited": "The ship waits until the ransom is paid.",
    "how": "How Minsk earns money",
}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(load_lexicon())


@pytest.mark.parametrize(("sentence", "expected"), MENTIONS.values(), ids=MENTIONS)
def test_mentions(coder: Coder, sentence: str, expected: list[tuple[str | None, str]]) -> None:
    (readings,) = coder.readings([sentence])
    events = [reading.event for reading in readings]
    assert [(event.actor and event.actor.text, event.action.anchor.text) for event in events] == expected


@pytest.mark.parametrize("sentence", NOTHING.values(), ids=NOTHING)
def test_nothing_is_asserted(coder: Coder, sentence: str) -> None:
    assert coder.readings([sentence]) == [[]]


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        ("Oslo froze the accounts, wrote the minister.", ["the minister"]),
        ("The Times reported, citing envoys, that Oslo had frozen the accounts.", ["The Times", "envoys"]),
        ("An envoy was quoted as saying that Oslo had frozen the accounts.", ["An envoy"]),
        ("Minister: Oslo froze the accounts.", ["Minister"]),
        ("Oslo froze the accounts.", []),
    ],
)
def test_who_says_so(coder: Coder, sentence: str, sources: list[str]) -> None:
    ((reading,),) = coder.readings([sentence])
    assert [said.text for said in reading.event.attribution] == sources

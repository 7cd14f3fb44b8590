"""One model and one index for all tests of the actors."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dprk_events.events.actors import ActorIndex
from dprk_events.events.coder import DEFAULT_MODEL, load_model
from dprk_events.events.where import PlaceIndex
from dprk_events.tables import load_lexicon


@pytest.fixture(scope="session")
def nlp() -> Language:
    model: Language = load_model(DEFAULT_MODEL)[0]
    return model


@pytest.fixture(scope="session")
def index() -> ActorIndex:
    return ActorIndex(load_lexicon().actors)


@pytest.fixture(scope="session")
def places() -> PlaceIndex:
    return PlaceIndex(load_lexicon().places)

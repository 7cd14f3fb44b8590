"""spaCy's English tokenizer, with some hyphenated verbs kept whole, and loaded in half the time.

Setting ``token_match`` on a loaded tokenizer makes spaCy tokenize its 1,300 exceptions again (50 ms), and so does making one
with the language's defaults that the model's own then replace. Here both happen while there are no exceptions yet.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import registry

NAME = "dprk_events.tokenizer.v1"
CONFIG = {"nlp": {"tokenizer": {"@tokenizers": NAME}}}

# one word, not three: "re-opened", "co-operate", "test-fired", "Defector-turned-lawmaker"
ONE_WORD = re.compile(r"(?i)(?:re|co|pre|test)-[a-z]{3,}$|[a-z]+-turned-[a-z]+$").match


class VerbTokenizer(Tokenizer):
    """Gets its prefixes, suffixes, infixes and exceptions from the model, and keeps its own ``token_match``."""

    @property
    def rules(self) -> Any:
        """The exceptions."""
        return Tokenizer.rules.__get__(self)

    @rules.setter
    def rules(self, rules: Any) -> None:
        Tokenizer.rules.__set__(self, {})
        self.token_match = ONE_WORD
        Tokenizer.rules.__set__(self, rules)


@registry.tokenizers(NAME)
def make_tokenizer() -> Any:
    """What a model's config names; the model fills it afterwards."""

    def empty(nlp: Language) -> Tokenizer:
        return VerbTokenizer(nlp.vocab)

    return empty

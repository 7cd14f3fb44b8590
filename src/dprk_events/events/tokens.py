"""The words of a parsed text as plain Python values, with the names that spaCy gives their parts.

Coding asks for the label, head and children of every word dozens of times. A spaCy token looks each answer up anew, which
takes 5 to 100 times an attribute, and must not outlive its memory zone; so everything is read once, after the parse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, overload
from unicodedata import category

from spacy import tokens as spacy

_IDS: list[str | int] = ["IDX", "LENGTH", "ENT_IOB", "SPACY", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]
_SIGNED: list[str | int] = ["HEAD", "SENT_START"]
_IOB = ("", "I", "O", "B")


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word of a doc. ``i`` counts words, ``idx`` characters; the head of a root is the root itself."""

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    whitespace_: str
    children: list[Token]  # in text order
    head: Token = field(init=False)
    is_sent_start: bool = False
    _subtree: tuple[Token, ...] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_punct(self) -> bool:
        """Whether all of it is punctuation."""
        text = self.text
        return not text[0].isalnum() and all(category(letter)[0] == "P" for letter in text)

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The word and all below it: what is left of each, itself, what is right of it."""
        if self._subtree is None:
            found: list[Token] = []
            waiting: list[tuple[Token, bool]] = [(self, False)]
            while waiting:
                token, opened = waiting.pop()
                if opened or not token.children:
                    found.append(token)
                    continue
                waiting += [(child, False) for child in reversed(token.children) if child.i > token.i]
                waiting.append((token, True))
                waiting += [(child, False) for child in reversed(token.children) if child.i < token.i]
            self._subtree = tuple(found)
        return self._subtree

    @property
    def left_edge(self) -> Token:
        """The first word of the subtree."""
        return self.doc.edge(self, 0) if self.children else self

    @property
    def right_edge(self) -> Token:
        """The last word of the subtree."""
        return self.doc.edge(self, 1) if self.children else self

    @property
    def ancestors(self) -> Iterator[Token]:
        """The head, its head and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, token: Token) -> bool:
        """Whether another word is below this one."""
        return any(above is self for above in token.ancestors)

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The words joined to this one, without itself."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        joined = [first]
        for token in joined:  # grows on the way
            joined += [child for child in token.children if child.dep_ == "conj" and child.i > token.i]
        return tuple([token for token in joined if token is not self])

    @property
    def sent(self) -> Span:
        """The sentence that the word stands in."""
        return self.doc.sentence_at(self.i)

    def nbor(self, step: int = 1) -> Token:
        """A word near by; IndexError past the ends of the doc."""
        if self.i + step < 0:
            raise IndexError(self.i + step)
        return self.doc[self.i + step]


@dataclass(frozen=True, slots=True)
class Span:
    """Words [start, end) of a doc."""

    doc: Doc
    start: int
    end: int
    label_: str = ""

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, int):
            return self.doc.tokens[self.start : self.end][at]
        start, end, _ = at.indices(len(self))
        return Span(self.doc, self.start + start, self.start + max(start, end))

    @property
    def start_char(self) -> int:
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        last = self.doc[self.end - 1]
        return last.idx + len(last)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def root(self) -> Token:
        """The word nearest to the root of the sentence; punctuation and blanks only when there is nothing else."""
        top = self.doc.tokens[self.start]
        if self.end - self.start == 1:
            return top
        best = len(self.doc)
        for token in self:
            if token.head is token:
                return token
            if not self.start <= token.head.i < self.end:
                lone = (token.is_punct or token.is_space) and not token.children
                depth = len(self.doc) - 1 if lone else sum(1 for _ in token.ancestors)
                if depth < best:
                    top, best = token, depth
        return top


@dataclass(slots=True, eq=False, repr=False)
class Doc:
    """A text and its words; ``parses`` are what they were read from, for what only explanations ask."""

    text: str
    tokens: list[Token]
    parses: Sequence[spacy.Doc]
    sents: list[Span] = field(default_factory=list)
    _sentences: list[int] = field(default_factory=list)  # the number of each word's sentence
    _edges: tuple[list[int], list[int]] | None = None  # the first and the last word of each word's subtree

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, int):
            return self.tokens[at]
        start, end, _ = at.indices(len(self.tokens))
        return Span(self, start, max(start, end))

    def sentence_at(self, at: int) -> Span:
        """The sentence of a word."""
        return self.sents[self._sentences[at]]

    def edge(self, token: Token, side: int) -> Token:
        """The first (0) or last (1) word of a word's subtree."""
        if self._edges is None:
            self._edges = _reach(self.tokens), _reach(self.tokens[::-1])
        return self.tokens[self._edges[side][token.i]]

    @property
    def ents(self) -> Iterator[Span]:
        """The named entities, as the model's recogniser sees them."""
        start: int | None = None
        for token in self.tokens:
            if start is not None and token.ent_iob_ != "I":
                yield Span(self, start, token.i, self.tokens[start].ent_type_)
                start = None
            if token.ent_iob_ == "B" and token.ent_type_:
                start = token.i
        if start is not None:
            yield Span(self, start, len(self.tokens), self.tokens[start].ent_type_)

    @property
    def noun_chunks(self) -> Iterator[Span]:
        """The noun phrases without what follows their heads."""
        offset = 0
        for parse in self.parses:
            yield from (Span(self, offset + chunk.start, offset + chunk.end) for chunk in parse.noun_chunks)
            offset += len(parse)


def read_tokens(parses: Sequence[spacy.Doc]) -> Doc:
    """One doc of the words of several parses, a blank between two of them unless there is one.

    >>> doc = read_tokens([nlp("Oslo protested."), nlp("Seoul, too.")])  # doctest: +SKIP
    >>> doc.text, doc[1].children[0].text, [len(sentence) for sentence in doc.sents]  # doctest: +SKIP
    ('Oslo protested. Seoul, too.', 'Oslo', [3, 4])
    """
    doc = Doc("", [], parses)
    texts: list[str] = []
    begin = 0
    for parse in parses:
        text = parse.text
        tokens = _tokens(doc, parse, text, begin)
        if parse is not parses[-1] and not (tokens[-1].is_space or tokens[-1].whitespace_):
            tokens[-1].whitespace_ = " "
            text += " "
        texts.append(text)
        begin += len(text)
        doc.tokens += tokens
    doc.text = "".join(texts)
    starts = [token.i for token in doc.tokens if token.is_sent_start]
    doc.sents = [Span(doc, start, end) for start, end in zip(starts, [*starts[1:], len(doc)], strict=True)]
    doc._sentences = [number for number, sentence in enumerate(doc.sents) for _ in range(len(sentence))]
    return doc


def _tokens(doc: Doc, parse: spacy.Doc, text: str, begin: int) -> list[Token]:
    """The words of one parse whose text begins at a character of the doc."""
    first = len(doc.tokens)
    starts, lengths, iobs, spaces, *names = parse.to_array(_IDS).T.tolist()
    strings: Any = parse.vocab.strings
    known = {number: strings[number] for number in set().union(*names)}
    tokens = []
    at = first
    for start, length, iob, space, lemma, pos, tag, dep, ent in zip(starts, lengths, iobs, spaces, *names, strict=True):
        word = text[start : start + length]
        label = known[lemma], known[pos], known[tag], known[dep], known[ent]
        tokens.append(Token(doc, at, begin + start, word, word.lower(), *label, _IOB[iob], " " if space else "", []))
        at += 1
    steps, sentences = parse.to_array(_SIGNED).astype("int64").T.tolist()
    for at, (token, step, opens) in enumerate(zip(tokens, steps, sentences, strict=True)):
        token.is_sent_start = opens == 1 or not at
        token.head = tokens[at + step]
        if step:
            token.head.children.append(token)
    return tokens


def _reach(tokens: list[Token]) -> list[int]:
    """For each word the place of that word of its subtree which comes first in the order given."""
    found = [-1] * len(tokens)
    for first in tokens:
        token = first
        while found[token.i] < 0:  # whoever is found already has what is above it found too
            found[token.i] = first.i
            token = token.head
    return found

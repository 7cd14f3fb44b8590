"""Article text to one spaCy Doc whose tokens know their offsets in the article.

Each block is parsed on its own, so that a headline never runs into the lead; the dateline is left out of the parse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import spacy.tokens

from dprk_events.events.headline import Again, read_headline, read_text
from dprk_events.events.lemmas import correct_lemmas
from dprk_events.events.tokens import Doc, Span, Token, read_tokens
from dprk_events.model import Article, Block, Section

CODED = frozenset({Section.HEADLINE, Section.DECK, Section.BODY, Section.CAPTION})
MAX_CHARS, MAX_TOKENS = 200_000, 20_000
# runs without a space make the tokenizer quadratic; punctuation runs likewise: blank them, one space for one character
LONG_RUN = re.compile(r"\S{200,}|[^\w\s]{12,}")
# "SEOUL, Aug. 20 (Yonhap) -- ", "MOSCOW, November 1. /TASS/. ", "SEOUL, South Korea (AP) — ", "BEIJING -- ",
# "TEHRAN, May 5, IRNA - "
DATELINE = re.compile(
    r"""\s*(?:\([A-Z\d].{0,80}?\)\s*)?                          # (LEAD)
    (?:[A-Z][\w.'’-]*(?:\s(?:of|the|de|al)|[\s/,]+[A-Z][\w.'’/-]*){0,5}  # PLACE, Region
    (?:,?\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})(?:,?\s\d{4})?)?\.?   # date
    \s*(?:\([A-Z][\w\s./&-]{1,30}\)\s*(?:--?|—|–|―|=)|/[A-Z][\w\s.-]{1,30}/\.?
    |,\s[A-Z]{2,8}\s(?:--?|—|–)\s|(?:--|—|–|―|\s-\s))\s*)""",
    re.VERBOSE,
)
HEADLINE_TAIL = re.compile(
    r"\s*[:–—-]\s+((?:[A-Z][\w.'’]*\s?){1,4}|(?:\w+\s){0,2}(?:sources?|reports?|officials?|media))\s*$"
)
KICKER = re.compile(r"^\s*(?:\([\w\s.]+\)|\[[\w\s]+\]|[A-Z][A-Z\s]{3,20}:)\s+")


@dataclass(frozen=True, slots=True)
class Casing:
    """Words that are no names, in lower case, and pairs of words that stand in names ("washington post")."""

    words: frozenset[str]
    pairs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """What the lexicon knows of words: how Headlines In Title Case are written otherwise, and the lemma of verb forms."""

    casing: Callable[[], Casing]  # called for the first such headline: most runs have none
    forms: Mapping[str, str]


NO_WORDS = Words(lambda: Casing(frozenset(), frozenset()), {})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A Doc and, for every token, the offset of its first character in the article's text."""

    doc: Doc
    starts: tuple[int, ...]
    blocks: tuple[Block, ...]  # those that were parsed
    block_of: tuple[int, ...]  # token -> index in blocks
    tails: dict[int, tuple[int, int]]  # block index -> span of a headline's source ("...: Sources")
    truncated: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Article offsets of the token range [start, end)."""
        last = self.doc[end - 1]
        return self.starts[start], self.starts[end - 1] + len(last.text)

    def token_span(self, token: Token) -> tuple[int, int]:
        """Article offsets of one token."""
        return self.span(token.i, token.i + 1)

    def section(self, sentence: Span) -> Section:
        """The section that a sentence stands in."""
        return self.blocks[self.block_of[sentence.start]].section


@dataclass(frozen=True, slots=True)
class _Piece:
    article: int
    block: Block
    start: int
    text: str
    tail: tuple[int, int] | None


def parse(nlp: Any, articles: list[Article], words: Words = NO_WORDS, *, batch_size: int = 64) -> Iterator[Parsed | None]:
    """One Parsed an article, in order; None for an article without text to code.

    Call it inside ``nlp.memory_zone()``; what it gives may leave the zone.
    """
    pieces = [piece for number, article in enumerate(articles) for piece in _pieces(number, article, words.casing)]
    waiting: list[tuple[_Piece, spacy.tokens.Doc]] = []
    number = 0
    for piece, doc in zip(pieces, _docs(pieces, nlp, words.forms, batch_size), strict=True):
        while piece.article > number:
            yield _joined(waiting, words.forms)
            waiting, number = [], number + 1
        waiting.append((piece, doc))
    while number < len(articles):
        yield _joined(waiting, words.forms)
        waiting, number = [], number + 1


def _docs(pieces: list[_Piece], nlp: Any, forms: Mapping[str, str], size: int) -> Iterator[spacy.tokens.Doc]:
    """The parse of each piece, some together."""
    parses = nlp.pipe((piece.text for piece in pieces), batch_size=size)
    for start in range(0, len(pieces), size):
        batch = zip(pieces[start : start + size], parses, strict=False)  # takes no more parses than there are pieces
        yield from read_again(
            [
                (read_headline if piece.block.section is Section.HEADLINE else read_text)(parsed, forms)
                for piece, parsed in batch
            ],
            nlp,
        )


def read_again(readings: list[Again], nlp: Any) -> list[spacy.tokens.Doc]:
    """What the readings come to. Most want nothing parsed anew; what the others want is parsed in one go."""
    read: dict[int, spacy.tokens.Doc] = {}
    answers: dict[int, Any] = dict.fromkeys(range(len(readings)))
    while answers:
        wanted = {}
        for number, answer in answers.items():
            try:
                wanted[number] = readings[number].send(answer)
            except StopIteration as end:
                read[number] = end.value
        answers = dict(zip(wanted, nlp.pipe(wanted.values()), strict=True)) if wanted else {}
    return [read[number] for number in range(len(readings))]


def _pieces(number: int, article: Article, casing: Callable[[], Casing]) -> Iterator[_Piece]:
    budget = MAX_CHARS
    usual: frozenset[str] | None = None
    for block in article.blocks:
        text = article.text[block.start : block.end]
        if block.section not in CODED or not text.strip() or budget <= 0:
            continue
        text, budget = text[:budget], budget - len(text)
        begin, end, tail = 0, len(text), None
        if block.section in {Section.HEADLINE, Section.DECK}:
            kicker = KICKER.match(text)
            begin = kicker.end() if kicker else 0
            found = HEADLINE_TAIL.search(text)
            if found and found.start() > 20:
                end, tail = (
                    found.start(),
                    (block.start + found.start(1), block.start + found.start(1) + len(found.group(1).rstrip())),
                )
        else:
            dateline = DATELINE.match(text)
            begin = dateline.end() if dateline and dateline.end() < len(text) else 0
        clean = LONG_RUN.sub(lambda run: " " * len(run.group()), text[begin:end])
        if _is_title_case(clean, headline=block.section in {Section.HEADLINE, Section.DECK}):
            if usual is None:
                usual = casing().words | frozenset(re.findall(r"(?<![.!?] )(?<=\s)[a-z]{3,}", article.text))
            clean = _sentence_case(clean, usual, casing().pairs)
        lead = len(clean) - len(clean.lstrip())
        yield _Piece(number, block, block.start + begin + lead, clean.strip(), tail)


def _is_title_case(text: str, *, headline: bool) -> bool:
    """Whether the longer words are written large: most of them in a headline, all of them anywhere else."""
    words = re.findall(r"[A-Za-z]{4,}", text)
    share = 0.8 if headline else 1.0
    return len(words) >= 4 and sum(word[0].isupper() for word in words) >= share * len(words)


def _sentence_case(text: str, usual: frozenset[str], pairs: frozenset[str]) -> str:
    """Lower-case what the article itself, or the lexicon, writes in lower case; same length, so offsets stay."""
    words = list(re.finditer(r"[\w'’-]+", text))
    kept = set()
    for first, second in pairwise(words):
        if f"{first.group()} {second.group()}".lower() in pairs:
            kept |= {first.start(), second.start()}

    def lower(found: re.Match[str]) -> str:
        word = found.group()
        if found.start() in kept:
            return word
        return word.lower() if word.lower() in usual and len(word.lower()) == len(word) else word

    return re.sub(r"(?<![\w.])[A-Z][a-z]+(?![\w.])", lower, text)


def _joined(parts: Iterable[tuple[_Piece, spacy.tokens.Doc]], forms: Mapping[str, str]) -> Parsed | None:
    kept, tokens, truncated = [], 0, False
    for piece, part in parts:
        tokens += len(part)
        if tokens > MAX_TOKENS:
            truncated = True
            break
        if len(part):
            kept.append((piece, part))
    if not kept:
        return None
    doc = read_tokens([part for _, part in kept])
    correct_lemmas(doc, forms)
    starts = tuple(piece.start + start for piece, part in kept for start in part.to_array("IDX").tolist())
    block_of = tuple(number for number, (_, part) in enumerate(kept) for _ in range(len(part)))
    tails = {number: piece.tail for number, (piece, _) in enumerate(kept) if piece.tail}
    return Parsed(doc, starts, tuple(piece.block for piece, _ in kept), block_of, tails, truncated)

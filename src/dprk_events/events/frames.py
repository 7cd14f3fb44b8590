"""Matching a verb or event noun of the text against the rows of ``data/verbs``: the most specific row wins.

No verb has code of its own: everything a row may ask for is checked here, and every row that lost says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from dprk_events.events.slots import Slots, conjuncts, noun_slots
from dprk_events.tables.rows import NounClassRow, VerbRow

# what one satisfied condition adds: a different word outranks any condition on the words around it
WORD, HEAD, PHRASE, HINT = 8, 4, 3, 1
MEASURES = frozenset(
    "some many most all none several dozen hundred thousand million score majority minority number group part half third quarter "
    "percent handful couple lot bulk rest remainder each one two three any few team ton tonne batch shipment series wave round set "
    "string spate worth box bag barrel container crate load piece ruin kind type sort".split()
)
SOMEBODY = frozenset({"him", "her", "he", "she", "them", "they", "us", "we", "me", "who", "whom", "those", "everyone", "anyone", "someone"})
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
    """A row that shares the word and does not fit, and why."""

    id: str
    why: str


class FrameIndex:
    """All verb rows by their first word; looking one up costs the same however many there are."""

    def __init__(self, rows: Mapping[str, VerbRow], nouns: Mapping[str, NounClassRow]) -> None:
        self._classes = {f"@{name}": frozenset(row.nouns) for name, row in nouns.items()}
        self._verbs: dict[str, list[tuple[str, VerbRow, tuple[str, ...]]]] = defaultdict(list)
        self._nouns: dict[str, list[tuple[str, VerbRow, tuple[str, ...]]]] = defaultdict(list)
        self._adjectives: dict[str, list[tuple[str, VerbRow]]] = defaultdict(list)
        for entry, row in rows.items():
            for verb in row.verb:
                first, *rest = verb.split()
                self._verbs[first].append((entry, row, tuple(rest)))
            if not row.verb:
                for noun in row.noun:
                    words = noun.split()
                    self._nouns[words[-1]].append((entry, row, tuple(words[:-1])))
                for adjective in row.adjective:
                    self._adjectives[adjective].append((entry, row))

    def verb(self, slots: Slots, kind: Callable[[Token], str | None]) -> tuple[Match | None, list[Loss]]:
        """The best row for a verb. ``kind`` tells what kind of actor a token is, for @state and its like."""
        found: list[Match] = []
        lost: list[Loss] = []
        check = _Check(slots, self._classes, kind)
        for entry, row, rest in self._verbs.get(lemma_of(slots.verb), ()):
            _sort(check.verb_row(entry, row, rest), found, lost)
        if slots.adjective is not None:
            for entry, row in self._adjectives.get(slots.adjective.lower_, ()):
                _sort(check.adjective_row(entry, row), found, lost)
        light = [match for match in found if match.row.role == "light" and match.noun is None]
        for match in light:  # a light verb counts only before a noun that is an event of its own
            found.remove(match)
            event = next((head for head in slots.object if self._is_act(head, kind)), None)
            if event is None:
                lost.append(Loss(match.id, "its object is no event noun"))
            else:
                found.append(Match(id=match.id, row=match.row, specificity=match.specificity + PHRASE, noun=event))
        return _best(found, lost)

    def noun(self, slots: Slots, kind: Callable[[Token], str | None]) -> tuple[Match | None, list[Loss]]:
        """The best row for an event noun."""
        found: list[Match] = []
        lost: list[Loss] = []
        check = _Check(slots, self._classes, kind)
        for entry, row, before in self._nouns.get(slots.verb.lemma_.lower(), ()):
            _sort(check.noun_row(entry, row, before), found, lost)
        return _best(found, lost)

    def _is_act(self, head: Token, kind: Callable[[Token], str | None]) -> bool:
        if head.lemma_.lower() not in self._nouns:
            return False
        match, _ = self.noun(noun_slots(head), kind)
        return match is not None and match.row.role == "act"

    def is_thing(self, token: Token) -> bool:
        """Whether a noun names something that can be acted on: it is in a noun class and no event itself."""
        lemma = token.lemma_.lower()
        return lemma not in self._nouns and any(lemma in words for words in self._classes.values())

    def is_means(self, token: Token) -> bool:
        """Whether a noun is a weapon or an attack: what harms in the place of whoever sent it."""
        lemma = token.lemma_.lower()
        return lemma in self._classes["@weapon"] or any(row.type == "ASSAULT" for _, row, _ in self._nouns.get(lemma, ()))

    def is_event_noun(self, token: Token) -> bool:
        """Whether some row knows this noun as an event."""
        return token.lemma_.lower() in self._nouns


class _Check:
    """Checks the conditions of rows against one clause."""

    def __init__(self, slots: Slots, classes: Mapping[str, frozenset[str]], kind: Callable[[Token], str | None]) -> None:
        self.slots, self.classes, self.kind = slots, classes, kind

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
                return Loss(entry, f"its noun ({', '.join(row.noun)}) is not there")
            noun = found[0]
            score += WORD + HINT * found[1]
        predicate = self.slots.adjective
        if row.adjective and (predicate is None or (row.adjective != ("any",) and predicate.lower_ not in row.adjective)):
            return Loss(entry, "its adjective is not there")
        return self._rest(entry, row, score + (WORD if row.adjective else 0), noun, tuple(particles), object_prep)

    def adjective_row(self, entry: str, row: VerbRow) -> Match | Loss:
        return self._rest(entry, row, WORD, None, (), None)

    def noun_row(self, entry: str, row: VerbRow, before: tuple[str, ...]) -> Match | Loss:
        if before and not set(before) <= {child.lemma_.lower() for child in self.slots.verb.children}:
            return Loss(entry, f"not behind {' '.join(before)!r}")
        if row.object:
            around = [child for child in self.slots.verb.children if child.dep_ in {"compound", "amod", "nmod"}]
            if not self._any([*around, *self.slots.preps.get("of", [])], row.object):
                return Loss(entry, f"what it is of is none of {', '.join(row.object)}")
        score = WORD * len(before) + (HEAD if row.object else 0)
        return self._rest(entry, row.model_copy(update={"object": ()}) if row.object else row, score, self.slots.verb, (), None)

    def _rest(
        self, entry: str, row: VerbRow, score: int, noun: Token | None, particles: tuple[Token, ...], object_prep: str | None
    ) -> Match | Loss:
        """The conditions on object, subject, prepositions, complement and voice."""
        slots = self.slots
        objects = slots.object or (slots.preps.get(object_prep, []) if object_prep else [])
        if row.object:
            if not self._object_fits(objects, row.object):
                return Loss(entry, f"its object is none of {', '.join(row.object)}")
            score += HEAD
        if row.not_object and self._any(objects, row.not_object):
            return Loss(entry, f"its object is one of {', '.join(row.not_object)}")
        if row.subject:
            joined = row.subject == ("@joined",) and len(slots.subject) > 1  # "Seoul, Washington kick off drills"
            if not joined and not self._any(slots.subject, row.subject):
                return Loss(entry, f"its subject is none of {', '.join(row.subject)}")
            score += HINT + HINT
        if row.not_subject and self._any(slots.subject, row.not_subject):
            return Loss(entry, f"its subject is one of {', '.join(row.not_subject)}")
        bare = False
        if row.needs or row.prep_object:
            words = row.needs or tuple(slots.preps)
            heads = [head for word in words for head in slots.prep(word)]
            governs_clause = bool(row.clause) and not row.prep_object and any(
                word in slots.preps or word in slots.noun_preps for word in words
            )
            bare = not heads and not governs_clause
            if bare and (row.prep_object or not (row.verb and row.noun)):
                return Loss(entry, f"no phrase with {', '.join(words) or 'a preposition'}")
            if row.prep_object and not self._any(heads, row.prep_object):
                return Loss(entry, f"its phrase holds none of {', '.join(row.prep_object)}")
            score += (PHRASE if row.needs else 0) + (HEAD if row.prep_object else 0)
        kind, inner = self._complement(row, noun)
        if row.clause and row.clause != ("none",) and inner is None:
            return Loss(entry, f"no complement with {', '.join(row.clause)}")
        if row.clause == ("none",) and slots.complements:
            return Loss(entry, "it has a complement")
        if row.voice and (row.voice == "passive") != slots.passive:
            return Loss(entry, f"not in the {row.voice}")
        score += (PHRASE if row.clause else 0) + (HINT if "to-other" in row.clause else 0) + (HINT if row.voice else 0) + HINT * len(row.not_object[:1] + row.not_subject[:1])
        return Match(
            id=entry, row=row, specificity=score, noun=noun, particles=particles, complement=inner, kind=kind, object_prep=object_prep, bare=bare,
        )

    def _complement(self, row: VerbRow, noun: Token | None) -> tuple[str | None, Token | None]:
        wanted = [kind for kind in row.clause if kind != "none"]
        if not wanted:
            return None, None
        holders = [*self.slots.complements, *(self.slots.manner if "by" in row.needs else ())]
        if self.slots.adjective is not None or noun is not None:
            holder = noun if noun is not None else self.slots.adjective
            assert holder is not None
            holders += [(kind, child) for child in holder.children if (kind := _noun_clause(child))]
            holders += [
                ("ing", clause)
                for prep in holder.children
                if prep.dep_ == "prep"  # "on the verge of signing", "no intention of signing"
                for clause in prep.children
                if clause.dep_ == "pcomp" and clause.pos_ in {"VERB", "AUX"}
            ]
        for kind, token in holders:
            own_subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)
            if kind in wanted or (kind == "to" and "to-other" in wanted and own_subject):
                return kind, token
        return None, None

    def _light_noun(self, words: tuple[str, ...], object_prep: str | None) -> tuple[Token, int] | None:
        for phrase in words:
            *before, head = phrase.split()
            heads = self.slots.object or self.slots.dative or self.slots.preps.get(object_prep or "", [])
            if before and before[0] in self.slots.preps:
                heads, before = self.slots.preps[before[0]], before[1:]
            elif self.slots.adjective is not None:
                heads = [*heads, self.slots.adjective]
            for token in (each for top in heads for each in (top, of_what(top)) if each is not None):
                around = {form for child in token.children for form in (child.lemma_.lower(), child.lower_)}
                if token.lemma_.lower() == head and set(before) <= around:
                    return token, len(before)
        return None

    def _object_fits(self, objects: list[Token], allowed: tuple[str, ...]) -> bool:
        if allowed == ("none",):
            return not objects
        return bool(objects) if allowed == ("any",) else self._any(objects, allowed)

    def _any(self, heads: Iterable[Token], allowed: tuple[str, ...]) -> bool:
        return any(self._is(head, word) for first in heads for head in conjuncts(first) for word in allowed)

    def _is(self, head: Token, word: str) -> bool:
        whole = of_what(head)
        return self._is_one(head, word) or (whole is not None and self._is_one(whole, word))

    def _is_one(self, head: Token, word: str) -> bool:
        if word == "@joined":
            return is_joined(head)
        if word in ACTOR_CLASSES:
            kind = self.kind(head)
            if word == "@actor":
                return kind is not None or head.ent_type_ in {"PERSON", "NORP", "ORG"} or (head.pos_ == "PROPN" and not head.ent_type_)
            return kind == word[1:] or (word == "@person" and (kind in {"role", "group"} or head.ent_type_ == "PERSON"))
        if word.startswith("@"):
            words = self.classes.get(word, frozenset())
            lemma = head.lemma_.lower()
            if word == "@people" and _is_people(head):
                return True
            return lemma in words or any(f"{child.lemma_.lower()} {lemma}" in words for child in head.children)
        return head.lemma_.lower() == word or head.lower_ == word


def _is_people(head: Token) -> bool:
    """People without a noun of their own: "sent them home", "six North Koreans", "Five were returned"."""
    counted = head.pos_ == "NUM" and not any(child.dep_ == "prep" for child in head.children)
    return counted or head.lower_ in SOMEBODY or (head.tag_ == "NNPS" and head.ent_type_ == "NORP")


def of_what(head: Token) -> Token | None:
    """What a word of measure counts: the troops in "some of its troops", the guards in "a majority of guards"."""
    if head.lemma_.lower() in MEASURES or head.pos_ == "NUM":
        for child in head.children:
            if child.lower_ == "of":
                return next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    return None


def lemma_of(verb: Token) -> str:
    """The lemma as rows write it: "re-open" is "reopen"."""
    lemma = verb.lemma_.lower()
    return lemma.replace("-", "") if lemma.startswith(("re-", "co-", "pre-")) else lemma


def is_joined(head: Token) -> bool:
    """Whether a subject names both sides: "Seoul and Tokyo", "the two Koreas", "both leaders", "the two sides"."""
    if any(child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"} for child in head.children):
        return True
    for child in head.children:  # "UK and EU negotiators", "British and Irish ministers"
        if child.dep_ in {"amod", "nmod", "compound"} and child.ent_type_ in {"GPE", "NORP", "ORG"}:
            if any(grand.dep_ in {"conj", "cc"} for grand in child.children):
                return True
    words = {child.lower_ for child in head.children}
    return bool(words & {"two", "both", "three"}) and head.tag_ in {"NNS", "NNPS"} or head.lower_ == "both"


def _noun_clause(child: Token) -> str | None:
    """The complement of a noun or adjective: "offer to reopen", "unwilling to", "guilty of spying"."""
    if child.dep_ in {"acl", "relcl", "xcomp", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
        if any(grand.lower_ == "to" and grand.dep_ == "aux" for grand in child.children):
            return "to"
        if child.dep_ == "acl" and child.tag_ == "VBG":  # "a statement condemning"
            return "ing"
        return "that" if child.dep_ == "ccomp" or any(grand.lower_ == "that" for grand in child.children) else None
    return None


def _sort(result: Match | Loss, found: list[Match], lost: list[Loss]) -> None:
    if isinstance(result, Match):
        found.append(result)
    else:
        lost.append(result)


def _best(found: list[Match], lost: list[Loss]) -> tuple[Match | None, list[Loss]]:
    if not found:
        return None, lost
    found.sort(key=lambda match: (match.bare, -match.specificity, match.id))
    best = found[0]
    lost += [Loss(match.id, f"{best.id} is more specific ({best.specificity} to {match.specificity})") for match in found[1:]]
    return best, lost

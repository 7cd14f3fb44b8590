"""What a small parser typically gets wrong, set right before the clauses are read: one rule of English a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Doc, Token

from dprk_events.events.double_objects import (
    read_called,
    read_found,
    read_granted,
    read_named,
    read_outcome,
    read_receiver,
    read_timed,
)
from dprk_events.events.finite import SUBJECTS, VERBAL, has_subject, is_finite
from dprk_events.events.joined import (
    free_reduced,
    hang_verb,
    join_verb,
    part_from_object,
    part_from_speaker,
    second_contact_clause,
)
from dprk_events.events.phrasing import free_absolute, hang_as, hang_by, hang_for, hang_from, hang_where, hang_who
from dprk_events.events.speakers import (
    find_speaker,
    free_reporter,
    insert_speaker,
    lift_speech,
    lower_result,
    lower_that_clause,
    read_label,
    read_under_secretary,
    turn_inverted,
)
from dprk_events.events.wordclass import (
    free_that,
    read_condition,
    read_described,
    read_firing_squad,
    read_governing,
    read_infinitive,
    read_listed,
    read_offensive,
    read_opening,
    read_participle,
    read_perfect,
    read_verb,
)

ASIDE = frozenset({"parataxis", "prep", "advcl"})
SIDES = frozenset({"left", "right", "center", "centre"})
HELPING = frozenset({"help", "let", "make", "see", "hear", "watch"})
TIMING = frozenset({"after", "before", "since", "until", "till"})


def _cut_at_semicolon(verb: Token) -> None:
    """A semicolon ends a clause: "Oslo froze the funds; Rome expelled an envoy" holds no clause inside another."""
    later = verb.head
    if later.i < verb.i or not has_subject(verb) or not has_subject(later):
        return
    if any(child.text == ";" and verb.i < child.i < later.i for child in later.children):
        verb.dep_ = "conj"


def _set_apart(noun: Token) -> None:
    """An object behind a comma and more is an apposition: "fired a missile, the army said, its third *launch* this week"."""
    verb = noun.head
    first = next(child for child in verb.children if child.dep_ == "dobj")
    start = verb if first == noun else first
    between = [child for head in (verb, noun) for child in head.children if start.i < child.i < noun.i]
    if not any(token.text == "," for token in noun.doc[start.i : noun.i]):
        return
    if first == noun:  # "plans to deploy a carrier, a *move* likely to anger the North"
        complements = [child for child in between if child.dep_ in {"xcomp", "ccomp"} and child.head == verb]
        edge = noun.left_edge.i
        if complements and (noun.doc[edge].text == "," or noun.doc[edge - 1].text == ","):
            noun.dep_ = "dep"
        return
    if any(child.dep_ in ASIDE for child in between):
        noun.dep_ = "appos"
        if noun.pos_ == "PROPN":  # "received the ambassador to Oslo, *Kim*"
            noun.head = first


def _contact_clause(verb: Token) -> None:
    """A name behind a noun without a comma is the subject of what follows: "the satellite *Pyongyang launched* weighs"."""
    name = verb.nbor(-1) if verb.i else verb
    if name.dep_ != "appos" or verb.tag_ not in {"VBD", "VBN"} or name.pos_ != "PROPN" or verb.head not in {name, name.head}:
        return
    noun = name.head
    plain = not any(child.dep_ in {"agent", "aux", "auxpass"} for child in verb.children)
    if plain and noun.pos_ == "NOUN" and all(token.text != "," for token in name.doc[noun.i : name.i]):
        verb.head, verb.dep_, verb.tag_ = noun, "relcl", "VBD"
        name.head, name.dep_ = verb, "nsubj"


def _cleave(verb: Token) -> None:
    """ "It was *Moscow that paid*" says that Moscow paid."""
    be = verb.head
    that = next(
        (child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and child.tag_ == "WDT"), None
    )
    named = next((child for child in be.children if child.dep_ == "attr" and child.i < verb.i), None)
    if (
        that is not None
        and named is not None
        and any(child.lower_ == "it" and child.dep_ == "nsubj" for child in be.children)
    ):
        verb.head, verb.dep_ = named, "relcl"


def _future(verb: Token) -> None:
    """ "Is going to extend" is a tense, "is going" its auxiliary."""
    going = verb.head
    if going.lower_ not in {"going", "gonna"} or going.tag_ != "VBG" or going.i > verb.i:
        return
    if not any(child.dep_ == "aux" and child.lemma_ == "be" for child in going.children):
        return
    if any(child.dep_ in {"prep", "advmod"} and child.i > going.i for child in going.children):
        return  # "is going to Moscow to sign"
    verb.head, verb.dep_ = (verb if going.head == going else going.head), going.dep_
    for child in list(going.children):
        if child != verb:
            child.head = verb
    going.head, going.dep_ = verb, "aux"


def _subject_behind(verb: Token) -> None:
    """A finite clause has a subject: in "a day after *the envoy was hurt*" it is no object of "after"."""
    doc, at = verb.doc, verb.i - 1
    while at > 0 and doc[at].head == verb and doc[at].dep_ in {"aux", "auxpass", "neg", "advmod"}:
        at -= 1
    noun = doc[at]
    while noun.dep_ in {"pobj", "prep", "conj"} and not (noun.dep_ == "pobj" and noun.head.lower_ in TIMING):
        noun = noun.head
    if noun.dep_ != "pobj" or noun.right_edge.i != at or has_subject(verb) or not is_finite(verb):
        return
    prep = noun.head
    noun.head, noun.dep_ = verb, "nsubjpass" if any(child.dep_ == "auxpass" for child in verb.children) else "nsubj"
    prep.head, prep.dep_ = verb, "mark"


def _list_participle(verb: Token) -> None:
    """Participles in a list are joined: "They were blindfolded, *driven* to the border and handed over"."""
    first = verb.head
    listed = verb.tag_ == "VBN" and verb.i > first.i and verb.nbor(-1).text == ","
    if listed and any(child.dep_ == "auxpass" for child in first.children):
        joined = any(child.dep_ == "conj" for child in verb.children)
        if joined and not any(child.dep_ in {"aux", "auxpass", "mark"} for child in verb.children):
            verb.dep_ = "conj"


def _lift_participle(verb: Token) -> None:
    """A participle needs a doer: behind a passive it belongs to the clause above: "denied ..., *dismissing* it"."""
    inner = verb.head
    if verb.tag_ != "VBG" or verb.i < inner.i or inner.dep_ != "ccomp" or inner.i < inner.head.i:
        return
    if verb.nbor(-1).text != "," or not any(child.dep_ == "auxpass" for child in inner.children):
        return
    if has_subject(inner.head) and not has_subject(verb):
        verb.head = inner.head


def _lift_time(verb: Token) -> None:
    """What happened hangs on no infinitive: "were told to leave *when* troops *stormed* the camp"."""
    inner = verb.head
    if verb.tag_ != "VBD" or inner.tag_ != "VB" or inner.dep_ != "xcomp" or verb.i < inner.i or not has_subject(verb):
        return
    timed = any(child.lower_ in {"when", "after", "as", "while"} and child.i < verb.i for child in verb.children)
    if timed and (inner.head.tag_ in {"VBD", "VBN"}):
        verb.head = inner.head


def _reduce(participle: Token) -> None:
    """A participle without auxiliary before the finite verb only describes: "Hackers *linked* to Riga *have posed*"."""
    verb, doc = participle.head, participle.doc
    if participle.tag_ not in {"VBN", "VBD"} or participle.i > verb.i or not is_finite(verb):
        return
    if any(child.dep_ in {"aux", "auxpass", "mark"} for child in participle.children):
        return
    start = verb.i
    while doc[start - 1].head == verb and doc[start - 1].dep_ in {"aux", "auxpass", "neg", "advmod"}:
        start -= 1
    enclosed = participle.i > 0 and participle.nbor(-1).text == "," and doc[start - 1].text == ","
    open_ = participle.tag_ == "VBN" and all(token.text != "," for token in doc[participle.i : start])
    if not enclosed and not open_:
        return
    for subject in [child for child in verb.children if child.dep_ in SUBJECTS]:
        prep = doc[subject.left_edge.i - 1] if subject.left_edge.i > participle.i else participle
        if prep.head == participle and prep.dep_ == "prep" and not any(True for _ in prep.children):
            subject.head, subject.dep_ = prep, "pobj"  # "soldiers destined for *Riga* left"
    if has_subject(verb):
        return
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    for noun in list(participle.children):
        if noun.dep_ in {"nsubj", "nsubjpass"} and noun.i < participle.i:
            participle.head, participle.dep_, participle.tag_ = noun, "acl", "VBN"
        elif (
            noun.dep_ == "dobj" and open_ and participle.left_edge.is_sent_start
        ):  # "Newly *elected* Prime Minister Mori met"
            participle.head, participle.dep_ = noun, "amod"
        else:
            continue
        noun.head, noun.dep_ = verb, "nsubjpass" if passive else "nsubj"
        return


def _hang_on_help(verb: Token) -> None:
    """A bare verb behind the object of "help" is what that does: "indicted for helping workers *land* jobs"."""
    bare = verb.tag_ in {"VB", "VBP"} and not any(child.dep_ in {"aux", "mark", *SUBJECTS} for child in verb.children)
    if not bare or verb.i == 0 or verb.nbor(-1).dep_ == "cc":
        return
    for noun in (verb.nbor(-1), *verb.nbor(-1).ancestors):
        if noun.dep_ == "dobj" and noun.head.lemma_ in HELPING and noun.right_edge.i == verb.i - 1:
            verb.head, verb.dep_, verb.tag_ = noun.head, "xcomp", "VB"
            return


def _step_aside(word: Token) -> None:
    """Where somebody stands in a photo is no part of the name: "Kim Jong Un, *center*, inspects a base"."""
    doc, main = word.doc, word.head
    if not 0 < word.i < len(doc) - 1 or doc[word.i - 1].text not in {",", "("} or doc[word.i + 1].text not in {",", ")"}:
        return
    while main.pos_ not in VERBAL and main.head != main:
        main = main.head
    if main != word and all(child.is_punct for child in word.children):
        word.head, word.dep_ = main, "dep"


# by the label of the word: first what it may be instead, then where it may hang instead
WORDS: Mapping[str, tuple[Callable[[Token, Mapping[str, str]], None], ...]] = {
    "conj": (join_verb, part_from_object, read_listed),
    "ccomp": (read_verb,),
    "advcl": (read_condition, read_opening),
    "prep": (read_infinitive,),
}
PLACES: Mapping[str, tuple[Callable[[Token], None], ...]] = {
    "conj": (hang_verb, _hang_on_help, second_contact_clause),
    "ccomp": (
        free_reduced,
        read_described,
        _cleave,
        _cut_at_semicolon,
        turn_inverted,
        find_speaker,
        _reduce,
        read_granted,
        read_found,
    ),
    "oprd": (read_called,),
    "npadvmod": (read_timed,),
    "advcl": (
        _hang_on_help,
        second_contact_clause,
        _subject_behind,
        _reduce,
        _list_participle,
        _lift_participle,
        lift_speech,
        lower_result,
        _lift_time,
        read_outcome,
    ),
    "mark": (lower_that_clause, read_named),
    "pcomp": (read_firing_squad, free_absolute),
    "advmod": (hang_where, read_outcome),
    "prep": (hang_as, hang_by, hang_for, hang_from, read_under_secretary),
    "dobj": (_set_apart, read_receiver),
    "dative": (read_receiver,),
    "relcl": (free_reporter, hang_who),
    "acl": (_contact_clause, insert_speaker, part_from_speaker, read_participle),
    "xcomp": (_future,),
    "punct": (read_label,),
    "amod": (read_offensive, read_perfect, read_outcome),
    **dict.fromkeys(SUBJECTS, (free_that, read_governing)),
}


def mend(doc: Doc, forms: Mapping[str, str]) -> None:
    """Set the tree right where English leaves no choice; the words stay as they are. ``forms``: verb forms and lemmas."""
    for token in doc:
        label = token.dep_
        for read in WORDS.get(label, ()):
            read(token, forms)
        for hang in PLACES.get(label, ()):
            hang(token)
        if token.lower_ in SIDES:
            _step_aside(token)

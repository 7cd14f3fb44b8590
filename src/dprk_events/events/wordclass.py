"""Words that the tagger took for another part of speech, read as what the clause needs: one rule a function."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from dprk_events.events.finite import has_subject


def read_verb(content: Token, forms: Mapping[str, str]) -> None:
    """What has a subject and reports a clause is a verb: "The North moved a barge, imagery *shows*"."""
    word = content.head
    if (
        word.dep_ == "ROOT"
        and word.tag_ == "NNS"
        and forms.get(word.lower_, word.lower_) != word.lower_
        and has_subject(word)
    ):
        word.tag_, word.pos_, word.lemma_ = "VBZ", "VERB", forms[word.lower_]


def read_perfect(verb: Token) -> None:
    """A perfect describes no noun: in "Oslo *has long opposed* the plan and blocked it" it is the first of two verbs."""
    thing, had = verb.head, any(child.lower_ in {"has", "have", "had"} for child in verb.children if child.dep_ == "aux")
    second = thing.head
    doer = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if verb.tag_ != "VBN" or not had or doer is None or thing.dep_ != "nsubj" or second.pos_ != "VERB" or second.i < thing.i:
        return
    between = next((child for child in thing.children if child.dep_ == "cc" and child.i > thing.i), None)
    if between is None:
        return
    root = second.dep_ == "ROOT"
    verb.head, verb.dep_, verb.pos_ = (verb if root else second.head), second.dep_, "VERB"
    second.head, second.dep_ = verb, "conj"
    thing.head, thing.dep_ = verb, "dobj"
    between.head = verb


def read_participle(verb: Token) -> None:
    """A verb that describes a noun without a subject or object of its own is a participle: "sailors *rescued* at sea"."""
    if (
        verb.tag_ == "VBD"
        and not has_subject(verb)
        and all(child.dep_ not in {"dobj", "ccomp", "xcomp", "dative", "attr", "oprd", "aux"} for child in verb.children)
    ):
        verb.tag_ = "VBN"


# what is done to a thing and never takes a clause
TAKING = frozenset(
    {"seize", "detain", "board", "intercept", "sink", "release", "arrest", "free", "capture", "impound", "search", "raid"}
    | {"attack", "hit", "strike", "deport", "blacklist", "sanction", "expel", "inspect", "target", "bomb", "shell", "jail"}
)


def read_described(participle: Token) -> None:
    """What is seized is a thing: in "seized a ship *docked* in Lima" the participle tells which one."""
    verb = participle.head
    subject = next((child for child in participle.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if verb.lemma_ not in TAKING or participle.tag_ not in {"VBD", "VBN"} or subject is None or not has_subject(verb):
        return
    if participle.i != subject.i + 1 or any(
        child.dep_ in {"dobj", "aux", "auxpass", "mark"} for child in participle.children
    ):
        return
    subject.head, subject.dep_ = verb, "dobj"
    participle.head, participle.dep_, participle.tag_ = subject, "acl", "VBN"


def read_governing(verb: Token) -> None:
    """What has a subject is none: in "the council *supports* planned talks" it is the verb, and "planned" a participle."""
    participle = verb.head
    if verb.tag_ not in {"VBZ", "VBP", "VBD"} or participle.i != verb.i + 1 or not has_subject(verb):
        return
    thing = next((child for child in participle.children if child.dep_ == "dobj" and child.i > participle.i), None)
    if participle.tag_ not in {"VBD", "VBN"} or thing is None or participle.nbor(1).pos_ in {"DET", "PRON"}:
        return
    verb.head, verb.dep_ = (verb if participle.head == participle else participle.head), participle.dep_
    for child in list(participle.children):
        child.head = verb
    participle.head, participle.dep_, participle.tag_ = thing, "amod", "VBN"


def read_offensive(word: Token) -> None:
    """No adjective stands behind its noun: in "a rebel army *offensive* on the port" it is the attack."""
    army = word.head
    if word.lower_ != "offensive" or army.i != word.i - 1 or army.pos_ not in {"NOUN", "PROPN"}:
        return
    word.head, word.dep_, word.tag_, word.pos_ = (word if army.head == army else army.head), army.dep_, "NN", "NOUN"
    for child in list(army.children):
        if child.dep_ in {"det", "amod"} or child.i > word.i:
            child.head = word
    army.head, army.dep_ = word, "compound"


def read_listed(verb: Token, forms: Mapping[str, str]) -> None:
    """ "Including" has a noun behind it: "sanctions, including asset *freezes*, on the bank"."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or verb.tag_ not in {"VBZ", "NNS"} or forms.get(verb.lower_) in {None, verb.lower_}:
        return
    including = verb.doc[subject.left_edge.i - 1] if subject.left_edge.i else subject
    if including.lower_ != "including" or any(child.dep_ == "pobj" for child in including.children):
        return
    main = verb.head
    for child in list(verb.children):
        if child.i > verb.i:
            child.head = main
    subject.head, subject.dep_ = including, "pobj"
    last = next((child for child in subject.children if child.dep_ == "conj"), subject)
    verb.tag_, verb.pos_, verb.lemma_ = "NNS", "NOUN", forms[verb.lower_]
    verb.head, verb.dep_ = last, "appos"


def read_infinitive(to: Token, forms: Mapping[str, str]) -> None:
    """ "To" of an infinitive is no preposition: "began *to clear* mines"."""
    noun = next((child for child in to.children if child.dep_ == "pobj"), None)
    if to.tag_ != "TO" or noun is None or to.head.pos_ != "VERB":
        return
    verb = to.nbor(1)
    if verb.dep_ == "amod" and verb.head == noun and forms.get(verb.lower_) == verb.lower_:
        verb.head, verb.dep_, verb.tag_, verb.pos_, verb.lemma_ = to.head, "xcomp", "VB", "VERB", verb.lower_
        noun.head, noun.dep_ = verb, "dobj"
        to.head, to.dep_, to.pos_ = verb, "aux", "PART"


def read_condition(word: Token, forms: Mapping[str, str]) -> None:
    """Behind "unless" stands a clause: "Unless Seoul *apologises*"."""
    if word.tag_ != "NNS" or forms.get(word.lower_, word.lower_) == word.lower_:
        return
    subject = next((child for child in word.children if child.dep_ == "compound" and child.i == word.i - 1), None)
    if subject is not None and any(child.dep_ == "mark" for child in word.children):
        subject.dep_ = "nsubj"
        word.tag_, word.pos_, word.lemma_ = "VBZ", "VERB", forms[word.lower_]


def read_opening(word: Token, forms: Mapping[str, str]) -> None:
    """A capital makes no name of the participle that opens a sentence: "*Accusing* Seoul of fraud, the North said ..."."""
    if word.tag_ == "NNP" and word.i == word.sent.start and word.lower_.endswith("ing") and word.lower_ in forms:
        word.tag_, word.pos_, word.lemma_ = "VBG", "VERB", forms[word.lower_]


def free_that(noun: Token) -> None:
    """ "Said *that fuzes* had been found": before a plural subject "that" opens the clause, and the subject is a noun."""
    if noun.head.dep_ != "ccomp":
        return
    that = next((child for child in noun.children if child.lower_ == "that" and child.dep_ in {"det", "nsubj"}), None)
    if that is None or noun.tag_ not in {"NNS", "NNPS", "VBZ"}:
        return
    that.head, that.dep_ = noun.head, "mark"
    if noun.tag_ == "VBZ":
        noun.tag_, noun.pos_ = "NNS", "NOUN"


def read_firing_squad(gerund: Token) -> None:
    """ "By *firing squad*" is by whom, not by doing what."""
    squad = next((child for child in gerund.children if child.dep_ == "dobj"), None)
    if gerund.lower_ == "firing" and squad is not None and squad.lower_ in {"squad", "squads"}:
        squad.head, squad.dep_ = gerund.head, "pobj"
        gerund.head, gerund.dep_, gerund.tag_, gerund.pos_ = squad, "compound", "NN", "NOUN"

"""Who stands as subject of a verb: its own, or that of the clause around it (control, relatives, conjunction)."""

from __future__ import annotations

from dprk_events.events.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "obj"})
CIRCUMSTANCES = frozenset({"after", "before", "since", "while", "by", "without", "upon", "on", "in"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
NO_AGENTS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "QUANTITY"})


def own(verb: Token, labels: frozenset[str]) -> list[Token]:
    found = [child for child in verb.children if child.dep_ in labels and child.dep_ != "expl"]
    if found and labels is SUBJECTS:  # headlines join subjects with a comma: "South Korea, US hold drills"
        doc, first = verb.doc, found[0].left_edge.i
        found = [
            child
            for child in verb.children
            if child.dep_ in {"dep", "nmod", "npadvmod"}
            and child.pos_ == "PROPN"
            and child.i == first - 2
            and doc[child.i + 1].text == ","
        ] + found
    return found


def left_over(verb: Token, *, passive: bool) -> list[Token]:
    """The name right before a finite verb that the parser hung elsewhere: "On a visit to Zimbabwe, Ramaphosa voiced ..."."""
    if passive or (verb.tag_ not in {"VBD", "VBZ", "VBP"} and not any(child.dep_ == "aux" for child in verb.children)):
        return []
    start = min(
        [
            verb.i,
            *(child.i for child in verb.children if child.dep_ in {"aux", "neg", "advmod"} and not child.text.isupper()),
        ]
    )
    while not verb.doc[start].is_sent_start and verb.doc[start - 1].pos_ == "ADV" and not verb.doc[start - 1].text.isupper():
        start -= 1
    if verb.doc[start].is_sent_start:  # Token.sent would scan the whole doc each time
        return []
    before = verb.doc[start - 1]
    initials = before.text.isupper() and before.is_alpha and len(before.text) > 2
    return [before] if (before.pos_ == "PROPN" and before.ent_type_ not in NO_AGENTS) or initials else []


def inherited_subject(verb: Token) -> list[Token]:  # noqa: PLR0911  one relation a line
    """The surface subject that a verb without its own takes over from the clause it depends on."""
    head = verb.head
    if head == verb:
        return []
    if verb.dep_ == "conj":
        return surface_subject(head) if head.pos_ in {"VERB", "AUX"} else []
    if verb.dep_ in {"relcl", "acl"}:
        return _of_modifier(verb, head)
    if verb.dep_ == "pcomp":  # "from visiting", "of sending": the clause that the preposition hangs on
        owner = head.head
        if owner.pos_ in {"ADJ", "ADV"} or (owner.pos_ == "NOUN" and owner.dep_ in {*OBJECTS, "pobj", "attr", "npadvmod"}):
            while owner.pos_ not in {"VERB", "AUX"} and owner.head != owner:  # "close to signing", "on the verge of signing"
                owner = owner.head
        if owner.pos_ not in {"VERB", "AUX"}:
            return []
        circumstance = head.lower_ in CIRCUMSTANCES  # "banned tourists after *reopening* the zone"
        return surface_subject(owner) if circumstance or owner != head.head else controller(owner)
    if verb.dep_ in {"xcomp", "ccomp", "advcl", "dep", "oprd"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        return controller(head) if verb.dep_ in {"xcomp", "oprd"} else surface_subject(head)
    return []


def surface_subject(verb: Token) -> list[Token]:
    found = own(verb, SUBJECTS)
    if found:
        return found
    if verb.pos_ == "ADJ" and verb.head.pos_ in {"VERB", "AUX"}:
        return surface_subject(verb.head)
    return inherited_subject(verb)


def controller(head: Token) -> list[Token]:
    """Who does the inner act: the object ("urged Pyongyang to halt"), else the subject ("declined to reopen")."""
    objects = [child for child in head.children if child.dep_ in {"dobj", "dative"} and child.pos_ != "ADP"]
    if objects and head.lemma_ not in {"promise", "threaten", "vow", "use"}:
        return objects
    if head.pos_ == "ADJ":
        return surface_subject(head)
    preps = [child for child in head.children if child.dep_ == "prep" and child.lower_ in {"on", "upon"}]
    called_on = [pobj for prep in preps for pobj in prep.children if pobj.dep_ == "pobj"]
    return called_on if called_on and head.lemma_ == "call" else surface_subject(head)


def _of_modifier(verb: Token, noun: Token) -> list[Token]:
    """The antecedent as subject: "troops fighting in Ukraine", "the missiles fired" (logical object, by voice)."""
    if any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children):
        owners = [child for child in noun.children if child.dep_ == "poss"]
        if owners:
            return owners
        return surface_subject(noun.head) if noun.dep_ in {*OBJECTS, "attr"} and noun.head.pos_ in {"VERB", "AUX"} else []
    return [noun]


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if token.lower_ in RELATIVES and token.tag_ in {"WP", "WDT", "IN", "DT"}:
        clause = token.head
        while clause.dep_ in {"conj", "xcomp", "ccomp", "prep", "dative"}:  # "which the army refused to attend"
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    for child in token.children:  # "all of whom", "both of which"
        if child.lower_ == "of" and any(grand.lower_ in {"whom", "which"} for grand in child.children):
            return next((above.head for above in token.ancestors if above.dep_ == "relcl"), token)
    return token

"""How the text presents an act: occurred, planned, possible, refused, negated ...."""

from __future__ import annotations

from dprk_events.events.checks import Match
from dprk_events.events.draft import Draft
from dprk_events.events.tokens import Token
from dprk_events.model import Status

MODALS: dict[str, Status] = {
    "will": "planned", "'ll": "planned", "’ll": "planned", "shall": "planned", "wo": "planned", "may": "possible",
    "might": "possible", "could": "possible", "can": "possible", "ca": "possible", "must": "requested",
    "should": "requested", "ought": "requested", "going": "planned",
}  # fmt: skip
HEDGES = frozenset(
    [
        "reportedly",
        "allegedly",
        "apparently",
        "possibly",
        "probably",
        "perhaps",
        "purportedly",
        "supposedly",
        "likely",
        "suspectedly",
        "seemingly",
        "presumably",
    ]
)
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
UNSURE = frozenset(
    {"evidence", "sign", "indication", "hint", "proof", "possibility", "chance", "risk", "fear", "concern", "speculation"}
    | {"suspicion", "rumour", "rumor", "theory", "allegation"}
)
FAILED = frozenset({"failed", "abortive", "unsuccessful", "botched", "futile"})
NO_DETERMINERS = frozenset({"no", "neither", "few", "none"})


def status_of(draft: Draft) -> Status:  # noqa: PLR0911  one ruling a line
    """The status of a draft from its auxiliaries, the verbs it passes through, its adverbs, and the clause it stands in."""
    row = draft.match.row if draft.match else None
    own, negated = _passed_on(draft)
    if row is not None and row.status is not None and row.role != "through":
        return "negated" if negated else _forced(row.status, own)
    if draft.noun_match is not None and draft.noun_match.row.status:
        own = draft.noun_match.row.status
    if negated and row is not None and row.adjective and row.type == "AGREE":
        return "refused"  # "is not willing to share"
    if negated and not in_condition(draft.anchor):
        return "refused" if own == "planned" else "negated"
    if own in {"occurred", "planned"} and (
        in_condition(draft.anchor) or (own == "planned" and is_on_condition(draft.anchor))
    ):
        return "hypothetical"
    if own == "occurred" and _hedged(draft.anchor, draft.through):
        return "possible"
    if own in {"occurred", "hypothetical"}:
        return _of_evidence(draft.anchor) or ("planned" if _is_awaited(draft.anchor) else own)
    return own


def _passed_on(draft: Draft) -> tuple[Status, bool]:
    """The verb's own status and negation with what the governors make of them: "is not expected *to* visit"."""
    own = _own(draft.anchor, reported=bool(draft.reports))
    negated = is_negated(draft.anchor, draft)
    for match, governor in draft.through:
        effect = match.row.status or "occurred"
        if match.noun is not None and any(child.lower_ in FAILED for child in match.noun.children):
            effect = "failed"  # "made a failed attempt to"
        if governor.tag_ == "VBG" and (
            effect == "failed" or (effect == "possible" and match.kind == "to" and not _leaves_open(match))
        ):  # "is trying to"
            effect = "planned"
        outer = _own(governor, reported=bool(draft.reports))
        if is_negated(governor, None):
            negated = not (effect == "failed" and negated)
        own = _stronger(own, effect if effect != "occurred" else outer)
    return own, negated


def _of_evidence(verb: Token) -> Status | None:
    """What there is evidence, fear or talk of is possible; what there is no sign of is negated."""
    noun = verb.head
    that = any(child.lower_ == "that" and child.dep_ == "mark" for child in verb.children)
    if verb.dep_ not in {"acl", "ccomp", "relcl"} or not that or noun.lemma_.lower() not in UNSURE:
        return None
    none = any(child.lower_ in NO_DETERMINERS or child.lower_ == "little" for child in noun.children)
    return "negated" if none or is_negated(noun.head, None) else "possible"


def _is_awaited(verb: Token) -> bool:
    """What is to come first lies ahead too: "will sign the treaty when Putin *visits*"."""
    if verb.dep_ != "advcl" or verb.tag_ not in {"VBZ", "VBP"} or any(child.dep_ == "aux" for child in verb.children):
        return False
    if not any(child.lower_ in {"when", "once", "after", "before"} for child in verb.children):
        return False
    words = {child.lower_ for child in verb.head.children if child.dep_ == "aux"}
    return bool(words & {"will", "'ll", "shall"}) or ("to" in words and verb.head.dep_ == "xcomp")


def _leaves_open(match: Match) -> bool:
    """ "Is considering *whether* to" plans nothing yet."""
    return match.complement is not None and any(child.lower_ == "whether" for child in match.complement.children)


def is_negated(verb: Token, draft: Draft | None) -> bool:  # noqa: PLR0911  one sign of negation a line
    """Whether the verb is in the scope of "not", "never", "no ..." or "without"."""
    for child in verb.children:
        if child.lower_ == "not" and child.nbor(1).lower_ in {"only", "just", "merely"}:
            return False  # "not only fired but sank"
    for child in verb.children:
        if (
            child.dep_ == "neg"
            or child.lower_ in {"never", "n't", "not"}
            or (child.dep_, child.lower_) == ("preconj", "neither")
        ):
            return True
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and any(
            grand.dep_ in {"det", "amod", "neg"} and grand.lower_ in NO_DETERMINERS for grand in child.children
        ):
            return True
        if child.dep_ in {"nsubj", "nsubjpass"} and child.lower_ in {"nobody", "none", "neither"}:
            return True
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True
    # "did not confirm or deny": the negation of the first conjunct reaches the second when that has no auxiliary of its own
    if verb.dep_ == "conj" and not any(child.dep_ in {"aux", "nsubj", "auxpass"} for child in verb.children):
        joined = any(child.lower_ in {"or", "nor"} for child in verb.head.children if child.dep_ == "cc")
        return joined and is_negated(verb.head, draft)
    return False


def tense_of(verb: Token, through: list[Token]) -> str:
    """past, present, future or none, from the outermost finite verb."""
    finite = through[0] if through else verb
    words = {child.lower_ for child in finite.children if child.dep_ in {"aux", "auxpass"}}
    if words & {"will", "'ll", "’ll", "shall", "wo"} or ("to" in words and finite.dep_ == "ROOT"):
        return "future"
    tags = {child.tag_ for child in finite.children if child.dep_ in {"aux", "auxpass"}} | {finite.tag_}
    if "VBD" in tags or words & {"has", "have", "'ve"} or (finite.tag_ == "VBN" and not words & {"is", "are"}):
        return "past"
    return "present" if tags & {"VBZ", "VBP"} or words & {"is", "are"} else "none"


def _own(verb: Token, *, reported: bool) -> Status:
    """The status of the verb's own auxiliaries; a conjunct without any takes those of the first verb."""
    words = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is not None and any(
        child.lower_ in {"should", "had"} and child.i < subject.left_edge.i for child in verb.children
    ):
        return "hypothetical"  # "Should Tehran refuse, ..."
    for word in words:
        if word in MODALS:
            return MODALS[word]
        if word in {"would", "'d"}:
            return "planned" if reported or _under_speech(verb) else "hypothetical"
    if "to" in words and verb.dep_ == "ROOT":  # headline future: "N. Korea to send delegation"
        return "planned"
    bare = verb.dep_ == "conj" and not words and not any(child.dep_ == "nsubj" for child in verb.children)
    return (
        _own(verb.head, reported=reported)
        if bare and verb.head.pos_ in {"VERB", "AUX"} and verb.tag_ == "VB"
        else "occurred"
    )


def _under_speech(verb: Token) -> bool:
    """ "said it would": future in the past."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN"}


def _stronger(own: Status, effect: Status) -> Status:
    """Two layers of modality: what is only possible or planned outside does not become a fact inside."""
    order: tuple[Status, ...] = (
        "occurred",
        "requested",
        "planned",
        "possible",
        "hypothetical",
        "failed",
        "negated",
        "refused",
        "denied",
    )
    if effect in order and own in order:
        return max(own, effect, key=order.index)
    return effect if own == "occurred" else own


def _forced(status: Status, own: Status) -> Status:
    """A refusal keeps its status unless it is itself only possible."""
    return own if own in {"possible", "hypothetical"} else status


def in_condition(verb: Token) -> bool:
    """Whether the clause, or one above it, is introduced by if or unless."""
    token = verb
    while True:
        if token.dep_ in {"advcl", "relcl", "ccomp", "conj", "ROOT"} and is_condition(token):
            return True
        if token.dep_ in {"ROOT", "relcl"} or token.head == token:
            return False
        token = token.head


def is_on_condition(verb: Token) -> bool:
    """Whether something else must come first: "*will fire* a missile if the drills go ahead"."""
    return any(child.dep_ == "advcl" and is_condition(child) for child in verb.children)


def is_condition(clause: Token) -> bool:
    """ "If the drills go on", "unless Seoul apologises", "should Beijing agree"."""
    if any(child.dep_ == "mark" and child.lower_ in {"if", "unless"} for child in clause.children):
        return True
    first = clause.left_edge
    return (
        clause.dep_ == "advcl" and first.head == clause and first.dep_ == "aux" and first.lower_ in {"should", "had", "were"}
    )


def offers_on_condition(verb: Token) -> bool:
    """What somebody would do in return: "would meet him if asked"; not what nothing would change: "even if"."""
    words = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    even = any(child.lower_ == "even" for clause in verb.children if clause.dep_ == "advcl" for child in clause.children)
    return bool(words & {"will", "'ll", "shall", "would", "'d"}) and not even and is_on_condition(verb)


def _hedged(verb: Token, through: list[tuple[Match, Token]]) -> bool:
    tokens = [verb, *(token for _, token in through)]
    return any(child.lower_ in HEDGES for token in tokens for child in token.children if child.dep_ == "advmod")

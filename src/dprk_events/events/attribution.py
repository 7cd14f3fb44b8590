"""Who says so: reporting verbs, "according to", the source at the end of a headline, and what kind of source it is."""

from __future__ import annotations

from collections.abc import Mapping

from dprk_events.events.draft import Draft, Report
from dprk_events.events.state import Kind
from dprk_events.events.tokens import Span, Token
from dprk_events.model import Entity, SourceKind
from dprk_events.tables.rows import ActorRow

ANONYMOUS = frozenset({"source", "sources", "insider"})
EXPERT = frozenset({"analyst", "expert", "observer", "researcher", "scholar", "professor", "scientist", "economist"})
WITNESS = frozenset(
    ["witness", "resident", "villager", "eyewitness", "survivor", "bystander", "onlooker", "refugee", "defector"]
)
DOCUMENT = frozenset(
    [
        "report",
        "statement",
        "document",
        "study",
        "data",
        "record",
        "survey",
        "memo",
        "letter",
        "filing",
        "figure",
        "indictment",
        "complaint",
        "imagery",
        "image",
        "photo",
        "photograph",
        "footage",
        "video",
        "dispatch",
        "readout",
        "communique",
        "lawsuit",
        "paper",
    ]
)
MEDIA = frozenset(
    [
        "media",
        "newspaper",
        "broadcaster",
        "agency",
        "daily",
        "outlet",
        "television",
        "tv",
        "radio",
        "magazine",
        "reporter",
        "journalist",
        "press",
    ]
)
NAMED_KINDS: tuple[tuple[SourceKind, frozenset[str]], ...] = (
    ("expert", EXPERT),
    ("witness", WITNESS),
    ("document", DOCUMENT),
)
ISSUING = frozenset({"release", "issue", "make", "publish", "deliver", "give"})
TEXTS = frozenset({"statement", "speech", "address", "commentary", "answer", "reply", "communique", "appeal", "remark"})
PRINTING = frozenset({"carry", "publish", "run", "broadcast"})
HIDDEN = frozenset({"anonymity", "anonymous", "unnamed", "unidentified", "undisclosed"})


def according_to(sentence: Span, kind: Kind) -> list[Report]:
    """The sources that "according to" and "citing" name, in text order; "citing safety concerns" names none."""
    found = []
    for token in sentence:
        if token.lower_ == "according" and token.i + 1 < sentence.end:
            heads = [
                pobj
                for to in (*token.children, token.nbor(1))
                if to.lower_ == "to"
                for pobj in to.children
                if pobj.dep_ == "pobj"
            ]
            if heads:
                found.append(Report(heads[:1], token))
        elif token.lemma_ in PRINTING and token.dep_ == "acl" and token.head.lemma_.lower() in DOCUMENT:
            agents = [child for child in token.children if child.dep_ == "agent"]  # "in a statement carried by the agency"
            heads = [pobj for by in agents for pobj in by.children if pobj.dep_ == "pobj"]
            if heads and token.head.dep_ == "pobj" and token.head.head.lower_ in {"in", "via"}:
                found.append(Report(heads[:1], token))
        elif token.lower_ in {"citing", "quoting"}:
            heads = [child for child in token.children if child.dep_ == "dobj"]
            if heads and _may_tell(heads[0], kind):
                found.append(Report(heads, token))
    return found


def opened_statement(sentence: Span, kind: Kind) -> Report | None:
    """Whose words follow to the end of a text: "*Kim Yo Jong* released the following press statement on Monday:"."""
    last = len(sentence) - 1
    while last > 0 and not sentence[last].text.strip():
        last -= 1
    if sentence[last].text != ":" or not any(token.lower_ == "following" for token in sentence):
        return None
    for token in sentence:
        if token.lemma_ in ISSUING and any(child.dep_ == "dobj" and child.lemma_ in TEXTS for child in token.children):
            heads = [child for child in token.children if child.dep_ == "nsubj" and _may_tell(child, kind)]
            return Report(heads[:1], token) if heads else None
    return None


def _may_tell(head: Token, kind: Kind) -> bool:
    """Whether a noun names who or what can tell: a person, an organ, a paper."""
    lemma = head.lemma_.lower()
    return (
        kind(head) is not None
        or head.pos_ in {"PROPN", "PRON", "NUM"}
        or any(lemma in nouns or head.lower_ in nouns for nouns in (ANONYMOUS, EXPERT, WITNESS, DOCUMENT, MEDIA))
    )


def chain_of(draft: Draft, general: list[Report]) -> list[Report]:
    """The reports on a draft, outermost first, without its own verb and without repeating one source."""
    reports: list[Report] = []
    stated = [report for report in general if report.heads and report.heads[0].i < draft.anchor.sent.start]
    for report in [*stated, *draft.reports, *general]:
        if not report.heads or report.verb == draft.anchor or _is_inside(report, general):
            continue
        if all(report.heads[0] != other.heads[0] for other in reports):
            reports.append(report)
    return reports


def _is_inside(report: Report, general: list[Report]) -> bool:
    """ "According to two people familiar with the talks, *who said*": those two, not the talks."""
    return any(
        report is not other and report.heads[0] != other.heads[0] and report.heads[0] in other.heads[0].subtree
        for other in general
    )


def kind_of(head: Token, entities: tuple[Entity, ...], actors: Mapping[str, ActorRow]) -> SourceKind:
    """official, state-media, media, anonymous, expert, document or witness."""
    rows = [actors[entity.id] for entity in entities if entity.id in actors]
    if any(row.state_media for row in rows):
        return "state-media"
    words = {head.lemma_.lower(), head.lower_} | {
        child.lower_ for child in head.subtree if child.dep_ in {"amod", "compound", "pobj"}
    }
    if head.lemma_.lower() in ANONYMOUS or words & HIDDEN:
        return "anonymous"
    if any(row.media for row in rows):
        return "media"
    for kind, nouns in NAMED_KINDS:
        if head.lemma_.lower() in nouns:
            return kind
    agency = head.lemma_.lower() == "agency" and "news" not in words  # a spy, space or relief agency
    if not agency and (head.lower_ in MEDIA or head.lemma_.lower() in MEDIA):
        return "state-media" if "state" in words else "media"
    return "official"

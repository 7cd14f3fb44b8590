"""The PLOVER type and mode of a draft: the governing act decides, then what status and the act inside make of it."""

from __future__ import annotations

from collections.abc import Mapping

from dprk_events.events.draft import Draft
from dprk_events.events.status import is_negated, offers_on_condition
from dprk_events.events.tokens import Token
from dprk_events.tables.rows import TypeRow

# a refusal to do these is a REJECT of its own; not doing harm is no rejection
REFUSABLE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})

FRIENDS = frozenset({"ally", "partner", "neighbour", "neighbor", "proxy", "friend", "client", "militia", "counterpart"})
VOWS = frozenset({"vow", "pledge", "promise", "swear", "commit"})
AIMS = frozenset({"against", "at", "toward", "towards"})


def decide(draft: Draft, types: Mapping[str, TypeRow]) -> tuple[str | None, str | None]:  # noqa: PLR0911  one ruling a line
    """Type and mode of a draft whose status is already known."""
    if draft.type is not None and draft.match is None:  # a demand made with "must"
        return draft.type, _nested(draft, draft.type, types)
    row = draft.row_match.row if draft.row_match else None
    if row is None or row.type in {None, "none"}:
        return ("REJECT", types["REJECT"].nested.get("*")) if draft.status == "refused" else (None, None)
    kind, mode = str(row.type), row.mode
    verb_row = draft.match.row if draft.match else row
    if verb_row.role == "light" and verb_row.type not in {None, "none"}:
        kind, mode = str(verb_row.type), verb_row.mode
    if mode is None and types[kind].nested:
        mode = _nested(draft, kind, types)
    if kind == "AID" and draft.target and all(_is_own(head) for head in draft.target):
        return None, None  # "funds its army" helps nobody else
    if draft.status == "refused" and row.status != "refused" and kind in REFUSABLE:
        return "REJECT", types["REJECT"].nested.get(kind, types["REJECT"].nested.get("*"))
    if draft.status == "failed" and kind in {"AGREE", "SUPPORT"}:  # "failed to reach agreement"
        return "REJECT", types["REJECT"].nested.get("*")
    if kind == "AGREE" and draft.inner is not None and not draft.reciprocal and not is_negated(draft.inner.anchor, None):
        # "vowed to retaliate" is no mere promise, "vowed not to" is one
        inner_type, inner_mode = decide(draft.inner, types)
        if inner_type == "MOBILIZE" and draft.anchor.lemma_ in VOWS:  # an arsenal is promised to nobody
            return ("THREATEN", "violence") if AIMS & draft.inner.slots.preps.keys() else (None, None)
        meant = types[inner_type].planned if inner_type else None
        if meant == "THREATEN":
            table = types[meant].nested
            return meant, table.get(f"{inner_type}.{inner_mode}") or table.get(str(inner_type)) or table.get("*")
    return announced(kind, mode, draft, types)


def announced(kind: str, mode: str | None, draft: Draft, types: Mapping[str, TypeRow]) -> tuple[str, str | None]:
    """What a type becomes while the act is only announced: a planned arrest is THREATEN arrest."""
    planned = types[kind].planned
    ahead = draft.status == "planned" or (draft.status == "hypothetical" and offers_on_condition(draft.anchor))
    if ahead and planned is not None:  # "will fire if ..." is a threat too
        table = types[planned].nested
        return planned, table.get(f"{kind}.{mode}") or table.get(kind) or table.get("*")
    return kind, mode


def _is_own(head: Token) -> bool:
    owned = any(child.tag_ == "PRP$" and child.lower_ in {"its", "their", "our"} for child in head.children)
    return owned and head.lemma_.lower() not in FRIENDS


def _nested(draft: Draft, kind: str, types: Mapping[str, TypeRow]) -> str | None:
    """The mode of a governing act by the act inside it: declined to visit -> meet."""
    table = types[kind].nested
    inner = draft.inner
    if inner is None:
        return table.get("*") if draft.match and draft.match.complement else None
    inner_type, inner_mode = decide(inner, types)
    return table.get(f"{inner_type}.{inner_mode}") or table.get(str(inner_type)) or table.get("*")


def intensity(kind: str | None, mode: str | None, types: Mapping[str, TypeRow]) -> float | None:
    """The score of a type and mode, -10 (assault) to 10 (aid)."""
    if kind is None:
        return None
    row = types[kind]
    own = row.modes[mode].intensity if mode in row.modes else None
    return row.intensity if own is None else own

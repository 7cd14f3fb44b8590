"""Matching a verb or event noun of the text against the rows of ``data/verbs``: the most specific row wins.

No verb has code of its own: everything a row may ask for is checked here, and every row that lost says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from copy import copy

from dprk_events.events.checks import PHRASE, Check, Loss, Match
from dprk_events.events.slots import Slots, noun_slots
from dprk_events.events.tokens import Token
from dprk_events.tables.rows import NounClassRow, VerbRow


class FrameIndex:
    """All verb rows by their first word; looking one up costs the same however many there are."""

    def __init__(self, rows: Mapping[str, VerbRow], nouns: Mapping[str, NounClassRow]) -> None:
        self._classes = {f"@{name}": frozenset(row.nouns) for name, row in nouns.items()}
        self._verbs: dict[str, list[tuple[str, VerbRow, tuple[str, ...]]]] = defaultdict(list)
        self._nouns: dict[str, list[tuple[str, VerbRow, tuple[str, ...]]]] = defaultdict(list)
        self._adjectives: dict[str, list[tuple[str, VerbRow]]] = defaultdict(list)
        self._unfitted: int | None = None  # a verb that no row shall fit, for bench/train_guess.py
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

    def unfitted(self, verb: Token) -> FrameIndex:
        """The same rows, of which none fits one verb of the text."""
        other = copy(self)
        other._unfitted = verb.i
        return other

    def verb(self, slots: Slots, kind: Callable[[Token], str | None]) -> tuple[Match | None, list[Loss]]:
        """The best row for a verb. ``kind`` tells what kind of actor a token is, for @state and its like."""
        found: list[Match] = []
        lost: list[Loss] = []
        check = Check(slots, self._classes, kind)
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
        if slots.verb.i == self._unfitted:
            found.clear()
        return _best(found, lost)

    def noun(self, slots: Slots, kind: Callable[[Token], str | None]) -> tuple[Match | None, list[Loss]]:
        """The best row for an event noun."""
        found: list[Match] = []
        lost: list[Loss] = []
        check = Check(slots, self._classes, kind)
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
    lost += [
        Loss(match.id, f"{best.id} is more specific ({best.specificity} to {match.specificity})") for match in found[1:]
    ]
    return best, lost


def lemma_of(verb: Token) -> str:
    """The lemma as rows write it: "re-open" is "reopen"."""
    lemma = verb.lemma_.lower()
    return lemma.replace("-", "") if lemma.startswith(("re-", "co-", "pre-")) else lemma

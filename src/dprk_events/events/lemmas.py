"""The lemma of a verb form, for the verbs of the lexicon: the model's rules make "stag" of staged and "fin" of fined.

The forms are inflected from the words that the rows name, so a new row brings its own; a form that two verbs share
("found", "lay") is left to the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from dprk_events.events.tokens import Doc

PREFIXES = ("fore", "inter", "mis", "out", "over", "re", "under", "un", "up", "with", "for", "be")
# past and participle where they differ from -ed; a prefix may stand before: rebuild, overfly, withdraw
PASTS = """
arise arose arisen, bear bore borne born, beat beat beaten, become became become, begin began begun, bend bent,
bet bet, bind bound, bite bit bitten, bleed bled, blow blew blown, break broke broken, breed bred, bring brought,
broadcast broadcast, build built, burn burnt burned, burst burst, buy bought, cast cast, catch caught,
choose chose chosen, cling clung, come came come, cost cost, creep crept, cut cut, deal dealt, dig dug, do did done,
draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feed fed, feel felt,
fight fought, find found, flee fled, fling flung, fly flew flown, forbid forbade forbidden, forget forgot forgotten,
freeze froze frozen, get got gotten, give gave given, go went gone, grind ground, grow grew grown, hang hung hanged,
have had, hear heard, hide hid hidden, hit hit, hold held, hurt hurt, keep kept, kneel knelt, know knew known,
lay laid, lead led, leave left, lend lent, let let, lie lay lain, light lit lighted, lose lost, make made,
mean meant, meet met, pay paid, put put, quit quit, read read, rid rid, ride rode ridden, ring rang rung,
rise rose risen, run ran run, say said, see saw seen, seek sought, sell sold, send sent, set set, shake shook shaken,
shed shed, shoot shot, show showed shown, shrink shrank shrunk, shut shut, sing sang sung, sink sank sunk, sit sat,
slay slew slain, sleep slept, speak spoke spoken, speed sped, spend spent, split split, spread spread, stand stood,
steal stole stolen, stick stuck, strike struck stricken, strive strove striven, swear swore sworn, sweep swept,
swim swam swum, swing swung, take took taken, teach taught, tear tore torn, tell told, think thought,
throw threw thrown, thrust thrust, tread trod trodden, wear wore worn, weep wept, win won, wind wound,
withdraw withdrew withdrawn, wring wrung, write wrote written
"""
IRREGULAR: Mapping[str, tuple[str, ...]] = {word: tuple(forms) for word, *forms in map(str.split, PASTS.split(","))}


def verb_forms(words: Iterable[str]) -> dict[str, str]:
    """Every inflected form of these verbs with its lemma; forms that two of them share are left out.

    >>> forms = verb_forms(["stage", "rebuild", "ban", "find", "found"])
    >>> forms["staged"], forms["rebuilt"], forms["banning"], forms.get("found")
    ('stage', 'rebuild', 'ban', None)
    """
    lemmas: dict[str, set[str]] = {}
    for word in words:
        for form in {word, *_inflected(word)}:
            lemmas.setdefault(form, set()).add(word)
    return {form: next(iter(owners)) for form, owners in lemmas.items() if len(owners) == 1}


def correct_lemmas(doc: Doc, forms: Mapping[str, str]) -> None:
    """Give the verbs of a parsed text the lemma that the lexicon's rows are looked up by."""
    for token in doc:
        if token.pos_ == "VERB":
            lemma = forms.get(token.lower_)
            if lemma is not None:
                token.lemma_ = lemma


def _inflected(word: str) -> Iterator[str]:
    yield _with_s(word)
    stem = word[:-1] if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) else word
    if word.endswith("ie"):
        yield word[:-2] + "ying"
    for end in _doubled(word, stem):
        yield end + "ing"
    past = _irregular(word)
    if past:
        yield from past
    elif re.search(r"[^aeiou]y$", word):
        yield word[:-1] + "ied"
    elif word.endswith("e"):
        yield word + "d"
    else:
        for end in _doubled(word, stem):
            yield end + "ed"


def _irregular(word: str) -> tuple[str, ...]:
    for prefix in ("", *PREFIXES):
        root = word[len(prefix) :]
        if word.startswith(prefix) and root in IRREGULAR:
            return tuple(prefix + form for form in IRREGULAR[root])
    return ()


def _with_s(word: str) -> str:
    if re.search(r"(s|x|z|ch|sh|[^aeiou]o)$", word):
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"


def _doubled(word: str, stem: str) -> Iterator[str]:
    """Stems before -ed and -ing: ban -> bann; visit or travel -> both, since stress and spelling vary."""
    doubles = re.search(r"([^aeiou]|^|qu)[aeiou][^aeiouwxy]$", word)
    syllables = len(re.findall(r"[aeiouy]+", word))
    if doubles:
        yield word + word[-1]
    if not doubles or syllables > 1:
        yield stem

"""Who wrote a story: names from a line of text or a list of metadata values.

>>> byline_of("By Jane Doe and John Roe, staff writers")
('Jane Doe', 'John Roe')
>>> clean_names(["", "https://www.facebook.com/example", "jane@example.org", "Jane Doe"])
('Jane Doe',)
>>> byline_of("By Monday the boats were gone.")
()
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dprk_events.article.dates import locate_date
from dprk_events.article.persons import (
    CAPITALS,
    NOT_A_NAME,
    SMALL,
    cased,
    is_name,
    is_organisation,
    is_role,
    is_role_only,
)

_BY = re.compile(
    r"^(?:(?:written|reported|story|article|posted|submitted|words|text|author|published|reporting|commentary|analysis|opinion"
    r"|column|compiled|prepared|presented|contributed|interview)s?\s*(?:by|:)?|by"
    r"|(?:von|par|por|door|di|av|af|autor|auteur|autore|skribent)(?=\s*:?\s+(?-i:["
    + CAPITALS
    + r"])\S+\s(?-i:["
    + CAPITALS
    + r"])))\s*[:：]?\s+",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:;|,|&|\b(?:and|AND|with|WITH)\b|\||/|·|•)\s*")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)"
# what stands between a name and a date: words for what was done, a weekday
_STAMP = re.compile(
    r"(?:[ ,|·•–—(-]*\b(?:published|updated|posted|last|first|written|modified|created|issued|released|on|at|date|from|the|"
    r"publié|mis à jour|publicado|actualizado|atualizado|veröffentlicht|aktualisiert|stand|pubblicato|aggiornato|"
    r"gepubliceerd|bijgewerkt|publicerad|uppdaterad|publisert|oppdatert|opublikowano|(?-i:le|em|el|am|vom|il|op|den)|"
    rf"{_WEEKDAY}day|on {_WEEKDAY}|{_WEEKDAY}(?=[.,]))\b[.,:]?)+\s*$",
    re.I,
)


_YEAR = re.compile(r"\d\d{3}")  # one that begins with a set of characters is quick to search
# a byline holds one of these, begins with one of those, or holds a year
_WORDS = ("by", "author", "words", "text", "story", "report", "writer")
_OPENINGS = ("von ", "par ", "por ", "door ", "di ", "av ", "af ", "aut", "skribent")


_LABEL = re.compile(
    r"(?:(?:written|words|text|story|article|posted|submitted|reported|published|commentary|analysis|opinion|column|compiled|"
    r"prepared|presented|contributed|interview) )?by\s?:?|(?:authors?|writers?|von|par|por|door|di|av|af|autore?n?|auteurs?|"
    r"autores|texte?|tekst|skribent)\s?:?",
    re.IGNORECASE,
)


def is_label(line: str) -> bool:
    """Whether the line only says that a name follows.

    >>> is_label("Written by:"), is_label("By the sea")
    (True, False)
    """
    return bool(_LABEL.fullmatch(line))


def byline_of(line: str) -> tuple[str, ...]:
    """The names in a byline ("By A and B", "A June 20, 2031", "A, B"); () when the line is something else."""
    if len(line) > _LONGEST_LINE or not _may_be_byline(line):
        return ()
    line = _EXTRA.sub("", _HANDLE.sub("", line) if "@" in line else line)
    found = locate_date(line)
    rest = line
    if found:
        rest = _STAMP.sub("", line[: found.start].rstrip(" |·•–—-(")).rstrip(" ,|·•–—-:(")
    by = _BY.match(rest)
    if by:
        rest = rest[by.end() :]
        name = _DASH.split(rest, maxsplit=1)[0]  # "By Jane Doe - Associated Press"
        rest = name if is_name(name) else rest
    if not by and not found:
        return ()
    if found and not by and not rest:  # "Dec. 19, 2031 · Jane Doe"
        rest = line[found.end :].strip(" ,|·•–—-")
        if len(rest) > _LONGEST_NAMES or is_organisation(rest):
            return ()
    names = tuple(part for part in _people(rest) if is_name(part) or (by and is_organisation(part) and part[:1].isupper()))
    persons = tuple(name for name in names if is_name(name) and not is_organisation(name))
    names = persons or names  # a newsroom behind a person's name is where he or she works
    parts = [
        part for part in _SPLIT.split(rest) if part and not is_role_only(part) and not (persons and is_organisation(part))
    ]
    if not names or (not by and len(names) < len(parts)):
        return ()
    return _unique(cased(name) for name in names)


def _may_be_byline(line: str) -> bool:
    """Asked of every line around a headline, most of which are none."""
    small = line.lower()
    return any(word in small for word in _WORDS) or small.startswith(_OPENINGS) or _YEAR.search(line) is not None


_HANDLE = re.compile(r"\s*[(|]?\s*@\w{2,}\)?")
_LONGEST_LINE = 160
_DASH = re.compile(r" [-–—] ")
_LONGEST_NAMES = 60
_LONGEST_VALUE = 1000
_MORE = re.compile(
    r"^(?:view|see|read|more|all|posts|articles|stories)(?: (?:more|all|other))?(?: (?:articles|stories|posts))? "
    r"(?:by|from) ",
    re.I,
)
_EXTRA = re.compile(
    r"(?:\.\s+(?:Translated|Written|Edited|Reported|Additional)\b|\s+for [A-Z]|\s+reporting from\b|\s+in [A-Z]\w+$).*$"
)


# "Jane Doe View more articles by Jane Doe", "Jane Doe | See all posts"
_ASIDE = re.compile(
    r"\s*[|·•→»-]*\s*\b(?:view|see|read|follow|browse|show)(?: (?:more|all|other|latest))? "
    r"(?:(?:articles?|stories|posts|work|the latest) ?(?:by|from)?\b.*|author archive.*|(?:more|all)?\s*(?:by|from) .*)$"
    r"|\s*[→»]+$",
    re.IGNORECASE,
)


def _without_extra(text: str) -> str:
    """The text without what follows a name: where from, for whom, who translated."""
    match = _EXTRA.search(text)
    return text[: match.start()] if match and (is_name(text[: match.start()]) or text[match.start()] == ".") else text


def clean_names(values: Iterable[str]) -> tuple[str, ...]:
    """Names from metadata without addresses, empty values, mail addresses, roles and templates."""
    names: list[str] = []
    for value in values:
        if len(value) > _LONGEST_VALUE:
            continue  # no list of authors, and patterns would take long over it
        plain = " ".join((_TAG.sub(" ", value) if "<" in value else value).split())
        text = _without_extra(_ASIDE.sub("", _MORE.sub("", plain[1:-1] if _ENCLOSED.fullmatch(plain) else plain)))
        if not text or (NOT_A_NAME.search(text) and not is_name(text)):
            text = re.sub(r"\(?\S+@\S+\)?", "", text).strip(" ,|()")
            if not text or NOT_A_NAME.search(text):
                continue
        text = _without_degrees(_BY.sub("", text))
        parts = _authors_in(text)
        names.extend(
            part.strip(" ,.|-") if not part.endswith((" Jr.", " Sr.")) else part for part in parts if part.strip(" ,.|-")
        )
    named = [name for name in names if not NOT_A_NAME.search(name) and len(name) <= 80 and not is_role_only(name)]
    return _unique(cased(name) for name in named)


_TAG = re.compile(r"<[^<>]{1,200}>")
_ENCLOSED = re.compile(r"\([^()]+\)")


def _authors_in(text: str) -> list[str]:
    """The persons and houses in one value, without what is said of them.

    >>> _authors_in("Jane Doe (text) and John Roe in Seoul"), _authors_in("Jane Doe, Herald Correspondent")
    (['Jane Doe', 'John Roe'], ['Jane Doe'])
    """
    if _OFFICE.match(text) or is_name(text):
        return [text]
    parts = [person for part in _SPLIT.split(text) for person in _two(part)] if _several(text) else _two(text)
    bare = [_bare(part) for part in parts]
    others = [part for part in bare[1:] if not (is_role(part) or _NO_AUTHOR.match(part))]
    return bare[:1] + [part for part in others if not (is_name(bare[0]) and _is_place(part))]


def _is_place(part: str) -> bool:
    """One word behind a name that is no house: "Jane Doe, Example Herald, Seoul"."""
    return " " not in part and not part.isupper() and not is_organisation(part)


_OFFICE = re.compile(r"(?:the )?(?:[a-z]+ )?(?:ministry|department|office|bureau|cent(?:er|re)|institute|committee|council|"
                     r"division|agency|commission|faculty|school|embassy|mission)s? (?:of|for|on|to)\b", re.I)  # fmt: skip
_NO_AUTHOR = re.compile(
    r"(?:in|from) [A-Z]|(?:photo|picture|illustrat|video|graphic|image|translat|edit)\w* by ", re.IGNORECASE
)


def _bare(part: str) -> str:
    """A name without the place, the house or the role behind it."""
    name = _BEHIND.split(part, maxsplit=1)[0]
    if name == part:
        name = _ROLE_BEHIND.sub("", part)
    return name if name != part and is_name(name) and not is_organisation(name) else part


_BEHIND = re.compile(r" [-–—] (?=(?:\S+ ?){1,3}$)| ?\(|,? in (?=[A-Z])| et al\b| (?:follow|bio|profile)$", re.IGNORECASE)
_ROLE_BEHIND = re.compile(
    r"(?: (?:staff|senior|chief|special|foreign|political|business|news|national|security))*"
    r" (?:correspondent|reporter|writer|editor|journalist|columnist|analyst|producer|contributor)$",
    re.IGNORECASE,
)


def stated_roles(values: Iterable[str]) -> tuple[str, ...]:
    """The one value that names a team instead of a person ("News Desk"); never a template's word.

    >>> stated_roles(["News Desk"]), stated_roles(["admin"])
    (('News Desk',), ())
    """
    given = [" ".join(value.split()) for value in values if len(value) <= _LONGEST_NAMES]
    return tuple(value for value in given if is_role_only(value) and not NOT_A_NAME.search(value))[:1]


def _people(text: str) -> list[str]:
    text = re.sub(r"\s*[(\[].*?[)\]]", "", text)
    parts = [
        part.strip(" .,") if not re.search(r" [A-Z]\.$|Jr\.$", part) else part
        for part in _SPLIT.split(text)
        if part and not is_role_only(part)
    ]
    return [person for part in parts for person in _two(part)]


def _two(text: str) -> list[str]:
    """Two persons joined by the "and" of another language, or two first names by ours, where both are spelt like names.

    >>> _two("Anne Lindel et Jean Marr"), _two("Ministerio de Pesca y Turismo")
    (['Anne Lindel', 'Jean Marr'], ['Ministerio de Pesca y Turismo'])
    """
    pair = _FIRST_NAMES.fullmatch(text)
    if pair:
        return [pair[1], pair[2]]
    parts = _AND.split(text)
    persons = [part for part in parts if is_name(part)]
    agencies = [part for part in parts if is_organisation(part) or (part.isupper() and len(part) < _LONG_AGENCY)]
    return parts if len(parts) > 1 and persons and len({*persons, *agencies}) == len(parts) else [text]


_LONG_AGENCY = 6
_AND = re.compile(r" (?:und|et|avec|y|con|e|en|och|og|oraz|ve|dan|mit) ")
_FIRST_NAMES = re.compile(rf"([{CAPITALS}][{SMALL}]+) and ([{CAPITALS}][{SMALL}]+)")


def _several(text: str) -> bool:
    """A list of names, not one name with a comma in it ("Reuters, Seoul")."""
    parts = [part for part in _SPLIT.split(text) if part]
    if len(parts) > 1 and is_name(parts[0]) and not is_organisation(parts[0]):
        return True
    return len(parts) > 1 and all(is_name(part) or is_role_only(part) or " " in part for part in parts)


def _without_degrees(text: str) -> str:
    """ "Jane Doe, MD, PhD" as Jane Doe."""
    name, *rest = text.split(",")
    degrees = all(_DEGREE.fullmatch(part) and not is_organisation(part) for part in rest)
    return name if rest and degrees and is_name(name) else text


_DEGREE = re.compile(r"\s*(?!Jr|Sr|[A-Z][a-z]+\.?$)[A-Z][A-Za-z.]*[A-Z.][A-Za-z.]*[®™]?\s*")


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple({name.casefold(): name for name in reversed(list(names)) if name}.values())[::-1]

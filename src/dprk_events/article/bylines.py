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

# the capitals and small letters of the languages of Europe and of Vietnam beside ours
_LETTERS = "".join(map(chr, (*range(0xC0, 0x220), *range(0x1EA0, 0x1F00))))
_CAPITALS = "A-Z" + "".join(filter(str.isupper, _LETTERS))
_SMALL = "a-z" + "".join(filter(str.islower, _LETTERS))
_PART = (
    rf"(?:[{_CAPITALS}][{_SMALL}'’]+(?:[A-Z][{_SMALL}]+)?(?:-[{_CAPITALS}{_SMALL}][{_SMALL}'’]*)*"
    rf"|[A-Z]\.(?:-?[A-Z]\.)*|[A-Z]{{1,2}}|[A-Z]['’][A-Z][a-z]+|[{_CAPITALS}][{_CAPITALS}'’-]{{2,}})"
)
_PARTICLE = (
    r"(?:(?:de|la|le|von|vom|van|der|den|dem|des|bin|al|el|da|do|das|du|di|dos|af|op|ten|ter|zu|zur) "
    r"|(?:al|el|ul)-|[dl]['’])"
)
_FORM = r"(?:(?:Dr|Prof|Rev|Lt|Col|Gen|Maj|Capt|Sgt|Mr|Mrs|Ms|Sir|Lord|Dame)\.? )?"
_NAME = re.compile(rf"{_FORM}{_PART}(?:[ -]{_PARTICLE}*{_PART}){{1,3}}(?:,? (?:Jr|Sr|Ph\.?D|MD|II|III)\.?)?$")
_BY = re.compile(
    r"^(?:(?:written|reported|story|article|posted|submitted|words|text|author|published|reporting|commentary|analysis|opinion"
    r"|column|compiled|prepared|presented|contributed|interview)s?\s*(?:by|:)?|by"
    r"|(?:von|par|por|door|di|av|af|autor|auteur|autore|skribent)(?=\s*:?\s+(?-i:["
    + _CAPITALS
    + r"])\S+\s(?-i:["
    + _CAPITALS
    + r"])))\s*[:：]?\s+",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:;|,|&|\b(?:and|AND|with|WITH)\b|\||/|·|•)\s*")
_ROLE = re.compile(
    r"\b(?:staff|senior|lead|chief|contributing|special|freelance|foreign|political|economics?|business|news|deputy|"
    r"managing|"
    r"executive|correspondents?|reporters?|writers?|editors?|journalists?|columnists?|contributors?|bureau|producer|"
    r"photographers?|analyst|desk|team|newsroom|editorial board|staff report|admin|guest|digital|online|web)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:associated press|reuters|yonhap|xinhua|agence france|afp|kyodo|news|times|post|daily|herald|press|media|"
    r"agency|tv|"
    r"radio|online|magazine|network|service|journal|inc|ltd|llc|group|institute|university|center|centre|company|"
    r"tribune|gazette)\b",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\.com\b|facebook|twitter|\[|\{|<|\d{3}|^(?:admin|author|unknown|none|null|undefined|anonymous|by)$|"
    r"^\w+(?:\.\w+){2,}$",
    re.I,
)
_DAYS = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|north|south|korea|korean|updated|published|posted|"
    r"read|more|about|the|share|min|bio|login|log|sign|link|blog|member|full|view|profile|follow|contact|released?|date|time|"
    r"views|comments?|hits|category|source|issue|print|subscribe|details|note|statement|advisory|report)\b",
    re.I,
)
# words that stand beside names: on posts, in names of departments, on buttons
_BESIDE = re.compile(
    r"\b(?:process|policy|checked|development|council|command|department|ministry|committee|association|foundation|"
    r"consultant|manager|director|founder|expert|specialist|officer|coordinator|staff|team|guide|guidelines|terms|"
    r"privacy|editorial|advertiser|disclosure|technology|marketing|content|this|author|authors|review|reviews|our|your|my|how|why|what|when|that|former|written|by|recent|latest|posts?|articles?|"
    r"columnists?|correspondents?|reporters?|writers?|editors?|contributors?|journalists?|analysts?|producers?|photographers?)\b",
    re.I,
)
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


def is_name(text: str) -> bool:
    """Two to four words spelt like a person's name.

    >>> is_name("Shin Da-eun"), is_name("Envoy leaves capital")
    (True, False)
    """
    return _is_spelt_like_name(text) and not _BESIDE.search(text)


def _is_spelt_like_name(text: str) -> bool:
    return len(text) <= 50 and bool(_NAME.match(text)) and not _DAYS.search(text) and len(set(text.split())) > 1


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
    names = tuple(
        part for part in _people(rest) if is_name(part) or (by and _ORGANISATION.search(part) and part[:1].isupper())
    )
    persons = tuple(name for name in names if is_name(name) and not is_organisation(name))
    names = persons or names  # a newsroom behind a person's name is where he or she works
    parts = [
        part for part in _SPLIT.split(rest) if part and not _role_only(part) and not (persons and is_organisation(part))
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
        text = _without_extra(_ASIDE.sub("", _MORE.sub("", " ".join(value.split()))))
        if not text or (_NOT_A_NAME.search(text) and not is_name(text)):
            text = re.sub(r"\(?\S+@\S+\)?", "", text).strip(" ,|()")
            if not text or _NOT_A_NAME.search(text):
                continue
        text = _without_degrees(_BY.sub("", text))
        parts = [person for part in _SPLIT.split(text) for person in _two(part)] if _several(text) else _two(text)
        names.extend(
            part.strip(" ,.|-") if not part.endswith((" Jr.", " Sr.")) else part for part in parts if part.strip(" ,.|-")
        )
    named = [name for name in names if not _NOT_A_NAME.search(name) and len(name) <= 80 and not _role_only(name)]
    return _unique(cased(name) for name in named)


def stated_roles(values: Iterable[str]) -> tuple[str, ...]:
    """The one value that names a team instead of a person ("News Desk"); never a template's word.

    >>> stated_roles(["News Desk"]), stated_roles(["admin"])
    (('News Desk',), ())
    """
    given = [" ".join(value.split()) for value in values if len(value) <= _LONGEST_NAMES]
    return tuple(value for value in given if _role_only(value) and not _NOT_A_NAME.search(value))[:1]


def is_team(text: str) -> bool:
    """Whether a few words name a team rather than a person or what a person does.

    >>> is_team("Harbour Staff"), is_team("Staff Writer")
    (True, False)
    """
    return text.count(" ") < _TEAM_WORDS and bool(_TEAM.search(text)) and not _NOT_A_NAME.search(text)


_TEAM = re.compile(r"\b(?:team|staff|desk|newsroom|bureau|contributors?|editors|reporters)$", re.IGNORECASE)
_TEAM_WORDS = 4


def says_something_else(text: str) -> bool:
    """Whether it holds a word that stands on buttons and stamps, not in names; a team may call itself one.

    >>> says_something_else("Share this"), says_something_else("The Harbour Team")
    (True, False)
    """
    return any(word.casefold() not in _IN_TEAMS for word in [*_DAYS.findall(text), *_BESIDE.findall(text)])


_IN_TEAMS = frozenset({"the", "team", "staff", "editorial", "content", "member", "author", "blog"})


def is_role(text: str) -> bool:
    """What stands below a name: what he or she does, and where.

    >>> is_role("Herald Staff Writer"), is_role("The editor left.")
    (True, False)
    """
    return bool(_ROLE_LINE.fullmatch(text))


_DOES = r"(?i:staff|writers?|reporters?|correspondents?|editors?|columnists?|journalists?)"
_ROLE_LINE = re.compile(rf"(?:[A-Z][\w.&'’-]* ){{0,4}}{_DOES}(?:,? (?:(?:in|for|at|of) )?(?:[A-Z][\w.&'’-]* ?){{1,4}})?")


def is_organisation(name: str) -> bool:
    """A newsroom or agency rather than a person."""
    return bool(_ORGANISATION.search(name))


def _people(text: str) -> list[str]:
    text = re.sub(r"\s*[(\[].*?[)\]]", "", text)
    parts = [
        part.strip(" .,") if not re.search(r" [A-Z]\.$|Jr\.$", part) else part
        for part in _SPLIT.split(text)
        if part and not _role_only(part)
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
    return parts if len(parts) > 1 and all(is_name(part) for part in parts) else [text]


_AND = re.compile(r" (?:und|et|y|e|en|och|og|oraz|ve|dan) ")
_FIRST_NAMES = re.compile(rf"([{_CAPITALS}][{_SMALL}]+) and ([{_CAPITALS}][{_SMALL}]+)")


def _several(text: str) -> bool:
    """A list of names, not one name with a comma in it ("Reuters, Seoul")."""
    parts = [part for part in _SPLIT.split(text) if part]
    named = any(is_name(part) for part in parts)
    return len(parts) > 1 and all(
        is_name(part) or _role_only(part) or " " in part or (named and is_organisation(part)) for part in parts
    )


def _without_degrees(text: str) -> str:
    """ "Jane Doe, MD, PhD" as Jane Doe."""
    name, *rest = text.split(",")
    degrees = all(_DEGREE.fullmatch(part) and not is_organisation(part) for part in rest)
    return name if rest and degrees and is_name(name) else text


_DEGREE = re.compile(r"\s*(?!Jr|Sr|[A-Z][a-z]+\.?$)[A-Z][A-Za-z.]*[A-Z.][A-Za-z.]*[®™]?\s*")


def _role_only(text: str) -> bool:
    return (bool(_ROLE.search(text)) and not _is_spelt_like_name(text)) or bool(
        re.fullmatch(rf"(?:{_ROLE.pattern}\s*)+", text, re.I)
    )


def cased(name: str) -> str:
    """ "JANE DOE" is Jane Doe; "AFP" stays."""
    if name.isupper() and " " in name and len(name) > 6 and not _ORGANISATION.search(name):
        return name.title()
    return name


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple({name.casefold(): name for name in reversed(list(names)) if name}.values())[::-1]

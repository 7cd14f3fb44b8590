"""What is spelt like a person's name, and what names a house, a team or a role instead.

>>> is_name("Shin Da-eun"), is_organisation("Harbour Press"), is_team("Harbour Staff"), is_role("Herald Staff Writer")
(True, True, True, True)
"""

from __future__ import annotations

import re

# the capitals and small letters of the languages of Europe and of Vietnam beside ours
_LETTERS = "".join(map(chr, (*range(0xC0, 0x220), *range(0x1EA0, 0x1F00))))
CAPITALS = "A-Z" + "".join(filter(str.isupper, _LETTERS))
SMALL = "a-z" + "".join(filter(str.islower, _LETTERS))
_PART = (
    rf"(?:[{CAPITALS}][{SMALL}'’]+(?:[A-Z][{SMALL}]+)?(?:-[{CAPITALS}{SMALL}][{SMALL}'’]*)*"
    rf"|[A-Z]\.(?:-?[A-Z]\.)*|[A-Z]{{1,2}}|[A-Z]['’][A-Z][a-z]+|[{CAPITALS}][{CAPITALS}'’-]{{2,}})"
)
_PARTICLE = (
    r"(?:(?:de|la|le|von|vom|van|der|den|dem|des|bin|al|el|da|do|das|du|di|dos|af|op|ten|ter|zu|zur) "
    r"|(?:al|el|ul)-|[dl]['’])"
)
_FORM = r"(?:(?:Dr|Prof|Rev|Lt|Col|Gen|Maj|Capt|Sgt|Mr|Mrs|Ms|Sir|Lord|Dame)\.? )?"
_NAME = re.compile(rf"{_FORM}{_PART}(?:[ -]{_PARTICLE}*{_PART}){{1,3}}(?:,? (?:Jr|Sr|Ph\.?D|MD|II|III)\.?)?$")
_ROLE = re.compile(
    r"\b(?:staff|senior|lead|chief|contributing|special|freelance|foreign|political|economics?|business|news|deputy|"
    r"managing|"
    r"executive|correspondents?|reporters?|writers?|editors?|journalists?|columnists?|contributors?|bureau|producer|"
    r"photographers?|analyst|desk|team|newsroom|editorial board|staff report|admin|guest|digital|online|web|"
    r"wire reports?|staff reports|agencies)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:associated press|reuters|yonhap|xinhua|agence france|afp|ap|upi|dpa|pti|ians|tass|bbc|cnn|npr|kyodo|"
    r"news|times|post|daily|herald|press|media|agency|tv|radio|online|magazine|network|service|journal|inc|ltd|llc|group|institute|university|center|centre|company|"
    r"tribune|gazette)\b",
    re.IGNORECASE,
)
NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\.com\b|facebook|twitter|\[|\{|<|\d{3}|^(?:admin(?:istrator)?|site admin|super user|web ?master|root|"
    r"system|guest|user|author|unknown|none|null|undefined|(?:null|undefined) (?:null|undefined)|anonymous|by|contributed|"
    r"submitted|press release|news provided by)$|^\w+(?:\.\w+){2,}$",
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
    r"privacy|editorial|advertiser|disclosure|technology|marketing|content|this|author|authors|review|reviews|our|your|my|how|"
    r"why|what|when|that|former|written|by|recent|latest|posts?|articles?|"
    r"columnists?|correspondents?|reporters?|writers?|editors?|contributors?|journalists?|analysts?|producers?|photographers?)\b",
    re.I,
)


def is_name(text: str) -> bool:
    """Two to four words spelt like a person's name.

    >>> is_name("Shin Da-eun"), is_name("Envoy leaves capital")
    (True, False)
    """
    return _is_spelt_like_name(text) and not _BESIDE.search(text)


def _is_spelt_like_name(text: str) -> bool:
    return len(text) <= 50 and bool(_NAME.match(text)) and not _DAYS.search(text) and len(set(text.split())) > 1


def is_team(text: str) -> bool:
    """Whether a few words name a team rather than a person or what a person does.

    >>> is_team("Harbour Staff"), is_team("Staff Writer")
    (True, False)
    """
    return text.count(" ") < _TEAM_WORDS and bool(_TEAM.search(text)) and not NOT_A_NAME.search(text)


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


_DOES = (
    r"(?i:staff|writers?|reporters?|correspondents?|editors?|columnists?|journalists?|bureau chief|analysts?|producers?|"
    r"photographers?|contributors?|author|fellow)"
)
_ROLE_LINE = re.compile(rf"(?:[A-Z][\w.&'’-]* ){{0,4}}{_DOES}(?:,? (?:(?:in|for|at|of) )?(?:[A-Z][\w.&'’-]* ?){{1,4}})?")


def is_organisation(name: str) -> bool:
    """A newsroom or agency rather than a person."""
    return bool(_ORGANISATION.search(name))


def is_role_only(text: str) -> bool:
    """Whether words of roles are all that matters in it: it is no name with a role beside."""
    return (bool(_ROLE.search(text)) and not _is_spelt_like_name(text)) or bool(
        re.fullmatch(rf"(?:{_ROLE.pattern}\s*)+", text, re.I)
    )


def cased(name: str) -> str:
    """ "JANE DOE" is Jane Doe; "AFP" stays."""
    if name.isupper() and " " in name and len(name) > 6 and not _ORGANISATION.search(name):
        return name.title()
    return name

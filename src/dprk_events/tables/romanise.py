"""Romanisation classes: spellings that transcribe the same Korean name get the same key.

Korean syllables are taken one by one ("Yojong" = "Yo Jong" = "Yeo-jeong"); the classes join what news agencies write for one
sound in the McCune-Reischauer of the North, the revised system of the South and the spellings people choose for themselves.
"""

from __future__ import annotations

from dprk_events.tables.pieces import cut

# One class between bars; its first spelling is its name. A spelling that two sounds share belongs to the class named first.
_SURNAMES = """
an ahn | cha | chae | chi ji jee | choe choi | chon cheon | chu choo | ha | ham | han | ho heo hur huh | hong | hwang |
hyon hyun hyeon | jang chang | jo cho | jon jeon chon jun | jong jung jeong chung chong | ju joo chu | kang gang | ki |
kil gil | kim gim | ko go koh | kong gong | ku koo gu goo | kwak gwak | kwon gwon | ma | min | mo | mun moon |
myong myung myeong | na ra | nam | no ro noh roh | o oh | ok | om eom um | pae bae | paek baek paik | pak park bak |
pang bang | pyo | pyon byun byeon | ri lee yi rhee li rhie | rim lim im | ryu yu yoo | sim shim | sin shin |
so seo suh | sok seok suk | son sohn | song | song sung seong | thae tae | to do | u woo | wi | won | yang ryang |
yo yeo | yom yeom ryom | yun yoon | kung gung | maeng | jin chin | tak | wang | pong bong | hwangbo | namgung
"""
_SYLLABLES = """
a ah | ae | an ahn | chan | chang | chol cheol chul | chon chun cheon | guk kuk gook | hae | hak | han | ho | hong |
hui hee | hun hoon | hwa | hwan | hwi | hyok hyuk hyeok | hyon hyun hyeon | hyong hyung hyeong | ik | il | in | ja |
jae | jin chin | jong jung jeong chong chung | ju joo | jun joon | kang gang | kap gap | ki gi | kil gil |
kon geon gon kun | kun gun geun keun | kwang gwang | kwon gwon | kyo gyo | kyong kyung gyeong kyeong | kyu gyu | mi |
min | mu moo | mun moon | myong myung myeong | nam | o oh | ok | pak | pil phil | pom bom beom | pong bong |
pyong byong byung byeong | rak | ri | rim lim | ro no | rok | ryol yol yeol youl | ryong yong ryeong | sang | sik shik |
sim shim | sin shin | so seo | sok suk seok | sol seol sul | son seon sun | song sung seong | sop sup seop | su soo |
thae tae | tok dok deok duk | tong dong | tu du doo | u woo | un eun | ung eong | ung eung woong | wi | won | ye |
yo yeo | yol | yon yeon youn | yong young yeong | yop yeop yup | yun yoon |
wol weol | hyo | hye | sam | hyang | rae lae | mo | to do | chae | se | tae dae | pae bae | jo |
ha | rye | uk wook ook | chil | rang | sok | ryang yang | ko go | hu hoo | il | jon | chung
"""

_GIVEN = """
alexander alexandr aleksandr | alexei alexey aleksei aleksey | andrei andrey | arkady arkadi | dmitry dmitri dmitriy |
evgeny yevgeny yevgeni evgeni | georgy georgi | gennady gennadi | grigory grigori | igor | nikolai nikolay | oleg |
sergei sergey | valery valeri | vasily vassily vasiliy | vitaly vitali | vyacheslav viacheslav | yury yuri yuriy |
mohammed mohammad muhammad mohamed mohamad muhammed | ahmed ahmad | hussein husain hussain | yousef yusuf youssef
"""


def _classes(table: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in table.split("|"):
        spellings = line.split()
        for spelling in spellings:
            found.setdefault(spelling, spellings[0])
    return found


_FAMILY = _classes(_SURNAMES)
_SYLLABLE = _classes(_SYLLABLES)
_OTHERS = {
    word: tuple(other for other in line.split() if other != word) for line in _GIVEN.split("|") for word in line.split()
}
_KOREAN = frozenset({"PRK", "KOR"})


def folded_name(name: str, country: str | None) -> str | None:
    """The class of a listed name, or None where no rule of romanisation applies.

    >>> folded_name("Kim Yo Jong", "PRK") == folded_name("Kim Yeo-jung", "PRK")
    True
    >>> folded_name("Angela Merkel", "DEU") is None
    True
    """
    words = [piece.key for piece in cut(name)]
    if country in _KOREAN:
        return korean_key(words)
    return None


def given_spellings(word: str) -> tuple[str, ...]:
    """Other spellings of a Russian or Arabic given name.

    >>> given_spellings("Sergey")
    ('Sergei',)
    """
    return tuple(other.capitalize() for other in _OTHERS.get(word.lower(), ()))


def korean_key(words: list[str]) -> str | None:
    """The class of a Korean name given as pieces, surname first or last, given name in one piece or two.

    >>> korean_key(["choi", "sonhui"]) == korean_key(["choe", "son", "hui"])
    True
    """
    if len(words) not in {2, 3}:
        return None
    family = _FAMILY.get(words[0])
    given = _given(words[1:]) if family else None
    if not given:
        family, given = _FAMILY.get(words[-1]), _given(words[:-1])
    return f"{family} {given}" if family and given else None


def _given(words: list[str]) -> str | None:
    if len(words) == 2:
        sounds = [_SYLLABLE.get(word) for word in words]
        return " ".join(sound for sound in sounds if sound) if all(sounds) else None
    word = words[0]
    for cut_at in range(1, len(word)):
        first, second = _SYLLABLE.get(word[:cut_at]), _SYLLABLE.get(word[cut_at:])
        if first and second:
            return f"{first} {second}"
    return _SYLLABLE.get(word)


def is_korean_surname(word: str) -> bool:
    """Whether a piece is a Korean family name."""
    return word in _FAMILY


def is_korean_syllable(word: str) -> bool:
    """Whether a piece is a syllable of Korean given names."""
    return word in _SYLLABLE

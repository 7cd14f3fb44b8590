"""Romanisation classes: spellings that transcribe the same Korean, Russian or Arabic name get the same key.

Korean syllables are taken one by one ("Yojong" = "Yo Jong" = "Yeo-jeong"); the classes join what news agencies write for one
sound in the McCune-Reischauer of the North, the revised system of the South and the spellings people choose for themselves.
"""

from __future__ import annotations

from dprk_events.tables.pieces import cut

_SURNAMES = {
    "kim": "kim gim", "ri": "ri lee yi rhee li rhie", "pak": "pak park bak", "choe": "choe choi ch'oe", "jong": "jong jung jeong chung chong",
    "kang": "kang gang", "jo": "jo cho", "yun": "yun yoon", "jang": "jang chang", "rim": "rim lim im", "han": "han", "o": "o oh",
    "so": "so seo suh", "sin": "sin shin", "kwon": "kwon gwon", "hwang": "hwang", "an": "an ahn", "song": "song", "ryu": "ryu yu yoo",
    "hong": "hong", "jon": "jon jeon chon jun", "ko": "ko go koh", "mun": "mun moon", "yang": "yang ryang", "son": "son sohn", "pae": "pae bae",
    "paek": "paek baek paik", "ho": "ho heo hur huh", "nam": "nam", "sim": "sim shim", "no": "no ro noh roh", "ha": "ha", "kwak": "kwak gwak",
    "song_": "sung seong", "cha": "cha", "ju": "ju joo chu", "u": "u woo", "ku": "ku koo gu goo", "na": "na ra", "min": "min", "chi": "chi ji jee",
    "om": "om eom um", "chae": "chae", "won": "won", "chon": "chon cheon", "pang": "pang bang", "kong": "kong gong", "hyon": "hyon hyun hyeon",
    "ham": "ham", "pyon": "pyon byun byeon", "yom": "yom yeom ryom", "yo": "yo yeo", "chu": "chu choo", "to": "to do", "sok": "sok seok suk",
    "thae": "thae tae", "ma": "ma", "myong": "myong myung myeong", "ki": "ki", "ok": "ok", "kil": "kil gil", "wi": "wi", "pyo": "pyo", "mo": "mo",
}  # fmt: skip
_SYLLABLES = {
    "un": "un eun", "jong": "jong jung jeong chong chung", "yo": "yo yeo", "chol": "chol cheol chul chŏl", "il": "il", "song": "song sung seong",
    "hae": "hae", "ryong": "ryong yong ryeong", "hui": "hui hee hui", "son": "son seon sun", "sok": "sok suk seok", "kyong": "kyong kyung gyeong kyeong",
    "ho": "ho", "su": "su soo", "yong": "young yeong", "hyon": "hyon hyun hyeon", "jun": "jun joon", "kyu": "kyu gyu", "u": "u woo",
    "thae": "thae tae", "tok": "tok dok deok duk", "hun": "hun hoon", "nam": "nam", "kwon": "kwon gwon", "kwang": "kwang gwang", "chon": "chon chun cheon",
    "jin": "jin chin", "ju": "ju joo", "hyok": "hyok hyuk hyeok", "myong": "myong myung myeong", "guk": "guk kuk gook", "kun": "kun gun geun keun",
    "pong": "pong bong", "pom": "pom bom beom", "pyong": "pyong byong byung byeong", "rak": "rak", "rim": "rim lim", "ryol": "ryol yol yeol youl", "sang": "sang",
    "sik": "sik shik", "sol": "sol seol sul", "kil": "kil gil", "kap": "kap gap", "chang": "chang", "jae": "jae", "ae": "ae", "mi": "mi", "min": "min",
    "mu": "mu moo", "mun": "mun moon", "in": "in", "hwa": "hwa", "hwan": "hwan", "hyong": "hyong hyung hyeong", "yun": "yun yoon", "sin": "sin shin",
    "ki": "ki gi", "ja": "ja", "hak": "hak", "hong": "hong", "han": "han", "hwi": "hwi", "ik": "ik", "kang": "kang gang", "kon": "kon geon gon kun_",
    "kyo": "kyo gyo", "o": "o oh", "ok": "ok", "pil": "pil phil", "pak": "pak", "ri": "ri", "ro": "ro no", "rok": "rok", "sim": "sim shim", "so": "so seo",
    "sop": "sop sup seop", "tong": "tong dong", "tu": "tu du doo", "ung": "ung eung woong", "wi": "wi", "won": "won", "yol": "yol_", "yon": "yon yeon youn",
    "yop": "yop yeop yup", "an": "an ahn", "a": "a ah", "ye": "ye", "chan": "chan", "ung_": "eong",
}  # fmt: skip
_FAMILY = {spelling: sound for sound, listed in _SURNAMES.items() for spelling in listed.split()}
_SYLLABLE = {spelling: sound for sound, listed in _SYLLABLES.items() for spelling in listed.split()}
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
    return f"{family.rstrip('_')} {given}" if family and given else None


def _given(words: list[str]) -> str | None:
    if len(words) == 2:
        sounds = [_SYLLABLE.get(word) for word in words]
        return " ".join(sound.rstrip("_") for sound in sounds if sound) if all(sounds) else None
    word = words[0]
    for cut_at in range(1, len(word)):
        first, second = _SYLLABLE.get(word[:cut_at]), _SYLLABLE.get(word[cut_at:])
        if first and second:
            return f"{first} {second}"
    return _SYLLABLE.get(word)


def is_korean_surname(word: str) -> bool:
    """Whether a piece is a Korean family name."""
    return word in _FAMILY

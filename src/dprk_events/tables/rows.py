"""The documented format of every file in ``data/``: one pydantic row type a kind of file.

The row types are the one list of legal keys. ``docs/lexicon.md`` explains them with examples.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from dprk_events.model import Status


def _listed(value: object) -> object:
    """A single string may stand for a list of one."""
    return [value] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]

PloverType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Sector = Literal[
    "GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY", "PRM", "REB", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI",
    "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO", "NGO", "ISM", "IMG", "MNC",
]  # fmt: skip


class Row(BaseModel):
    """What all rows share: unknown keys are errors, and the value is frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str | None = None  # where the fact comes from, when it is not common knowledge


class VerbRow(Row):
    """One sense of a verb, light verb, or event noun (``data/verbs/*.toml``)."""

    # which words
    verb: Words = ()  # lemma, with particle when phrasal: "turn down"; several only for spellings: criticise, criticize
    noun: Words = ()  # with verb: the light verb's noun ("green light"); alone: an event noun ("launch")
    adjective: Words = ()  # a predicate adjective after be/remain/seem: "unwilling", "ready"
    # what must hold around them (all of it, or the row does not match)
    object: Words = ()  # the direct object's head is one of these lemmas or @classes; "none" = there must be no object
    not_object: Words = ()
    subject: Words = ()  # the grammatical subject likewise
    not_subject: Words = ()
    needs: Words = ()  # a prepositional phrase with one of these prepositions
    prep_object: Words = ()  # the head of that phrase's noun is one of these
    # a complement of one of these kinds: to, to-other (with its own subject), ing, that; "none" = there must be none
    clause: Words = ()
    clause_verb: Words = ()  # the lemma of that complement's verb: "ordered him *jailed*"
    voice: Literal["active", "passive"] | None = None
    # what it means
    role: Literal["act", "report", "through", "light", "static"] = "act"
    type: PloverType | Literal["none"] | None = None
    mode: str | None = None
    status: Status | None = None  # the status effect on this mention; for role "through": on what is inside
    reciprocal: bool | Literal["joined"] = False  # "joined": only when the actor names both sides
    contexts: Words = ()
    topics: Words = ()
    # who is who; slots in order of preference, first that is filled wins
    actor: Words = ("subject",)
    target: Words = ("object",)
    # the entry proves itself: <actor> and [target] marked, {anchor word} optional
    example: Words = Field(min_length=1)


class NounClassRow(Row):
    """A class of nouns that rows may name as ``@id`` (``data/nouns.toml``)."""

    nouns: Words = Field(min_length=1)


class TopicRow(Row):
    """A topic tag or PLOVER context, set by words near the act (``data/topics.toml``, ``data/contexts.toml``)."""

    words: Words = ()  # lemmas or phrases, in the action, the target or the sentence as ``scope`` says
    types: tuple[PloverType, ...] = ()  # only for these event types
    sectors: tuple[Sector, ...] = ()  # or: an actor or target of one of these sectors
    scope: Literal["action", "event", "sentence"] = "event"
    example: Words = Field(min_length=1)


class TraitRow(Row):
    """A trait that makes a mention more or less sure (``data/confidence.toml``)."""

    weight: float  # what it adds to the log odds of the mention being right
    about: str


class ModeRow(Row):
    """A mode of a PLOVER type."""

    intensity: float | None = None
    about: str


class GuessRow(Row):
    """A clue to the type of an act that no row fits (``data/guess.toml``)."""

    weights: dict[PloverType | Literal["none"], float]  # what the clue adds to the log odds of each type


class TypeRow(Row):
    """A PLOVER event type (``data/types.toml``)."""

    quad: Literal[1, 2, 3, 4]
    intensity: float
    about: str
    modes: dict[str, ModeRow] = {}
    nested: dict[str, str] = {}  # mode of this type by the type of the act inside it, key "TYPE" or "TYPE.mode"
    planned: PloverType | None = None  # the type of such an act while it is only planned: a planned visit is AGREE
    rulings: tuple[str, ...] = ()  # how this project decides where PLOVER contradicts itself or is silent


class RoleTerm(BaseModel):
    """An office a person holds or held. A bound that is not known for sure is left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    since: str | None = Field(None, pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")
    until: str | None = Field(None, pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")
    sector: Sector | None = None
    of: str | None = None  # the id of the organisation or state


class ActorRow(Row):
    """A state, organ, organisation, person, group, bloc or role noun (``data/actors/*.toml``)."""

    kind: Literal["state", "organ", "organisation", "company", "person", "group", "bloc", "role", "decoy"]
    name: str  # as an analyst would write it
    country: str | None = Field(None, pattern=r"^[A-Z]{3}$")
    sector: Sector | None = None
    sectors: tuple[Sector, ...] = ()  # secondary ones
    aliases: Words = ()  # other full names and spellings that the automatic variants do not cover
    abbreviations: Words = ()  # matched case-sensitively: DPRK, N.K., IAEA
    demonyms: Words = ()  # states: adjectives and peoples: "North Korean", "North Koreans"
    metonyms: Words = ()  # states and organs: Pyongyang, the Kremlin
    of: str | None = None  # the id of the state or organisation it belongs to
    members: Words = ()  # blocs: ids
    roles: tuple[RoleTerm, ...] = ()  # persons
    since: str | None = Field(None, pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")  # existed under this name
    until: str | None = Field(None, pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")
    media: bool = False  # can be a source: attribution kind "media", or "state-media" with ``state_media``
    state_media: bool = False
    wikidata: str | None = Field(None, pattern=r"^Q\d+$")
    beside: Words = ()  # an alias claimed twice: words whose presence in the article decides for this row
    sort: Literal["person", "body", "people"] | None = None  # roles: what the noun stands for
    abroad: bool = False  # roles: "in Pyongyang" tells where they are, not whose they are: embassy, troops, worker
    check: Words = ()  # phrases that must resolve to this id; "phrase @2013-05-01" for a date


class PlaceRow(Row):
    """A line of ``data/places.csv``: name, country, lat, lon (WGS 84 degrees), other names split by ``|``."""

    name: str
    country: str
    lat: float
    lon: float
    aliases: Words = ()


class LayoutRow(BaseModel):
    """One design of a site. Selectors are CSS; each list is tried in order and the first that finds something wins."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    until: date | None = None  # the design's last day; the newest design has none
    url: str | None = None  # a regular expression the URL must match for this layout
    body: Words = ()  # containers of the story; several matches of one selector are joined in order
    paragraphs: Words = ()  # inside the body, if only these are text
    title: Words = ()
    deck: Words = ()
    byline: Words = ()
    published: Words = ()
    modified: Words = ()
    drop: Words = ()  # removed before reading
    captions: Words = ()
    transforms: Words = ()  # named steps, listed in docs/recipes.md


class SiteRow(Row):
    """How to read a site (``data/sites/<host>.toml``)."""

    hosts: Words = Field(min_length=1)  # a host covers its subdomains
    name: str  # the publisher
    timezone: str | None = None  # IANA name, for times without a zone
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    layouts: tuple[LayoutRow, ...] = ()
    stop: Words = ()  # regular expressions: a paragraph that matches, and all after it, is not the story
    drop_text: Words = ()  # regular expressions: a paragraph that matches is not the story
    access: Literal["free", "metered", "registration", "subscription"] | None = None
    not_article: Words = ()  # regular expressions on the URL or the title: list, digest, gallery pages
    fixture: Words = ()  # folders under fixtures/sites that show it


class ReadingRow(Row):
    """One kind of line that is not the story (``data/reading.toml``)."""

    about: str
    whole: Words = ()  # the whole line, whatever its case and closing punctuation
    starts: Words = ()
    contains: Words = ()
    patterns: Words = ()  # regular expressions, matched at the start of the line, case ignored
    hints: Words = ()  # words of which the line must hold one before the patterns are tried
    longest: int = 200  # a line of more characters is never of this kind
    then: Literal["line", "list", "end"] = "line"  # what goes with the line: nothing, the titles below it, all below it
    wall: bool = False  # the line says that the page holds back text
    example: Words = Field(min_length=1)
    keep: Words = ()  # sentences that must not be taken for this kind

"""The values that pass between the rooms: Page, Article, Event, Skipped, Reason.

No I/O, no third-party import. Every value is frozen. All character offsets are half-open and count
code points of ``Article.text``: ``article.text[start:end] == text``. Times are ISO 8601 strings.

    >>> Skipped(stage="fetch", reason=Reason.TIMEOUT, detail="60 s passed", retryable=True).reason.value
    'timeout'
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Stage = Literal["input", "fetch", "article", "events", "worker"]
Access = Literal["free", "metered", "registration", "subscription", "unknown"]
Completeness = Literal["complete", "truncated", "teaser", "unknown"]
Status = Literal[
    "occurred", "planned", "possible", "requested", "threatened", "refused", "denied", "failed", "negated", "hypothetical"
]
Via = Literal["name", "alias", "metonym", "demonym", "composition", "apposition", "coreference", "context"]
TypeVia = Literal["lexicon", "grammar", "guess"]
SourceKind = Literal["official", "state-media", "media", "anonymous", "expert", "document", "witness"]
Precision = Literal["minute", "day", "week", "month", "quarter", "season", "year", "decade", "range", "open"]

PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


class Section(StrEnum):
    """Where in an article a block stands. Only the first four are coded for events."""

    HEADLINE = "headline"
    DECK = "deck"
    BODY = "body"
    CAPTION = "caption"
    CLUTTER = "clutter"  # page furniture inside text given by the caller: kept in the text, never coded


class Reason(StrEnum):
    """Why an input gave no events: ``skipped.reason`` in the JSON."""

    # input
    UNREADABLE = "unreadable"
    NOT_A_REGULAR_FILE = "not_a_regular_file"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    CHANGED_WHILE_READ = "changed_while_read"
    BAD_RECORD = "bad_record"
    TRUNCATED = "truncated"
    # fetch
    BAD_URL = "bad_url"
    FORBIDDEN_URL = "forbidden_url"
    FORBIDDEN_ADDRESS = "forbidden_address"
    REDIRECTS = "redirects"
    TIMEOUT = "timeout"
    DNS = "dns"
    TLS = "tls"
    NETWORK = "network"
    RATE_LIMITED = "rate_limited"
    ROBOTS_DISALLOWED = "robots_disallowed"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    NOT_IN_STORE = "not_in_store"
    HTTP_401 = "http_401"
    HTTP_402 = "http_402"
    HTTP_403 = "http_403"
    HTTP_404 = "http_404"
    HTTP_410 = "http_410"
    HTTP_451 = "http_451"
    HTTP_4XX = "http_4xx"
    HTTP_5XX = "http_5xx"
    HTTP_OTHER = "http_other"  # a status outside 400-599 that gives no page
    # article
    NOT_HTML = "not_html"
    TOO_DEEP = "too_deep"
    NOT_AN_ARTICLE = "not_an_article"
    LIST_PAGE = "list_page"
    SOFT_404 = "soft_404"
    BLOCKED_PAGE = "blocked_page"
    CONSENT_PAGE = "consent_page"
    SCRIPT_ONLY = "script_only"
    MEDIA_ONLY = "media_only"
    DIGEST = "digest"
    NO_TEXT = "no_text"
    LANGUAGE = "language"
    # worker
    MEMORY = "memory"
    WORKER_DIED = "worker_died"
    INTERNAL_ERROR = "internal_error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Why there is no next value. A skip is the world being the world; it is counted and printed, never raised."""

    stage: Stage
    reason: Reason
    detail: str
    retryable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an input came from. ``sha256`` is that of the raw bytes before any decoding of text."""

    url: str | None = None
    canonical_url: str | None = None
    file: str | None = None
    fetched_at: str | None = None
    http_status: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The bytes of one HTML page (content decoding undone, character decoding not) and where they came from."""

    html: bytes
    source: Source
    content_type: str | None = None  # the Content-Type header as sent, for its charset
    published: str | None = None  # the caller's word (``--published``, JSONL), stronger than the page's


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading, list item or caption: ``article.text[start:end]``."""

    start: int
    end: int
    section: Section
    time: str | None = None  # of a live blog's entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The article of a page. Title and deck are the first lines of ``text``, so headline events have offsets too.

    ``blocks`` cover the text in order and do not overlap. ``access`` is what the site says, ``completeness`` what the
    page holds; ``evidence`` lists the signals behind both.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    deck: str | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    original_source: str | None = None  # the agency a paper took the story from: "Yonhap", "Associated Press"
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    access: Access = "unknown"
    completeness: Completeness = "unknown"
    dateline: str | None = None
    text_source: str = "dom"  # dom, recipe, json-ld, next-data, text
    evidence: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A resolved actor. ``country`` is ISO 3166 alpha-3 (PLOVER's exceptions apply), ``role`` that of the article's date."""

    id: str
    name: str
    country: str | None
    sector: str | None
    role: str | None = None
    wikidata: str | None = None
    via: Via = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor or target phrase and the actors in it."""

    text: str
    start: int
    end: int
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The one content word a mention stands on."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What is done. ``type`` is a PLOVER type or None; ``quad`` 1-4 and ``intensity`` -10..10 follow from it.

    ``type_via`` says what gave the type: a row of the lexicon, a form such as "must" or a refusal, or a guess.
    """

    text: str
    start: int
    end: int
    anchor: Anchor
    lemma: str
    chain: tuple[str, ...]
    voice: Literal["active", "passive", "noun"]
    tense: Literal["past", "present", "future", "none"]
    type: str | None
    mode: str | None
    quad: int | None
    intensity: float | None
    type_via: TypeVia | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says so. ``start`` and ``end`` are the offsets of ``text``."""

    text: str
    start: int
    end: int
    entities: tuple[Entity, ...]
    verb: str | None
    kind: SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """ISO dates, ``end`` inclusive; ``basis`` says whether the text, the dateline or the publication date gave them."""

    text: str | None
    start: str | None
    end: str | None
    precision: Precision
    basis: Literal["text", "dateline", "published"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place, with WGS 84 degrees where the gazetteer knows it."""

    text: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence an event stands in."""

    sentence: str
    start: int
    end: int
    section: Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A further mention of the same event."""

    anchor: Anchor
    text: str
    status: Status
    attribution: tuple[Attribution, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event: its first mention in full, the further ones in ``mentions``. ``confidence`` is a calibrated 0..1."""

    id: str
    actor: Participant | None
    action: Action
    target: Participant | None
    status: Status
    reciprocal: bool
    contexts: tuple[str, ...]
    topics: tuple[str, ...]
    attribution: tuple[Attribution, ...]
    when: When | None
    where: Where | None
    evidence: Evidence
    mentions: tuple[Mention, ...]
    confidence: float

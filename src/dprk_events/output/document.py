"""The JSON record, validated: one ``Document`` for each input, in the key order of the contract.

Every model mirrors a value of ``dprk_events.model``; an unknown key is an error here, so that no field can slip into the
output without being named and described.

    >>> tool = Tool(version="1", model=None, model_sha256=None, lexicon_sha256=None)
    >>> skip = Skipped(stage="input", reason=Reason.EMPTY, detail="the file holds nothing")
    >>> build_document(id="a", source=Source(file="a.txt"), article=None, events=(), skipped=skip, tool=tool).skipped.reason
    <Reason.EMPTY: 'empty'>
"""

from __future__ import annotations

import base64
import re
from dataclasses import fields, is_dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from dprk_events.model import (
    Access,
    Article,
    Completeness,
    Event,
    Precision,
    Reason,
    Section,
    Skipped,
    Source,
    SourceKind,
    Stage,
    Status,
    TypeVia,
    Via,
)

_SURROGATE = re.compile("[\ud800-\udfff]")


class Part(BaseModel):
    """What all parts of a document share: unknown keys are errors and the value is frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourcePart(Part):
    """Where the input came from; ``sha256`` is that of its raw bytes."""

    url: str | None
    canonical_url: str | None
    file: str | None
    fetched_at: str | None
    http_status: int | None
    sha256: str | None
    file_base64: str | None = Field(None, description="the name's bytes in base64, only where they are not UTF-8")

    @model_serializer(mode="wrap")
    def _only_odd_names(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        values: dict[str, Any] = handler(self)
        if self.file_base64 is None:
            del values["file_base64"]
        return values


class ArticlePart(Part):
    """The article. Title and deck are the first lines of ``text``; every offset of the document counts in ``text``."""

    title: str | None
    deck: str | None
    byline: tuple[str, ...]
    publisher: str | None
    published: str | None
    modified: str | None
    language: str | None
    access: Access
    completeness: Completeness
    dateline: str | None
    text: str | None = Field(description="null only with --no-text")
    original_source: str | None = Field(description="the agency that a paper took the story from")
    text_source: str = Field(description="where in the page the text was found")
    evidence: tuple[str, ...] = Field(description="the signals behind access and completeness")
    warnings: tuple[str, ...] = Field(description="what was cut, ignored or guessed while reading")


class EntityPart(Part):
    """A resolved actor."""

    id: str
    name: str
    country: str | None
    sector: str | None
    role: str | None
    wikidata: str | None
    via: Via


class ParticipantPart(Part):
    """An actor or target phrase: ``article.text[start:end] == text``."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    entities: tuple[EntityPart, ...]


class AnchorPart(Part):
    """The word that a mention stands on."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class ActionPart(Part):
    """What is done."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    anchor: AnchorPart
    lemma: str
    chain: tuple[str, ...]
    voice: Literal["active", "passive", "noun"]
    tense: Literal["past", "present", "future", "none"]
    type: str | None
    mode: str | None
    quad: int | None = Field(ge=1, le=4)
    intensity: float | None = Field(ge=-10, le=10)
    type_via: TypeVia | None = Field(description="what gave the type: lexicon, grammar or guess; null where there is none")


class AttributionPart(Part):
    """Who says so."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    entities: tuple[EntityPart, ...]
    verb: str | None
    kind: SourceKind


class WhenPart(Part):
    """ISO dates, ``end`` inclusive."""

    text: str | None
    start: str | None
    end: str | None
    precision: Precision
    basis: Literal["text", "dateline", "published"]


class WherePart(Part):
    """A place, in WGS 84 degrees."""

    text: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None


class EvidencePart(Part):
    """The sentence of a mention."""

    sentence: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    section: Section


class MentionPart(Part):
    """A further mention of the same event."""

    anchor: AnchorPart
    text: str
    status: Status
    attribution: tuple[AttributionPart, ...]
    evidence: EvidencePart


class EventPart(Part):
    """One event: its first mention in full, the further ones in ``mentions``."""

    id: str
    actor: ParticipantPart | None
    action: ActionPart
    target: ParticipantPart | None
    status: Status
    reciprocal: bool
    contexts: tuple[str, ...]
    topics: tuple[str, ...]
    attribution: tuple[AttributionPart, ...]
    when: WhenPart | None
    where: WherePart | None
    evidence: EvidencePart
    mentions: tuple[MentionPart, ...]
    confidence: float = Field(ge=0, le=1)


class SkippedPart(Part):
    """Why there are no events."""

    stage: Stage
    reason: Reason
    detail: str
    retryable: bool


class Tool(Part):
    """What made the record. The model is null where no sentence was parsed (``dprk-events article``)."""

    model_config = ConfigDict(protected_namespaces=())

    version: str
    model: str | None
    model_sha256: str | None
    lexicon_sha256: str | None


class Document(Part):
    """One input's record."""

    model_config = ConfigDict(title="dprk-events document", protected_namespaces=())

    schema_version: Literal["1"] = Field(alias="schema")
    id: str
    source: SourcePart
    article: ArticlePart | None
    events: tuple[EventPart, ...]
    skipped: SkippedPart | None
    tool: Tool


def build_document(  # noqa: PLR0913 - the six parts of the record
    *,
    id: str,
    source: Source,
    article: Article | None,
    events: tuple[Event, ...],
    skipped: Skipped | None,
    tool: Tool,
) -> Document:
    """The validated record of one input; raises pydantic's ValidationError if a room broke the contract."""
    return Document.model_validate(
        {
            "schema": "1",
            "id": _SURROGATE.sub("\ufffd", id),
            "source": _source(source),
            "article": _article(article),
            "events": [_plain(event) for event in events],
            "skipped": _plain(skipped),
            "tool": tool,
        }
    )


def event_record(event: Event) -> dict[str, Any]:
    """One event as it stands in a document: plain, validated, JSON-able."""
    return EventPart.model_validate(_plain(event)).model_dump(mode="json")


def _source(source: Source) -> dict[str, Any]:
    values: dict[str, Any] = _plain(source)
    if source.file is not None and _SURROGATE.search(source.file):
        values["file_base64"] = base64.b64encode(source.file.encode("utf-8", "surrogateescape")).decode("ascii")
    return values


def _article(article: Article | None) -> dict[str, Any] | None:
    return None if article is None else {name: _plain(getattr(article, name)) for name in ArticlePart.model_fields}


def _plain(value: Any) -> Any:
    """Dataclasses as dicts, with lone surrogates (which no strict UTF-8 can hold) replaced one for one."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _SURROGATE.sub("\ufffd", value) if type(value) is str else value

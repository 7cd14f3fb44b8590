"""The record: key order of the contract, strictness, schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from dprk_events.model import (
    Action,
    Anchor,
    Article,
    Attribution,
    Block,
    Entity,
    Event,
    Evidence,
    Mention,
    Participant,
    Reason,
    Section,
    Skipped,
    Source,
    When,
    Where,
)
from dprk_events.output.document import Document, Tool, build_document
from dprk_events.output.lines import json_bytes, safe
from dprk_events.output.schema import schema_text

TEXT = "Norway declined to open its office."
TOOL = Tool(version="1", model="m 1", model_sha256="0", lexicon_sha256="1")
NORWAY = Entity(id="nor", name="Norway", country="NOR", sector="GOV")
SOURCE = Source(url="https://fjord.example/a", sha256="00")
SCHEMA = Path(__file__).parents[2] / "schema" / "document.schema.json"


def an_event(**changes: Any) -> Event:
    """An event with every part filled."""
    evidence = Evidence(sentence=TEXT, start=0, end=35, section=Section.BODY)
    said = Attribution(text="Norway", start=0, end=6, entities=(NORWAY,), verb="say", kind="official")
    anchor = Anchor(text="declined", start=7, end=15)
    values: dict[str, Any] = {
        "id": "e1",
        "actor": Participant(text="Norway", start=0, end=6, entities=(NORWAY,)),
        "action": Action(
            text="declined to open",
            start=7,
            end=23,
            anchor=anchor,
            lemma="decline",
            chain=("decline", "open"),
            voice="active",
            tense="past",
            type="REJECT",
            mode="assist",
            quad=3,
            intensity=-1.5,
            type_via="lexicon",
        ),
        "target": Participant(text="its office", start=24, end=34),
        "status": "refused",
        "reciprocal": False,
        "contexts": ("diplomatic",),
        "topics": ("embassy",),
        "attribution": (said,),
        "when": When(text=None, start="2025-06-20", end="2025-06-20", precision="day", basis="published"),
        "where": Where(text="Oslo", name="Oslo", country="NOR", lat=59.9, lon=10.7),
        "evidence": evidence,
        "mentions": (Mention(anchor=anchor, text="declined", status="refused", attribution=(said,), evidence=evidence),),
        "confidence": 0.86,
    }
    return Event(**{**values, **changes})


def an_article(**changes: Any) -> Article:
    """A short article."""
    values: dict[str, Any] = {"source": SOURCE, "text": TEXT, "blocks": (Block(start=0, end=35, section=Section.BODY),)}
    return Article(**{**values, **changes})


def record(document: Document) -> dict[str, Any]:
    """What is printed."""
    values: dict[str, Any] = json.loads(json_bytes(document.model_dump(mode="json", by_alias=True), pretty=False))
    return values


def build(**changes: Any) -> Document:
    values: dict[str, Any] = {
        "id": "a", "source": SOURCE, "article": an_article(), "events": (an_event(),), "skipped": None, "tool": TOOL
    }  # fmt: skip
    return build_document(**{**values, **changes})


def test_keys_stand_in_the_order_of_the_contract() -> None:
    got = record(build())
    event = got["events"][0]
    assert list(got) == ["schema", "id", "source", "article", "events", "skipped", "tool"]
    assert list(got["source"]) == ["url", "canonical_url", "file", "fetched_at", "http_status", "sha256"]
    assert list(got["article"])[:11] == [
        "title", "deck", "byline", "publisher", "published", "modified", "language", "access", "completeness", "dateline",
        "text",
    ]  # fmt: skip
    assert list(event) == [
        "id", "actor", "action", "target", "status", "reciprocal", "contexts", "topics", "attribution", "when", "where",
        "evidence", "mentions", "confidence",
    ]  # fmt: skip
    assert list(event["actor"]) == ["text", "start", "end", "entities"]
    assert list(event["actor"]["entities"][0]) == ["id", "name", "country", "sector", "role", "wikidata", "via"]
    assert list(event["action"]) == [
        "text", "start", "end", "anchor", "lemma", "chain", "voice", "tense", "type", "mode", "quad", "intensity",
        "type_via",
    ]  # fmt: skip
    assert list(event["mentions"][0]) == ["anchor", "text", "status", "attribution", "evidence"]
    assert list(got["tool"]) == ["version", "model", "model_sha256", "lexicon_sha256"]


def test_an_event_comes_out_as_it_went_in() -> None:
    event = record(build())["events"][0]
    assert event["action"]["chain"] == ["decline", "open"]
    assert event["when"] == {
        "text": None,
        "start": "2025-06-20",
        "end": "2025-06-20",
        "precision": "day",
        "basis": "published",
    }
    assert event["attribution"][0]["kind"] == "official"
    assert (event["action"]["intensity"], event["confidence"]) == (-1.5, 0.86)


def test_a_skip_has_no_article_and_no_events() -> None:
    skip = Skipped(stage="fetch", reason=Reason.HTTP_403, detail="403 Forbidden")
    got = record(build(article=None, events=(), skipped=skip))
    assert got["skipped"] == {"stage": "fetch", "reason": "http_403", "detail": "403 Forbidden", "retryable": False}
    assert (got["article"], got["events"]) == (None, [])


@pytest.mark.parametrize("wrong", [{"confidence": 1.5}, {"status": "perhaps"}, {"confidence": float("nan")}])
def test_a_value_outside_the_contract_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        build(events=(an_event(**wrong),))


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="colour"):
        Document.model_validate({**build().model_dump(by_alias=True), "colour": "red"})


def test_the_schema_file_agrees_with_the_models() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "run: dprk-events schema -o schema/document.schema.json"


def test_the_schema_requires_every_key_and_allows_no_other() -> None:
    schema = json.loads(schema_text())
    for name, part in {**schema["$defs"], "Document": schema}.items():
        if part.get("type") == "object":
            assert part["additionalProperties"] is False, name
            assert set(part["required"]) >= set(part["properties"]) - {"file_base64"}, name


def test_unsafe_characters_are_escaped_and_come_back_equal() -> None:
    title = "a\u202eb\u0085c\U000e0041d\x1b"
    line = json_bytes({"title": title}, pretty=False)
    assert json.loads(line)["title"] == title
    assert not set(line.decode("utf-8")) & set(title) - set("abcd")


def test_not_a_number_is_never_written() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_bytes({"lat": float("nan")}, pretty=False)


def test_messages_are_one_line_without_controls() -> None:
    assert safe("a\nb\x1b[0m\u2028\ud800") == "a\\nb\\x1b[0m\\u2028\\ud800"
    assert safe("Küche 북한") == "Küche 북한"

"""The JSON Schema of the document, generated from the models."""

from __future__ import annotations

import json

from dprk_events.output.document import Document


def schema_text() -> str:
    """The schema as indented JSON with a line end; ``schema/document.schema.json`` holds the same bytes."""
    schema = Document.model_json_schema(by_alias=True, mode="validation")
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2) + "\n"

"""The JSON of a model keeps the contract's shape and satisfies the exported schema."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from designdoc.document import Document
from designdoc.model.extract import extract
from designdoc.model.to_json import to_json
from designdoc.template.json_schema import to_json_schema
from designdoc.template.schema import Template
from helpers.own_documents import OwnDocument, own_documents

GOLDEN = Path(__file__).parents[1] / "golden" / "model"
CASES = sorted(GOLDEN.glob("*/document.md"))
CONTRACT = {
    "title", "status", "template", "overview", "problem", "challenges", "functional_requirements",
    "quality_requirements", "acceptance_criteria", "architecture", "data_flow", "components",
    "types", "errors", "signals", "phases", "migration", "tests", "security", "extensibility",
    "alternatives", "risks", "references", "revisions", "other",
}  # fmt: skip


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_golden(path: Path, document: Callable[..., Document]) -> None:
    expected = json.loads((path.parent / "expected.json").read_text("utf-8"))
    assert expected["other"] or expected["risks"]
    assert _json(path.read_text("utf-8"), document) == expected


def test_there_are_golden_documents() -> None:
    assert len(CASES) >= 6


@pytest.mark.parametrize("own", list(own_documents()), ids=lambda own: own.name)
def test_own_documents_satisfy_the_schema(
    own: OwnDocument, document: Callable[..., Document], feature_design: Template
) -> None:
    schema = to_json_schema(feature_design)
    errors = jsonschema.Draft202012Validator(schema).iter_errors(_json(own.text, document))
    # own documents leave sections out and have levels in Japanese: the schema is right to tell
    about = [(error.validator, [*error.absolute_path, ""][0]) for error in errors]
    assert [each for each in about if each[0] != "required" and each[1] != "risks"] == []


def test_a_whole_document_satisfies_the_schema(
    document: Callable[..., Document], feature_design: Template
) -> None:
    text = (GOLDEN / "whole" / "document.md").read_text("utf-8")
    jsonschema.validate(_json(text, document), to_json_schema(feature_design))


def test_every_item_has_a_line_within_the_document(document: Callable[..., Document]) -> None:
    for path in CASES:
        text = path.read_text("utf-8")
        last = len(text.splitlines())
        model = _json(text, document)
        assert set(model) >= CONTRACT
        for name, items in model.items():
            for item in items if isinstance(items, list) else ():
                assert 1 <= item["line"] <= last, (path, name)


def _json(text: str, document: Callable[..., Document]) -> Any:
    bound = document(text)
    return json.loads(json.dumps(to_json(extract(bound), bound.source)))

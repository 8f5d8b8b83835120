"""A template as JSON, as JSON Schema, as lines and as a tree."""

import json

import jsonschema
import pytest

from designdoc.markdown import parse
from designdoc.output.template_tree import render_template
from designdoc.source import decode
from designdoc.template import builtin
from designdoc.template.explain import Line, describe, explain
from designdoc.template.infer import infer
from designdoc.template.json_schema import to_json_schema
from designdoc.template.schema import Template, TypeKind, ValueType
from designdoc.template.to_json import to_json


@pytest.fixture(scope="module")
def template() -> Template:
    return infer(parse(decode("feature-design.md", builtin.read("feature-design"))))


def test_json_has_the_public_shape(template: Template) -> None:
    data = json.loads(json.dumps(to_json(template)))
    assert (data["version"], data["name"]) == (1, "feature-design")
    assert data["title"] == {
        "text": "[Feature Name] Design Document",
        "holes": ["Feature Name"],
        "prefix": "",
        "suffix": " Design Document",
        "line": 1,
    }
    risks = next(s for s in data["sections"] if s["name"] == "Risks and Mitigation")
    table = risks["content"][0]
    impact = next(c for c in table["columns"] if c["name"] == "Impact")
    assert table["kind"] == "table"
    assert impact["type"] == {"kind": "enumeration", "values": ["High", "Medium", "Low"]}
    assert impact["because"] == "cell 'High/Medium/Low'"
    lines = builtin.read("feature-design").decode().splitlines()
    assert lines[risks["line"] - 1] == "## Risks and Mitigation"


def test_json_schema_takes_a_sound_model_and_refuses_an_unknown_level(template: Template) -> None:
    schema = to_json_schema(template)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    model = {name: [] for name in schema["required"]}
    texts = ("overview", "problem", "challenges", "architecture", "migration", "title")
    model |= dict.fromkeys(texts, "words")
    model["data_flow"] = {"form": "text", "nodes": [], "edges": []}
    model["security"] = {"not_applicable": True, "reason": "no input"}
    model["risks"] = [{"risk": "r", "impact": "Low (rare)", "probability": "High", "line": 3}]
    assert not list(validator.iter_errors(model))
    model["risks"] = [{"risk": "r", "impact": "Enormous", "probability": "High", "line": 3}]
    assert list(validator.iter_errors(model))
    del model["risks"]
    assert "'risks' is a required property" in [e.message for e in validator.iter_errors(model)]


def test_every_line_of_the_explanation_has_a_reason(template: Template) -> None:
    def check(line: Line) -> None:
        assert line.because
        assert line.line >= 1
        for child in line.children:
            check(child)

    lines = explain(template)
    assert len([line for line in lines if line.kind == "section"]) == 11
    for line in lines:
        check(line)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ValueType(TypeKind.SENTENCES, minimum=2, maximum=3), "2-3 sentences"),
        (ValueType(TypeKind.WORDS, maximum=50), "at most 50 words"),
        (ValueType(TypeKind.WORDS, minimum=5), "at least 5 words"),
        (ValueType(TypeKind.LIST, minimum=3, maximum=3), "3 items"),
        (ValueType(TypeKind.LIST), "list"),
        (ValueType(TypeKind.DATE, format="YYYY-MM-DD"), "date YYYY-MM-DD"),
        (ValueType(TypeKind.ENUMERATION, ("a", "b")), "a | b"),
        (ValueType(TypeKind.LINK), "link"),
        (ValueType(), ""),
    ],
)
def test_types_in_words(kind: ValueType, words: str) -> None:
    assert describe(kind) == words


def test_the_tree_shows_requirement_type_reason_and_line(template: Template) -> None:
    text = render_template(template, color=False, width=200)
    assert "● ## Overview  line 3" in text
    assert "prose: 2-3 sentences  line 5: hole '[Say in 2-3 sentences" in text
    assert "column Impact: High | Medium | Low" in text
    assert "● #### Component (1 or more)" in text
    assert "\x1b" not in text
    assert "\x1b[" in render_template(template, color=True, width=200)


def test_the_tree_shows_conditions_problems_and_no_escapes_of_strangers() -> None:
    text = (
        "# [Name]\n\n<!-- designdoc: nonsense -->\n## A (if applicable)\n\n[x\x1b[31m y]\n\n"
        "## B (Optional)\n"
    )
    shown = render_template(infer(parse(decode("t.md", text.encode()))), color=False, width=100)
    assert "◐ ## A when if applicable" in shown
    assert "○ ## B" in shown
    assert "line 3: 'nonsense' is none of: optional" in shown
    assert "\x1b" not in shown

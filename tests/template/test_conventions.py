"""Each convention: a template, what is inferred from it and why, a document that keeps it and one
that breaks it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from designdoc.checking import Around, Subject
from designdoc.markdown import parse
from designdoc.source import decode
from designdoc.template.infer import infer
from designdoc.template.schema import Template
from designdoc.template.to_json import to_json

pytestmark = pytest.mark.requirement("FR-1")

GOLDEN = Path(__file__).parent.parent / "golden" / "conventions"
CASES = sorted(folder.name for folder in GOLDEN.iterdir() if folder.is_dir())


def compiled(folder: Path) -> Template:
    sides = [decode(p.name, p.read_bytes()) for p in sorted(folder.glob("side*.yaml"))]
    return infer(parse(decode("template.md", (folder / "template.md").read_bytes())), sides)


def mismatches(expected: Any, actual: Any, where: str = "") -> list[str]:
    """Where `actual` lacks what `expected` says; a list must be there item for item."""
    if isinstance(expected, dict):
        if not isinstance(actual, dict):
            return [f"{where}: {actual!r} is no mapping"]
        return [
            wrong
            for name, value in expected.items()
            for wrong in mismatches(value, actual.get(name), f"{where}.{name}")
        ]
    if isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            return [f"{where}: {len(actual)} instead of {len(expected)}: {actual!r}"]
        pairs = enumerate(zip(expected, actual, strict=True))
        return [wrong for i, (e, a) in pairs for wrong in mismatches(e, a, f"{where}[{i}]")]
    return [] if expected == actual else [f"{where}: {actual!r} instead of {expected!r}"]


def test_there_are_cases() -> None:
    assert len(CASES) >= 30


@pytest.mark.parametrize("name", CASES)
def test_the_template_says_what_is_expected_of_it(name: str) -> None:
    expected = json.loads((GOLDEN / name / "expected.json").read_text("utf-8"))
    assert expected, "an empty expectation proves nothing"
    assert not mismatches(expected, to_json(compiled(GOLDEN / name)))


@pytest.mark.parametrize("name", CASES)
def test_a_keeping_document_has_no_finding_and_a_breaking_one_those_expected(name: str) -> None:
    document = pytest.importorskip("designdoc.document.bind", reason="binding is not built yet")
    rules = pytest.importorskip("designdoc.rules", reason="rules are not built yet")
    folder = GOLDEN / name
    template = compiled(folder)
    sides = [decode(p.name, p.read_bytes()) for p in sorted(folder.glob("keeping-side*.yaml"))]

    def findings(file: str) -> list[tuple[str, int]]:
        tree = parse(decode(file, (folder / file).read_bytes()))
        bound = document.bind(tree, template, sides if file == "keeping.md" else ())
        subject = Subject(bound, Around(date(2026, 11, 23)))
        found = [f for rule in rules.RULES for f in rule.findings(subject)]
        return sorted((f.code, f.place.start.line) for f in found if f.severity != "info")

    assert findings("keeping.md") == []
    expected = json.loads((folder / "findings.json").read_text("utf-8"))
    assert expected, "a breaking document must break something"
    assert findings("breaking.md") == sorted((code, line) for code, line in expected)

"""The examples are what they say: sound ones give no finding, the faulty one exactly its list."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

import designdoc

ROOT = Path(__file__).parents[2]
EXPECTED = Path(__file__).with_name("upload-limits.json")
SOUND = (
    "examples/feature-design/offline-notes.md",
    "examples/decisions/0001-store-times-in-utc.md",
    "examples/rfcs/0001-quiet-imports.md",
)


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("path", SOUND)
def test_a_sound_example_has_neither_errors_nor_warnings(path: str) -> None:
    report = designdoc.check([path])

    assert [document.path for document in report.documents] == [path]
    assert [str(finding) for finding in report.findings if finding.severity != "info"] == []


@pytest.mark.parametrize("path", SOUND)
def test_a_sound_example_is_checked_against_the_template_beside_it(path: str) -> None:
    (document,) = designdoc.check([path]).documents

    assert document.template is not None
    assert Path(document.template.path).parent == Path(path).parent


def test_the_faulty_example_has_exactly_its_faults() -> None:
    report = designdoc.check(["examples/feature-design/upload-limits.md"])
    found = [_brief(finding) for finding in report.findings]
    if os.environ.get("UPDATE_GOLDEN"):
        EXPECTED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")

    assert found == json.loads(EXPECTED.read_text("utf-8"))


def test_every_example_is_either_sound_or_the_faulty_one() -> None:
    documents = designdoc.check(["examples"]).documents

    assert {document.path for document in documents} == {
        *SOUND,
        "examples/feature-design/upload-limits.md",
        "examples/evidence/docs/design/rate-limiter.md",  # see tests/defects/evidence
    }


def _brief(finding: Any) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "line": finding.place.start.line,
        "column": finding.place.start.column,
        "message": finding.message,
    }

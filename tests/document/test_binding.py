"""Binding: each golden folder is a template, a document, and what is recognised as what.

``found`` tells where each section of the template is, ``content`` what its fields, tables, fences
and lists hold, ``deviations`` what is not as the template has it: one for each fault of the
document. ``UPDATE_GOLDEN=1 pytest tests/document`` writes them anew; read the difference then.
"""

import json
import os
from pathlib import Path

import pytest

from designdoc.document import bind
from designdoc.template.infer import infer
from document.describing import describe, tree_of

pytestmark = [pytest.mark.requirement("FR-2"), pytest.mark.requirement("FR-16")]

GOLDEN = Path(__file__).parent.parent / "golden" / "binding"
CASES = sorted(folder.name for folder in GOLDEN.iterdir())


def test_there_are_cases() -> None:
    assert len(CASES) >= 50


@pytest.mark.parametrize("case", CASES)
def test_binding(case: str) -> None:
    folder = GOLDEN / case
    described = describe(
        bind(tree_of(folder / "document.md"), infer(tree_of(folder / "template.md")))
    )
    expected = folder / "expected.json"
    if os.environ.get("UPDATE_GOLDEN"):
        text = json.dumps(described, indent=1, ensure_ascii=False)
        expected.write_text(text + "\n", encoding="utf-8")
    assert described == json.loads(expected.read_text(encoding="utf-8"))

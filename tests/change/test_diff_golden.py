"""Each folder of ``golden/diff``: two versions, and what a reviewer is told."""

import os
from pathlib import Path

import pytest

import designdoc
from designdoc.output.diff_json import render_json
from designdoc.output.diff_markdown import render_markdown
from designdoc.output.diff_text import render_text

pytestmark = pytest.mark.requirement("FR-6")

GOLDEN = Path(__file__).parents[1] / "golden" / "diff"
NAMES = {"expected.txt": "text", "expected.json": "json", "expected.md": "markdown"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", sorted(each.name for each in GOLDEN.iterdir()))
def test_golden(case: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN / case)
    documents = designdoc.diff("old.md", "new.md", "feature-design")
    shown = {
        "text": lambda: "".join(render_text(documents, color=False, width=100)),
        "json": lambda: render_json(documents),
        "markdown": lambda: "".join(render_markdown(documents)),
    }[NAMES[name]]()
    file = GOLDEN / case / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(shown)
    assert shown == file.read_text()

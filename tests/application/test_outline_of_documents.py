"""The outline says of each section what has become of it."""

from pathlib import Path

import pytest

from designdoc.api import wiring
from designdoc.application.one_document import one_document
from designdoc.application.options import CheckOptions
from designdoc.application.outline import outline

TEMPLATE = """\
# [Name]

## Why

[Reason]

## How

[Way]

### Parts (Optional)

[Parts]

## Cost

[Cost]

## Risks

[Risks]
"""

DOCUMENT = """\
# Login

## Why

## Cost

N/A: nothing is bought.

## Thanks

To all.

## Risks

None.
"""


def test_every_state_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "template.md").write_text(TEMPLATE)
    (tmp_path / "login.md").write_text(DOCUMENT)
    monkeypatch.chdir(tmp_path)
    document, _ = one_document("login.md", wiring.checker(CheckOptions()))
    lines = outline(document)
    assert [(line.title, line.state, line.line) for line in lines] == [
        ("Login", "title", 1),
        ("Why", "empty", 3),
        ("How", "missing", 5),
        ("Cost", "not-applicable", 5),
        ("Thanks", "own", 9),
        ("Risks", "written", 13),
    ]
    assert [line.anchor for line in lines] == ["login", "why", "", "cost", "thanks", "risks"]

"""What a document may be held to, by its status, its folder and its name."""

import pytest

from designdoc.code.stage import Stage, stage_of


@pytest.mark.parametrize(
    ("status", "path", "stage"),
    [
        ("Implemented", "docs/design/gate.md", Stage.DONE),
        ("Draft", "docs/design/gate.md", Stage.PLANNED),
        (None, "docs/design/gate.md", Stage.UNKNOWN),
        ("Implemented", "docs/archive/gate.md", Stage.OVER),
        (None, "docs/design/old_gate/plan.md", Stage.OVER),
        (None, "docs/design/golden/plan.md", Stage.UNKNOWN),
        (None, "rfcs/2026-02-03-gate.md", Stage.DATED),
        (None, "proposals/20260203-gate.md", Stage.DATED),
        ("Implemented", "rfcs/2026-02-03-gate.md", Stage.DONE),
        (None, "rfcs/2026-gate.md", Stage.UNKNOWN),
    ],
)
def test_the_stage_of_a_document(status: str | None, path: str, stage: Stage) -> None:
    assert stage_of(status, path) is stage

"""Links: each golden folder holds documents and every link, dead end and duplicate in them."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from designdoc.workspace import Workspace

GOLDEN = Path(__file__).parents[1] / "golden" / "workspace"
CASES = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())
Linked = Callable[[Mapping[str, str]], Workspace]


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str, linked: Linked) -> None:
    folder = GOLDEN / case
    found = "".join(f"{line}\n" for line in described(linked(texts_of(folder))))
    expected = folder / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(found, "utf-8")
    assert found
    assert found == expected.read_text("utf-8")


def test_there_are_golden_cases() -> None:
    assert len(CASES) >= 5


def texts_of(folder: Path) -> dict[str, str]:
    """The documents of a folder by their paths in it."""
    paths = sorted(folder.rglob("*.md"))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def described(workspace: Workspace) -> Iterator[str]:
    """A line for each link, then for each mention that leads nowhere, then for each duplicate."""
    for each in workspace.links:
        yield f"{each.path}:{each.line} {each.source} {each.relation} {each.target} ({each.how})"
    for dead in workspace.unresolved:
        where = f" in {dead.document}" if dead.document else ""
        yield f"{dead.path}:{dead.line} {dead.source} ? {dead.kind} {dead.target}{where}"
    for double in workspace.duplicates:
        lines = ", ".join(str(node.line) for node in double.nodes)
        yield f"{double.path} twice {double.written}: lines {lines}"

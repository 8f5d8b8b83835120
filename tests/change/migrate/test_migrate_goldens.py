"""One golden folder a case: base, document, theirs; the migrated document and its notes.

``expected.md`` is compared byte for byte; ``notes.txt`` holds the notes and the names of the
sections that were inserted.
"""

import os
from pathlib import Path

import pytest

from helpers.migration import carried

pytestmark = pytest.mark.requirement("FR-5")

FOLDER = Path(__file__).parents[2] / "golden/migrate"
CASES = sorted(path for path in FOLDER.iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_migration_is_as_the_golden_files_say(case: Path) -> None:
    document, base, theirs = (
        (case / f"{n}.md").read_bytes() for n in ("document", "base", "theirs")
    )
    data, notes = carried(document, base, theirs)
    if os.environ.get("UPDATE_GOLDEN"):
        (case / "expected.md").write_bytes(data)
        (case / "notes.txt").write_text(notes, encoding="utf-8")
    assert data == (case / "expected.md").read_bytes()
    assert notes == (case / "notes.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_was_migrated_is_of_the_newer_version_and_stays(case: Path) -> None:
    theirs = (case / "theirs.md").read_bytes()
    data = (case / "expected.md").read_bytes()
    again, _ = carried(data, theirs, theirs)
    assert again == data

"""``designdoc fix``: what it writes, what it shows, and that a second run finds nothing to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from designdoc.adapters.files import DiskFiles
from helpers.texts import SOUND

pytestmark = pytest.mark.requirement("FR-9")

Write = Callable[..., Path]
Program = Callable[..., Any]

LOW = SOUND.replace("## Risks", "### Risks")  # DD105, with a safe fix


def test_a_safe_fix_is_written(docs: Write, program: Program) -> None:
    path = docs("docs/login.md", LOW.replace("\n", "\r\n"))
    assert "DD105" in program("check", "docs", "-q").out
    assert path.read_bytes() == LOW.replace("\n", "\r\n").encode()
    ran = program("fix", "docs")
    assert ran.status == 0
    assert ran.err.startswith("designdoc: fixed docs/login.md: DD105 wrong-level: ")
    assert path.read_bytes() == SOUND.replace("\n", "\r\n").encode()
    again = program("fix", "docs")
    assert (again.status, again.err) == (0, "")


def test_check_fix_is_the_same(docs: Write, program: Program) -> None:
    path = docs("docs/login.md", LOW)
    assert program("check", "docs", "--fix").status == 0
    assert path.read_text() == SOUND


def test_a_diff_writes_nothing(docs: Write, program: Program) -> None:
    path = docs("docs/login.md", LOW)
    ran = program("fix", "docs", "--diff")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.splitlines()[:2] == ["--- a/docs/login.md", "+++ b/docs/login.md"]
    assert "-### Risks\n+## Risks\n" in ran.out
    assert path.read_text() == LOW
    docs("docs/login.md", SOUND)
    assert program("fix", "docs", "--diff").status == 0


def test_unsafe_fixes_only_when_asked_for(docs: Write, program: Program) -> None:
    path = docs("docs/login.md", SOUND.split("## Risks")[0])
    assert program("fix", "docs").status == 1
    assert "## Risks" not in path.read_text()
    program("fix", "docs", "--unsafe-fixes")
    assert "## Risks" in path.read_text()


def test_a_suppressed_or_deselected_finding_is_not_fixed(docs: Write, program: Program) -> None:
    text = LOW.replace("### Risks", "### Risks <!-- designdoc: ignore DD105 -->")
    path = docs("docs/login.md", text)
    program("fix", "docs")
    assert path.read_text() == text
    path = docs("docs/login.md", LOW)
    program("fix", "docs", "--ignore", "DD105")
    assert path.read_text() == LOW


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(28, "No space left on device"), "cannot be written: No space left on device"),
        (OSError(30, "Read-only file system"), "cannot be written: Read-only file system"),
    ],
)
def test_what_cannot_be_written_is_told(
    docs: Write, program: Program, monkeypatch: pytest.MonkeyPatch, error: OSError, message: str
) -> None:
    path = docs("docs/login.md", LOW)
    other = docs("docs/other.md", LOW)
    write = DiskFiles.write

    def failing(self: DiskFiles, path: str, data: bytes, expected: bytes | None) -> None:
        if path == "docs/login.md":
            raise error
        write(self, path, data, expected)

    monkeypatch.setattr(DiskFiles, "write", failing)
    ran = program("fix", "docs")
    assert ran.status == 2
    assert f"designdoc: docs/login.md: {message}; it is unchanged" in ran.err
    assert "fixed docs/login.md" not in ran.err
    assert (path.read_text(), other.read_text()) == (LOW, SOUND)


def test_a_second_writer_is_told(
    docs: Write, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = docs("docs/login.md", LOW)
    write = DiskFiles.write

    def late(self: DiskFiles, name: str, data: bytes, expected: bytes | None) -> None:
        path.write_text("theirs")
        write(self, name, data, expected)

    monkeypatch.setattr(DiskFiles, "write", late)
    ran = program("fix", "docs")
    assert ran.status == 2
    assert "somebody changed the file since it was read" in ran.err
    assert path.read_text() == "theirs"


def test_a_fix_with_a_bug_leaves_its_file_alone(
    docs: Write, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from designdoc.application import fix

    path, other = docs("docs/login.md", LOW), docs("docs/other.md", LOW.replace("Login", "Other"))
    sound = fix.apply

    def broken(data: bytes, edits: Any) -> bytes:
        if b"Login" in data:
            raise ValueError("overlapping edits")
        return sound(data, edits)

    monkeypatch.setattr(fix, "apply", broken)
    ran = program("fix", "docs")
    assert ran.status == 3
    assert "docs/login.md: ValueError: overlapping edits; the file is unchanged" in ran.err
    assert path.read_text() == LOW
    assert other.read_text() == SOUND.replace("Login", "Other")


def test_fixing_needs_the_whole_file(docs: Write, program: Program) -> None:
    assert program("check", "docs", "--fix", "--since", "HEAD").status == 2

"""``designdoc diff``: versions named in git's manner, folders, exit status, formats, bad input."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.requirement("FR-6")

Program = Callable[..., Any]
LOGIN = """# Login Design Document

## Functional Requirements

- FR-1: The user signs in.
- FR-3: It answers within 200 ms.

## Major Components

### Component 1: Tokenizer

- **Responsibilities**: makes tokens for FR-3

## Implementation Plan

### Phase 1: Links

- FR-1

### Phase 2: Speed

- FR-3
"""


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two documents and a template; then one is changed, one renamed."""
    folder = tmp_path / "repo"
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "login.md").write_text(LOGIN)
    (docs / "mail.md").write_text(LOGIN.replace("Login", "Mail").replace("FR-1", "FR-2"))
    (docs / "old.md").write_text("# Old\n\n## Overview\n\nTo be dropped, and all of it.\n")
    (docs / "template.md").write_text("# [Name] Design Document\n\n## Overview\n")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    git(folder, "tag", "v1")
    monkeypatch.chdir(folder)
    return folder


def second(repository: Path) -> None:
    docs = repository / "docs"
    (docs / "login.md").write_text(LOGIN.replace("200 ms", "500 ms"))
    git(repository, "mv", "docs/mail.md", "docs/post.md")
    git(repository, "rm", "-q", "docs/old.md")
    (docs / "new 新.md").write_text("# New\n\n## Overview\n\nWords.\n")
    (docs / "template.md").write_text("# [Name] Design Document\n\n## Summary\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "second")


def test_a_file_against_head(repository: Path, program: Program) -> None:
    assert program("diff", "docs/login.md").status == 0
    (repository / "docs" / "login.md").write_text(LOGIN.replace("200 ms", "500 ms"))
    ran = program("diff", "docs/login.md")
    assert ran.status == 1
    assert "6   FR-3: 200 ms → 500 ms; touches Tokenizer, Phase 2" in ran.out
    assert ran.err == ""


@pytest.mark.parametrize(
    "words",
    [
        ("v1..main", "docs"), ("v1..", "docs"), ("v1...main", "docs"), ("v1:docs", "main:docs"),
        ("v1:docs", "docs"), ("v1", "docs"), ("v1", "main"), ("v1..main",), ("v1",),
    ],
)  # fmt: skip
def test_a_folder_between_revisions(repository: Path, program: Program, words: Any) -> None:
    second(repository)
    ran = program("diff", *words)
    assert ran.status == 1, ran.err
    heads = [line for line in ran.out.splitlines() if line.startswith("docs/")]
    assert "docs/login.md" in heads
    assert "docs/new 新.md  document added: New" in heads
    assert "docs/old.md  document removed: Old" in heads
    if words[0] != "v1:docs":  # folders by their names know no renames
        assert "docs/post.md  renamed from docs/mail.md" in heads
    assert not any("template" in line for line in heads)


def test_two_files_and_a_file_of_a_revision(repository: Path, program: Program) -> None:
    assert program("diff", "docs/login.md", "docs/mail.md").status == 1
    assert program("diff", "v1:docs/login.md", "docs/login.md").status == 0
    second(repository)
    assert program("diff", "v1:docs/mail.md", "docs/post.md").status == 0
    assert program("diff", "v1:docs/login.md", "docs/login.md").status == 1
    assert program("diff", "v1:docs/login.md", "main:docs/login.md").status == 1
    assert program("diff", "v1:docs/login.md").status == 1


def test_paths_begin_where_we_stand_or_at_the_top(
    repository: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    second(repository)
    monkeypatch.chdir(repository / "docs")
    for name in ("v1:login.md", "v1:docs/login.md"):
        assert "FR-3: 200 ms → 500 ms" in program("diff", name, "login.md").out
    assert "login.md\n" in program("diff", "v1..main").out


def test_working_tree_files_that_git_does_not_know(repository: Path, program: Program) -> None:
    (repository / "docs" / "extra.md").write_text("# Extra\n\n## Overview\n\nWords.\n")
    ran = program("diff")
    assert ran.status == 1
    assert ran.out.startswith("docs/extra.md  document added: Extra\n")


def test_json(repository: Path, program: Program) -> None:
    second(repository)
    told = json.loads(program("diff", "v1..main", "docs", "--format", "json").out)
    assert told["version"] == 1
    change = next(each for each in told["changes"] if each["id"] == "FR-3")
    assert change == {
        "kind": "changed",
        "entity": "requirement",
        "id": "FR-3",
        "field": "text",
        "old": "It answers within 200 ms.",
        "new": "It answers within 500 ms.",
        "line": 6,
        "touches": ["Tokenizer", "Phase 2"],
        "path": "docs/login.md",
        "name": "",
        "section": "Functional Requirements",
        "touched": ["docs/login.md#component/tokenizer", "docs/login.md#phase/phase-2-speed"],
    }
    kinds = [(each["kind"], each["path"]) for each in told["changes"] if each["id"] is None]
    assert ("renamed", "docs/post.md") in kinds


def test_quiet_and_output(repository: Path, program: Program) -> None:
    second(repository)
    ran = program("diff", "v1..main", "docs", "-q")
    assert (ran.status, ran.out, ran.err) == (1, "", "")
    ran = program("diff", "v1..main", "docs", "--format", "markdown", "--output", "out.md")
    assert (ran.status, ran.out) == (1, "")
    assert (repository / "out.md").read_text().startswith("## designdoc: 4 changes in 4 documents")


def test_colour(repository: Path, program: Program) -> None:
    second(repository)
    out = program("diff", "v1:docs/login.md", "docs/login.md", "--color", "always").out
    assert "\x1b[31m200 ms\x1b[0m → \x1b[32m500 ms\x1b[0m" in out


@pytest.mark.parametrize("format_", ["text", "json", "markdown"])
def test_hostile_text_stays_text(
    write: Callable[..., Path], program: Program, format_: str
) -> None:
    evil = "\x1b]0;owned\x07 <script>alert(1)</script> @everyone #1 `x` | \u202e"
    write("a.md", "# A\n\n## Overview\n\nWords.\n")
    write("b.md", f"# A\n\n## Overview\n\nWords. {evil}\n\n## {evil}\n\nMore {evil}.\n")
    ran = program("diff", "a.md", "b.md", "--format", format_, "--color", "never")
    assert ran.status == 1
    assert not {"\x1b", "\x07", "\u202e"} & set(ran.out)
    if format_ == "markdown":
        assert "<script>" not in ran.out
        assert "@everyone" not in ran.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nope:docs/login.md", "docs/login.md"), "git knows no revision 'nope'"),
        (("v1:docs/none.md", "docs/login.md"), "there is no file 'docs/none.md' at revision 'v1'"),
        (("docs/none.md", "docs/login.md"), "'docs/none.md' does not exist"),
        (("docs/login.md", "docs/none.md"), "'docs/none.md' does not exist"),
        (("nope..main", "docs"), "git knows no revision 'nope'"),
        (("v1:docs", "docs/login.md"), "there is no file 'docs' at revision 'v1'"),
        (("docs/login.md", "docs"), "'docs/login.md' is no folder"),
        (("v1", "docs", "docs/login.md"), "diff compares two versions"),
        (("a", "b", "c", "d"), "diff compares two versions"),
        (("picture.md", "docs/login.md"), "'picture.md' is no text"),
        (("--template", "none", "docs/login.md"), "there is no template 'none'"),
    ],
)
def test_one_line_for_what_is_wrong(
    repository: Path, program: Program, words: Any, message: str
) -> None:
    (repository / "picture.md").write_bytes(b"\x89PNG\0\0")
    ran = program("diff", *words)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.startswith("designdoc: ")
    assert message in ran.err
    assert ran.err.count("\n") == 1


def test_no_repository_and_a_shallow_one(
    repository: Path, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    second(repository)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    ran = program("diff", "HEAD~1..HEAD", "docs")
    assert ran.status == 2
    assert "this clone is shallow" in ran.err
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "a.md").write_text(LOGIN)
    monkeypatch.chdir(bare)
    ran = program("diff", "a.md")
    assert ran.status == 2
    assert "stands in no git repository" in ran.err


def test_a_binary_file_in_a_folder_is_left_out(repository: Path, program: Program) -> None:
    (repository / "docs" / "picture.md").write_bytes(b"\x89PNG\0\0")
    assert program("diff", "HEAD", "docs").status == 0


def test_links_from_a_document_that_did_not_change(repository: Path, program: Program) -> None:
    (repository / "docs" / "other.md").write_text(
        "# Other\n\n## Functional Requirements\n\n- FR-8: As login/FR-3 says.\n"
    )
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "other")
    (repository / "docs" / "login.md").write_text(LOGIN.replace("200 ms", "500 ms"))
    assert "touches Tokenizer, FR-8, Phase 2" in program("diff", "docs").out

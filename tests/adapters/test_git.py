"""Changed lines, asked of a real git in repositories that the test makes."""

import subprocess
from pathlib import Path

import pytest

from designdoc.adapters.git import Git, parse_diff
from designdoc.checking import Lines
from designdoc.diagnostics import UsageError


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "repo"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "a.md").write_text("1\n2\n3\n4\n5\n6\n")
    (folder / "docs" / 'ü "x".md').write_text("1\n")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    monkeypatch.chdir(folder)
    return folder


def test_changed_added_and_deleted_lines(repository: Path) -> None:
    (repository / "docs" / "a.md").write_text("1\ntwo\n3\n5\n6\n7\n")
    (repository / "docs" / 'ü "x".md').write_text("1\n+++ b/docs/a.md\n")
    (repository / "docs" / "new.md").write_text("all\n")
    paths = ["docs/a.md", str(repository / "docs" / "new.md"), 'docs/ü "x".md', "docs/gone.md"]
    changed = Git().changed_lines("HEAD", paths)
    assert changed == {
        "docs/a.md": Lines(((2, 2), (3, 4), (6, 6))),
        str(repository / "docs" / "new.md"): Lines(whole=True),
        'docs/ü "x".md': Lines(((2, 2),)),
    }


def test_a_renamed_file_has_changed_where_its_lines_have(repository: Path) -> None:
    git(repository, "mv", "docs/a.md", "docs/b.md")
    assert Git().changed_lines("HEAD", ["docs/b.md"]) == {}
    (repository / "docs" / "b.md").write_text("1\n2\n3\n4\n5\nsix\n")
    git(repository, "add", ".")
    assert Git().changed_lines("HEAD", ["docs/b.md"]) == {"docs/b.md": Lines(((6, 6),))}


def test_a_file_as_it_was(repository: Path) -> None:
    (repository / "docs" / "a.md").write_text("new")
    assert Git().read("HEAD", "docs/a.md") == b"1\n2\n3\n4\n5\n6\n"
    with pytest.raises(UsageError, match=r"no file 'docs/b.md' at revision 'HEAD'"):
        Git().read("HEAD", "docs/b.md")


@pytest.mark.parametrize("revision", ["nope", "--help", "HEAD:docs", ""])
def test_a_revision_that_is_none(repository: Path, revision: str) -> None:
    with pytest.raises(UsageError, match="git knows no revision"):
        Git().changed_lines(revision, ["docs/a.md"])


def test_a_bad_revision_is_told_even_when_nothing_is_asked(repository: Path) -> None:
    with pytest.raises(UsageError, match="git knows no revision 'nope'"):
        Git().changed_lines("nope", [])


def test_a_shallow_clone_is_named(repository: Path, tmp_path: Path) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", "second")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "shallow")
    with pytest.raises(UsageError, match="this clone is shallow"):
        Git().changed_lines("HEAD~1", [str(tmp_path / "shallow" / "docs" / "a.md")])


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("x")
    with pytest.raises(UsageError, match="stands in no git repository"):
        Git().changed_lines("HEAD", ["a.md"])
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="git is not installed"):
        Git().changed_lines("HEAD", ["a.md"])


def test_an_external_diff_of_the_repository_is_not_run(repository: Path) -> None:
    git(repository, "config", "diff.external", "touch run-by-diff; false")
    (repository / "docs" / "a.md").write_text("changed\n")
    assert Git().changed_lines("HEAD", ["docs/a.md"])["docs/a.md"].ranges
    assert not (repository / "run-by-diff").exists()


def test_content_that_looks_like_a_header() -> None:
    diff = b"+++ b/a.md\n@@ -1 +1,2 @@\n--- b/x.md\n+++ b/evil.md\n+@@ -1 +7 @@\n@@ -9 +9 @@\n"
    assert parse_diff(diff) == {"a.md": Lines(((1, 2), (9, 9)))}

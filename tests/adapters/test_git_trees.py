"""Whole revisions read from a real git: files in one batch, and pairs that differ."""

import subprocess
from pathlib import Path

import pytest

from designdoc.adapters.git import Git
from designdoc.application.ports import Pair
from designdoc.diagnostics import UsageError


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "repo"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "a.md").write_text("one\ntwo\nthree\nfour\n")
    (folder / "docs" / "crlf.md").write_bytes(b"one\r\n\n")
    (folder / "docs" / 'ü "x"\n.md').write_text("odd\n")
    (folder / "docs" / "empty.md").write_text("")
    (folder / "docs" / "code.py").write_text("1\n")
    (folder / "docs" / "link.md").symlink_to("a.md")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    monkeypatch.chdir(folder)
    return folder


def test_all_files_of_a_revision(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = {
        "docs/a.md": b"one\ntwo\nthree\nfour\n",
        "docs/crlf.md": b"one\r\n\n",
        "docs/empty.md": b"",
        'docs/ü "x"\n.md': b"odd\n",
    }
    assert Git().texts("HEAD", ["."]) == expected
    assert Git().texts("HEAD", ["docs"]) == expected
    assert Git().texts("HEAD", ["docs/a.md"]) == {"docs/a.md": expected["docs/a.md"]}
    assert Git().texts("HEAD", ["none"]) == {}
    monkeypatch.chdir(repository / "docs")
    assert Git().texts("HEAD", ["a.md"]) == {"a.md": expected["docs/a.md"]}


def test_pairs_that_differ(repository: Path) -> None:
    git(repository, "mv", "docs/a.md", "docs/b.md")
    (repository / "docs" / "crlf.md").unlink()
    (repository / "docs" / "empty.md").write_text("no more\n")
    (repository / "docs" / "new.md").write_text("new\n")
    found = [Pair("docs/a.md", "docs/b.md"), Pair("docs/crlf.md", ""),
             Pair("docs/empty.md", "docs/empty.md"), Pair("", "docs/new.md")]  # fmt: skip
    assert sorted(Git().differing("HEAD", "", "docs"), key=str) == sorted(found, key=str)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "second")
    assert sorted(Git().differing("HEAD~1", "HEAD", "."), key=str) == sorted(found, key=str)
    assert Git().differing("HEAD", "", "docs") == []


def test_the_common_commit(repository: Path) -> None:
    git(repository, "branch", "side")
    git(repository, "commit", "-q", "--allow-empty", "-m", "second")
    assert Git().read(Git().common("side", "HEAD"), "docs/empty.md") == b""
    git(repository, "checkout", "-q", "--orphan", "other")
    git(repository, "commit", "-qm", "apart")
    with pytest.raises(UsageError, match="no commit in common"):
        Git().common("side", "other")


def test_programs_of_the_repository_are_not_run(repository: Path) -> None:
    git(repository, "config", "diff.external", "touch run-by-diff; false")
    git(repository, "config", "core.fsmonitor", "touch run-by-monitor; false")
    (repository / "docs" / "a.md").write_text("changed\n")
    assert Git().differing("HEAD", "", ".") == [Pair("docs/a.md", "docs/a.md")]
    assert not list(repository.glob("run-by-*"))

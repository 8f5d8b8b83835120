"""The state of a repository changes with what git's answers rest on, and with nothing else."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from designdoc.adapters.git_state import git_state
from helpers.repository import Repository

Change = Callable[[Repository], object]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    made = Repository(tmp_path / "repository")
    made.commit("2026-01-01", a="A")
    made.commit("2026-01-02", a="B")
    return made


def state(repository: Repository, refs: bool = False) -> str | None:
    return git_state(str(repository.folder), refs)


def branch(repository: Repository) -> None:
    repository.git("branch", "other", "HEAD^")


MOVING: dict[str, Change] = {
    "a commit": lambda each: each.commit("2026-01-03", a="C"),
    "another branch": lambda each: each.git("checkout", "-q", "--detach", "HEAD^"),
    "its configuration": lambda each: each.git("config", "core.autocrlf", "true"),
    "a replaced commit": lambda each: each.git("replace", "HEAD", "HEAD^"),
    "the user's configuration": lambda each: each.write("../home/.gitconfig", "[a]\nb = c\n"),
    "attributes": lambda each: each.write(".git/info/attributes", "* text\n"),
    "shallow": lambda each: each.write(".git/shallow", "0" * 40 + "\n"),
}


@pytest.mark.parametrize("name", MOVING)
def test_it_moves_with(repository: Repository, name: str) -> None:
    before = state(repository)
    assert before is not None and state(repository) == before
    MOVING[name](repository)
    assert state(repository) not in {before, None}


def test_packed_or_loose_a_commit_is_the_same_and_never_overlooked(repository: Repository) -> None:
    repository.git("pack-refs", "--all")
    packed = state(repository)
    repository.commit("2026-01-03", a="C")
    assert state(repository) != packed


def test_other_branches_matter_where_a_revision_is_named(repository: Repository) -> None:
    newest, all_of_them = state(repository), state(repository, refs=True)
    branch(repository)
    assert state(repository) == newest
    assert state(repository, refs=True) != all_of_them


def test_a_linked_worktree_has_a_head_of_its_own(repository: Repository, tmp_path: Path) -> None:
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "linked")
    linked = Repository.__new__(Repository)
    linked.folder = tmp_path / "linked"
    before = state(linked)
    assert before is not None
    linked.commit("2026-01-04", a="D")
    assert state(linked) not in {before, None}


def test_an_included_file_counts(repository: Repository, tmp_path: Path) -> None:
    repository.write("../home/more", "[core]\nautocrlf = true\n")
    repository.write("../home/.gitconfig", f"[include]\npath = {tmp_path}/home/more\n")
    before = state(repository)
    repository.write("../home/more", "[core]\nautocrlf = input\n")
    assert state(repository) not in {before, None}


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_WORK_TREE"])
def test_what_the_environment_moves_has_no_state(
    repository: Repository, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, str(repository.folder))
    assert state(repository) is None


def test_commits_left_out_by_a_file_have_no_state(repository: Repository) -> None:
    repository.git("config", "blame.ignoreRevsFile", ".ignored")
    assert state(repository) is None


def test_another_git_or_none(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(repository)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert state(repository) not in {before, None}

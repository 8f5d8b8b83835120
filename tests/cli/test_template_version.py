"""``--template-version``, and what is said of a history that is not there."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.repository import NEW, OLD, Repository, document, two_versions

pytestmark = pytest.mark.requirement("FR-5")

Write = Callable[..., Path]
Program = Callable[..., Any]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = two_versions(tmp_path / "repo")
    monkeypatch.chdir(made.folder)
    return made


def test_a_version(repo: Repository, program: Program) -> None:
    ran = program("check", "docs/new.md", "--template-version", "2025-01-01")
    assert ran.status == 0
    ran = program(*("check", "docs/old.md", "--template-version", "2026-01-01", "--format", "json"))
    report = json.loads(ran.out)
    assert ran.status == 1
    template = report["documents"][0]["template"]
    assert template["version"] == "2026-01-01"
    assert template["version_evidence"] == "asked for as '2026-01-01'"


def test_the_beginning_of_a_commit(repo: Repository, program: Program) -> None:
    first = repo.git("rev-list", "--max-parents=0", "HEAD")[:8]
    assert program("check", "docs/old.md", "--template-version", first).status == 0


def test_latest(repo: Repository, program: Program) -> None:
    ran = program("check", "docs", "--template-version", "latest")
    assert ran.status == 1
    assert ran.out.count("DD101") == 2
    assert "DD704" not in ran.out


def test_an_unknown_one_ends_the_run_once(repo: Repository, program: Program) -> None:
    ran = program("check", "docs", "--template-version", "2025-01-02")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "designdoc: template docs/template.md has no version '2025-01-02'; "
        "did you mean '2025-01-01'?\n"
    )


def test_latest_is_there_without_a_history(docs: Write, program: Program) -> None:
    assert program("check", "docs", "--template-version", "latest").status == 0


def test_a_shallow_clone_says_so_once_where_it_matters(
    repo: Repository, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("2026-03-01", docs__older=document(*OLD))
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.folder}", str(clone))
    monkeypatch.chdir(clone)
    ran = program("check", "docs")
    assert ran.err.count("`git fetch --unshallow`") == ran.err.count("fetch-depth: 0") == 1
    assert "template docs/template.md" in ran.err
    assert program("check", "docs/new.md").err == ""
    assert program("check", "docs", "--ignore", "DD101").err == ""
    assert program("check", "docs", "-q").err == ""
    told = json.loads(program("check", "docs/new.md", "--format", "json").out)
    assert told["documents"][0]["template"]["version"] == "before 2026-03-01"


def test_a_pin_that_a_shallow_clone_does_not_know_is_no_finding(
    repo: Repository, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "<!-- designdoc: template-version=2025-01-01 -->\n\n"
    repo.commit("2026-03-01", docs__pinned=document(*NEW, head=head))
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.folder}", str(clone))
    monkeypatch.chdir(clone)
    ran = program("check", "docs/pinned.md")
    assert "DD708" not in ran.out
    assert "fetch-depth: 0" in ran.err


def test_a_history_that_git_refuses_to_read(repo: Repository, program: Program) -> None:
    (repo.folder / ".git/HEAD").write_text("nonsense\n")
    ran = program("check", "docs/old.md")
    assert ran.status == 1
    assert ran.err.count("versions of template docs/template.md are unknown: ") == 1


def test_what_is_kept_changes_nothing_that_is_said(
    repo: Repository, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    arguments = ("check", "docs", "--format", "sarif", "--select", "DD1,DD7")
    without = program(*arguments, "--no-cache").out
    assert not (tmp_path / "cache").exists()
    cold = program(*arguments).out
    kept = sorted(path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert len(kept) == 7  # the versions, what shows of them, the births, three templates; the run
    warm = program(*arguments).out
    for path in kept:
        path.write_bytes(b"nonsense")
    broken = program(*arguments).out
    assert without == cold == warm == broken
    assert "DD704" in cold
    assert repo.git("status", "--porcelain") == ""

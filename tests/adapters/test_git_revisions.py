"""What git knows of a document's last change and of the day when one of its lines was written."""

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from designdoc.adapters.git import Git


def commit(folder: Path, day: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    when = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    for arguments in (["add", "-A"], ["commit", "-qm", day]):
        subprocess.run(
            ["git", *identity, *arguments], cwd=folder, check=True, env={**os.environ, **when}
        )


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "repo"
    (folder / "docs").mkdir(parents=True)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    monkeypatch.chdir(folder)
    (folder / "docs" / "ü.md").write_text("first\nrow\n")
    (folder / "docs" / "b.md").write_text("b\n")
    commit(folder, "2026-03-02")
    (folder / "docs" / "ü.md").write_text("second\nrow\n")
    commit(folder, "2026-05-04")
    return folder


def test_the_last_change_of_each_file(repository: Path) -> None:
    known = Git()
    assert known.last_change("docs/ü.md") == date(2026, 5, 4)
    assert known.last_change(str(repository / "docs" / "b.md")) == date(2026, 3, 2)
    assert known.last_change("docs/new.md") is None


def test_the_text_when_a_line_was_written(repository: Path) -> None:
    assert Git().as_written("docs/ü.md", 2) == "first\nrow\n"
    assert Git().as_written("docs/ü.md", 1) == "second\nrow\n"
    assert Git().as_written("docs/ü.md", 9) is None


def test_a_renamed_file_is_followed(repository: Path) -> None:
    (repository / "docs" / "ü.md").rename(repository / "docs" / "c.md")
    commit(repository, "2026-06-01")
    assert Git().as_written("docs/c.md", 2) == "first\nrow\n"


def test_a_line_that_is_not_committed_has_no_past(repository: Path) -> None:
    (repository / "docs" / "b.md").write_text("b\nnew\n")
    assert Git().as_written("docs/b.md", 2) is None


def test_outside_of_git_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a\n")
    assert Git().last_change(str(tmp_path / "a.md")) is None
    assert Git().as_written(str(tmp_path / "a.md"), 1) is None


def test_a_shallow_clone_does_not_know_when_files_changed(repository: Path, tmp_path: Path) -> None:
    url = repository.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth=1", url, "copy"], cwd=tmp_path, check=True)
    assert Git().last_change(str(tmp_path / "copy" / "docs" / "b.md")) is None


def test_when_each_line_was_changed(repository: Path) -> None:
    times = Git().line_times("docs/ü.md")
    assert [each and each.date() for each in times] == [date(2026, 5, 4), date(2026, 3, 2)]
    (repository / "docs" / "ü.md").write_text("second\nnew\n")
    assert (Git().line_times("docs/ü.md")[1] or datetime.min).year >= datetime.now(UTC).year
    assert Git().line_times("docs/unknown.md") == ()


def test_the_newest_change_below_some_paths(repository: Path) -> None:
    def day(*below: str) -> date | None:
        when = Git().newest_change(str(repository), below)
        return when.date() if when else None

    assert day("docs") == date(2026, 5, 4)
    assert day("docs/b.md") == date(2026, 3, 2)
    assert day("docs/b.md", "docs/ü.md") == date(2026, 5, 4)
    assert day("nowhere") is None
    assert day("../outside") is None
    assert day("*.md") is None
    assert day() is None


def test_a_shallow_clone_and_a_folder_without_git_know_no_times(repository: Path) -> None:
    shallow = repository.parent / "shallow"
    source = f"file://{repository}"
    subprocess.run(["git", "clone", "-q", "--depth=1", source, str(shallow)], check=True)
    (repository.parent / "loose.md").write_text("a")
    for path in (shallow / "docs/b.md", repository.parent / "loose.md"):
        assert Git().line_times(str(path)) == ()
        assert Git().newest_change(str(path.parent), [path.name]) is None


@pytest.mark.parametrize(
    ("attribute", "key"),
    [
        ("diff=x", "diff.x.textconv"),
        ("filter=x", "filter.x.clean"),
        ("filter=a=b", "filter.a=b.clean"),
        ("filter=x", "filter.x.process"),
    ],
)
def test_no_program_of_the_repository_is_run(repository: Path, attribute: str, key: str) -> None:
    ran = repository.parent / "ran"
    git = ["git", "-C", str(repository)]
    subprocess.run([*git, "config", key, f"touch '{ran}'; cat"], check=True)
    subprocess.run([*git, "config", f"{key.rpartition('.')[0]}.required", "true"], check=True)
    (repository / ".gitattributes").write_text(f"*.md {attribute}\n")
    (repository / "docs" / "b.md").write_text("b\nnew\n")
    known = Git()

    assert len(known.line_times("docs/b.md")) == 2
    assert known.as_written("docs/b.md", 1) == "b\n"
    assert known.last_change("docs/b.md") == date(2026, 3, 2)
    assert known.newest_change(str(repository), ["docs/b.md"])
    assert "docs/b.md" in known.changed_lines("HEAD", ["docs/b.md"])
    assert not ran.exists()

"""A workspace's files: nothing outside is read, listed or written, links included."""

from pathlib import Path

import pytest

from designdoc.adapters.files import DiskFiles
from designdoc.application.confined import Confined
from designdoc.diagnostics import UsageError


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Confined:
    inside = tmp_path / "work"
    (inside / "docs").mkdir(parents=True)
    (inside / "docs" / "a.md").write_text("# A\n")
    (tmp_path / "secret.md").write_text("# Secret\n")
    (tmp_path / "work-too").mkdir()
    (tmp_path / "work-too" / "b.md").write_text("# B\n")
    (tmp_path / "designdoc.toml").write_text("")
    (inside / "leak.md").symlink_to("../secret.md")
    (inside / "leaks").symlink_to("..")
    (inside / "own.md").symlink_to("docs/a.md")
    (inside / "loop.md").symlink_to("loop.md")
    monkeypatch.chdir(inside)
    return Confined(DiskFiles(), ".")


OUTSIDE = [
    "../secret.md",
    "docs/../../secret.md",
    "leak.md",
    "leaks/secret.md",
    "leaks/new/file.md",
    "../work-too/b.md",
    "/etc/passwd",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_what_is_outside_is_not_there(files: Confined, tmp_path: Path, path: str) -> None:
    assert not files.is_file(path)
    assert not files.is_folder(path)
    assert not files.exists(path)
    for ask in (files.read, files.size, files.modified, files.entries):
        with pytest.raises(PermissionError, match="outside of the workspace"):
            ask(path)
    with pytest.raises(PermissionError):
        files.write(path, b"ours", None)
    with pytest.raises(UsageError, match="outside of the workspace"):
        files.inside(path)
    assert (tmp_path / "secret.md").read_text() == "# Secret\n"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("path", ["docs/a.md", "./docs//a.md", "own.md", "docs/../docs/a.md"])
def test_what_is_inside_is(files: Confined, path: str) -> None:
    assert files.is_file(path) and files.exists(path)
    assert files.read(path) == b"# A\n"
    assert files.inside(path) in {"docs/a.md", "own.md"}


def test_a_path_from_the_root_may_lead_inside(files: Confined, tmp_path: Path) -> None:
    assert files.inside(str(tmp_path / "work" / "docs" / "a.md")) == "docs/a.md"


@pytest.mark.parametrize("path", ["", " ", "a\0b", "\0"])
def test_no_path_at_all(files: Confined, path: str) -> None:
    with pytest.raises(UsageError, match="the path is empty"):
        files.inside(path)


def test_a_path_too_long_is_refused_at_once(files: Confined) -> None:
    with pytest.raises(UsageError, match="longer than"):
        files.inside("x/" * 1_000_000)


def test_a_link_that_leads_nowhere_is_no_file(files: Confined) -> None:
    assert not files.is_file("loop.md")
    assert not files.is_file("x" * 5000)


def test_a_configuration_that_was_named_may_lie_anywhere(tmp_path: Path, files: Confined) -> None:
    (tmp_path / "work-too" / "mine.toml").write_text("[rules]\n")
    named = Confined(DiskFiles(), ".", "../work-too/mine.toml")
    assert named.read("../work-too/mine.toml") == b"[rules]\n"
    assert not named.is_file("../work-too/b.md")
    assert not files.is_file("../work-too/mine.toml")


def test_of_the_folders_above_only_what_configures_is_seen(files: Confined) -> None:
    assert files.is_file("../designdoc.toml")
    with pytest.raises(PermissionError):
        files.write("../designdoc.toml", b"", b"")
    with pytest.raises(PermissionError):
        files.entries("..")

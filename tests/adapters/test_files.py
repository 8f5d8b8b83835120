"""The disk: whole files or nothing, and nobody's change is lost."""

import os
import stat
from pathlib import Path

import pytest

from designdoc.adapters.files import DiskFiles
from designdoc.application.ports import Conflict, Entry


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    DiskFiles().write(str(path), b"new", b"old")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert left(tmp_path) == ["a.md"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("a.md")
    DiskFiles().write(str(tmp_path / "link.md"), b"new", b"old")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "a.md").read_bytes() == b"new"


@pytest.mark.parametrize("now", [b"theirs", None])
def test_a_file_that_somebody_changed_is_left_alone(tmp_path: Path, now: bytes | None) -> None:
    path = tmp_path / "a.md"
    if now is not None:
        path.write_bytes(now)
    with pytest.raises(Conflict):
        DiskFiles().write(str(path), b"ours", b"old")
    assert (path.read_bytes() if path.exists() else None) == now
    assert left(tmp_path) == (["a.md"] if now else [])


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    files, path = DiskFiles(), tmp_path / "deep" / "a.md"
    files.write(str(path), b"ours", None)
    assert path.read_bytes() == b"ours"
    assert stat.S_IMODE(path.stat().st_mode) & 0o600 == 0o600
    with pytest.raises(Conflict):
        files.write(str(path), b"again", None)
    assert (path.read_bytes(), left(path.parent)) == (b"ours", ["a.md"])


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        DiskFiles().write(str(path), b"new", b"old")
    assert (path.read_bytes(), left(tmp_path)) == (b"old", ["a.md"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            DiskFiles().write(str(path), b"new", b"old")
    finally:
        tmp_path.chmod(0o700)
    assert path.read_bytes() == b"old"


def test_entries_say_what_links_lead_to(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    (tmp_path / "none").symlink_to("nowhere")
    assert DiskFiles().entries(str(tmp_path)) == [
        Entry("folder", True),
        Entry("link", True, True),
        Entry("none", False, True),
    ]


def test_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = DiskFiles()
    top = tmp_path.as_posix()
    assert files.absolute("a/../b/./c") == f"{top}/b/c"
    assert files.absolute(f"{top}/b/") == f"{top}/b"
    assert [files.shown(f"{top}/b/c"), files.shown("."), files.shown("/")] == ["b/c", ".", "/"]
    assert not files.is_file("a\0b") and not files.is_folder("a\0b")

"""Runs on the disk: believed only when whole, replaced whole, and never more than some."""

import os
from pathlib import Path

import pytest

from designdoc.adapters import shelf as module
from designdoc.adapters.shelf import DiskShelf


@pytest.fixture
def shelf(tmp_path: Path) -> DiskShelf:
    return DiskShelf(str(tmp_path / "runs"), lambda: "one")


def files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "runs").iterdir())


def test_what_was_saved_is_there(shelf: DiskShelf, tmp_path: Path) -> None:
    assert shelf.load(b"a") is None
    shelf.save(b"a", b"index", [b"first", b"", b"second"])
    kept = shelf.load(b"a")
    assert kept is not None
    assert (kept.index, kept.read(5, 6), kept.read(0, 5)) == (b"index", b"second", b"first")
    assert shelf.load(b"b") is None
    assert files(tmp_path)[0].parent.stat().st_mode & 0o777 == 0o700


def test_another_designdoc_finds_nothing(shelf: DiskShelf, tmp_path: Path) -> None:
    shelf.save(b"a", b"index", [])
    assert DiskShelf(str(tmp_path / "runs"), lambda: "two").load(b"a") is None


def test_who_reads_keeps_what_it_opened_while_another_saves(shelf: DiskShelf) -> None:
    shelf.save(b"a", b"index", [b"old"])
    kept = shelf.load(b"a")
    shelf.save(b"a", b"other", [b"new"])
    assert kept is not None and kept.read(0, 3) == b"old"
    again = shelf.load(b"a")
    assert again is not None and (again.index, again.read(0, 3)) == (b"other", b"new")


def test_any_changed_byte_makes_it_none(shelf: DiskShelf, tmp_path: Path) -> None:
    shelf.save(b"a", b"index", [b"data"])
    (path,) = files(tmp_path)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert shelf.load(b"a") is None, at
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert shelf.load(b"a") is None, length
    path.write_bytes(whole)
    assert shelf.load(b"a") is not None


def test_a_size_that_is_a_lie_reads_nothing(shelf: DiskShelf, tmp_path: Path) -> None:
    shelf.save(b"a", b"index", [b"data"])
    (path,) = files(tmp_path)
    whole = bytearray(path.read_bytes())
    whole[module._HEAD - 8 : module._HEAD] = (1 << 62).to_bytes(8, "little")
    path.write_bytes(bytes(whole))
    assert shelf.load(b"a") is None


def test_a_place_that_cannot_be_written_is_silent(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    shelf = DiskShelf(str(tmp_path / "file" / "runs"), lambda: "one")
    shelf.save(b"a", b"index", [b"data"])
    assert shelf.load(b"a") is None


def test_what_breaks_off_leaves_the_old_one_and_nothing_half(
    shelf: DiskShelf, tmp_path: Path
) -> None:
    shelf.save(b"a", b"index", [b"data"])

    def broken() -> "object":
        yield b"some"
        raise OSError("no space left")

    shelf.save(b"a", b"other", broken())  # type: ignore[arg-type]
    kept = shelf.load(b"a")
    assert kept is not None and kept.index == b"index"
    assert len(files(tmp_path)) == 1


def test_the_folder_stays_small(
    shelf: DiskShelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST", 5000)
    for number in range(6):
        shelf.save(b"%d" % number, b"index", [os.urandom(1500)])
        os.utime(max(files(tmp_path), key=lambda path: path.stat().st_mtime_ns))
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 5000
    assert shelf.load(b"5") is not None
    assert shelf.load(b"0") is None

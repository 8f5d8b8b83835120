"""Results on the disk: believed only when whole, and never more than a little."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from designdoc.adapters import disk_store
from designdoc.adapters.disk_store import DiskStore, cache_folder, own_stamp


@pytest.fixture
def store(tmp_path: Path) -> DiskStore:
    return DiskStore(str(tmp_path / "cache"), lambda: "one")


def files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").iterdir())


def test_what_was_put_is_there(store: DiskStore, tmp_path: Path) -> None:
    assert store.get("a") is None
    store.put("a", b"A" * 1000)
    store.put("b \udcff", b"")
    assert (store.get("a"), store.get("b \udcff"), store.get("c")) == (b"A" * 1000, b"", None)
    store.put("a", b"new")
    assert DiskStore(str(tmp_path / "cache"), lambda: "one").get("a") == b"new"
    assert len(files(tmp_path)) == 2
    assert files(tmp_path)[0].parent.stat().st_mode & 0o777 == 0o700


def test_another_designdoc_finds_nothing(store: DiskStore, tmp_path: Path) -> None:
    store.put("a", b"A")
    assert DiskStore(str(tmp_path / "cache"), lambda: "two").get("a") is None


@pytest.mark.parametrize("cut", [0, 5, 20, 51, -12])
def test_a_half_written_file_is_none(store: DiskStore, tmp_path: Path, cut: int) -> None:
    store.put("a", os.urandom(100))
    (path,) = files(tmp_path)
    path.write_bytes(path.read_bytes()[:cut])
    assert store.get("a") is None
    store.put("a", b"A")
    assert store.get("a") == b"A"


def test_a_changed_or_foreign_file_is_none(store: DiskStore, tmp_path: Path) -> None:
    store.put("a", b"A" * 100)
    store.put("b", b"B" * 100)
    one, other = files(tmp_path)
    whole = one.read_bytes()
    for at in range(len(whole)):
        one.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert {store.get("a"), store.get("b")} & {b"A" * 100, b"B" * 100} in (
            {b"A" * 100},
            {b"B" * 100},
        )
    one.write_bytes(other.read_bytes())  # under the name of another key
    assert {store.get("a"), store.get("b")} in ({None, b"A" * 100}, {None, b"B" * 100})


def test_a_bomb_does_not_unfold(store: DiskStore, tmp_path: Path) -> None:
    from zlib import compress

    store.put("a", b"A")
    (path,) = files(tmp_path)
    head = path.read_bytes()[: len(disk_store._MAGIC) + 32]
    path.write_bytes(head + compress(bytes(disk_store._LARGEST * 4), 9))
    assert store.get("a") is None


def test_a_place_that_cannot_be_written_is_silent(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = DiskStore(str(tmp_path / "file" / "cache"), lambda: "one")
    store.put("a", b"A")
    assert store.get("a") is None
    (tmp_path / "cache").mkdir()
    store = DiskStore(str(tmp_path / "cache"), lambda: "one")
    Path(store._path("a")).mkdir()  # a folder in the file's place
    store.put("a", b"A")
    assert store.get("a") is None
    assert [path.is_dir() for path in files(tmp_path)] == [True]  # nothing half-written is left


def test_old_results_go(store: DiskStore, tmp_path: Path) -> None:
    store.put("old", b"A")
    (path,) = files(tmp_path)
    month_ago = time.time() - 40 * 86_400
    os.utime(path, (month_ago, month_ago))
    assert store.get("old") == b"A"  # and in use again
    os.utime(path, (month_ago, month_ago))
    DiskStore(str(tmp_path / "cache"), lambda: "one").put("new", b"B")
    assert store.get("old") is None
    assert store.get("new") == b"B"


def test_the_folder_stays_small(
    store: DiskStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_store, "_MOST", 5_000)
    monkeypatch.setattr(disk_store, "_LARGEST", 3_000)
    for number in range(8):
        each = DiskStore(str(tmp_path / "cache"), lambda: "one")
        each.put(str(number), os.urandom(1_000))
        os.utime(each._path(str(number)), (0, time.time() - 100 + number))
    assert [store.get(str(n)) is not None for n in range(8)] == [False] * 4 + [True] * 4
    store.put("large", bytes(3_001))
    assert store.get("large") is None


def test_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == str(tmp_path / "xdg" / "designdoc")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for ignored in ("relative/path", ""):
        monkeypatch.setenv("XDG_CACHE_HOME", ignored)
        assert cache_folder() == str(tmp_path / "home/.cache/designdoc")
    (tmp_path / ".git").mkdir()
    assert cache_folder() is None  # it would lie in the repository that we stand in


def test_one_stamp_for_one_designdoc() -> None:
    here = own_stamp()
    command = "from designdoc.adapters.disk_store import own_stamp; print(own_stamp())"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, check=True)
    assert done.stdout.decode().strip() == here

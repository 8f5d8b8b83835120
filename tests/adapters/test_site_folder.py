"""The folder of a site: what is ours is replaced and removed, and nothing else is touched."""

import os
from functools import partial
from pathlib import Path

import pytest

from designdoc.adapters.site_folder import MANIFEST, File, SiteFolder
from designdoc.diagnostics import UsageError

FILES = [("index.html", b"one"), ("documents/a.html", b"a"), ("documents/b/c.html", b"c")]


def made(files: list[tuple[str, bytes]]) -> list[File]:
    return [(path, "", partial(bytes, data)) for path, data in files]


def build(root: Path, files: list[tuple[str, bytes]] = FILES, stamp: str = "s") -> str:
    folder = SiteFolder(str(root))
    folder.refuse_other()
    done = folder.write(made(files), stamp)
    return f"{done.files} {done.written} {done.removed}"


def held(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    root = tmp_path / "made/out"
    assert build(root) == "3 3 0"
    assert held(root) == dict(FILES)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*.html")}
    assert build(root) == "3 0 0"
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*.html")} == before
    assert SiteFolder(str(root)).holds("s")
    assert not SiteFolder(str(root)).holds("t")


def test_what_is_not_made_any_more_goes_with_its_folder(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / "CNAME").write_text("example.org", "utf-8")
    assert build(tmp_path, FILES[:2]) == "2 0 1"
    assert held(tmp_path) == {**dict(FILES[:2]), "CNAME": b"example.org"}
    assert not (tmp_path / "documents/b").exists()


def test_a_file_that_somebody_changed_is_never_taken_away(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / "documents/b/c.html").write_text("mine", "utf-8")
    assert build(tmp_path, FILES[:2]) == "2 0 0"
    assert held(tmp_path)["documents/b/c.html"] == b"mine"


def test_a_file_that_was_checked_out_again_is_ours_still(tmp_path: Path) -> None:
    build(tmp_path)
    os.utime(tmp_path / "documents/b/c.html", (1, 1))
    assert build(tmp_path, FILES[:2]) == "2 0 1"


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="not empty"):
        build(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file"):
        build(tmp_path / "file")


@pytest.mark.parametrize("name", ["risks.html", "documents/new.html", "documents"])
def test_what_is_in_the_way_stays(tmp_path: Path, name: str) -> None:
    build(tmp_path, FILES[:1])
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="is in the way"):
        build(tmp_path, [*FILES, (name if name.endswith(".html") else "documents/x.html", b"x")])
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize("linked", ["documents", "documents/b"])
def test_no_link_to_a_folder_is_followed(tmp_path: Path, linked: str) -> None:
    root, other = tmp_path / "out", tmp_path / "other"
    build(root)
    (root / linked).rename(other)
    (root / linked).symlink_to(other)
    before = held(other)
    with pytest.raises(UsageError, match="leads out of"):
        build(root, [*FILES, ("documents/b/new/d.html", b"d")])
    assert held(other) == before
    assert not (other / "new").exists()


def test_a_link_in_place_of_a_file_is_replaced(tmp_path: Path) -> None:
    root, other = tmp_path / "out", tmp_path / "other.html"
    build(root)
    other.write_text("mine", "utf-8")
    (root / "index.html").unlink()
    (root / "index.html").symlink_to(other)
    assert build(root) == "3 1 0"
    assert other.read_text("utf-8") == "mine"
    assert not (root / "index.html").is_symlink()


def test_nothing_is_removed_through_a_link_or_by_a_hostile_manifest(tmp_path: Path) -> None:
    root, other = tmp_path / "out", tmp_path / "other"
    build(root)
    (root / "documents").rename(other)
    (root / "documents").symlink_to(other)
    manifest = (root / MANIFEST).read_text("utf-8")
    (root / MANIFEST).write_text(manifest.replace("index.html", "../other/a.html"), "utf-8")
    build(root, [("risks.html", b"r")])
    assert held(other) == {"a.html": b"a", "b/c.html": b"c"}


def test_a_file_becomes_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    build(tmp_path, [("a.html", b"1"), ("b.html/c.html", b"2")])
    assert build(tmp_path, [("a.html/c.html", b"3"), ("b.html", b"4")]) == "2 2 0"
    assert held(tmp_path) == {"a.html/c.html": b"3", "b.html": b"4"}


def test_a_build_that_was_killed_is_taken_up(tmp_path: Path) -> None:
    def killed() -> list[tuple[str, bytes]]:
        raise KeyboardInterrupt

    def some():  # type: ignore[no-untyped-def]  # a generator that ends before its time
        yield from made(FILES)
        yield from killed()

    folder = SiteFolder(str(tmp_path))
    with pytest.raises(KeyboardInterrupt):
        folder.write(some(), "s")
    assert held(tmp_path) == dict(FILES)
    assert not SiteFolder(str(tmp_path)).holds("s")
    assert build(tmp_path, [(path, data + b"!") for path, data in FILES]) == "3 3 0"
    assert SiteFolder(str(tmp_path)).holds("s")
    assert not list(tmp_path.rglob("*.tmp"))


def test_files_can_be_read_by_a_server(tmp_path: Path) -> None:
    build(tmp_path)
    assert (tmp_path / "index.html").stat().st_mode & 0o044 == 0o666 & ~umask() & 0o044


def umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current

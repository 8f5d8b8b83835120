"""Documents linked again: equal to linking them anew whatever changed, and nothing read in vain."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from designdoc.api import wiring
from designdoc.application.check import Runs
from designdoc.application.checker import Checker
from designdoc.application.in_process import InProcess
from designdoc.application.linked_again import linked_again
from designdoc.application.options import CheckOptions
from designdoc.application.trace import Linked, linked
from lsp.conftest import MAIL, lay

OPTIONS = CheckOptions()
Keep = Callable[..., Runs]


class StoppedError(Exception):
    """Nobody waits any more."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    work = lay(tmp_path / "work")
    for each in work.rglob("*.*"):
        long_ago(each)
    monkeypatch.chdir(work)
    return work


def long_ago(path: Path, minutes: int = 60) -> None:
    """As if a file was written some time ago: what is quite new is asked for again anyway."""
    then = time.time() - minutes * 60
    os.utime(path, (then, then))


def again(keep: Keep, stop_after: int = 10**9) -> tuple[Linked, list[tuple[int, int]]]:
    """The documents linked again, and which of how many were read for it."""
    read: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        read.append((done, total))
        if done == stop_after:
            raise StoppedError

    def make() -> Checker:
        return wiring.checker_within(str(Path.cwd()), OPTIONS, noting=True)[0]

    runs = keep(OPTIONS, ("\0linked",))
    return linked_again([], make, wiring.world(1, progress, runs=runs)), read


def anew() -> Linked:
    checker = wiring.checker_within(str(Path.cwd()), OPTIONS)[0]
    return linked([], checker, lambda own, _: InProcess(own))


def same(one: Linked, other: Linked) -> bool:
    shown = [
        (each.documents, each.troubles, each.workspace.nodes, each.workspace.links,
         each.workspace.coverage().rows)
        for each in (one, other)
    ]  # fmt: skip
    return shown[0] == shown[1]


def written(path: str, text: str) -> Callable[[], object]:
    def write() -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text)

    return write


@pytest.mark.parametrize(
    "change",
    [
        written("docs/mail.md", MAIL.replace("FR-1", "FR-9")),
        written("docs/more.md", MAIL),
        lambda: Path("docs/mail.md").unlink(),
        lambda: Path("docs/mail.md").rename("docs/post.md"),
        written("docs/template.md", "# [Name] Design\n\n## Overview\n\n## Requirements\n"),
        written("designdoc.toml", '[identifiers]\nrequirement = ["NEED-\\\\d+"]\n'),
        written("docs/mail.md", ""),
    ],
    ids=range(7),
)
def test_linking_again_is_linking_anew(folder: Path, change: Callable[[], object]) -> None:
    del folder
    keep = wiring.lasting_runs()
    first, read = again(keep)
    assert same(first, anew())
    assert read[-1] == (2, 2)
    change()
    second, _ = again(keep)
    assert same(second, anew())
    assert not same(second, first)


def test_only_what_changed_is_read_again_also_by_another_server(folder: Path) -> None:
    again(wiring.lasting_runs())
    _, read = again(wiring.lasting_runs())
    assert not read
    (folder / "docs/mail.md").write_text(MAIL + "\nMore.\n")
    _, read = again(wiring.lasting_runs())
    assert read == [(2, 2)]


def test_what_was_read_until_nobody_waited_is_kept(folder: Path) -> None:
    del folder
    keep = wiring.lasting_runs()
    with pytest.raises(StoppedError):
        again(keep, stop_after=1)
    found, read = again(keep)
    assert read == [(2, 2)]
    assert same(found, anew())


def test_where_nothing_can_be_written_the_server_remembers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "docs/mail.md"))  # no folder
    keep = wiring.lasting_runs()
    again(keep)
    found, read = again(keep)
    assert not read
    assert same(found, anew())
    assert again(wiring.lasting_runs())[1][-1] == (2, 2)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names of files are Unicode there")
def test_a_name_that_is_no_unicode_is_linked_and_not_kept(folder: Path) -> None:
    odd = os.fsencode(str(folder / "docs")) + b"/odd-\xff.md"
    Path(os.fsdecode(odd)).write_text(MAIL)
    keep = wiring.lasting_runs()
    found, _ = again(keep)
    assert len(found.documents) == 3
    second, _ = again(keep)
    assert same(found, second)
    assert same(second, anew())

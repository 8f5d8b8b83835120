"""Accepting in an editor reads what hangs on a thing alone, and writes what the command writes."""

from pathlib import Path

import pytest

from designdoc.api import wiring
from designdoc.application.options import CheckOptions
from designdoc.application.remedies import accepted
from designdoc.application.review import accept, read, status
from lsp.conftest import lay

SIGNED = ("2026-01-02", "Ada")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two documents that name each other's requirements."""
    monkeypatch.chdir(lay(tmp_path))
    return tmp_path


def test_the_ledger_is_that_of_the_command(folder: Path) -> None:
    ledger = folder / "docs/designdoc.lock"
    session = wiring.session(str(folder))
    paths = list(session.jobs)
    checker = wiring.checker(CheckOptions())
    whole = status(read(paths, checker, lambda *_: None), checker)
    names = {end for each in whole.links for end in (each.key.source, each.key.target)} | {*paths}
    written = 0
    for name in sorted(names):
        checker = wiring.checker(CheckOptions())
        told = accepted(session, [name], SIGNED)
        mine = ledger.read_bytes() if ledger.exists() else b""
        ledger.unlink(missing_ok=True)
        done = accept(
            status(read(paths, checker, lambda *_: None), checker), [name], SIGNED, checker
        )
        theirs = ledger.read_bytes() if ledger.exists() else b""
        ledger.unlink(missing_ok=True)
        session.refresh()
        assert mine == theirs, name
        assert f"{done.new} new" in told or not done.path
        written += done.new
    assert written >= len(whole.links) > 4

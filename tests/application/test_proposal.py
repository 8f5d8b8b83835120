"""Proposals: what is written is what was shown, and nobody's change is lost."""

from pathlib import Path

import pytest

from designdoc.adapters.files import DiskFiles
from designdoc.api import wiring
from designdoc.application.edit import Change, Operation
from designdoc.application.options import CheckOptions
from designdoc.application.proposal import Proposal, Proposals, apply_proposal, propose_edit
from designdoc.diagnostics import UsageError
from helpers.texts import SOUND, TEMPLATE


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "template.md").write_text(TEMPLATE)
    (tmp_path / "login.md").write_text(SOUND)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def proposed(text: str) -> Proposal:
    change = Change(Operation.REPLACE, "Overview", text=text)
    return propose_edit("login.md", [change], *wiring.checker_within(".", CheckOptions()))


def test_a_proposal_is_written_once(here: Path) -> None:
    proposal = proposed("Once.")
    assert (here / "login.md").read_text() == SOUND
    assert apply_proposal(proposal, DiskFiles())
    assert (here / "login.md").read_text() == SOUND.replace(
        "People sign in with a passkey.", "Once."
    )
    assert not apply_proposal(proposal, DiskFiles())


def test_a_stale_proposal_is_refused(here: Path) -> None:
    proposal = proposed("Ours.")
    (here / "login.md").write_text(SOUND + "\nTheirs.\n")
    with pytest.raises(UsageError, match="propose the change again"):
        apply_proposal(proposal, DiskFiles())
    assert (here / "login.md").read_text() == SOUND + "\nTheirs.\n"
    (here / "login.md").unlink()
    with pytest.raises(UsageError, match="was changed"):
        apply_proposal(proposal, DiskFiles())
    assert not (here / "login.md").exists()


def test_a_proposal_that_changes_nothing_writes_nothing(here: Path) -> None:
    before = (here / "login.md").stat().st_mtime_ns
    assert not apply_proposal(proposed("People sign in with a passkey."), DiskFiles())
    assert (here / "login.md").stat().st_mtime_ns == before


def test_a_document_too_large_is_refused(here: Path) -> None:
    with pytest.raises(UsageError, match="larger than the limit"):
        proposed("x" * 11_000_000)


def test_the_fingerprint_names_path_and_both_texts() -> None:
    one = Proposal("a.md", b"1", b"2")
    others = [
        Proposal("b.md", b"1", b"2"),
        Proposal("a.md", b"", b"2"),
        Proposal("a.md", None, b"2"),
        Proposal("a.md", b"1", b"3"),
        Proposal("a.md", b"12", b""),
    ]
    assert len({each.fingerprint for each in (one, *others)}) == 6
    assert one.fingerprint == Proposal("a.md", b"1", b"2").fingerprint


def test_the_last_proposals_are_held() -> None:
    held = Proposals()
    every = [Proposal(f"{number}.md", b"", b"text") for number in range(40)]
    for each in every:
        held.hold(each)
    assert held.find(every[-1].fingerprint) is every[-1]
    assert held.find(f" {every[8].fingerprint}\n") is every[8]
    with pytest.raises(UsageError, match="only the last 32"):
        held.find(every[7].fingerprint)
    held.hold(Proposal("large.md", b"", bytes(65 << 20)))
    with pytest.raises(UsageError):
        held.find(every[-1].fingerprint)

"""``designdoc review`` as a person uses it: accept, change something, see what is suspect."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.requirement("FR-6")

DOCUMENT = """\
# Login Design Document

## Requirements

### Functional Requirements

- **FR-1**: The user signs in with a passkey.
- **FR-2**: A session ends after one day.

## Design

### Major Components

#### Gate

- **Responsibilities**: asks for the passkey, for FR-1.
- **Dependencies**: Store.

#### Store

- **Responsibilities**: keeps sessions, for FR-2.

## Testing Strategy

### Unit Tests

- FR-1: a wrong passkey is refused.
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    write(tmp_path)
    return tmp_path


def write(place: Path, old: str = "", new: str = "") -> None:
    assert old in DOCUMENT
    (place / "docs/login.md").write_text(DOCUMENT.replace(old, new) if old else DOCUMENT)


def test_what_was_accepted_becomes_suspect_when_it_means_something_else(
    place: Path, program: Callable
) -> None:
    assert program("review", "status").out.startswith("4 links: 4 new.")
    done = program("review", "accept", "--all", "--by", "Ada")
    assert (done.status, done.err) == (0, "designdoc: accepted in designdoc.lock: 4 new\n")
    assert program("review", "status").out == "4 links: 4 accepted.\n"

    write(place, "with a passkey.", "with a passkey or a password.")
    ran = program("review", "status")
    assert ran.status == 1
    assert "docs/login.md:7: FR-1 changed since links to it were accepted" in ran.out
    assert "Gate cites FR-1" in ran.out
    assert "4 links: 2 suspect, 2 accepted." in ran.out

    found = program("check", "docs", "--select", "DD703", "--template", "feature-design")
    assert "FR-1 changed since 2 links to it were accepted: Gate (20" in found.out
    assert "by Ada)" in found.out

    program("review", "accept", "FR-1", "--by", "Grace")
    assert program("review", "status").out == "4 links: 4 accepted.\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- **FR-1**: The user signs in", "* **FR-1**: The user\n  signs  in"),
        ("#### Gate", "#### 1. Gate"),
        ("- **FR-2**:", "- __FR-2__:"),
    ],
)  # fmt: skip
def test_form_is_no_change_of_meaning(place: Path, program: Callable, old: str, new: str) -> None:
    program("review", "accept", "--all", "--by", "Ada")
    write(place, old, new)
    assert program("review", "status").status == 0


def test_links_that_are_gone_leave_with_the_next_acceptance(place: Path, program: Callable) -> None:
    program("review", "accept", "--all", "--by", "Ada")
    write(place, ", for FR-2", "")
    ran = program("review", "status")
    assert "gone: docs/login.md#component/store cites docs/login.md#FR-2" in ran.out
    done = program("review", "accept", "docs/login.md", "--by", "Ada")
    assert done.err.endswith(": 1 renewed, 1 gone and taken out\n") or "1 gone" in done.err
    assert "FR-2" not in (place / "designdoc.lock").read_text()


def test_json_has_each_link_and_the_chains(place: Path, program: Callable) -> None:
    program("review", "accept", "--all", "--by", "Ada")
    write(place, "asks for the passkey", "asks for the key")
    value = json.loads(program("review", "status", "--format", "json").out)
    assert value["summary"] == {"accepted": 2, "suspect": 2, "new": 0, "gone": 0}
    (changed,) = value["changed"]
    assert changed["id"] == "docs/login.md#component/gate"
    suspect = [each for each in value["links"] if each["state"] == "suspect"]
    assert {each["accepted"]["by"] for each in suspect} == {"Ada"}


def test_a_broken_ledger_is_told_by_check_and_never_overwritten(
    place: Path, program: Callable
) -> None:
    program("review", "accept", "--all", "--by", "Ada")
    lock = place / "designdoc.lock"
    broken = lock.read_text() + "<<<<<<< HEAD\n"
    lock.write_text(broken)
    found = program("check", "docs", "--template", "feature-design", "--select", "DD709")
    assert found.status == 1
    assert "designdoc.lock:6:1: error[DD709] broken-ledger: a merge left its conflict" in found.out
    write(place, "one day", "two days")
    refused = program("review", "accept", "--all", "--by", "Ada")
    assert refused.status == 2
    assert "designdoc.lock:6: a merge left its conflict here; nothing was written" in refused.err
    assert lock.read_text() == broken


def test_check_writes_no_ledger_and_says_nothing_without_one(
    place: Path, program: Callable
) -> None:
    found = program("check", "docs", "--template", "feature-design", "--select", "DD703,DD709")
    assert found.status == 0
    assert not (place / "designdoc.lock").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["review", "accept"], "say which links"),
        (["review", "accept", "FR-7", "--by", "Ada"], "nothing here is called 'FR-7'"),
        (["review", "acept"], "did you mean 'accept'?"),
        (["review", "status", "dosc"], "'dosc' does not exist"),
    ],
)
def test_wrong_usage(place: Path, program: Callable, arguments: list[str], message: str) -> None:
    ran = program(*arguments)
    assert ran.status == 2
    assert message in ran.err


def test_one_ledger_serves_a_repository_from_wherever_it_is_called(
    place: Path, program: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("review", "accept", "--all", "--by", "Ada")
    monkeypatch.chdir(place / "docs")
    assert program("review", "status").out == "4 links: 4 accepted.\n"
    assert not (place / "docs/designdoc.lock").exists()

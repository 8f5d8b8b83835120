"""The history of a source tree read from a real git, odd names included."""

from pathlib import Path

import pytest

from designdoc.adapters.git_code import GitCode
from designdoc.adapters.git_command import blobs, blobs_of
from designdoc.application.remembered import Memory
from helpers.repository import Repository

ODD = "src/a \udcff b.py"  # a name that is no UTF-8


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    found = Repository(tmp_path / "repo")
    found.write("src/clock.py", "class TowerClock:\n    pass\n")
    found.write("src/gate.py", "def open_gate(): ...\n")
    found.write(ODD, "odd_name = 1\n")
    found.commit("2026-01-01", docs__design="`TowerClock`\n")
    (found.folder / "src/gate.py").unlink()
    (found.folder / ODD).unlink()
    found.move("src/clock.py", "src/wall.py")
    found.commit("2026-01-02", docs__design="`WallClock`\n")
    return found


def top(made: Repository) -> str:
    return str(made.folder)


def test_blobs_come_in_order_and_none_for_what_is_not_there(made: Repository) -> None:
    gate = "HEAD~1:src/gate.py"
    asked = [gate, "HEAD:src/gate.py", "HEAD:two words.py", "HEAD:a\nb.py", "HEAD:src", gate]
    data = b"def open_gate(): ...\n"
    assert list(blobs(top(made), asked)) == [data, None, None, None, None, data]
    assert blobs_of(top(made), [*asked, ""]) == {gate: data}
    assert list(blobs(top(made), [])) == []


def test_large_blobs_are_not_read(made: Repository) -> None:
    asked = ["HEAD~1:src/gate.py", "HEAD:none", "HEAD:src/wall.py"]
    data = b"def open_gate(): ...\n"
    assert list(blobs(top(made), asked, len(data))) == [data, None, None]
    assert list(blobs(top(made), asked, len(data) - 1)) == [None, None, None]


def test_more_blobs_than_are_read_at_once(made: Repository, monkeypatch) -> None:
    monkeypatch.setattr("designdoc.adapters.git_command._AT_ONCE", 2)
    asked = ["HEAD:src/wall.py", "HEAD:none", "HEAD~1:src/clock.py"]
    data = b"class TowerClock:\n    pass\n"
    assert list(blobs(top(made), asked)) == [data, None, data]


def test_a_commit_with_its_files_and_their_blobs(made: Repository) -> None:
    history = GitCode(Memory())
    (change,) = history.changes(top(made))
    by_path = {each.path: each for each in change.files}
    assert {path: (each.status, each.to) for path, each in by_path.items()} == {
        "docs/design.md": ("M", ""),
        "src/gate.py": ("D", ""),
        ODD: ("D", ""),
        "src/clock.py": ("R", "src/wall.py"),
    }
    gate, design = by_path["src/gate.py"], by_path["docs/design.md"]
    assert gate.new == ""
    assert history.blobs(top(made), [gate.old, gate.new, design.new, "0" * 40]) == {
        gate.old: b"def open_gate(): ...\n",
        design.new: b"`WallClock`\n",
        "0" * 40: b"",
    }


def test_words_that_a_commit_still_had(made: Repository) -> None:
    history = GitCode(Memory())
    asked = ["TowerClock", "open_gate", "Tower"]
    assert history.held(top(made), "HEAD~1", asked) == {"TowerClock", "open_gate"}
    assert history.held(top(made), "HEAD", asked) == {"TowerClock"}
    assert history.held(top(made), "HEAD", []) == frozenset()


def test_the_past_is_kept_until_the_next_commit(made: Repository) -> None:
    (made.folder / ODD).write_text("again = 1\n")
    made.commit("2026-01-03")
    store = Memory()
    first = GitCode(store).past(top(made))
    assert first is not None
    assert set(first.paths) >= {"src/gate.py", "src/clock.py"}
    assert first.paths["src/clock.py"].to == "src/wall.py"
    assert GitCode(store).past(top(made)) == first
    made.commit("2026-01-04")
    (made.folder / "src/wall.py").unlink()
    made.commit("2026-01-05")
    later = GitCode(store).past(top(made))
    assert later is not None
    assert "src/wall.py" in later.paths
    assert len(store.held) <= 1  # none where a name is no text


def test_nothing_of_a_folder_without_history(tmp_path: Path) -> None:
    history = GitCode(Memory())
    assert history.past(str(tmp_path)) is None
    assert history.changes(str(tmp_path)) == ()

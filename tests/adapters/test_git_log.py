"""How files came to be what they are, from repositories that the tests make."""

from pathlib import Path

import pytest

from designdoc.adapters.git_log import GitLog
from designdoc.application.remembered import Memory
from helpers.repository import Repository, document

ONE, TWO, THREE = document("Why"), document("Why", "How"), document("Why", "How", "Risks")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.chdir(tmp_path)
    return Repository(tmp_path)


def test_a_file_is_followed_through_its_renames_to_its_birth(made: Repository) -> None:
    made.commit("2026-01-01", docs__old=ONE)
    made.commit("2026-01-02", docs__old=TWO)
    made.move("docs/old.md", "docs/new name\u00e9.md")
    made.commit("2026-01-03")
    made.write("docs/new name\u00e9.md", THREE)
    made.commit("2026-01-04", other=ONE)
    life = GitLog(Memory()).lives(["docs/new name\u00e9.md"], 3)["docs/new name\u00e9.md"]
    assert [each.day for each in life.revisions] == ["2026-01-04", "2026-01-03", "2026-01-02"]
    assert [each.path for each in life.revisions][1:] == ["docs/new name\u00e9.md", "docs/old.md"]
    assert life.revisions[1].blob == life.revisions[2].blob
    assert (life.revisions[0].author, life.revisions[0].subject) == ("a", "2026-01-04")
    assert (life.total, life.shallow) == (4, False)


def test_a_file_that_took_the_place_of_another_has_its_own_history(made: Repository) -> None:
    made.commit("2026-01-01", a=ONE)
    (made.folder / "a.md").unlink()
    made.commit("2026-01-02")
    made.commit("2026-01-03", a=THREE)
    life = GitLog(Memory()).lives(["a.md"], 8)["a.md"]
    assert [each.day for each in life.revisions] == ["2026-01-03"]


def test_what_git_does_not_know_has_no_history(made: Repository, tmp_path: Path) -> None:
    log = GitLog(Memory())
    made.write("a.md", ONE)
    assert log.lives(["a.md"], 8) == {}  # nothing is committed
    assert log.snapshots(["."], 3) == ()
    made.commit("2026-01-01", b=ONE)
    made.write("c.md", ONE)
    assert set(log.lives(["a.md", "b.md", "c.md", "/"], 8)) == {"a.md", "b.md"}


def test_a_shallow_clone_says_so(
    made: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.commit("2026-01-01", a=ONE)
    made.commit("2026-01-02", a=TWO)
    made.git("clone", "-q", "--depth", "1", f"file://{made.folder}", "clone")
    monkeypatch.chdir(made.folder / "clone")
    life = GitLog(Memory()).lives(["a.md"], 8)["a.md"]
    assert (life.total, life.shallow) == (1, True)


def test_one_walk_is_kept_until_there_is_another_commit(made: Repository) -> None:
    made.commit("2026-01-01", a=ONE)
    store = Memory()
    first = GitLog(store).lives(["a.md"], 8)
    assert [key.partition(" ")[0] for key in store.held] == ["lives"]
    assert GitLog(store).lives(["a.md"], 8) == first
    made.commit("2026-01-02", a=TWO)
    assert GitLog(store).lives(["a.md"], 8)["a.md"].total == 2


def test_snapshots_are_what_stood_at_commits_of_the_main_line(made: Repository) -> None:
    commits = [
        made.commit("2026-01-01", docs__a=ONE),
        made.commit("2026-01-02", docs__b=ONE, other=ONE),
        made.commit("2026-01-03", other=TWO),
        made.commit("2026-01-04", docs__a=TWO),
    ]
    made.git("rm", "-q", "docs/b.md")
    commits.append(made.commit("2026-01-05"))
    made.git("checkout", "-q", "-b", "side")
    made.commit("2026-01-06", docs__a=THREE)
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--no-ff", "-m", "merged", "side", day="2026-01-07")
    merge = made.git("rev-parse", "HEAD")
    log = GitLog(Memory())
    found = log.snapshots(["docs"], 12)
    wanted = [commits[0], commits[1], commits[3], commits[4], merge]
    assert [each.commit for each in found] == wanted
    for each in found:
        listed = made.git("ls-tree", "-r", each.commit, "docs").splitlines()
        rows = (row.split("\t") for row in listed)
        assert dict(each.files) == {name: head.split()[2] for head, name in rows}
    spread = log.snapshots(["docs"], 3)
    assert [each.commit for each in spread] == [wanted[0], wanted[2], wanted[4]]

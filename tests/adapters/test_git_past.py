"""What git tells of a template's past and of documents' births, in repositories the test makes."""

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from designdoc.adapters.git import Git
from designdoc.application.ports import Past
from designdoc.diagnostics import UsageError
from helpers.repository import Repository, form

pytestmark = pytest.mark.requirement("FR-5")

OLD = form("Why", "How", "Risks", "Costs", "Teams")
NEW = form("Why", "How", "Risks", "Costs", "Rollout")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path / "repo")
    monkeypatch.chdir(made.folder)
    return made


def days(past: Past) -> Sequence[str]:
    return [version.date for version in past.versions]


def past_of(name: str, **options: bool) -> Past:
    return Git().past(name, **options)


def test_each_text_is_a_version_oldest_first(repo: Repository) -> None:
    first = repo.commit("2026-01-01", template=OLD)
    repo.commit("2026-01-02", other="# Other\n")
    second = repo.commit("2026-01-03", template=NEW)
    past = past_of("template.md")
    assert days(past) == ["2026-01-01", "2026-01-03"]
    assert [version.revision for version in past.versions] == [first, second]
    assert [version.data for version in past.versions] == [OLD.encode(), NEW.encode()]
    assert (past.paths, past.shallow, past.reason) == (("template.md",), False, "")
    assert days(Git().past("template.md", first)) == ["2026-01-01"]


def test_a_revision_that_is_none(repo: Repository) -> None:
    repo.commit("2026-01-01", template=OLD)
    with pytest.raises(UsageError, match="git knows no revision 'nope'"):
        Git().past("template.md", "nope")


def test_a_rename_is_followed(repo: Repository) -> None:
    repo.commit("2026-01-01", **{"0000-template": OLD})
    repo.move("0000-template.md", "form.md")
    repo.commit("2026-01-02")
    past = past_of("form.md")
    assert past.paths == ("form.md", "0000-template.md")
    assert days(past) == ["2026-01-01"]  # the same bytes under another name
    assert past.versions[0].path == "0000-template.md"


def test_a_move_to_another_folder_with_much_written_anew(repo: Repository) -> None:
    parts = [f"Part {letter}" for letter in "abcdefghijklmnopqrst"]
    repo.commit("2026-01-01", docs__template=form(*parts))
    repo.move("docs/template.md", "skills/references/design-template.md")
    rewritten = form(*parts[:9], *(f"Section {letter} of ours" for letter in "abcdefghijkl"))
    repo.commit("2026-01-02", **{"skills__references__design-template": rewritten})
    past = past_of("skills/references/design-template.md")
    assert past.paths == ("skills/references/design-template.md", "docs/template.md")
    assert days(past) == ["2026-01-01", "2026-01-02"]


def test_a_document_that_was_written_anew_is_no_template_of_old(repo: Repository) -> None:
    parts = [f"Part {letter}" for letter in "abcdefghijklmnopqrst"]
    repo.commit("2026-01-01", docs__login=form(*parts))
    repo.move("docs/login.md", "docs/template.md")
    rewritten = form(*parts[:9], *(f"Section {letter} of ours" for letter in "abcdefghijkl"))
    repo.commit("2026-01-02", docs__template=rewritten)
    assert past_of("docs/template.md").paths == ("docs/template.md",)


def test_a_move_that_was_taken_back(repo: Repository) -> None:
    repo.commit("2026-01-01", template=OLD)
    repo.move("template.md", "login.md")
    repo.commit("2026-01-02")
    repo.move("login.md", "template.md")
    repo.commit("2026-01-03")
    repo.commit("2026-01-04", template=NEW)
    past = past_of("template.md")
    assert past.paths == ("template.md",)
    assert days(past) == ["2026-01-01", "2026-01-04"]


def test_deleted_and_created_again(repo: Repository) -> None:
    repo.commit("2026-01-01", template=OLD)
    repo.git("rm", "-q", "template.md")
    repo.commit("2026-01-02", a="# A\n")
    repo.commit("2026-01-03", template=NEW, b="# B\n")
    past = past_of("template.md")
    assert days(past) == ["2026-01-01", "2026-01-03"]
    births = Git().births("template.md")
    at = Git().keys_at("template.md", past, {birth.revision for birth in births.values()})
    born = {Path(path).name: at.get(birth.revision) for path, birth in births.items()}
    assert born["a.md"] is None  # there was no template then
    assert born["b.md"] == past.versions[1].key


def test_what_a_branch_tried_is_no_version(repo: Repository) -> None:
    repo.commit("2026-01-01", template=OLD)
    repo.git("checkout", "-q", "-b", "try")
    repo.commit("2026-01-02", template=form("Try"))
    repo.commit("2026-01-03", template=NEW)
    repo.git("checkout", "-q", "main")
    repo.commit("2026-01-04", other="# Other\n")
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "try", day="2026-01-05")
    past = past_of("template.md")
    assert days(past) == ["2026-01-01", "2026-01-05"]
    assert past.versions[1].data == NEW.encode()


def test_a_template_that_came_by_a_merge_begins_with_it(repo: Repository) -> None:
    repo.commit("2026-01-01", other="# Other\n")
    repo.git("checkout", "-q", "-b", "try")
    repo.commit("2026-01-02", template=form("Try"))
    repo.commit("2026-01-03", template=NEW)
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "try", day="2026-01-05")
    assert days(past_of("template.md")) == ["2026-01-05"]


def test_the_history_of_a_repository_that_was_merged_in(repo: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "other")
    other.commit("2025-01-01", template=OLD)
    other.commit("2025-02-01", template=form("Why", "How", "Risks", "Costs"))
    repo.commit("2026-01-01", readme="# Ours\n")
    repo.git("fetch", "-q", str(other.folder), "main")
    repo.git(
        *("merge", "-q", "--no-ff", "--allow-unrelated-histories", "-m", "merge", "FETCH_HEAD"),
        day="2026-01-02",
    )
    repo.commit("2026-01-03", template=NEW)
    assert days(past_of("template.md")) == ["2025-01-01", "2025-02-01", "2026-01-03"]


def test_a_rename_of_case_only(repo: Repository) -> None:
    repo.commit("2026-01-01", Template=OLD)
    repo.move("Template.md", "template.md")
    repo.commit("2026-01-02")
    past = past_of("template.md")
    assert past.paths == ("template.md", "Template.md")
    assert days(past) == ["2026-01-01"]


def test_the_files_beside_a_template_belong_to_it(repo: Repository) -> None:
    repo.write("x-template/kep.yaml", "title: a\n")
    repo.commit("2026-01-01", **{"x-template__README": OLD})
    repo.write("x-template/kep.yaml", "title: a\nstatus: draft\n")
    repo.commit("2026-01-02")
    past = past_of("x-template/README.md", with_sides=True)
    assert past.sides == ("x-template/kep.yaml",)
    assert [version.sides for version in past.versions] == [
        (("x-template/kep.yaml", b"title: a\n"),),
        (("x-template/kep.yaml", b"title: a\nstatus: draft\n"),),
    ]
    assert days(past_of("x-template/README.md")) == ["2026-01-01"]


def test_the_files_beside_a_template_at_the_top(repo: Repository) -> None:
    repo.write("kep.yaml", "title: a\n")
    repo.commit("2026-01-01", README=OLD)
    past = past_of("README.md", with_sides=True)
    assert [version.sides for version in past.versions] == [(("kep.yaml", b"title: a\n"),)]


def test_a_shallow_clone_knows_that_it_is_one(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("2026-01-01", template=OLD)
    repo.commit("2026-01-02", template=NEW, a="# A\n")
    repo.commit("2026-01-03", template=form("Why"))
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth", "2", f"file://{repo.folder}", str(clone))
    monkeypatch.chdir(clone)
    past = past_of("template.md")
    assert past.shallow
    assert [(each.date, each.edge) for each in past.versions] == [
        ("2026-01-02", True),
        ("2026-01-03", False),
    ]
    assert Git().births("template.md") == {}


def test_a_clone_without_old_texts_counts_as_shallow_and_fetches_nothing(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.commit("2026-01-01", template=OLD)
    repo.commit("2026-01-02", template=NEW)
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--filter=blob:none", f"file://{repo.folder}", str(clone))
    monkeypatch.chdir(clone)
    past = past_of("template.md")
    assert (past.shallow, days(past)) == (True, ["2026-01-02"])


def test_a_bare_repository(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("2026-01-01", docs__template=OLD)
    repo.commit("2026-01-02", docs__template=NEW)
    repo.git("clone", "-q", "--bare", str(repo.folder), str(tmp_path / "bare.git"))
    monkeypatch.chdir(tmp_path / "bare.git")
    assert days(past_of("docs/template.md")) == ["2026-01-01", "2026-01-02"]
    assert Git().read("HEAD~1", "docs/template.md") == OLD.encode()


def test_a_detached_head_sees_its_own_past(repo: Repository) -> None:
    first = repo.commit("2026-01-01", template=OLD)
    repo.commit("2026-01-02", template=NEW)
    repo.git("checkout", "-q", "--detach", first)
    assert days(past_of("template.md")) == ["2026-01-01"]


def test_a_repository_without_commits(repo: Repository) -> None:
    repo.write("template.md", OLD)
    assert past_of("template.md") == Past()  # and no reason to tell anybody
    assert Git().births("template.md") == {}


def test_a_file_that_is_not_committed(repo: Repository) -> None:
    repo.commit("2026-01-01", other="# Other\n")
    repo.write("template.md", OLD)
    assert past_of("template.md").versions == ()


def test_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "template.md").write_text(OLD)
    past = past_of("template.md")
    assert past.versions == ()
    assert "stands in no git repository" in past.reason
    assert Git().births("template.md") == {}


def test_without_git(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit("2026-01-01", template=OLD)
    monkeypatch.setenv("PATH", "")
    assert past_of("template.md") == Past(reason="this needs git, and git is not installed")
    assert Git().births("template.md") == {}


def test_a_git_that_cannot_be_run(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    (repo.folder / "git").mkdir()
    repo.write("git/git", "#!/bin/no-such-shell\n").chmod(0o644)
    monkeypatch.setenv("PATH", str(repo.folder / "git"))
    assert past_of("template.md").reason.startswith("this needs git, ")


@pytest.mark.parametrize(
    "name", ["[template].md", "*.md", ":(top)template.md", "--help.md", 'ü "template" x.md']
)
def test_odd_names_are_names_and_nothing_else(repo: Repository, name: str) -> None:
    repo.commit("2026-01-01", t=OLD, template=OLD)
    repo.write(name, OLD)
    repo.commit("2026-01-02")
    repo.write(name, NEW)
    repo.commit("2026-01-03")
    repo.commit("2026-01-04", t=NEW, template=NEW)
    past = past_of(str(repo.folder / name))
    assert [version.path for version in past.versions][-1] == name
    assert days(past)[-1] == "2026-01-03"


def test_names_with_line_ends_and_no_text(repo: Repository) -> None:
    repo.write("a\nb-template.md", OLD)
    (repo.folder / os.fsdecode(b"\xff.md")).write_text("# X\n")
    repo.commit("2026-01-01")
    assert past_of("a\nb-template.md") == Past()
    assert sorted(Path(path).name for path in Git().births("template.md")) == [
        "a\nb-template.md",
        os.fsdecode(b"\xff.md"),
    ]


def test_a_submodule_has_a_past_of_its_own(repo: Repository, tmp_path: Path) -> None:
    inner = Repository(tmp_path / "inner")
    inner.commit("2025-01-01", template=OLD)
    repo.commit("2026-01-01", readme="# Ours\n")
    repo.git("submodule", "--quiet", "add", str(inner.folder), "forms")
    repo.commit("2026-01-02")
    assert days(past_of("forms/template.md")) == ["2025-01-01"]
    assert days(past_of("forms")) == []


def test_a_link_that_leads_out_of_the_repository(repo: Repository, tmp_path: Path) -> None:
    (tmp_path / "out.md").write_text(OLD)
    (repo.folder / "template.md").symlink_to(tmp_path / "out.md")
    repo.commit("2026-01-01")
    assert past_of("template.md").versions == ()


def test_births_follow_renames(repo: Repository) -> None:
    first = repo.commit("2026-01-01", a=OLD)
    repo.commit("2026-01-02", b=NEW + "\nMore of it, so that it is another file.\n" * 40)
    repo.move("a.md", "text/c.md")
    repo.commit("2026-01-03")
    births = Git().births("template.md")
    found = {os.path.relpath(path, repo.folder): birth for path, birth in births.items()}
    assert {name: birth.date for name, birth in found.items()} == {
        "b.md": "2026-01-02",
        "text/c.md": "2026-01-01",
    }
    assert found["text/c.md"].revision == first


def test_a_name_that_is_used_again(repo: Repository) -> None:
    repo.commit("2026-01-01", a=OLD)
    repo.move("a.md", "b.md")
    repo.commit("2026-01-02")
    repo.commit("2026-01-03", a="# Another\n\nQuite another text.\n")
    births = {Path(path).name: birth.date for path, birth in Git().births("a.md").items()}
    assert births == {"a.md": "2026-01-03", "b.md": "2026-01-01"}


def test_five_hundred_versions(repo: Repository) -> None:
    stream = []
    for number in range(500):
        text = form("Why", f"Part {number}").encode()
        when = f"a <a@b.c> {1_700_000_000 + 86_400 * number} +0000"
        stream.append(f"commit refs/heads/main\nmark :{number + 1}\ncommitter {when}\ndata 1\nx\n")
        stream.append(f"M 100644 inline template.md\ndata {len(text)}\n{text.decode()}\n")
    command = ["git", "fast-import", "--quiet"]
    subprocess.run(command, input="".join(stream).encode(), cwd=repo.folder, check=True)
    start = time.process_time()
    past = past_of("template.md")
    assert len(past.versions) == 400  # the newest of them
    assert past.versions[-1].data == form("Why", "Part 499").encode()
    assert time.process_time() - start < 2


def test_a_strangers_configuration_runs_nothing(repo: Repository) -> None:
    """What the configuration names for signatures, and for text in a comparison."""
    evil = repo.write("evil.sh", "#!/bin/sh\ntouch ran\nexit 1\n")
    evil.chmod(0o755)
    repo.write(".gitattributes", "*.md diff=evil\n")
    repo.commit("2026-01-01", template=OLD)
    body = repo.git("cat-file", "commit", "HEAD").replace(
        "\n\n",
        "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n",
        1,
    )
    repo.write("signed", f"{body}\n")
    signed = repo.git("hash-object", "-t", "commit", "-w", "signed")
    repo.git("reset", "-q", "--hard", signed)
    for name in ("gpg.program", "diff.evil.textconv", "diff.external", "core.fsmonitor"):
        repo.git("config", name, str(evil))
    repo.git("config", "log.showSignature", "true")
    known = Git()
    assert len(known.past("template.md").versions) == 1
    assert known.births("template.md")
    assert known.last_change("template.md")
    assert known.as_written("template.md", 1)
    assert known.changed_lines("HEAD", ["template.md"]) == {}
    assert not (repo.folder / "ran").exists()


def test_what_was_found_is_kept_until_the_next_commit(repo: Repository) -> None:
    from designdoc.application.remembered import Memory

    repo.commit("2026-01-01", template=OLD, a="# A\n")
    store = Memory()
    first = Git(store)
    told = (first.past("template.md"), first.births("a.md"))
    assert len(store.held) == 2
    again = Git(Memory(held=store.held))
    assert (again.past("template.md"), again.births("a.md")) == told
    repo.commit("2026-01-02", template=NEW, b="# B\n")
    newer = Git(Memory(held=store.held))
    assert days(newer.past("template.md")) == ["2026-01-01", "2026-01-02"]
    assert len(newer.births("a.md")) == 3

"""``designdoc new`` says which version of its template a document is written from."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import designdoc
from helpers.repository import NEW, OLD, Repository, form, two_versions

pytestmark = pytest.mark.requirement("FR-5")

Write = Callable[..., Path]
Program = Callable[..., Any]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = two_versions(tmp_path / "repo")
    monkeypatch.chdir(made.folder)
    return made


def test_the_newest_version(repo: Repository, program: Program) -> None:
    assert program("new", "docs/a.md").status == 0
    text = (repo.folder / "docs/a.md").read_text()
    assert text.startswith("<!-- designdoc: template-version=2026-01-01 -->\n\n# [Name]\n")
    (checked,) = designdoc.check("docs/a.md").documents
    assert checked.template is not None
    assert checked.template.version_evidence == "pinned to '2026-01-01' in the document"


def test_with_the_template_in_one_comment(repo: Repository, program: Program) -> None:
    repo.commit("2026-03-01", forms__other=form("Topic", "Reason"))
    assert program("new", "docs/a.md", "--template", "forms/other.md").status == 0
    text = (repo.folder / "docs/a.md").read_text()
    words = "template=../forms/other.md template-version=2026-03-01"
    assert text.startswith(f"<!-- designdoc: {words} -->\n\n# [Name]\n")
    (checked,) = designdoc.check("docs/a.md").documents
    assert checked.template is not None
    assert checked.template.version == "2026-03-01"


def test_after_front_matter_with_its_line_ends(repo: Repository, program: Program) -> None:
    text = f"---\nstatus: draft\n---\n\n{form(*NEW, 'Costs')}".replace("\n", "\r\n")
    repo.write("docs/template.md", text)
    repo.commit("2026-03-01")
    assert program("new", "docs/a.md").status == 0
    data = (repo.folder / "docs/a.md").read_bytes()
    pin = b"<!-- designdoc: template-version=2026-03-01 -->\r\n\r\n"
    assert data.startswith(b"---\r\nstatus: draft\r\n---\r\n" + pin)
    assert data.replace(pin, b"") == text.encode()


def test_not_one_that_is_not_committed(repo: Repository, program: Program) -> None:
    repo.write("docs/template.md", form("Topic"))
    assert program("new", "docs/a.md").status == 0
    assert "designdoc:" not in (repo.folder / "docs/a.md").read_text()


def test_not_of_a_built_in_template(repo: Repository, program: Program) -> None:
    assert program("new", "docs/a.md", "--template", "feature-design").status == 0
    assert "template-version" not in (repo.folder / "docs/a.md").read_text()


def test_not_of_a_revision(repo: Repository, program: Program) -> None:
    assert program("new", "docs/a.md", "--template", "HEAD~2:docs/template.md").status == 0
    assert "template-version" not in (repo.folder / "docs/a.md").read_text()


def test_not_where_the_clone_cannot_name_it(
    repo: Repository, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.folder}", str(clone))
    monkeypatch.chdir(clone)
    assert program("new", "docs/a.md").status == 0
    assert "designdoc:" not in (clone / "docs/a.md").read_text()


def test_of_a_folder_of_versions(write: Write, program: Program) -> None:
    write("forms/v1.md", form(*OLD))
    write("forms/v2.md", form(*NEW))
    assert program("new", "docs/a.md", "--template", "forms").status == 0
    text = Path("docs/a.md").read_text()
    assert text.startswith("<!-- designdoc: template=../forms/v2.md -->\n")
    write("designdoc.toml", '[[documents]]\ninclude = ["docs/*.md"]\ntemplate = "forms"\n')
    assert program("new", "docs/b.md").status == 0
    text = Path("docs/b.md").read_text()
    assert text.startswith("<!-- designdoc: template-version=v2 -->\n")
    assert "DD708" not in program("check", "docs").out

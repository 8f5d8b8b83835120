"""A document is checked against the version of its template that it follows."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import designdoc
from designdoc.diagnostics import Report, TemplateUse
from helpers.repository import NEW, OLD, Repository, document, form, two_versions

pytestmark = pytest.mark.requirement("FR-5")

Write = Callable[..., Path]

CODES = {"DD101", "DD704", "DD708"}


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = two_versions(tmp_path / "repo")
    monkeypatch.chdir(made.folder)
    return made


def codes(report: Report, name: str) -> list[str]:
    return [f.code for f in report.findings if f.path == name and f.code in CODES]


def use(report: Report, name: str) -> TemplateUse:
    (found,) = [each.template for each in report.documents if each.path == name]
    assert found is not None
    return found


def test_each_document_against_its_own_version(repo: Repository) -> None:
    report = designdoc.check("docs")
    assert codes(report, "docs/old.md") == ["DD704"]
    assert codes(report, "docs/new.md") == []
    old = use(report, "docs/old.md")
    assert (old.path, old.version) == ("docs/template.md", "2025-01-01")
    assert old.revision == repo.git("rev-list", "--max-parents=0", "HEAD")
    assert (old.version_evidence or "").startswith("created 2025-02-01 in commit ")
    assert use(report, "docs/new.md").version == "2026-01-01"


def test_findings_point_into_the_old_version(repo: Repository) -> None:
    repo.commit("2026-03-01", docs__old=document("Why", "How"))
    report = designdoc.check("docs/old.md")
    (missing,) = [f for f in report.findings if f.code == "DD101"]
    (place,) = [r.place for r in missing.related if r.place.path != "docs/old.md"]
    revision = use(report, "docs/old.md").revision or ""
    assert place.path == f"{revision[:12]}:docs/template.md"


def test_a_pin_is_kept_to_and_one_in_vain_is_told(repo: Repository) -> None:
    pin = "<!-- designdoc: template-version={} -->\n\n"
    repo.write("docs/a.md", document(*NEW, head=pin.format("2025-01-01")))
    repo.write("docs/b.md", document(*NEW, head=pin.format("2025-01-10")))
    report = designdoc.check("docs")
    assert use(report, "docs/a.md").version == "2025-01-01"
    assert codes(report, "docs/a.md") == ["DD704"]
    assert codes(report, "docs/b.md") == ["DD708"]
    (vain,) = [f for f in report.findings if f.code == "DD708"]
    assert "no version '2025-01-10'; the nearest: 2025-01-01" in vain.message


def test_a_very_long_pin_is_not_repeated_in_full(repo: Repository) -> None:
    head = f"<!-- designdoc: template-version={'x' * 100_000} -->\n\n"
    repo.write("docs/a.md", document(*NEW, head=head))
    (vain,) = [f for f in designdoc.check("docs/a.md").findings if f.code == "DD708"]
    assert len(vain.message) < 200


def test_a_version_of_another_template_is_not_looked_for_here(repo: Repository) -> None:
    repo.write("other/form.md", form("Topic"))
    head = "<!-- designdoc: template=../other/form.md template-version=v9 -->\n\n"
    repo.write("docs/a.md", document(*NEW, head=head))
    assert codes(designdoc.check("docs/a.md", "docs/template.md"), "docs/a.md") == []


def test_a_template_that_is_not_committed_yet(repo: Repository) -> None:
    repo.write("docs/template.md", form(*NEW, "Costs"))
    repo.write("docs/newest.md", document(*NEW, "Costs"))
    report = designdoc.check("docs")
    assert use(report, "docs/newest.md").version == "uncommitted"
    assert use(report, "docs/newest.md").revision is None
    assert use(report, "docs/new.md").version == "2026-01-01"
    assert codes(report, "docs/new.md") == ["DD704"]


def test_words_that_are_not_committed_yet_make_no_version(repo: Repository) -> None:
    repo.write("docs/template.md", form(*NEW).replace("Words on teams", "Say who"))
    report = designdoc.check("docs")
    assert use(report, "docs/new.md").version == "2026-01-01"
    assert codes(report, "docs/new.md") == []


def test_what_was_taken_back_is_not_newer(repo: Repository) -> None:
    repo.commit("2026-05-01", docs__template=form(*OLD) + "\nMore words.\n")
    report = designdoc.check("docs")
    assert codes(report, "docs/old.md") == []


def test_the_same_whatever_the_number_of_processes_and_the_store(repo: Repository) -> None:
    for number in range(6):
        repo.write(f"docs/d{number}.md", document(*(OLD if number % 2 else NEW)))
    repo.commit("2026-03-01")
    one = designdoc.check("docs", jobs=1)
    two = designdoc.check("docs", jobs=2)
    assert two.findings == one.findings
    assert two.documents == one.documents


def test_without_git_and_outside_a_repository(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.rename(repo.folder / ".git", tmp_path / "away")  # noqa: PTH104
    report = designdoc.check("docs")
    assert use(report, "docs/old.md").version is None
    assert use(report, "docs/old.md").version_evidence is None
    assert codes(report, "docs/old.md") == ["DD101", "DD101"]


def test_a_folder_of_versions(write: Write) -> None:
    write("forms/v1.md", form(*OLD))
    write("forms/v2.md", "")
    write("forms/v3.md", form(*NEW))
    write("docs/old.md", document(*OLD))
    write("docs/pinned.md", document(*NEW, head="<!-- designdoc: template-version=v1 -->\n\n"))
    report = designdoc.check("docs", "forms")
    assert use(report, "docs/old.md").version == "v1"
    assert codes(report, "docs/old.md") == ["DD704"]
    assert use(report, "docs/pinned.md").version == "v1"

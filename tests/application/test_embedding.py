"""What a documentation site gets of the documents in its folder."""

import shutil
from pathlib import Path

import pytest

import designdoc
from designdoc.api.embedding import (
    CheckOptions,
    anchors,
    embed,
    findings_html,
    is_failing,
)
from designdoc.diagnostics import UsageError

EXAMPLE = Path(__file__).parents[2] / "examples" / "feature-design"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    docs = tmp_path / "docs"
    shutil.copytree(EXAMPLE, docs / "design")
    (docs / "index.md").write_text("# Welcome\n\nOnly prose.\n", encoding="utf-8")
    return docs


def test_pages_are_the_documents_with_a_template(folder: Path) -> None:
    found = embed(str(folder), lambda _: True)
    names = [Path(path).name for path in found.pages]
    assert names == ["offline-notes.md", "upload-limits.md"]
    assert all(Path(path).is_absolute() for path in found.pages)
    assert [len(page.findings) for page in found.pages.values()] == [0, 9]
    assert found.beside == () and len(found.findings) == 9


def test_what_is_found_is_what_check_finds(folder: Path) -> None:
    page = list(embed(str(folder), lambda _: True).pages.values())[1]
    assert page.findings == designdoc.check(page.path).findings


def test_a_document_that_is_no_page_of_the_site_is_left_out(folder: Path) -> None:
    found = embed(str(folder), lambda path: "limits" not in path)
    assert [Path(path).name for path in found.pages] == ["offline-notes.md"]
    assert found.findings == ()


def test_a_relative_folder_gives_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def seen(name: str) -> list[tuple[str, str, int]]:
        found = embed(name, lambda _: True).findings
        return [(each.path, each.code, each.place.start.line) for each in found]

    absolute = seen(str(folder))
    monkeypatch.chdir(folder.parent)
    assert len(absolute) == 9
    assert [(str(Path(p).absolute()), *rest) for p, *rest in seen("docs")] == absolute


def test_a_second_run_sees_what_changed(folder: Path) -> None:
    def codes() -> list[str]:
        return [each.code for each in embed(str(folder), lambda _: True).findings]

    first = codes()
    assert codes() == first
    path = folder / "design" / "upload-limits.md"
    path.write_text(path.read_text("utf-8").replace("Severe", "High"), encoding="utf-8")
    assert sorted(first) == sorted([*codes(), "DD203"])


def test_options_are_those_of_check(folder: Path) -> None:
    found = embed(str(folder), lambda _: True, CheckOptions(select=("DD203",)))
    assert [each.code for each in found.findings if each.code != "DD207"] == ["DD203"]
    with pytest.raises(UsageError):
        embed(str(folder), lambda _: True, CheckOptions(template="nowhere.md"))
    with pytest.raises(UsageError):
        embed(str(folder / "nowhere"), lambda _: True)


def test_each_rule_that_found_something_has_its_page(folder: Path) -> None:
    page = list(embed(str(folder), lambda _: True).pages.values())[1]
    text = findings_html(page, lambda line: f"#{line}")
    for code in {each.code for each in page.findings}:
        assert f'id="designdoc-{code.lower()}"' in text
        assert f'href="#designdoc-{code.lower()}"' in text


@pytest.mark.parametrize(
    ("fail_on", "number"), [("error", 6), ("warning", 8), ("info", 9), ("never", 0)]
)
def test_what_fails_is_as_severe_as_asked(folder: Path, fail_on: str, number: int) -> None:
    found = embed(str(folder), lambda _: True).findings
    assert sum(is_failing(each, fail_on) for each in found) == number


def test_a_source_that_cannot_be_read_has_no_anchors(folder: Path) -> None:
    path = folder / "index.md"
    assert anchors(str(path), [("Welcome", "welcome")]).at(3) == "welcome"
    assert anchors(str(folder / "gone.md"), [("Welcome", "welcome")]).at(3) == ""


def test_trace_links_as_the_command_does(folder: Path) -> None:
    workspace = designdoc.trace(folder / "design" / "offline-notes.md")
    written = {row.node.written for row in workspace.coverage().rows}
    assert {"FR-1", "FR-2", "FR-3"} <= written
    assert {node.path for node in workspace.nodes} == {str(folder / "design" / "offline-notes.md")}
    with pytest.raises(UsageError):
        designdoc.trace(folder / "nowhere.md")

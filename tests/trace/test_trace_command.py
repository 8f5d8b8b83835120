"""``designdoc trace``: four formats of one matrix, coverage, and exit status."""

import csv
import json
import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.requirement("FR-4")

GOLDEN = Path(__file__).parents[1] / "golden" / "trace" / "matrix"
Program = Callable[..., Any]
Write = Callable[..., Path]


@pytest.fixture
def boats(write: Write) -> Path:
    """The golden documents in a folder ``boats`` that the test stands beside."""
    for path in sorted(GOLDEN.glob("*.md")):
        write(f"boats/{path.name}", path.read_bytes())
    return Path("boats")


@pytest.mark.parametrize("name", ["text", "json", "csv"])
def test_golden(boats: Path, program: Program, name: str) -> None:
    ran = program("trace", "boats", "--template", "feature-design", "--format", name)
    assert (ran.status, ran.err) == (0, "")
    expected = GOLDEN / f"expected.{'txt' if name == 'text' else name}"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_bytes(ran.out.encode())
    assert ran.out == expected.read_bytes().decode()


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_the_table_fits_the_width(
    boats: Path, program: Program, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    from designdoc.output.visible import cells

    monkeypatch.setenv("COLUMNS", str(width))
    ran = program("trace", "boats", "--template", "feature-design")
    table = ran.out.partition("Criteria   ")[0].splitlines()
    assert len(table) > 10
    assert max(map(cells, table)) <= width


def test_json_has_the_shape_of_the_contract(boats: Path, program: Program) -> None:
    shown = json.loads(program("trace", "boats", "--format", "json").out)
    assert list(shown) == ["version", "nodes", "links", "coverage"]
    assert all(
        list(node) == ["id", "kind", "path", "line", "title", "state"] for node in shown["nodes"]
    )
    assert {"from", "to", "kind", "path", "line"} <= shown["links"][0].keys()
    ids = {node["id"] for node in shown["nodes"]}
    assert "boats/ferry.md#FR-1" in ids
    assert all({link["from"], link["to"]} <= ids for link in shown["links"])
    assert shown["coverage"]["percent"] == 25.0


def test_csv_runs_no_formula(boats: Path, program: Program) -> None:
    ran = program("trace", "boats", "--format", "csv")
    rows = list(csv.DictReader(ran.out.splitlines()))
    assert [row["Requirement"] for row in rows] == ["FR-1", "FR-2", "FR-3", "", "FR-1"]
    assert rows[2]["Title"].startswith("'=SUM(A1:A9)")
    assert rows[0]["Tests"] == "unit"


@pytest.mark.parametrize(
    ("least", "status"), [("0", 0), ("25", 0), ("25.1", 1), ("100", 1), ("101", 2), ("x", 2)]
)
def test_fail_under(boats: Path, program: Program, least: str, status: int) -> None:
    ran = program("trace", "boats", "--fail-under", least)
    assert ran.status == status
    if status == 1:
        assert f"coverage is 25.0%; --fail-under asks for {least}%" in ran.err


def test_fail_under_without_requirements_fails(write: Write, program: Program) -> None:
    write("a.md", "# A Design Document\n")
    ran = program("trace", "a.md", "--fail-under", "1")
    assert ran.status == 1
    assert "there are no requirements" in ran.err
    assert program("trace", "a.md", "--fail-under", "0").status == 0


def test_a_path_that_is_not_there(boats: Path, program: Program) -> None:
    ran = program("trace", "boats/fery.md")
    assert ran.status == 2
    assert "did you mean 'boats/ferry.md'" in ran.err


def test_one_unreadable_document_costs_only_itself(
    boats: Path, write: Write, program: Program
) -> None:
    write("boats/designdoc.toml", "[limits]\nmax_bytes = 300\n")
    ran = program("trace", "boats", "--format", "json")
    assert ran.status == 2
    paths = {node["path"] for node in json.loads(ran.out)["nodes"]}
    assert paths == {"boats/harbour.md"}
    assert "boats/ferry.md: cannot be read" in ran.err


def test_a_document_that_no_template_fits_is_traced_by_its_headings(
    write: Write, program: Program
) -> None:
    write("notes.md", "# Notes\n\n## Functional Requirements\n\n- FR-1: it is green\n")
    shown = json.loads(program("trace", "notes.md", "--format", "json").out)
    assert [node["id"] for node in shown["nodes"]] == ["notes.md", "notes.md#FR-1"]


class Page(HTMLParser):
    """What a page is made of: tags, attributes and the words outside of style and script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside not in {"style", "script"}:
            self.words.append(data.strip())


def test_html_is_one_page_that_needs_nothing_and_escapes_everything(
    boats: Path, program: Program
) -> None:
    ran = program("trace", "boats", "--format", "html", "--output", "trace.html")
    assert (ran.status, ran.out) == (0, "")
    text = Path("trace.html").read_text("utf-8")
    page = Page(text)
    names = [tag for tag, _ in page.tags]
    assert names.count("script") == 1
    assert names.count("tr") == 1 + 5
    assert not {"link", "img", "iframe", "base"} & set(names)
    assert not any(name.startswith("on") or name == "style" for _, a in page.tags for name in a)
    assert not re.search(r"(?:src|href)=|url\(|@import", text)
    assert any('<script>alert("x")</script>' in word for word in page.words)  # as words
    assert {"FR-1", "Kiosk", "Phase 1", "unit", "missing", "Partly linked"} <= set(page.words)


def test_html_runs_only_its_own_script_and_style(boats: Path, program: Program) -> None:
    import base64
    import hashlib

    program("trace", "boats", "--format", "html", "--output", "trace.html")
    text = Path("trace.html").read_text("utf-8")
    policy = next(a["content"] or "" for t, a in Page(text).tags if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (inner,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_html_of_two_thousand_requirements_stays_small(write: Write, program: Program) -> None:
    items = "".join(f"- **FR-{n}**: does it\n" for n in range(2000))
    write("big.md", f"# Big Design Document\n\n## Functional Requirements\n\n{items}")
    assert program("trace", "big.md", "--format", "html", "--output", "big.html").status == 0
    assert Path("big.html").stat().st_size < 4_000_000


def test_html_without_requirements_says_so(write: Write, program: Program) -> None:
    write("a.md", "# A Design Document\n")
    ran = program("trace", "a.md", "--format", "html")
    assert "No requirements were found" in ran.out
    assert "<script>" not in ran.out


def test_terminal_escapes_of_a_document_are_made_visible(write: Write, program: Program) -> None:
    write("evil.md", "# E\n\n## Functional Requirements\n\n- **FR-1**: \x1b[31mred \u202eder\n")
    for name in ("text", "json", "csv", "html"):
        ran = program("trace", "evil.md", "--format", name)
        assert ran.status == 0
        assert not {"\x1b", "\u202e"} & set(ran.out)
    assert "\x1b[" in program("trace", "evil.md", "--color", "always").out


def test_quiet_prints_nothing_but_the_status(boats: Path, program: Program) -> None:
    ran = program("trace", "boats", "-q", "--fail-under", "90")
    assert (ran.status, ran.out, ran.err) == (1, "", "")


def test_a_fault_in_one_document_is_told_and_the_others_are_traced(
    boats: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from designdoc.application import modelled

    def broken(document: Any, terms: Any) -> Any:
        if document.path.endswith("ferry.md"):
            raise RuntimeError("on purpose")
        return extract(document, terms)

    extract = modelled.extract
    monkeypatch.setattr(modelled, "extract", broken)
    ran = program("trace", "boats", "--format", "json", "-v")
    assert ran.status == 3
    assert "boats/ferry.md: RuntimeError: on purpose" in ran.err
    assert "designdoc: link: " in ran.err
    assert {node["path"] for node in json.loads(ran.out)["nodes"]} == {"boats/harbour.md"}


def test_a_folder_without_documents_says_so(write: Write, program: Program) -> None:
    write("empty/x.txt")
    ran = program("trace", "empty")
    assert (ran.status, ran.err) == (0, "designdoc: no documents were found\n")

"""Pieces of HTML for the pages of other sites: what they show, and what they never let through."""

import re
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from msgspec.structs import replace
from test_hostile import RAW, reports

from designdoc import check, trace
from designdoc.diagnostics import Finding, Report, RuleInfo, Severity
from designdoc.output.fragment_html import (
    DocumentLine,
    documents_html,
    findings_html,
    matrix_html,
    style,
)
from designdoc.workspace import Kind, Node

EXAMPLE = Path(__file__).parents[2] / "examples" / "feature-design"
TAGS = {"details", "summary", "ul", "li", "p", "span", "a", "pre"}
TABLE = {"p", "div", "table", "thead", "tbody", "tr", "th", "td", "a", "span"}
HOSTILE = "</summary><script>alert(1)</script><img src=x onerror=alert(2)>\x1b[31m\u202e"
RULE = RuleInfo("DD203", "not-in-enumeration", Severity.ERROR, "A value.", "A value.\n\nMore.\n")


class _Seen(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def of(self, attribute: str) -> list[str]:
        return [value for name, value in self.attributes if name == attribute]


def _seen(text: str) -> _Seen:
    seen = _Seen(text)
    assert seen.open == []
    return seen


def _findings() -> tuple[Finding, ...]:
    return tuple(check(EXAMPLE / "upload-limits.md").findings)


def _to_lines(line: int) -> str:
    return f"#line-{line}"


def _rows(node: Node) -> str | None:
    return f"{Path(node.path).stem}/#{node.line}"


def test_findings_are_folded_counted_and_sorted_by_line() -> None:
    text = findings_html(_findings()[::-1], {"DD203": RULE}, _to_lines)
    seen = _seen(text)
    assert set(seen.tags) <= TAGS
    assert "<summary>designdoc: 6 errors, 2 warnings, 1 info</summary>" in text
    lines = [int(href[6:]) for href in seen.of("href") if href.startswith("#line-")]
    assert lines == [1, 28, 46, 63, 78, 86, 88, 112, 122]


def test_a_code_leads_to_the_page_of_its_rule_where_that_is_known() -> None:
    seen = _seen(findings_html(_findings(), {"DD203": RULE}, _to_lines, scope="second"))
    assert seen.of("id") == ["second-dd203"]
    assert [href for href in seen.of("href") if "dd" in href] == ["#second-dd203"]
    assert "More." in seen.words


def test_a_document_without_findings_says_so() -> None:
    assert _seen(findings_html((), {}, _to_lines)).words.strip() == "designdoc: no findings"


@given(reports())
def test_nothing_that_a_finding_says_becomes_mark_up(report: Report) -> None:
    told = [replace(each, message=each.message + HOSTILE) for each in report.findings]
    seen = _seen(findings_html(told, {}, lambda _: ""))
    assert set(seen.tags) <= TAGS
    assert not [name for name, _ in seen.attributes if name not in {"class"}]
    assert not RAW.search(seen.words)


@given(reports())
def test_nothing_that_a_document_is_called_becomes_mark_up(report: Report) -> None:
    title = report.documents[0].path + HOSTILE
    line = DocumentLine(title, "a/", report.documents[0].status, report.findings)
    seen = _seen(documents_html([line]))
    assert set(seen.tags) <= TABLE
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert not RAW.search(seen.words)


def test_no_reference_is_one_to_a_scheme() -> None:
    for href in ("javascript:alert(1)", "JavaScript:alert(1)//", "data:text/html,x", "a:b/c"):
        seen = _seen(documents_html([DocumentLine("a", href, None, ())]))
        assert seen.of("href") == [f"./{href}"]
    for href in ("a/b:c", "../a:b", "#a:b", "?a:b", "a/#b:c"):
        assert _seen(documents_html([DocumentLine("a", href, None, ())])).of("href") == [href]


def test_documents_are_counted_and_summed() -> None:
    found = _findings()
    lines = [DocumentLine("Limits", "l/", "Draft", found), DocumentLine("Notes", "", None, ())]
    text = documents_html(lines)
    seen = _seen(text)
    assert "2 documents: 6 errors, 2 warnings, 1 info." in seen.words
    assert ">Draft</td>" in text
    assert re.findall(r">(\d)</td>", text) == ["6", "2", "1", "0", "0", "0"]
    assert seen.of("href") == ["l/"]


def test_the_matrix_links_every_cell_and_marks_what_is_missing() -> None:
    workspace = trace(EXAMPLE)
    text = matrix_html(workspace, _rows)
    seen = _seen(text)
    coverage = workspace.coverage()
    assert set(seen.tags) <= TABLE
    cells = sum(
        bool(row.cells[kind]) for row in coverage.rows for kind in Kind if kind in row.cells
    )
    documents = len({row.node.path for row in coverage.rows})
    assert len(seen.of("href")) >= len(coverage.rows) + documents + cells
    assert text.count(">missing<") == sum(len(row.missing) for row in coverage.rows)
    assert ("tabindex", "0") in seen.attributes
    assert ("aria-label", "Traceability matrix") in seen.attributes


def test_requirements_of_documents_that_are_no_page_are_left_out() -> None:
    workspace = trace(EXAMPLE)

    def only(node: Node) -> str | None:
        return _rows(node) if "offline" in node.path else None

    words = _seen(matrix_html(workspace, only)).words
    assert "Offline Notes" in words and "Upload Limits" not in words
    assert "No requirements" in matrix_html(workspace, lambda _: None)


def test_every_class_is_ours_and_in_the_style_sheet() -> None:
    texts = (
        findings_html(_findings(), {"DD203": RULE}, _to_lines),
        documents_html([DocumentLine("a", "", None, ())]),
        matrix_html(trace(EXAMPLE), _rows),
    )
    classes = {name for text in texts for each in _seen(text).of("class") for name in each.split()}
    assert all(name.startswith("designdoc-") for name in classes)
    unstyled = {name for name in classes if f".{name}" not in style()}
    assert unstyled == {"designdoc-head", "designdoc-help", "designdoc-total"}


def test_badges_have_enough_contrast() -> None:
    """Source: WCAG 2.2, 1.4.3: 4.5 to 1 for text."""
    for dark, light in (
        ("#ffffff", "#4f5866"), ("#ffffff", "#a83c00"), ("#f0c674", "#2b1d00"),
        ("#ffffff", "#005a94"), ("#ffffff", "#00644a"),
    ):  # fmt: skip
        assert light in style() or dark in style()
        high, low = sorted((_luminance(dark), _luminance(light)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

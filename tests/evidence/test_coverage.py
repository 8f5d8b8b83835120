"""Coverage reports of five tools."""

import json

import pytest

from designdoc.evidence import Coverage, Share, read

pytestmark = pytest.mark.requirement("FR-8")


def coverage(text: str) -> Coverage:
    results, problems = read("report", text.encode())
    assert problems == ()
    assert results is not None
    assert results.coverage is not None
    return results.coverage


def counts(text: str) -> dict[str, dict[str, Share]]:
    return {file.path: dict(file.counts) for file in coverage(text).files}


def test_coverage_py_counts_lines_branches_and_both() -> None:
    summary = {"covered_lines": 8, "num_statements": 10, "covered_branches": 1, "num_branches": 2}
    body = {"meta": {"format": 3}, "files": {"src/a.py": {"summary": summary}}, "totals": {}}
    found = counts(json.dumps(body))["src/a.py"]
    assert found == {"line": Share(8, 10), "branch": Share(1, 2), "total": Share(9, 12)}
    assert found["total"].percent == 75


def test_cobertura_merges_classes_of_a_file_and_drops_its_document_type() -> None:
    text = """<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<!-- a comment --><coverage timestamp="1795736700000"><sources><source>/ci</source></sources>
<packages><package name="a"><classes>
<class name="A" filename="src/a.py"><lines><line number="1" hits="2"/>
<line number="2" hits="0" branch="true" condition-coverage="50% (1/2)"/></lines></class>
<class name="B" filename="src/a.py"><lines><line number="2" hits="1"/>
<line number="3" hits="0"/></lines></class></classes></package></packages></coverage>"""
    assert counts(text) == {"src/a.py": {"line": Share(2, 3), "branch": Share(1, 2)}}
    assert read("c.xml", text.encode())[0].taken.year == 2026  # type: ignore[union-attr]


def test_jacoco_counts_by_source_file_of_a_package() -> None:
    text = """<?xml version="1.0"?>
<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
<report name="a"><sessioninfo id="x" start="1" dump="1795736700000"/><package name="com/acme">
<class name="com/acme/A"><counter type="LINE" missed="9" covered="9"/></class>
<sourcefile name="A.java"><counter type="LINE" missed="1" covered="3"/>
<counter type="BRANCH" missed="2" covered="2"/><counter type="METHOD" missed="0" covered="1"/>
</sourcefile></package></report>"""
    expected = {"line": Share(3, 4), "branch": Share(2, 4), "function": Share(1, 1)}
    assert counts(text) == {"com/acme/A.java": expected}
    assert not coverage(text).rooted


def test_lcov_uses_its_summaries_or_counts_the_lines() -> None:
    text = "TN:\nSF:a.ts\nFNF:2\nFNH:1\nDA:1,1\nLF:4\nLH:3\nBRF:0\nBRH:0\nend_of_record\n"
    text += "SF:b.ts\nDA:1,1\nDA:2,0\nDA:2,3\nend_of_record\n"
    assert counts(text) == {
        "a.ts": {"line": Share(3, 4), "function": Share(1, 2)},
        "b.ts": {"line": Share(2, 2)},
    }


def test_a_go_profile_counts_statements_once() -> None:
    text = "mode: atomic\nacme/a.go:1.1,2.2 3 0\nacme/a.go:1.1,2.2 3 7\nacme/a.go:4.1,5.2 1 0\n"
    assert counts(text) == {"acme/a.go": {"line": Share(3, 4)}}


@pytest.mark.parametrize(
    "text",
    [
        "SF:a.ts\nLF:4\nLH:3\n",
        "SF:a.ts\nLF:4\nLH:5\nend_of_record\n",
        "SF:a.ts\nDA:1,x\nend_of_record\n",
        "mode: set\nacme/a.go:1.1,2.2 3 1\nacme/a.go:4.1,5.\n",
        '{"meta": {}, "files": {"a": {}}, "totals": {}}',
        '{"meta": {}, "files": {"a": {"summary": {"covered_lines": "x"}}}, "totals": {}}',
        '<coverage><packages><class filename="a"><lines><line number="1" hits="many"/></lines>'
        "</class></packages></coverage>",
        "<coverage/>",
        '<report><package><sourcefile name="a"><counter type="LINE" missed="-1" covered="1"/>'
        "</sourcefile></package></report>",
    ],
)
def test_what_is_cut_or_holds_no_counts_is_used_in_no_part(text: str) -> None:
    results, problems = read("report", text.encode())
    assert results is None
    assert len(problems) == 1

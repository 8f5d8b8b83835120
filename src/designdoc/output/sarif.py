"""SARIF 2.1.0, the exchange format of code scanning."""

from collections.abc import Iterable, Mapping, Sequence

from designdoc.diagnostics import Finding, Fix, Related, Report, RuleInfo, Severity
from designdoc.output.encoding import to_json
from designdoc.output.fingerprint import fingerprints
from designdoc.output.options import RenderOptions
from designdoc.output.paths import is_absolute, relative, uri
from designdoc.output.visible import visible
from designdoc.source import Place

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
_FINGERPRINT = "designdoc/v1"

Json = dict[str, object]


def render(report: Report, options: RenderOptions) -> tuple[str]:
    """One log with one run."""
    rules = _rules(options.rules, report.findings)
    indexes = {rule.code: index for index, rule in enumerate(rules)}
    names = fingerprints(report.findings, options.root)
    results = [
        _result(finding, indexes[finding.code], name, options.root)
        for finding, name in zip(report.findings, names, strict=True)
    ]
    run: Json = {
        "tool": {"driver": _driver(rules, options.version)},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return (to_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}),)


def _rules(known: Sequence[RuleInfo], findings: Iterable[Finding]) -> list[RuleInfo]:
    """The known rules and, lest a result point nowhere, those that only a finding names."""
    rules = {rule.code: rule for rule in known}
    for finding in findings:
        if finding.code not in rules:
            rules[finding.code] = RuleInfo(
                finding.code, finding.name, finding.severity, finding.name, finding.name
            )
    return [rules[code] for code in sorted(rules)]


def _driver(rules: Iterable[RuleInfo], version: str) -> Json:
    driver: Json = {"name": "designdoc"}
    if version:
        driver["version"] = version
    driver["rules"] = [_rule(rule) for rule in rules]
    return driver


def _rule(rule: RuleInfo) -> Json:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.help, "markdown": rule.help},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["documentation"]},
    }


def _result(finding: Finding, rule: int, fingerprint: str, root: str) -> Json:
    told = f"{finding.message} {finding.help}".strip()
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": visible(told)},
        "locations": [{"physicalLocation": _location(finding.place, root)}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            _related(number, related, root) for number, related in enumerate(finding.related)
        ]
    if finding.fixes:
        result["fixes"] = [_fix(fix, finding.path, root) for fix in finding.fixes]
    result["properties"] = {"confidence": finding.confidence.value}
    return result


def _location(place: Place, root: str) -> Json:
    start, end = place.start, place.end
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "byteOffset": start.offset,
        "byteLength": max(0, end.offset - start.offset),
    }
    return {"artifactLocation": _artifact(place.path, root), "region": region}


def _artifact(path: str, root: str) -> Json:
    path = relative(path, root)
    location: Json = {"uri": uri(path)}
    if not is_absolute(path):
        location["uriBaseId"] = "%SRCROOT%"
    return location


def _related(number: int, related: Related, root: str) -> Json:
    return {
        "id": number,
        "physicalLocation": _location(related.place, root),
        "message": {"text": visible(related.message)},
    }


def _fix(fix: Fix, path: str, root: str) -> Json:
    replacements = [
        {
            "deletedRegion": {"byteOffset": edit.start, "byteLength": edit.end - edit.start},
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    return {
        "description": {"text": visible(fix.title)},
        "artifactChanges": [
            {"artifactLocation": _artifact(path, root), "replacements": replacements}
        ],
        "properties": {"safe": fix.safe},
    }

"""Workflow commands of GitHub Actions: each finding becomes an annotation on its line."""

from collections.abc import Iterator, Mapping

from designdoc.diagnostics import Finding, Report, Severity
from designdoc.output.options import RenderOptions
from designdoc.output.paths import relative
from designdoc.output.visible import lines, one_line

_LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def render(report: Report, options: RenderOptions) -> Iterator[str]:
    """One command per finding."""
    for finding in report.findings:
        yield _command(finding, options.root) + "\n"


def _command(finding: Finding, root: str) -> str:
    properties = {
        "file": one_line(relative(finding.path, root)),
        **_region(finding),
        "title": f"{finding.code} {finding.name}",
    }
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {told}::{_data(_message(finding, root))}"


def _region(finding: Finding) -> dict[str, str]:
    """GitHub refuses columns of a span over several lines, so these are left out there."""
    start, end = finding.place.start, finding.place.end
    if start.line != end.line:
        return {"line": str(start.line), "endLine": str(end.line)}
    return {
        "line": str(start.line),
        "col": str(start.column),
        "endLine": str(end.line),
        "endColumn": str(end.column),
    }


def _message(finding: Finding, root: str) -> str:
    expected = [
        f"{related.message} ({relative(related.place.path, root)}:{related.place.start.line})"
        for related in finding.related
    ]
    return "\n".join(
        line for part in (finding.message, *expected, finding.help) for line in lines(part)
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

"""GitLab's Code Quality report, which merge requests show beside the changed lines."""

from collections.abc import Mapping

from designdoc.diagnostics import Finding, Report, Severity
from designdoc.output.encoding import to_json
from designdoc.output.fingerprint import fingerprints
from designdoc.output.options import RenderOptions
from designdoc.output.paths import relative
from designdoc.output.visible import one_line

_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}


def render(report: Report, options: RenderOptions) -> tuple[str]:
    """One array of issues."""
    names = fingerprints(report.findings, options.root)
    return (
        to_json(
            [
                _issue(finding, name, options.root)
                for finding, name in zip(report.findings, names, strict=True)
            ]
        ),
    )


def _issue(finding: Finding, fingerprint: str, root: str) -> dict[str, object]:
    place = finding.place
    return {
        "description": f"{finding.code} {finding.name}: {one_line(finding.message)}",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": relative(place.path, root),
            "lines": {"begin": place.start.line, "end": place.end.line},
        },
    }

"""The JSON output: the contract that scripts rely on. It may grow; it never changes meaning."""

from collections.abc import Iterable, Iterator

from designdoc.diagnostics import CheckedDocument, Finding, Report, Summary
from designdoc.output.encoding import to_json
from designdoc.output.options import RenderOptions
from designdoc.source import Place, Position

VERSION = 1


def render(report: Report, _options: RenderOptions) -> Iterator[str]:
    """One object with documents, diagnostics and summary, item by item: the whole is never held."""
    yield f'{{\n  "version": {VERSION},\n  "documents": '
    yield from _array(_document(document) for document in report.documents)
    yield ',\n  "diagnostics": '
    yield from _array(_diagnostic(finding) for finding in report.findings)
    yield ',\n  "summary": ' + to_json(_summary(report.summary), depth=1).rstrip("\n")
    yield "\n}\n"


def _array(items: Iterable[object]) -> Iterator[str]:
    before = "["
    for item in items:
        yield f"{before}\n    " + to_json(item, depth=2).rstrip("\n")
        before = ","
    yield "[]" if before == "[" else "\n  ]"


def _document(document: CheckedDocument) -> dict[str, object]:
    use = document.template
    template = use and {
        "path": use.path,
        "version": use.version,
        "revision": use.revision,
        "evidence": use.evidence,
        "version_evidence": use.version_evidence,
    }
    return {"path": document.path, "status": document.status, "template": template}


def _diagnostic(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "path": finding.path,
        "span": _span(finding.place),
        "message": finding.message,
        "help": finding.help,
        "related": [
            {
                "path": related.place.path,
                "span": _span(related.place),
                "message": related.message,
            }
            for related in finding.related
        ],
        "fixes": [
            {
                "title": fix.title,
                "safe": fix.safe,
                "edits": [
                    {"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits
                ],
            }
            for fix in finding.fixes
        ],
        "data": dict(finding.data),
    }


def _span(place: Place) -> dict[str, dict[str, int]]:
    return {"start": _position(place.start), "end": _position(place.end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column, "offset": position.offset}


def _summary(summary: Summary) -> dict[str, int | float]:
    return {
        "documents": summary.documents,
        "error": summary.error,
        "warning": summary.warning,
        "info": summary.info,
        "seconds": round(summary.seconds, 3),
        "suppressed": summary.suppressed,
        "baselined": summary.baselined,
        "fixed": summary.fixed,
    }

"""The JSON report of coverage.py: ``coverage json``."""

from collections.abc import Iterator
from typing import Any

from designdoc.evidence.content import Content, Unreadable
from designdoc.evidence.facts import Coverage, FileCoverage, Kind, Results, Share
from designdoc.evidence.format import Format
from designdoc.evidence.numbers import moment, whole


def read(path: str, content: Content) -> Results:
    """The summary of each file. With branches, coverage.py's own number counts both."""
    meta, files = content.json["meta"], content.json["files"]
    taken = moment(meta.get("timestamp"))
    found = tuple(FileCoverage(name, dict(_counts(name, each))) for name, each in files.items())
    return Results(path, Kind.COVERAGE, FORMAT.name, taken, coverage=Coverage(found))


def _counts(name: str, entry: Any) -> Iterator[tuple[str, Share]]:
    summary = entry.get("summary") if isinstance(entry, dict) else None
    if not isinstance(summary, dict):
        raise Unreadable(f"the file '{name}' has no summary")
    lines = _share(name, summary, "covered_lines", "num_statements")
    yield "line", lines
    total = lines
    if "num_branches" in summary:
        branches = _share(name, summary, "covered_branches", "num_branches")
        yield "branch", branches
        total = Share(lines.covered + branches.covered, lines.total + branches.total)
    yield "total", total


def _share(name: str, summary: Any, covered: str, total: str) -> Share:
    part, of = whole(summary.get(covered)), whole(summary.get(total))
    if part is None or of is None or part > of:
        raise Unreadable(f"the counts of '{name}' are no counts")
    return Share(part, of)


def _is_ours(content: Content) -> bool:
    body = content.json
    return (
        isinstance(body, dict)
        and isinstance(body.get("meta"), dict)
        and isinstance(body.get("files"), dict)
        and "totals" in body
    )


FORMAT = Format("coverage.py JSON", _is_ours, read)

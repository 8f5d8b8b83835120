"""LCOV trace files: ``SF:`` to ``end_of_record`` for each source file."""

from collections.abc import Iterable

from designdoc.evidence.content import Content, Unreadable
from designdoc.evidence.facts import Coverage, FileCoverage, Kind, Results, Share
from designdoc.evidence.format import Format
from designdoc.evidence.numbers import whole

_COUNTS = {"line": ("LH", "LF"), "branch": ("BRH", "BRF"), "function": ("FNH", "FNF")}


def read(path: str, content: Content) -> Results:
    """The summaries of each record, or its ``DA`` lines where it has no summary."""
    files: list[FileCoverage] = []
    record: list[tuple[str, str]] = []
    for line in content.lines:
        key, _, value = line.strip().partition(":")
        if key == "end_of_record":
            files.append(_file(record))
            record = []
        elif key and key != "TN":
            record.append((key, value))
    if record:
        raise Unreadable("the last record has no end: the file was cut")
    coverage = Coverage(tuple(files))
    return Results(path, Kind.COVERAGE, FORMAT.name, coverage=coverage)


def _file(record: Iterable[tuple[str, str]]) -> FileCoverage:
    values = {key: value for key, value in record if key != "DA"}
    hit: dict[int, bool] = {}
    for key, value in record:
        if key == "DA":
            number, count = (whole(each) for each in [*value.split(","), ""][:2])
            if number is None or count is None:
                raise Unreadable(f"'DA:{value[:40]}' is no line with a count")
            hit[number] = hit.get(number, False) or count > 0
    counts = {}
    for name, (covered, total) in _COUNTS.items():
        if total in values:
            part, of = whole(values.get(covered)), whole(values[total])
            if part is None or of is None or part > of:
                raise Unreadable(f"the counts {covered} and {total} are no counts")
            if of or name == "line":
                counts[name] = Share(part, of)
    if "line" not in counts and hit:
        counts["line"] = Share(sum(hit.values()), len(hit))
    return FileCoverage(values.get("SF", "").replace("\\", "/"), counts)


def _is_ours(content: Content) -> bool:
    return content.head.startswith(("TN:", "SF:"))


FORMAT = Format("LCOV", _is_ours, read)

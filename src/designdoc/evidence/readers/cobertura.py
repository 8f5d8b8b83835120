"""Cobertura XML, as coverage.py, gcovr, istanbul, coverlet and many others write it."""

from collections import defaultdict
from typing import TYPE_CHECKING

from designdoc.evidence.content import Content, Unreadable
from designdoc.evidence.facts import Coverage, FileCoverage, Kind, Results, Share
from designdoc.evidence.format import Format
from designdoc.evidence.numbers import moment, whole
from designdoc.source.regex import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CONDITIONS = regex(r"\((\d{1,9})/(\d{1,9})\)")


def read(path: str, content: Content) -> Results:
    """Lines and conditions of each file; classes of one file, and inner classes, are one."""
    root = content.xml
    if root is None:
        raise Unreadable("this is no XML")
    lines: dict[str, dict[int, bool]] = defaultdict(dict)
    branches: dict[str, dict[int, Share]] = defaultdict(dict)
    for each in root.iter("class"):
        name = each.get("filename") or each.get("name") or ""
        for line in each.findall("lines/line"):
            _line(line, lines[name], branches[name])
    if root.find("packages") is None:
        raise Unreadable("this report has no packages")
    files = tuple(
        FileCoverage(name.replace("\\", "/"), _counts(each, branches[name]))
        for name, each in lines.items()
    )
    taken = moment(root.get("timestamp"))
    return Results(path, Kind.COVERAGE, FORMAT.name, taken, coverage=Coverage(files))


def _line(line: "Element", lines: dict[int, bool], branches: dict[int, Share]) -> None:
    number, hits = whole(line.get("number")), whole(line.get("hits"))
    if number is None or hits is None:
        raise Unreadable("a line of this report has no number, or no count of hits")
    lines[number] = lines.get(number, False) or hits > 0
    match = _CONDITIONS.search(line.get("condition-coverage") or "")
    if match:
        found = Share(min(int(match[1]), int(match[2])), int(match[2]))
        known = branches.get(number)
        branches[number] = max(known, found, key=lambda s: s.covered) if known else found


def _counts(lines: dict[int, bool], branches: dict[int, Share]) -> dict[str, Share]:
    found = {"line": Share(sum(lines.values()), len(lines))}
    if branches:
        covered = sum(share.covered for share in branches.values())
        found["branch"] = Share(covered, sum(share.total for share in branches.values()))
    return found


FORMAT = Format(
    "Cobertura XML", lambda content: content.xml_text[:10].startswith("<coverage"), read
)

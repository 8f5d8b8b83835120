"""JaCoCo XML: counters of missed and covered lines, branches and methods, by source file."""

from typing import TYPE_CHECKING

from designdoc.evidence.content import Content, Unreadable
from designdoc.evidence.facts import Coverage, FileCoverage, Kind, Results, Share
from designdoc.evidence.format import Format
from designdoc.evidence.numbers import moment, whole

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMES = {"LINE": "line", "BRANCH": "branch", "METHOD": "function"}


def read(path: str, content: Content) -> Results:
    """One entry a source file; its path is that of its package, as Java has it."""
    root = content.xml
    if root is None:
        raise Unreadable("this is no XML")
    files = tuple(
        FileCoverage(f"{package.get('name') or ''}/{file.get('name') or ''}".lstrip("/"), counts)
        for package in root.iter("package")
        for file in package.findall("sourcefile")
        if (counts := _counts(file))
    )
    dumps = [moment(session.get("dump")) for session in root.findall("sessioninfo")]
    taken = max((each for each in dumps if each), default=None)
    coverage = Coverage(files, rooted=False)
    return Results(path, Kind.COVERAGE, FORMAT.name, taken, coverage=coverage)


def _counts(file: "Element") -> dict[str, Share]:
    found = {}
    for counter in file.findall("counter"):
        name = _NAMES.get(counter.get("type") or "")
        missed, covered = whole(counter.get("missed")), whole(counter.get("covered"))
        if missed is None or covered is None:
            raise Unreadable("a counter of this report is no count")
        if name:
            found[name] = Share(covered, missed + covered)
    return found


FORMAT = Format("JaCoCo XML", lambda content: content.xml_text[:8].startswith("<report"), read)

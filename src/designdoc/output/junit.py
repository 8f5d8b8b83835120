"""JUnit XML, which every build server shows: a suite per document, a case per rule that found.

A case fails where a finding would fail the run (``fail_on``); what is less severe is its output.
"""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from designdoc.diagnostics import CheckedDocument, Finding, Report
from designdoc.output.options import RenderOptions
from designdoc.output.paths import relative
from designdoc.output.visible import one_line
from designdoc.source.regex import regex

_NOT_XML = regex("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def render(report: Report, options: RenderOptions) -> Iterator[str]:
    """One document of test suites."""
    groups = {
        path: list(found) for path, found in groupby(report.findings, lambda found: found.path)
    }
    paths = _paths(report.documents, groups)
    suites = [_Suite(path, groups.get(path, []), options) for path in paths]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield _tag(
        "testsuites",
        name="designdoc",
        tests=sum(suite.tests for suite in suites),
        failures=sum(suite.failures for suite in suites),
        errors=0,
        time=f"{report.summary.seconds:.3f}",
    )
    for suite in suites:
        yield from suite.lines()
    yield "</testsuites>\n"


class _Suite:
    """One document with its findings by rule."""

    def __init__(self, path: str, findings: Iterable[Finding], options: RenderOptions) -> None:
        self.path = one_line(relative(path, options.root))
        self._fail_on = options.fail_on
        by_code = sorted(findings, key=lambda finding: finding.code)
        self._cases = [list(found) for _, found in groupby(by_code, lambda one: one.code)]
        self.tests = max(1, len(self._cases))
        self.failures = sum(bool(self._failing(case)) for case in self._cases)

    def lines(self) -> Iterator[str]:
        """The suite's XML; a document without findings is one case that passes."""
        numbers = {"tests": self.tests, "failures": self.failures, "errors": 0, "skipped": 0}
        yield _tag("testsuite", 1, False, name=self.path, **numbers)
        for case in self._cases:
            yield from self._case(case)
        if not self._cases:
            yield _tag("testcase", 2, True, name="designdoc", classname=self.path, file=self.path)
        yield "  </testsuite>\n"

    def _case(self, findings: list[Finding]) -> Iterator[str]:
        first = findings[0]
        yield _tag(
            "testcase",
            2,
            name=f"{first.code} {first.name}",
            classname=self.path,
            file=self.path,
            line=first.place.start.line,
        )
        failing = self._failing(findings)
        if failing:
            worst = max(failing, key=lambda finding: finding.severity.rank).severity.value
            message = one_line(failing[0].message)
            if len(failing) > 1:
                message += f" (and {len(failing) - 1} more)"
            yield _tag("failure", 3, message=message, type=worst)[:-1] + self._text(failing)
            yield "</failure>\n"
        others = [finding for finding in findings if not self._fails(finding)]
        if others:
            yield f"      <system-out>{self._text(others)}</system-out>\n"
        yield "    </testcase>\n"

    def _failing(self, findings: Iterable[Finding]) -> list[Finding]:
        return [finding for finding in findings if self._fails(finding)]

    def _fails(self, finding: Finding) -> bool:
        return self._fail_on is not None and finding.severity.rank >= self._fail_on.rank

    def _text(self, findings: Iterable[Finding]) -> str:
        return escape(_valid("\n".join(_line(finding, self.path) for finding in findings)), False)


def _paths(documents: Iterable[CheckedDocument], found: Iterable[str]) -> list[str]:
    return sorted({document.path for document in documents} | set(found))


def _line(finding: Finding, path: str) -> str:
    start = finding.place.start
    told = f"{path}:{start.line}:{start.column}: {finding.severity}: {one_line(finding.message)}"
    return f"{told} {one_line(finding.help)}".rstrip()


def _tag(tag: str, depth: int = 0, closed: bool = False, /, **attributes: str | int) -> str:
    told = "".join(f' {key}="{escape(_valid(str(value)))}"' for key, value in attributes.items())
    return f"{'  ' * depth}<{tag}{told}{'/' if closed else ''}>\n"


def _valid(text: str) -> str:
    """The text without the characters that XML cannot hold, not even escaped."""
    return _NOT_XML.sub("\ufffd", text)

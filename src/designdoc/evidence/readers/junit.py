"""JUnit XML: what pytest, Maven surefire, jest-junit, gotestsum and cargo-nextest write.

A retried test counts as it ended: ``flakyFailure`` stands in a test that passed at last,
``rerunFailure`` beside the failure of one that did not.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from designdoc.evidence.content import Content, Unreadable
from designdoc.evidence.facts import CaseResult, Kind, Outcome, Results
from designdoc.evidence.format import Format
from designdoc.evidence.numbers import latest, moment
from designdoc.source.regex import regex

if TYPE_CHECKING:
    from junitparser import TestCase, TestSuite

_ROOT = regex(r"<testsuites?[\s/>]")
_NAMES = frozenset(("requirement", "requirements"))
_LIST = regex(r"[\s,;]+")
_LONGEST = 300  # characters of a message


def read(path: str, content: Content) -> Results:
    """Every test of every suite, suites within suites included."""
    import junitparser

    try:
        xml = junitparser.JUnitXml.fromstring(content.xml_text.encode("utf-8", "surrogatepass"))
        found: list[CaseResult] = []
        start = moment(xml._elem.get("timestamp"))  # nextest says it of all suites together
        times: list[datetime] = [start] if start else []
        for suite in _suites(xml):
            when = moment(suite.timestamp)
            times += [when] if when else []
            # its own ones: iterating over a suite goes down into inner suites, by recursion
            cases = suite.iterchildren(junitparser.TestCase)  # type: ignore[no-untyped-call]
            found += (_test(case, suite) for case in cases)
    except (SyntaxError, ValueError, junitparser.JUnitXmlError) as error:
        raise Unreadable(f"this is not whole JUnit XML: {error}") from error
    return Results(
        path, Kind.TESTS, FORMAT.name, max(times, key=latest, default=None), tests=tuple(found)
    )


def _suites(xml: Any) -> "Iterator[TestSuite]":
    stack: list[Any] = list(xml)[::-1]
    while stack:
        suite = stack.pop()
        yield suite
        stack += list(suite.testsuites())[::-1]


def _test(case: "TestCase", suite: "TestSuite") -> CaseResult:
    outcome, message = _outcome(case)
    attributes = case._elem.attrib  # the library has no words for what only some tools write
    return CaseResult(
        case.name or "",
        case.classname or suite.name or "",
        outcome,
        str(attributes.get("file") or attributes.get("filepath") or ""),
        " ".join(message.split())[:_LONGEST],
        tuple(_requirements(case)),
    )


def _outcome(case: "TestCase") -> tuple[Outcome, str]:
    for child in case._elem:
        if child.tag in {"failure", "error"}:
            return Outcome.FAILED, child.get("message") or child.text or ""
    for child in case._elem:
        if child.tag == "skipped":
            return Outcome.SKIPPED, child.get("message") or child.text or ""
    ran = case._elem.get("status", "").lower() not in {"notrun", "skipped", "disabled"}
    return (Outcome.PASSED if ran else Outcome.SKIPPED), ""


def _requirements(case: "TestCase") -> Iterator[str]:
    """The identifiers in the properties of a test."""
    for element in case._elem.findall("properties/property"):
        if (element.get("name") or "").lower() in _NAMES:
            value = element.get("value") or element.text or ""
            yield from filter(None, _LIST.split(value.strip()))


FORMAT = Format("JUnit XML", lambda content: bool(_ROOT.match(content.xml_text[:12])), read)

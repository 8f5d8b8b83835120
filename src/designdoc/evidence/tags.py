"""Which requirement a test proves, as its source says it: a tag above the test, or a marker.

``# requirement: FR-3``, ``// @requirement FR-3``, ``@pytest.mark.requirement("FR-3")``,
``@Tag("requirement: FR-3")``. A tag speaks of the next test that is declared below it, or of the
one on its own line. Nothing is parsed but lines, and nothing is run.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from designdoc.source.regex import regex

_TAG = regex(
    r"""(?:(?:\#|//|\*|--|;|")\s*@?requirements?\s*[:=]?\s+|\brequirement\(\s*["'])"""
    r"""(?P<names>[A-Za-z][\w./\#-]*(?:\s*,\s*[A-Za-z][\w./\#-]*)*)""",
    re.ASCII,
)
_TEST = regex(
    r"""^\s*(?:export\s+)?(?:async\s+)?(?:def\s+(?P<python>test\w*)\s*\(
    |func\s+(?P<go>(?:Test|Benchmark|Fuzz)\w*)\s*\(
    |(?:pub\s+)?(?:async\s+)?fn\s+(?P<rust>\w+)\s*[(<]
    |(?:it|test|specify)(?:\.\w+)*\(\s*(?P<quote>["'`])(?P<js>[^\n]{1,300}?)(?P=quote)\s*,
    |(?:(?:public|private|protected|internal|static|final|suspend)\s+)*
     (?:void|fun|Task|async\s+Task)\s+`?(?P<java>\w[\w ]{0,200}?)`?\s*\()""",
    re.VERBOSE,
)
_NO_TESTS = ("Benchmark", "Fuzz")
_AT_RUN_TIME = regex(r"\$\{|[%$][a-z#]")
_BETWEEN = 12  # lines of decorators and comments that may stand between a tag and its test
_LONGEST = 2000


class Tag(Struct, frozen=True):
    """An identifier as written, and the name of the test that it stands at."""

    identifier: str
    test: str


def tags(text: str) -> tuple[Tag, ...]:
    """The tags of a source file, in order."""
    if "requirement" not in text:
        return ()
    return tuple(_tags(text))


def declared(text: str) -> tuple[str, ...]:
    """The names of what are surely tests in a source file, in order.

    Left out are languages in which any function may be a test.
    """
    lines = (line for line in text.splitlines() if len(line) <= _LONGEST)
    tests = (test for line in lines if (test := _TEST.match(line)))
    names = (test["python"] or test["go"] or test["js"] or "" for test in tests)
    return tuple(name for name in names if name and not name.startswith(_NO_TESTS))


def put_together(name: str) -> bool:
    """Whether the name of a test is made at run time, so that results have another."""
    return bool(_AT_RUN_TIME.search(name))


def places(text: str) -> Iterator[tuple[str, int]]:
    """Each identifier that a tag names, as written, and the character where it begins."""
    for match in _TAG.finditer(text) if "requirement" in text else ():
        at = match.start("names")
        for name in match["names"].split(","):
            yield name.strip(), at + len(name) - len(name.lstrip())
            at += len(name) + 1


def _tags(text: str) -> Iterator[Tag]:
    open_tags: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines()):
        if len(line) > _LONGEST:
            continue
        for match in _TAG.finditer(line) if "requirement" in line else ():
            open_tags += ((number, name.strip()) for name in match["names"].split(","))
        test = _TEST.match(line)
        if test:
            name = _name(test)
            yield from (Tag(each, name) for at, each in open_tags if number - at <= _BETWEEN)
            open_tags = []


def _name(test: re.Match[str]) -> str:
    return str(next(filter(None, test.group("python", "go", "rust", "js", "java"))))

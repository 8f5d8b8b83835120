"""Open questions that an author marked as such: TBD, TODO and the markers of known tools."""

import re
from collections.abc import Iterator

from designdoc.source.regex import regex

# Begins with plain letters, so that the search for the first of them runs at native speed.
_MARK = regex(
    r"TBD|TBC|FIXME|TODO|\[NEEDS CLARIFICATION|<<\[UNRESOLVED|\[ASSUMPTION|\[OPEN QUESTION"
)
_AFTER_TODO = regex(r"\s*(?:[:(（：.\]!)]|\Z)|[ \t]*[\r\n]")
_QUOTES = frozenset("\"'“”‘’「」")
_BEFORE_TODO = "\n|*_>-+"
_ONLY = regex(
    r"[\s*_\[(]*(?:TBD|TBC|TODO|FIXME|to be (?:decided|determined|defined)|未定|要確認)\b.*",
    re.DOTALL | re.IGNORECASE,
)


def marks(text: str) -> Iterator[tuple[int, str]]:
    """Each open question of a text: the character where its mark begins, and the mark."""
    for match in _MARK.finditer(text):
        start, end = match.span()
        mark = match.group()
        if text[end : end + 1].isalnum() or text[end : end + 1] == "_":
            continue
        if mark[0].isalpha() and (text[start - 1 : start].isalnum() or _joined(text, start)):
            continue
        if text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES and start:
            continue  # words about the mark
        if mark != "TODO" or _AFTER_TODO.match(text[end : end + 20]) or _begins(text, start):
            yield start, mark


def _joined(text: str, start: int) -> bool:
    """`FOO_TODO` and `kind/TODO` are names."""
    return start > 0 and text[start - 1] in "_/.-#" and text[max(0, start - 2)].isalnum()


def _begins(text: str, start: int) -> bool:
    """`TODO` at the start of a line, item or cell speaks to somebody; "a TODO app" does not."""
    before = text[max(0, start - 40) : start].rstrip(" \t")
    return not before or before[-1] in _BEFORE_TODO


def is_question(value: str) -> bool:
    """Whether a value says that it is yet to be found."""
    return bool(_ONLY.fullmatch(value))

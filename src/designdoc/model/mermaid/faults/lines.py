"""The lines of a diagram that state something."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from designdoc.model.mermaid.tokens import SyntaxProblem
from designdoc.source.regex import regex

_ACCESSIBLE = regex(r"acc(?:Title\s*:|Descr\s*[:{])", re.IGNORECASE)


class Line(NamedTuple):
    """A line without the blanks around it, where it begins, and how far it is indented."""

    text: str
    start: int
    indent: int

    def problem(self, message: str, at: int = 0, end: int = 0) -> SyntaxProblem:
        """A fault in a range of the line, in all of it where none is given."""
        return SyntaxProblem(message, self.start + at, self.start + (end or len(self.text)))


def statements(text: str) -> list[Line]:
    """The lines after the keyword; none where quotes reach over lines, which nobody reads here."""
    if any(line.count('"') % 2 for line in text.split("\n")):
        return []
    return list(_statements(text))


def _statements(text: str) -> Iterator[Line]:
    at = text.find("\n") + 1
    inside = False  # of an `accDescr { … }`
    while 0 < at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        raw = text[at:end]
        words = raw.strip()
        start = at + len(raw) - len(raw.lstrip())
        at = end + 1
        if inside:
            inside = "}" not in words
        elif _ACCESSIBLE.match(words):
            inside = "{" in words and "}" not in words
        elif words:
            yield Line(words, start, start - (end - len(raw)))


def bare(text: str) -> bool:
    """Whether only the keyword stands on the first line."""
    return len(text.split("\n", 1)[0].split()) == 1

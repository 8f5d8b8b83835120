"""User journeys and Gantt charts: a task has a colon and something after it."""

import re

from designdoc.model.mermaid.faults.lines import Line, bare, statements
from designdoc.model.mermaid.tokens import SyntaxProblem
from designdoc.source.regex import regex

_WORDS = regex(r"(?:title|section)\b", re.IGNORECASE)
_GANTT = regex(
    r"(?:title|section|dateFormat|axisFormat|tickInterval|inclusiveEndDates|topAxis|excludes"
    r"|includes|todayMarker|weekday|weekend|click|href|call|acc)",
    re.IGNORECASE,
)


def journey_fault(text: str) -> SyntaxProblem | None:
    """The first task of a journey without a colon."""
    lines = statements(text) if bare(text) else []
    return next((_no_colon(x) for x in lines if _is_task(x, _WORDS) and ":" not in x.text), None)


def gantt_fault(text: str) -> SyntaxProblem | None:
    """The first task of a Gantt chart without a colon."""
    lines = statements(text) if bare(text) else []
    return next((_no_colon(x) for x in lines if _is_task(x, _GANTT) and ":" not in x.text), None)


def _is_task(line: Line, words: re.Pattern[str]) -> bool:
    return not words.match(line.text) and not any(sign in line.text for sign in "#%;")


def _no_colon(line: Line) -> SyntaxProblem:
    return line.problem("a colon should follow the name of the task")

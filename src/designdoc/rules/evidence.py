"""What the rules over evidence share: the words for numbers, targets, files and their age."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from designdoc.checking.subject import Subject
from designdoc.model.facts import Target
from designdoc.rules.support import first_line, listed
from designdoc.source import Span

if TYPE_CHECKING:
    from designdoc.evidence import CaseResult
    from designdoc.workspace.assessment.verdicts import Age

_SHOWN = 3


def number(value: float) -> str:
    """A number as people write it: four digits that count, no trailing zeros."""
    shown = f"{value:.4g}"
    return f"{value:,.0f}" if "e" in shown and abs(value) < 1e15 else shown


def amount(value: float, unit: str) -> str:
    """A number with its unit."""
    return f"{number(value)}{'' if unit == '%' else ' '}{unit}".strip()


def wanted(target: Target) -> str:
    """A target in short: ``< 200 ms``, ``10 to 20 MB``."""
    if target.upper is not None:
        return f"{number(target.value)} to {amount(target.upper, target.unit)}"
    sign = "" if target.comparison == "=" else f"{target.comparison} "
    return f"{sign}{amount(target.value, target.unit)}"


def margin(value: float, target: Target) -> str:
    """How far a value is off, in percent of the limit (``25% over``), shares in points."""
    limit = target.value
    if target.upper is not None and value > target.upper:
        limit = target.upper
    off = value - limit
    side = "over" if off > 0 else "below"
    if not off:
        return "exactly the limit"
    if target.unit == "%":
        return f"{number(abs(off))} points {side}"
    return f"{number(100 * abs(off / limit))}% {side}" if limit else f"{number(abs(off))} {side}"


def of_file(age: "Age") -> str:
    """The file that says so, with its time."""
    return f"{age.path} of {age.taken} ({age.by})" if age.taken else age.path


def test_names(tests: Sequence["CaseResult"]) -> str:
    """The first few tests by name, with how many more there are."""
    return names([test.name for test in tests])


def names(given: Iterable[str]) -> str:
    """The first few names, each once, with how many more there are."""
    every = list(dict.fromkeys(given))
    shown = [f"'{name}'" if " " in name else name for name in every[:_SHOWN]]
    if len(every) > _SHOWN:
        return f"{', '.join(shown)} and {len(every) - _SHOWN} more"
    return listed(shown, "and")


def line(subject: Subject, span: Span) -> Span:
    """The first line of a fact."""
    return first_line(subject.document.source, span)

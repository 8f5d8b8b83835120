"""What a run came to, in words; shared by the formats that people read."""

from collections.abc import Iterable

from designdoc.diagnostics import Finding, Report, Severity, Summary
from designdoc.output.style import PLAIN, Palette


def summary_line(report: Report) -> str:
    """One line: documents, findings, time, and what can be fixed."""
    return " ".join(sentences(report.summary, fixable(report.findings)))


def sentences(summary: Summary, fixable: tuple[int, int], paint: Palette = PLAIN) -> list[str]:
    """The same sentence by sentence; ``fixable`` as the function of that name gives it."""
    found = summary.error + summary.warning + summary.info
    if not summary.documents and not found:
        return ["No documents to check."]
    checked = f"Checked {plural(summary.documents, 'document')}"
    time = f" in {summary.seconds:.2f} s"
    if found:
        first = f"{checked}: {counts(summary, paint)}{time}."
    else:
        first = f"{checked}{time}: {paint.good('all is well')}."
    return [first, *_fixable(*fixable), *_aside(summary)]


def counts(summary: Summary, paint: Palette = PLAIN) -> str:
    """``3 errors, 1 warning``: what there is none of is left out."""
    numbers = {
        Severity.ERROR: summary.error,
        Severity.WARNING: summary.warning,
        Severity.INFO: summary.info,
    }
    told = [
        paint.severity(severity, plural(number, severity.value))
        for severity, number in numbers.items()
        if number
    ]
    return ", ".join(told) or "no findings"


def plural(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def fixable(findings: Iterable[Finding]) -> tuple[int, int]:
    """How many findings have a safe fix, and how many an unsafe one only."""
    safe = unsafe = 0
    for finding in findings:
        if any(fix.safe for fix in finding.fixes):
            safe += 1
        elif finding.fixes:
            unsafe += 1
    return safe, unsafe


def _fixable(safe: int, unsafe: int) -> list[str]:
    told = [f"{safe} fixable with --fix."] if safe else []
    if unsafe:
        told.append(f"{unsafe}{' more' if safe else ''} with --unsafe-fixes.")
    return told


def _aside(summary: Summary) -> list[str]:
    numbers = {
        "fixed": summary.fixed,
        "suppressed": summary.suppressed,
        "in the baseline": summary.baselined,
    }
    told = [f"{number} {what}" for what, number in numbers.items() if number]
    return [", ".join(told) + "."] if told else []

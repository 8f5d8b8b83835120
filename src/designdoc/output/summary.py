"""What a run came to, in words; shared by the formats that people read."""

from designdoc.diagnostics import Report, Severity, Summary
from designdoc.output.style import PLAIN, Palette


def summary_line(report: Report) -> str:
    """One line: documents, findings, time, and what can be fixed."""
    return " ".join(summary_sentences(report))


def summary_sentences(report: Report, paint: Palette = PLAIN) -> list[str]:
    """The same sentence by sentence."""
    summary = report.summary
    if not summary.documents and not report.findings:
        return ["No documents to check."]
    checked = f"Checked {plural(summary.documents, 'document')}"
    time = f" in {summary.seconds:.2f} s"
    if report.findings:
        first = f"{checked}: {counts(summary, paint)}{time}."
    else:
        first = f"{checked}{time}: {paint.good('all is well')}."
    return [first, *_fixable(report), *_aside(summary)]


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


def _fixable(report: Report) -> list[str]:
    safe = sum(any(fix.safe for fix in finding.fixes) for finding in report.findings)
    unsafe = sum(bool(finding.fixes) for finding in report.findings) - safe
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

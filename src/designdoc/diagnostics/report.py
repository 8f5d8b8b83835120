"""What a run of ``check`` found: the value that every output format renders."""

from collections.abc import Sequence

from msgspec import Struct

from designdoc.diagnostics.finding import Finding, Severity


class TemplateUse(Struct, frozen=True):
    """Which template a document was checked against, and how we know.

    ``evidence`` says how the template was found, ``version_evidence`` why it is this version of it.
    """

    path: str
    evidence: str
    version: str | None = None
    revision: str | None = None
    version_evidence: str | None = None


class CheckedDocument(Struct, frozen=True):
    """One document of a run. ``status`` is what the document says of itself, if it does."""

    path: str
    status: str | None
    template: TemplateUse | None


class Summary(Struct, frozen=True):
    """Counts of documents and of findings by severity; ``seconds`` is wall time.

    ``suppressed`` findings were ignored by a comment, ``baselined`` ones are in the baseline.
    """

    documents: int
    error: int
    warning: int
    info: int
    seconds: float
    suppressed: int = 0
    baselined: int = 0
    fixed: int = 0


class Report(Struct, frozen=True):
    """Findings in output order (path, offset, code) over documents in path order."""

    documents: tuple[CheckedDocument, ...]
    findings: Sequence[Finding]
    summary: Summary

    def at_least(self, severity: Severity) -> bool:
        """Whether any finding is as severe as ``severity`` or more."""
        counts = {
            Severity.ERROR: self.summary.error,
            Severity.WARNING: self.summary.warning,
            Severity.INFO: self.summary.info,
        }
        return any(n and found.rank >= severity.rank for found, n in counts.items())


class RuleInfo(Struct, frozen=True):
    """What an output says of a rule: ``summary`` is one sentence, ``help`` its Markdown page."""

    code: str
    name: str
    severity: Severity
    summary: str
    help: str

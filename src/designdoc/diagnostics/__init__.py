"""What the tool has to say: findings, their places, fixes and severities."""

from designdoc.diagnostics.errors import ConfigurationError, DesigndocError, UsageError
from designdoc.diagnostics.finding import (
    Confidence,
    Edit,
    Finding,
    Fix,
    Related,
    Severity,
    sort_key,
)
from designdoc.diagnostics.report import CheckedDocument, Report, RuleInfo, Summary, TemplateUse

__all__ = [
    "CheckedDocument",
    "Confidence",
    "ConfigurationError",
    "DesigndocError",
    "Edit",
    "Finding",
    "Fix",
    "Related",
    "Report",
    "RuleInfo",
    "Severity",
    "Summary",
    "TemplateUse",
    "UsageError",
    "sort_key",
]

"""A finding of a file as a whole, where there is no bound document that a rule could read."""

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Finding, Related
from designdoc.source import Source


def finding(rule: Rule, source: Source, draft: Draft) -> Finding:
    """A finding of a file that could not be bound to a template."""
    return Finding(
        rule.code,
        rule.name,
        draft.severity or rule.severity,
        draft.confidence or rule.confidence,
        (draft.source or source).place(draft.span),
        draft.message,
        draft.help,
        tuple(Related(other.place(span), words) for other, span, words in draft.related),
        draft.fixes,
        draft.data,
    )

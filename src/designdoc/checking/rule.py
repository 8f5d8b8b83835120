"""What a rule is: a code, a name, a severity, and one pure function."""

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field

from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Edit, Finding, Fix, Related, Severity
from designdoc.diagnostics.finding import Data
from designdoc.document import Document
from designdoc.source import Source, Span


class Draft(Struct, frozen=True):
    """A finding as a rule states it; the runner adds code, name, severity and positions.

    ``span`` is bytes of ``source``, or of the document when there is none. ``expected`` is the
    template's span that asks for it, with the reason in words.
    """

    span: Span
    message: str
    help: str
    expected: tuple[Span, str] | None = None
    related: tuple[tuple[Source, Span, str], ...] = ()
    fixes: tuple[Fix, ...] = ()
    data: Data = field(default_factory=dict)
    source: Source | None = None
    expected_source: Source | None = None
    severity: Severity | None = None  # lower than the rule's, for a case that is less sure
    confidence: Confidence | None = None


Check = Callable[[Document], Iterable[Draft]]
ModelCheck = Callable[[Subject], Iterable[Draft]]


def _nothing(document: Document) -> Iterable[Draft]:
    """The check of a rule that has none over the bare document."""
    del document
    return ()


class Rule(Struct, frozen=True):
    """A rule of the table in ``designdoc.rules``; its documentation is its module's docstring.

    It has one of two checks: over the bound document, or over the model of what the document says.
    """

    code: str
    name: str
    severity: Severity
    since: str
    check: Check = _nothing
    confidence: Confidence = Confidence.CERTAIN
    check_model: ModelCheck | None = None

    @property
    def documentation(self) -> str:
        """What, why, example and fix, in Markdown."""
        module = sys.modules[(self.check_model or self.check).__module__]
        return inspect.cleandoc(module.__doc__ or "")

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """The rule's findings in one document, with places."""
        document = subject.document
        for draft in self.check_model(subject) if self.check_model else self.check(document):
            yield self._finding(draft, document)

    def _finding(self, draft: Draft, document: Document) -> Finding:
        related = [Related(source.place(span), message) for source, span, message in draft.related]
        if draft.expected:
            span, because = draft.expected
            origin = draft.expected_source or document.template.source
            related.insert(0, Related(origin.known_place(span), because))
        return Finding(
            self.code,
            self.name,
            draft.severity or self.severity,
            draft.confidence or self.confidence,
            (draft.source or document.source).place(draft.span),
            draft.message,
            draft.help,
            tuple(related),
            draft.fixes,
            draft.data,
        )


def fix(title: str, *edits: Edit, safe: bool = True) -> tuple[Fix, ...]:
    """One fix as a rule gives it."""
    return (Fix(title, safe, tuple(edits)),)

"""One document as a site shows it: a value that travels between processes."""

import posixpath
from collections.abc import Iterator, Sequence

from msgspec import Struct

from designdoc.application.body import Body, body_of
from designdoc.application.checker import Checker
from designdoc.application.configuration import has_code
from designdoc.application.modelled import model_of
from designdoc.application.next_ import KINDS, sections_of
from designdoc.application.outcome import Job, Trouble
from designdoc.application.outline import Line, outline
from designdoc.application.trace import assessed
from designdoc.diagnostics import Finding, Severity, TemplateUse
from designdoc.document import Document
from designdoc.model.facts import DesignModel
from designdoc.workspace.assessment import Assessment
from designdoc.workspace.unit import Unit, unit_of

_OWNERS = ("owner", "owners", "owning-sig", "dri", "author", "authors", "担当", "担当者", "作成者")
_ASKED = frozenset({"written", "empty", "not-applicable", "missing"})
_DONE = frozenset({"written", "not-applicable"})


class RiskRow(Struct, frozen=True):
    """A risk with its levels as written; ``line`` is the document's, from 1."""

    id: str
    risk: str
    impact: str
    probability: str
    mitigation: str
    line: int


class Step(Struct, frozen=True):
    """An item of a phase; ``done`` is its box, None without one."""

    text: str
    done: bool | None
    line: int


class PhaseRow(Struct, frozen=True):
    """A phase of the plan with its items."""

    order: int
    title: str
    line: int
    steps: tuple[Step, ...] = ()


class RevisionRow(Struct, frozen=True):
    """A row of the document's own revision history, as written."""

    date: str
    version: str
    changes: str
    author: str
    line: int


class Measurement(Struct, frozen=True):
    """A target beside what was measured, both in ``unit``; ``value`` is None where nothing was.

    ``state``: met, violated, stale, no-evidence. ``taken`` is when, as the result says it.
    """

    name: str
    metric: str
    comparison: str
    target: float
    unit: str
    state: str
    why: str
    line: int
    value: float | None = None
    upper: float | None = None
    qualifier: str = ""
    source: str = ""
    taken: str = ""


class Verdict(Struct, frozen=True):
    """What code says of a dependency between two components; ``kind`` as in ``code.reflexion``."""

    source: str
    target: str
    kind: str
    path: str = ""
    line: int = 0


class Sheet(Struct, frozen=True):
    """Everything that a site shows of one document and that hangs on it alone.

    ``filled`` of ``asked`` sections of its template are written, with nothing left of the template.
    ``unit`` is None for what cannot be read; then ``troubles`` say why. ``guidance`` is what the
    template says about each line of the ``outline``.
    """

    path: str
    title: str = ""
    status: str = ""
    owner: str = ""
    template: TemplateUse | None = None
    filled: int = 0
    asked: int = 0
    findings: tuple[Finding, ...] = ()
    suppressed: int = 0
    outline: tuple[Line, ...] = ()
    risks: tuple[RiskRow, ...] = ()
    phases: tuple[PhaseRow, ...] = ()
    revisions: tuple[RevisionRow, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    assessment: Assessment | None = None
    unit: Unit | None = None
    troubles: tuple[Trouble, ...] = ()
    body: Body = Body()
    guidance: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def completeness(self) -> float | None:
        """The share of the asked sections that are written; None where none is asked."""
        return self.filled / self.asked if self.asked else None


def sheet(job: Job, checker: Checker) -> Sheet | None:
    """What a site shows of a document; None for a README or the like that is none."""
    outcome = checker.check(job)
    if outcome.troubles:
        return Sheet(job.path, troubles=outcome.troubles)
    read = model_of(job, checker)
    if read is None:
        return None
    document, model = read
    lines = tuple(outline(document))
    filled, asked = _completeness(lines, outcome.findings)
    judged = assessed(document, model, checker)
    return Sheet(
        job.path,
        model.title or job.path,
        model.status or "",
        _owner(document),
        outcome.document.template if outcome.document else None,
        filled,
        asked,
        outcome.findings,
        outcome.suppressed,
        lines,
        tuple(_risks(document, model)),
        tuple(_phases(document, model)),
        tuple(_revisions(document, model)),
        tuple(_measurements(document, judged)) if judged else (),
        judged,
        unit_of(document, model, checker.terms(job.path)),
        (),
        body_of(document),
        tuple(_guidance(document, lines)),
        tuple(_verdicts(document, model, checker)),
    )


def _completeness(lines: Sequence[Line], findings: Sequence[Finding]) -> tuple[int, int]:
    left = {tuple(f.data.get("section", ())) for f in findings if f.code in KINDS}  # type: ignore[arg-type]  # names
    asked = [line for line in lines if line.template and line.state in _ASKED]
    done = [line for line in asked if line.state in _DONE and line.template not in left]
    return len(done), len(asked)


def _guidance(document: Document, lines: Sequence[Line]) -> Iterator[str]:
    sections = sections_of(document.template)
    for line in lines:
        section = sections.get(line.template) if line.template else None
        texts = [each.text for each in section.guidance] if section else []
        yield " ".join(texts) or " · ".join(h.text for h in (section.holes if section else ()))


def _verdicts(document: Document, model: DesignModel, checker: Checker) -> Iterator[Verdict]:
    folder = posixpath.dirname(checker.files.absolute(document.path))
    configuration = checker.configurations.of(folder)
    if not has_code(configuration) or not model.components or checker.code is None:
        return
    view = checker.code.view(document, model, configuration, dependencies_only=True)
    for each in view.verdicts if view else ():
        yield Verdict(each.source, each.target, each.kind, each.path, each.line)


def _owner(document: Document) -> str:
    found = (document.facts[name] for name in _OWNERS if document.facts.get(name))
    return next(found, "")


def _risks(document: Document, model: DesignModel) -> Iterator[RiskRow]:
    for each in model.risks:
        line = document.source.line_of(each.span.start)
        yield RiskRow(
            each.id or "", each.risk, each.impact, each.probability, each.mitigation, line
        )


def _phases(document: Document, model: DesignModel) -> Iterator[PhaseRow]:
    line_of = document.source.line_of
    for each in model.phases:
        steps = tuple(Step(i.text, i.done, line_of(i.span.start)) for i in each.items)
        yield PhaseRow(each.order, each.title, line_of(each.span.start), steps)


def _revisions(document: Document, model: DesignModel) -> Iterator[RevisionRow]:
    for each in model.revisions:
        line = document.source.line_of(each.span.start)
        yield RevisionRow(each.date, each.version, each.changes, each.author, line)


def _measurements(document: Document, judged: Assessment) -> Iterator[Measurement]:
    for each in judged.measured:
        target = each.target
        yield Measurement(
            each.name,
            target.metric,
            target.comparison,
            target.value,
            target.unit,
            each.state.value,
            each.why.value,
            document.source.line_of(target.span.start),
            each.value if each.why == "found" else None,
            target.upper,
            target.qualifier,
            each.age.path,
            each.age.taken,
        )
    for cover in judged.covered:
        target = cover.target
        yield Measurement(
            cover.scope or "coverage",
            cover.counted or target.metric,
            target.comparison,
            target.value,
            target.unit,
            cover.state.value,
            cover.why.value,
            document.source.line_of(target.span.start),
            cover.value if cover.why == "found" else None,
            target.upper,
            target.qualifier,
            cover.age.path,
            cover.age.taken,
        )

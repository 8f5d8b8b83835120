"""One document as a site shows it: a value that travels between processes."""

import posixpath
import traceback
import zlib
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from designdoc.application.body import Body, body_of
from designdoc.application.checker import Checker
from designdoc.application.configuration import has_code
from designdoc.application.gathered import Placed
from designdoc.application.modelled import model_of
from designdoc.application.next_ import KINDS, sections_of
from designdoc.application.outcome import Job, Outcome, Trouble
from designdoc.application.outline import Line, outline
from designdoc.application.parcel import Group, Parcel
from designdoc.application.trace import assessed
from designdoc.checking import Subject, run
from designdoc.diagnostics import DesigndocError, Finding, Severity, TemplateUse
from designdoc.document import Document
from designdoc.model.facts import DesignModel
from designdoc.workspace.assessment import Assessment, Covered, Measured
from designdoc.workspace.unit import Unit

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

    @property
    def boxes(self) -> tuple[int, int]:
        """How many items are done, of how many that have a box."""
        boxes = [step.done for step in self.steps if step.done is not None]
        return sum(boxes), len(boxes)


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


def sheet(job: Job, checker: Checker) -> tuple[Sheet | None, Outcome]:
    """What a site shows of a document, None for a README or the like that is none; its check."""
    outcome, subject = checker.examined(job)
    if outcome.troubles:
        return Sheet(job.path, troubles=outcome.troubles), outcome
    if subject is not None:
        return _sheet(job, subject, outcome, checker), outcome
    try:
        read = model_of(job, checker)
    except (OSError, DesigndocError) as error:
        trouble = Trouble(job.path, f"cannot be read: {getattr(error, 'strerror', None) or error}")
        return Sheet(job.path, troubles=(trouble,)), outcome
    if read is None:
        return None, outcome
    document, model = read
    subject = Subject(document, given=model, terms=checker.terms(job.path))
    return _sheet(job, subject, outcome, checker), outcome


def packed_sheet(job: Job, checker: Checker) -> Parcel:
    """What a site shows of a document, to travel and to be kept; ``sheets_in`` unpacks it."""
    try:
        made, outcome = sheet(job, checker)
        with checker.stages("pack"):
            held = zlib.compress(msgspec.msgpack.encode(made), 1) if made else b""
    except UnicodeEncodeError:
        message = "no page for it: its name, or one that it rests on, is no Unicode"
        return Parcel(job.path, None, troubles=(Trouble(job.path, message),))
    except Exception as error:  # a bug: said, the others go on
        message = f"{type(error).__name__}: {error}"
        trouble = Trouble(job.path, message, traceback.format_exc(), fault=True)
        return Parcel(job.path, None, troubles=(trouble,))
    group = Group(job.path, 0, 0, 0, 0, 0, (0, 0), (0, len(held)))
    return Parcel(
        job.path,
        outcome.document,
        (group,) if held else (),
        troubles=made.troubles if made else outcome.troubles,
        note=outcome.note,
        held=held,
        bound=outcome.bound,
        targets=outcome.targets,
    )


def sheet_in(placed: Placed) -> Sheet | None:
    """The sheet that was packed; None for a file that is no document."""
    return _unpacked(placed, _packed(placed))


class Unpacked:
    """``sheet_in`` for runs over the same documents: what is packed alike is unpacked once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, Sheet | None]] = {}

    def __call__(self, placed: Placed) -> Sheet | None:
        """The sheet that was packed; None for a file that is no document."""
        path, data = placed.parcel.path, _packed(placed)
        mark = blake2b(data, digest_size=16).digest()
        known = self._known.get(path)
        if not data or known is None or known[0] != mark:
            known = self._known[path] = (mark, _unpacked(placed, data))
        return known[1]


def _packed(placed: Placed) -> bytes:
    parcel = placed.parcel
    if parcel.troubles or not parcel.groups:
        return b""
    start, length = parcel.groups[0].data
    return placed.held.read(placed.start + start, length)


def _unpacked(placed: Placed, data: bytes) -> Sheet | None:
    parcel = placed.parcel
    if parcel.troubles:
        return Sheet(parcel.path, troubles=parcel.troubles)
    return _DECODER.decode(zlib.decompress(data)) if data else None


_DECODER = msgspec.msgpack.Decoder(Sheet)


def _sheet(job: Job, subject: Subject, outcome: Outcome, checker: Checker) -> Sheet:
    document, model = subject.document, subject.model
    lines = tuple(outline(document))
    filled, asked = completeness(lines, unfinished(job, document, outcome, checker))
    judged = assessed(document, model, checker)
    with checker.stages("link"):
        unit = subject.unit
    made = Sheet(
        path=job.path,
        title=model.title or job.path,
        status=model.status or "",
        owner=_owner(document),
        template=outcome.document.template if outcome.document else None,
        filled=filled,
        asked=asked,
        findings=outcome.findings,
        suppressed=outcome.suppressed,
        outline=lines,
        risks=tuple(_risks(document, model)),
        phases=tuple(_phases(document, model)),
        revisions=tuple(_revisions(document, model)),
        measurements=tuple(_measurements(document, judged)) if judged else (),
        assessment=judged,
        unit=unit,
        guidance=tuple(_guidance(document, lines)),
        verdicts=tuple(_verdicts(document, model, checker)),
    )
    with checker.stages("render"):
        return replace(made, body=body_of(document, checker.files, _told(made)))


def _told(sheet: Sheet) -> Iterator[int]:
    """The lines of a document that a page may lead to."""
    for finding in sheet.findings:
        if finding.path == sheet.path:
            yield finding.place.start.line
        places = (related.place for related in finding.related)
        yield from (place.start.line for place in places if place.path == sheet.path)
    if sheet.unit:
        yield from (node.line for node in sheet.unit.nodes)
        yield from (link.line for link in sheet.unit.links)
    yield from (line.line for line in sheet.outline)
    yield from (risk.line for risk in sheet.risks)
    yield from (phase.line for phase in sheet.phases)
    yield from (row.line for row in sheet.revisions)
    yield from (each.line for each in sheet.measurements)


def unfinished(
    job: Job, document: Document, outcome: Outcome, checker: Checker
) -> Sequence[Finding]:
    """What says that a section is not written: it is no less written where other rules are asked
    for on the command line.
    """
    options, checked = checker.options, outcome.document
    if not (options.select or options.ignore) or not (checked and checked.template):
        return outcome.findings
    rules = [rule for rule in checker.rules if rule.code in KINDS]
    return run(document, rules, checker.configured(job)).findings


def completeness(lines: Sequence[Line], findings: Sequence[Finding]) -> tuple[int, int]:
    """How many of the sections that the template asks for are written, and how many it asks for."""
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
        yield _measurement(document, each, each.name, each.target.metric)
    for cover in judged.covered:
        counted = cover.counted or cover.target.metric
        yield _measurement(document, cover, cover.scope or "coverage", counted)


def _measurement(
    document: Document, each: Measured | Covered, name: str, metric: str
) -> Measurement:
    target = each.target
    return Measurement(
        name,
        metric,
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

"""The use case ``next``: what is left to write in a document, in the order of its template."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence

from designdoc.application.checker import Checker
from designdoc.application.outcome import Job
from designdoc.application.templates import NoneFound
from designdoc.diagnostics import Finding, Severity, UsageError
from designdoc.document import Document
from designdoc.model.extract import extract
from designdoc.model.terms import Terms
from designdoc.template.schema import Column, Field, Fields, Section, TableForm, Template
from designdoc.workspace import Kind, Left, Row, Todo, link_units, unit_of

KINDS = {
    "DD101": "section",
    "DD107": "empty",
    "DD108": "field",
    "DD109": "column",
    "DD110": "block",
    "DD201": "hole",
    "DD202": "guidance",
}
"""The rules that say that something is left, and what each of them calls it."""
_ORDER = {kind: number for number, kind in enumerate(KINDS.values())}
_SHOWN = 5  # identifiers of requirements in one line
_WORDS = 60  # characters of a requirement that has no identifier


def next_(path: str, checker: Checker) -> Left:
    """What is left; ``checker`` runs the rules of ``KINDS`` and no others.

    Raises:
        UsageError: there is no such document, or no template fits it.
    """
    if not checker.files.is_file(path):
        what = "is a folder; name one document" if checker.files.is_folder(path) else "is not there"
        raise UsageError(f"'{path}' {what}")
    job = Job(path, posixpath.dirname(checker.files.absolute(path)), True)
    found = checker.document(job)
    if isinstance(found, NoneFound):
        raise UsageError(f"no template fits '{path}'; name one with --template")
    document, chosen = found
    outcome = checker.check(job)
    for trouble in outcome.troubles:
        raise UsageError(f"{trouble.path}: {trouble.message}")
    sections = sections_of(document.template)
    told = [f for f in outcome.findings if f.code in KINDS and f.severity is not Severity.INFO]
    todos = [_todo(finding, sections) for finding in told]
    places = {section: number for number, section in enumerate(sections)}
    todos.sort(key=lambda todo: (places.get(todo.section, -1), _ORDER[todo.kind], todo.line))
    return Left(
        path,
        chosen.compiled.path,
        tuple(todos),
        tuple(_links(document, checker.terms(path))),
        tuple(_optional(document)),
    )


def sections_of(template: Template) -> Mapping[tuple[str, ...], Section]:
    """Every section of the template by its path of names, in its order."""
    found: dict[tuple[str, ...], Section] = {}
    stack: list[tuple[tuple[str, ...], Section]] = [((), s) for s in reversed(template.sections)]
    while stack:
        above, section = stack.pop()
        path = (*above, section.name)
        found.setdefault(path, section)
        stack.extend((path, child) for child in reversed(section.children))
    return found


def _todo(finding: Finding, sections: Mapping[tuple[str, ...], Section]) -> Todo:
    names = finding.data.get("section", ())
    path = tuple(map(str, names)) if isinstance(names, list | tuple) else ()
    section = sections.get(path)
    return Todo(
        KINDS[finding.code],
        path,
        finding.message,
        finding.place.start.line,
        finding.code,
        finding.help,
        _guidance(finding, section) if section else "",
    )


def _guidance(finding: Finding, section: Section) -> str:
    """What the template says about the field, column or section that is meant."""
    named = finding.data.get("field") or finding.data.get("column")
    if named:
        for form in _named(section):
            help_ = form.guidance if isinstance(form, Field) else ""
            hole = form.hole.text if form.hole else ""
            if form.name == named and (help_ or hole):
                return help_ or hole
    if finding.code == "DD201":
        hole = str(finding.data.get("hole", ""))
        return "" if hole in finding.message else hole  # the message cuts long ones
    if finding.code == "DD202":
        return ""  # the message says the words that are still there
    texts = [text for inner in section.walk() for text in texts_of(inner)]
    return " · ".join(dict.fromkeys(texts))


def texts_of(section: Section) -> list[str]:
    """The guidance of a section, or where it has none the words of its holes."""
    guidance = [each.text for each in section.guidance]
    return guidance or [hole.text for hole in section.holes if hole.text]


def _named(section: Section) -> Iterator[Field | Column]:
    for element in section.content:
        if isinstance(element, Fields):
            yield from element.fields
        elif isinstance(element, TableForm):
            yield from element.columns


def _optional(document: Document) -> Iterator[Todo]:
    for absent in document.missing:
        if not document.is_required(absent.form) and not absent.form.ignore:
            line = document.source.line_of(absent.at)
            words = " ".join(guidance.text for guidance in absent.form.guidance)
            what = f"'{absent.form.name}' may be left out"
            yield Todo("section", absent.path, what, line, guidance=words, optional=True)


def _links(document: Document, terms: Terms) -> Iterator[Todo]:
    """Requirements that nothing else of the document speaks of."""
    workspace = link_units([unit_of(document, extract(document, terms), terms)])
    there = {node.kind for node in workspace.nodes}
    rows = workspace.coverage().requirements
    for kind in (Kind.COMPONENT, Kind.PHASE, Kind.TEST):
        without = [row for row in rows if kind in row.missing]
        if without and kind in there:
            yield _missing_link(kind, without)


def _missing_link(kind: Kind, rows: Sequence[Row]) -> Todo:
    named = [row.node.written or f"'{_cut(row.node.title)}'" for row in rows]
    shown = ", ".join(named[:_SHOWN])
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    verb = "is" if len(named) == 1 else "are"
    what = f"{shown}{more} {verb} linked to no {kind.value}"
    return Todo("link", (), what, rows[0].node.line, help=_how(kind, rows))


def _how(kind: Kind, rows: Iterable[Row]) -> str:
    first = next((row.node.written for row in rows if row.node.written), "")
    if not first:
        return "Give each requirement an identifier such as FR-1, so that it can be cited."
    where = {
        Kind.COMPONENT: f"Name the component in the requirement, or cite {first} in the component.",
        Kind.PHASE: f"Cite {first} in the phase, or in an item of it, that brings it.",
        Kind.TEST: f"Cite {first} in the test that proves it.",
    }
    return where[kind]


def _cut(text: str) -> str:
    return text if len(text) <= _WORDS else text[: _WORDS - 1].rstrip() + "…"

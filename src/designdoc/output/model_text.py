"""The model of a document for people: a heading for each kind of fact, a line for each fact."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from designdoc.model import facts
from designdoc.output.style import PLAIN, Palette, palette
from designdoc.output.visible import cell, cells, one_line
from designdoc.source import Source, Span

_INDENT = "  "
_MARGIN = 8  # cells for the line number at the left


def render(model: facts.DesignModel, source: Source, color: bool, width: int) -> str:
    """The whole model, ending in a line break."""
    page = _Page(source, palette() if color else PLAIN, max(width, 40))
    return "".join(f"{line}\n" for line in _lines(model, page))


class _Page:
    """Writes lines with the number of the document's line at the left, cut to the width."""

    def __init__(self, source: Source, paint: Palette, width: int) -> None:
        self._source = source
        self._width = width
        self.paint = paint

    def row(self, span: Span | None, text: str, depth: int = 0) -> str:
        """One fact on one line."""
        number = str(self._source.line_of(span.start)) if span else ""
        words = _cut(one_line(text), self._width - _MARGIN - depth * len(_INDENT))
        return f"{self.paint.gutter(f'{number:>{_MARGIN - 2}}')}  {_INDENT * depth}{words}"

    def head(self, title: str, count: int | None = None) -> str:
        """The heading of a kind of fact."""
        return self.paint.label(title) + (f" ({count})" if count is not None else "")


def _lines(model: facts.DesignModel, page: _Page) -> Iterator[str]:
    status = f" — {one_line(model.status)}" if model.status else ""
    yield page.paint.path(one_line(model.title) or "(no title)") + status
    for name, title in _TITLES:
        reason = model.not_applicable.get(name)
        values: Sequence[Any] = getattr(model, name)
        if reason is not None:
            yield ""
            yield page.head(title)
            yield page.row(reason.span, f"not applicable: {reason.reason or 'no reason given'}")
        elif values:
            yield ""
            yield page.head(title, len(values))
            for value in values:
                yield from _WRITERS.get(name, _entry)(value, page)


def _entry(fact: facts.Entry, page: _Page) -> Iterator[str]:
    yield page.row(fact.span, fact.text)


def _requirement(fact: facts.Requirement, page: _Page) -> Iterator[str]:
    count = len(fact.criteria)
    tail = f" [{count} criteria]" if count > 1 else " [1 criterion]" if count else ""
    yield page.row(fact.span, f"{_id(fact.id)}{fact.text}{tail}")


def _quality(fact: facts.QualityRequirement, page: _Page) -> Iterator[str]:
    label = f"{fact.attribute}: " if fact.attribute else ""
    yield page.row(fact.span, f"{_id(fact.id)}{label}{fact.text}")
    for target in fact.targets:
        yield page.row(target.span, f"→ {_target(target)}", 1)


def _target(target: facts.Target) -> str:
    qualifier = f" ({target.qualifier})" if target.qualifier else ""
    return f"{target.metric} {target.comparison} {target.value:g} {target.unit}{qualifier}"


def _criterion(fact: facts.Criterion, page: _Page) -> Iterator[str]:
    yield page.row(fact.span, f"{_box(fact.done)}{_id(fact.id)}{fact.text} [{fact.form}]")


def _data_flow(fact: facts.DataFlow, page: _Page) -> Iterator[str]:
    if not fact.edges:
        yield page.row(fact.span, fact.text or fact.form)
        return
    names = {node.id: node.label or node.id for node in fact.nodes}
    yield page.row(fact.span, f"{fact.form}: {len(fact.nodes)} nodes, {len(fact.edges)} edges")
    for edge in fact.edges:
        label = f" ({edge.label})" if edge.label else ""
        source, target = names.get(edge.source, edge.source), names.get(edge.target, edge.target)
        yield page.row(edge.span, f"{source} → {target}{label}", 1)


def _component(fact: facts.Component, page: _Page) -> Iterator[str]:
    yield page.row(fact.span, f"{_id(fact.id)}{fact.name}")
    for label, entries in (
        ("does", fact.responsibilities),
        ("offers", fact.interface),
        ("needs", fact.dependencies),
        ("code", fact.code),
    ):
        if entries:
            yield page.row(None, f"{label}: {'; '.join(e.text for e in entries if e.text)}", 1)


def _type(fact: facts.TypeDefinition, page: _Page) -> Iterator[str]:
    members = ", ".join(f"{m.name}{'?' if m.optional else ''}" for m in fact.members)
    yield page.row(fact.span, f"{fact.kind} {fact.name}" + (f": {members}" if members else ""))


def _signal(fact: facts.Signal, page: _Page) -> Iterator[str]:
    yield page.row(fact.span, f"{fact.kind} {fact.name}")


def _phase(fact: facts.Phase, page: _Page) -> Iterator[str]:
    boxes = [item.done for item in fact.items if item.done is not None]
    progress = f" [{sum(boxes)}/{len(boxes)}]" if boxes else ""
    yield page.row(fact.span, f"{fact.order}. {fact.title}{progress}")
    for item in fact.items:
        yield page.row(item.span, f"{_box(item.done)}{item.text}", 1)


def _test(fact: facts.Test, page: _Page) -> Iterator[str]:
    yield page.row(fact.span, f"{fact.level}: {fact.text}")


def _alternative(fact: facts.Alternative, page: _Page) -> Iterator[str]:
    yield page.row(fact.span, fact.name or _joined(fact.overview))
    for label, entries in (
        ("·", fact.overview if fact.name else ()),
        ("+", fact.pros),
        ("-", fact.cons),
        ("not taken:", fact.reason),
    ):
        if entries:
            yield page.row(None, f"{label} {_joined(entries)}", 1)


def _risk(fact: facts.Risk, page: _Page) -> Iterator[str]:
    levels = "/".join(filter(None, (fact.impact, fact.probability)))
    yield page.row(fact.span, f"{_id(fact.id)}{fact.risk}" + (f" [{levels}]" if levels else ""))
    if fact.mitigation:
        yield page.row(None, f"→ {fact.mitigation}", 1)


def _reference(fact: facts.Reference, page: _Page) -> Iterator[str]:
    target = f" <{fact.target}>" if fact.target and fact.target not in fact.text else ""
    yield page.row(fact.span, fact.text + target)


def _revision(fact: facts.Revision, page: _Page) -> Iterator[str]:
    parts = (fact.date, fact.version, fact.changes, fact.author)
    yield page.row(fact.span, "  ".join(filter(None, parts)))


def _other(fact: facts.Other, page: _Page) -> Iterator[str]:
    place = " › ".join(fact.section[1:] or fact.section)
    yield page.row(fact.span, f"[{place}] {fact.text}" if place else fact.text)


def _id(identifier: str | None) -> str:
    return f"{identifier} " if identifier else ""


def _box(done: bool | None) -> str:
    return "" if done is None else "[x] " if done else "[ ] "


def _joined(entries: Iterable[facts.Entry]) -> str:
    return "; ".join(entry.text for entry in entries)


def _cut(text: str, width: int) -> str:
    """The text, or its beginning with an ellipsis where it is wider."""
    if cells(text) <= width:
        return text
    used = 0
    for index, character in enumerate(text):
        used += cell(character)
        if used >= width:
            return text[:index].rstrip() + "…"
    return text


_WRITERS: dict[str, Callable[[Any, _Page], Iterator[str]]] = {
    "functional_requirements": _requirement,
    "quality_requirements": _quality,
    "acceptance_criteria": _criterion,
    "data_flow": _data_flow,
    "components": _component,
    "types": _type,
    "signals": _signal,
    "phases": _phase,
    "tests": _test,
    "alternatives": _alternative,
    "risks": _risk,
    "references": _reference,
    "revisions": _revision,
    "other": _other,
}
_TITLES = (
    ("overview", "Overview"),
    ("problem", "Problem"),
    ("challenges", "Current challenges"),
    ("goals", "Goals"),
    ("non_goals", "Non-goals"),
    ("functional_requirements", "Functional requirements"),
    ("quality_requirements", "Quality requirements"),
    ("acceptance_criteria", "Acceptance criteria"),
    ("architecture", "Architecture"),
    ("data_flow", "Data flow"),
    ("components", "Components"),
    ("types", "Types"),
    ("errors", "Errors"),
    ("signals", "Signals"),
    ("phases", "Phases"),
    ("migration", "Migration"),
    ("tests", "Tests"),
    ("security", "Security"),
    ("extensibility", "Extensibility"),
    ("drawbacks", "Drawbacks"),
    ("open_questions", "Open questions"),
    ("alternatives", "Alternatives"),
    ("risks", "Risks"),
    ("references", "References"),
    ("revisions", "Revisions"),
    ("other", "Other text"),
)

"""The model as JSON, in the shape of the public contract: every item with its line."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from designdoc.model import facts
from designdoc.source import Source, Span

Json = dict[str, Any]
_TEXTS = ("overview", "problem", "challenges", "architecture", "migration")
_LISTS = (
    "goals", "non_goals", "errors", "security", "extensibility", "drawbacks", "open_questions",
)  # fmt: skip


def to_json(model: facts.DesignModel, source: Source) -> Json:
    """The whole model; a role whose section is marked N/A says so in place of its facts."""
    line = _Lines(source)
    found: Json = {
        "version": 1,
        "title": model.title,
        "status": model.status,
        "template": model.template,
    }
    for name in _TEXTS:
        found[name] = _text(getattr(model, name))
    for name in _LISTS:
        found[name] = [line.item(e.span, text=e.text) for e in getattr(model, name)]
    found["functional_requirements"] = [
        line.item(r.span, id=r.id, text=r.text, criteria=[_criterion(c, line) for c in r.criteria])
        for r in model.functional_requirements
    ]
    found["quality_requirements"] = [
        line.item(q.span, id=q.id, attribute=q.attribute or None, text=q.text,
                  targets=[_target(t, line) for t in q.targets])
        for q in model.quality_requirements
    ]  # fmt: skip
    found["acceptance_criteria"] = [_criterion(c, line) for c in model.acceptance_criteria]
    found["data_flow"] = _data_flow(model.data_flow, line)
    for name, write in _WRITERS.items():
        found[name] = [write(fact, line) for fact in getattr(model, name)]
    found["other"] = [line.item(o.span, section=list(o.section), text=o.text) for o in model.other]
    for role, reason in model.not_applicable.items():
        found[role] = line.item(reason.span, not_applicable=True, reason=reason.reason or None)
    return {name: found[name] for name in _ORDER}


class _Lines:
    """Writes items with the line of their first byte, from 1."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def item(self, span: Span, **values: Any) -> Json:
        """An item with its line; an identifier that is not written is left out."""
        if values.get("id", "") is None:
            del values["id"]
        return {**values, "line": self._source.line_of(span.start)}


def _text(entries: Sequence[facts.Entry]) -> str | None:
    return "\n\n".join(entry.text for entry in entries) or None


def _texts(entries: Iterable[facts.Entry]) -> list[str]:
    return [entry.text for entry in entries if entry.text]


def _criterion(c: facts.Criterion, line: _Lines) -> Json:
    own = {"group": c.group} if c.group else {}
    cites = {"cites": list(c.cites)} if c.cites else {}
    return line.item(c.span, id=c.id, text=c.text, form=c.form, done=c.done, **own, **cites)


def _target(t: facts.Target, line: _Lines) -> Json:
    upper = {} if t.upper is None else {"upper": t.upper}
    return line.item(
        t.span,
        metric=t.metric or None,
        comparison=t.comparison,
        value=t.value,
        unit=t.unit,
        qualifier=t.qualifier or None,
        **upper,
        **({"measured_by": t.measured_by} if t.measured_by else {}),
    )


def _data_flow(flows: Sequence[facts.DataFlow], line: _Lines) -> Json | None:
    """All diagrams as one graph; the form is that of the first with edges, else of the first."""
    if not flows:
        return None
    main = next((flow for flow in flows if flow.edges), flows[0])
    return line.item(
        main.span,
        form=main.form,
        nodes=[line.item(n.span, id=n.id, label=n.label) for flow in flows for n in flow.nodes],
        edges=[
            line.item(e.span, **{"from": e.source, "to": e.target, "label": e.label or None})
            for flow in flows
            for e in flow.edges
        ],
        text="\n\n".join(flow.text for flow in flows if flow.text) or None,
    )


def _component(c: facts.Component, line: _Lines) -> Json:
    return line.item(
        c.span,
        id=c.id,
        name=c.name,
        responsibilities=_texts(c.responsibilities),
        interface=_texts(c.interface),
        dependencies=_texts(c.dependencies),
        code=_texts(c.code),
    )


def _type(t: facts.TypeDefinition, line: _Lines) -> Json:
    members = [
        line.item(m.span, name=m.name, type=m.type or None, optional=m.optional) for m in t.members
    ]
    return line.item(
        t.span, name=t.name, language=t.language, kind=t.kind, members=members, text=t.text
    )


def _signal(s: facts.Signal, line: _Lines) -> Json:
    return line.item(s.span, kind=s.kind, name=s.name)


def _phase(p: facts.Phase, line: _Lines) -> Json:
    items = [line.item(i.span, text=i.text, done=i.done) for i in p.items]
    return line.item(p.span, order=p.order, title=p.title, items=items)


def _test(t: facts.Test, line: _Lines) -> Json:
    goals = [_target(goal, line) for goal in t.goals]
    return line.item(t.span, level=t.level, text=t.text, goals=goals)


def _alternative(a: facts.Alternative, line: _Lines) -> Json:
    return line.item(
        a.span,
        name=a.name,
        overview=_text(a.overview),
        pros=_texts(a.pros),
        cons=_texts(a.cons),
        reason=_text(a.reason),
    )


def _risk(r: facts.Risk, line: _Lines) -> Json:
    notes = {"notes": _texts(r.parts)} if r.parts else {}
    return line.item(
        r.span,
        id=r.id,
        risk=r.risk,
        impact=r.impact or None,
        probability=r.probability or None,
        mitigation=r.mitigation or None,
        **notes,
    )


def _reference(r: facts.Reference, line: _Lines) -> Json:
    return line.item(r.span, text=r.text, target=r.target or None)


def _revision(r: facts.Revision, line: _Lines) -> Json:
    return line.item(
        r.span,
        date=r.date or None,
        version=r.version or None,
        changes=r.changes or None,
        author=r.author or None,
    )


_WRITERS: dict[str, Callable[[Any, _Lines], Json]] = {
    "components": _component,
    "types": _type,
    "signals": _signal,
    "phases": _phase,
    "tests": _test,
    "alternatives": _alternative,
    "risks": _risk,
    "references": _reference,
    "revisions": _revision,
}
_ORDER = (
    "version", "title", "status", "template", "overview", "problem", "challenges", "goals",
    "non_goals", "functional_requirements", "quality_requirements", "acceptance_criteria",
    "architecture", "data_flow", "components", "types", "errors", "signals", "phases",
    "migration", "tests", "security", "extensibility", "drawbacks", "open_questions",
    "alternatives", "risks", "references", "revisions", "other",
)  # fmt: skip

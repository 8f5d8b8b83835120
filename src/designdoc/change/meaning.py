"""What a fact means: its words and values without its place and its form.

Wrapping, list markers, padding of tables, emphasis, heading numbers, the order of things that have
none: all that may change and the meaning stays. This is what ``diff`` compares and what a
fingerprint in the review ledger stands for.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct

from designdoc.change.canonical import canonical, residue
from designdoc.change.numbers import without_targets
from designdoc.model import facts
from designdoc.source import Span

VERSION = 1  # of the encoding that fingerprints are made of; a change of it makes all links suspect
IN_ORDER = frozenset({"texts", "phases", "items", "steps"})  # lists whose order says something


class Meaning(Struct, frozen=True, eq=False, dict=True):
    """A fact without its place: values by name, and lists of the facts inside it.

    Values are words as written, on one line; compare by ``encoded``, which is canonical. ``span``
    is where the fact stands, ``shown`` its words whole where some of them are values of their own:
    neither counts in a comparison.
    """

    entity: str
    values: Mapping[str, str]
    lists: "Mapping[str, tuple[Meaning, ...]]" = {}
    span: Span | None = None
    shown: str = ""

    @property
    def id(self) -> str:
        """The identifier as written; empty without one."""
        return self.values.get("id", "")

    @cached_property
    def encoded(self) -> bytes:
        """The canonical encoding: equal for equal meanings. What is empty is left out."""
        return self._encode(self.values)

    @cached_property
    def said(self) -> bytes:
        """The encoding without the fact's own identifier: what it says, not what it is called."""
        return self._encode({name: v for name, v in self.values.items() if name != "id"})

    def _encode(self, values: Mapping[str, str]) -> bytes:
        told = [(name, canonical(value)) for name, value in sorted(values.items()) if value]
        lists = [
            (name, inner if name in IN_ORDER else sorted(inner))
            for name, each in sorted(self.lists.items())
            if (inner := [meaning.encoded.decode() for meaning in each])
        ]
        return msgspec.json.encode((self.entity, told, lists))


def fingerprint(fact: Any) -> str:
    """16 hexadecimal digits of SHA-256 over ``VERSION`` and what a fact says.

    Its identifier is not part of it: two requirements that were given one identifier differ, and
    one that was given another identifier stays the same.
    """
    said = fact.said if isinstance(fact, Meaning) else meaning(fact).said
    return sha256(b"designdoc meaning %d\n" % VERSION + said).hexdigest()[:16]


def meaning(fact: Any) -> Meaning:
    """The meaning of a fact of the model, ``designdoc.model.facts``.

    Criteria are facts of their own, and so no part of their requirement's meaning.
    """
    return _MEANINGS[type(fact)](fact)


def text(entity: str, entry: facts.Entry, **values: str) -> Meaning:
    """The meaning of a piece of text that belongs to a fact or a section."""
    return Meaning(entity, {**values, "text": _line(entry.text)}, span=entry.span)


def _line(words: str | None) -> str:
    return " ".join((words or "").split())


def _texts(entity: str, entries: Iterable[facts.Entry]) -> tuple[Meaning, ...]:
    return tuple(text(entity, entry) for entry in entries if entry.text.strip())


def _box(done: bool | None) -> str:
    return "" if done is None else "done" if done else "open"


def _entry(fact: facts.Entry) -> Meaning:
    return text("text", fact)


def _requirement(fact: facts.Requirement) -> Meaning:
    values = {"id": fact.id or "", "text": _line(fact.text)}
    return Meaning("requirement", values, span=fact.span)


def _quality(fact: facts.QualityRequirement) -> Meaning:
    values = {
        "id": fact.id or "",
        "attribute": _line(fact.attribute),
        "text": without_targets(_line(fact.text), fact.targets),
    }
    lists = {"targets": _targets(fact.targets)}
    return Meaning("quality-requirement", values, lists, fact.span, _line(fact.text))


def _targets(targets: Iterable[facts.Target]) -> tuple[Meaning, ...]:
    return tuple(_target(target) for target in targets)


def _target(fact: facts.Target) -> Meaning:
    value = f"{fact.value:.12g}" if fact.upper is None else f"{fact.value:.12g}–{fact.upper:.12g}"
    values = {
        "metric": _line(fact.metric),
        "comparison": fact.comparison,
        "value": f"{value} {fact.unit}".strip(),
        "qualifier": _line(fact.qualifier),
        "measured_by": _line(fact.measured_by),
    }
    return Meaning("target", values, span=fact.span)


def _criterion(fact: facts.Criterion) -> Meaning:
    values = {
        "id": fact.id or "",
        "text": _line(fact.text),
        "done": _box(fact.done),
        "group": _line(fact.group),
        "requirement": ", ".join(fact.cites),
    }
    return Meaning("criterion", values, span=fact.span)


def _data_flow(fact: facts.DataFlow) -> Meaning:
    if fact.form == "prose":
        return Meaning("text", {"text": _line(fact.text)}, span=fact.span)
    if fact.form == "steps":
        steps = (facts.Entry(node.label or node.id, node.span) for node in fact.nodes)
        return Meaning("steps", {}, {"steps": _texts("step", steps)}, fact.span)
    named = {node.id: _line(node.label or node.id) for node in fact.nodes}
    edges = tuple(
        Meaning(
            "edge",
            {
                "ends": f"{named.get(e.source, e.source)} → {named.get(e.target, e.target)}",
                "label": _line(e.label),
            },
            span=e.span,
        )
        for e in fact.edges
    )
    nodes = tuple(Meaning("node", {"name": named[n.id]}, span=n.span) for n in fact.nodes)
    ids = (each for node in fact.nodes for each in (node.id, node.label))
    labels = (edge.label for edge in fact.edges)
    rest = residue(without_styles(fact.text), (*ids, *labels)) if fact.text else ""
    return Meaning("diagram", {"text": rest}, {"nodes": nodes, "edges": edges}, fact.span)


def without_styles(diagram: str) -> str:
    """A diagram's source without the lines that only say how it looks, and its first word."""
    lines = [line.strip() for line in diagram.splitlines()]
    kept = (line for line in lines[1:] if not line.startswith(_STYLES))
    return "\n".join(kept)


_STYLES = ("style ", "classDef ", "class ", "linkStyle ", "direction ", "click ", "%%")


def _component(fact: facts.Component) -> Meaning:
    lists = {
        "responsibilities": _texts("responsibility", fact.responsibilities),
        "interface": _texts("interface", fact.interface),
        "dependencies": _texts("dependency", fact.dependencies),
        "code": _texts("code", fact.code),
    }
    values = {"id": fact.id or "", "name": _line(fact.name)}
    return Meaning("component", values, lists, fact.span)


def _type(fact: facts.TypeDefinition) -> Meaning:
    members = tuple(
        Meaning(
            "member",
            {"name": m.name, "type": _line(m.type), "optional": "optional" if m.optional else ""},
            span=m.span,
        )
        for m in fact.members
    )
    told = (each for m in fact.members for each in (m.name, m.type))
    rest = residue(fact.text, (*told, fact.name, fact.kind))
    values = {"name": fact.name, "kind": fact.kind, "language": fact.language, "text": rest}
    return Meaning("type", values, {"members": members}, fact.span)


def _signal(fact: facts.Signal) -> Meaning:
    return Meaning("signal", {"kind": fact.kind, "name": _line(fact.name)}, span=fact.span)


def _phase(fact: facts.Phase) -> Meaning:
    items = tuple(
        Meaning("item", {"text": _line(i.text), "done": _box(i.done)}, span=i.span)
        for i in fact.items
    )
    title = "" if fact.title == f"Phase {fact.order}" else _line(fact.title)
    return Meaning("phase", {"title": title}, {"items": items}, fact.span)


def _test(fact: facts.Test) -> Meaning:
    values = {"level": fact.level, "text": without_targets(_line(fact.text), fact.goals)}
    return Meaning("test", values, {"goals": _targets(fact.goals)}, fact.span, _line(fact.text))


def _alternative(fact: facts.Alternative) -> Meaning:
    lists = {
        "overview": _texts("overview", fact.overview),
        "pros": _texts("pro", fact.pros),
        "cons": _texts("con", fact.cons),
        "reason": _texts("reason", fact.reason),
    }
    return Meaning("alternative", {"name": _line(fact.name)}, lists, fact.span)


def _risk(fact: facts.Risk) -> Meaning:
    values = {
        "id": fact.id or "",
        "risk": _line(fact.risk),
        "impact": _line(fact.impact),
        "probability": _line(fact.probability),
        "mitigation": _line(fact.mitigation),
    }
    return Meaning("risk", values, {"notes": _texts("note", fact.parts)}, fact.span)


def _reference(fact: facts.Reference) -> Meaning:
    values = {"text": _line(fact.text), "target": fact.target}
    return Meaning("reference", values, span=fact.span)


def _revision(fact: facts.Revision) -> Meaning:
    values = {
        "date": _line(fact.date),
        "version": _line(fact.version),
        "changes": _line(fact.changes),
        "author": _line(fact.author),
    }
    return Meaning("revision", values, span=fact.span)


_MEANINGS: Mapping[type, Callable[[Any], Meaning]] = {
    facts.Entry: _entry,
    facts.Requirement: _requirement,
    facts.QualityRequirement: _quality,
    facts.Target: _target,
    facts.Criterion: _criterion,
    facts.DataFlow: _data_flow,
    facts.Component: _component,
    facts.TypeDefinition: _type,
    facts.Signal: _signal,
    facts.Phase: _phase,
    facts.Test: _test,
    facts.Alternative: _alternative,
    facts.Risk: _risk,
    facts.Reference: _reference,
    facts.Revision: _revision,
}

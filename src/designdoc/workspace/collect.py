"""The nodes of one document: every fact that something can link to, with the text that is its."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct, field

from designdoc.document import Document
from designdoc.markdown.anchors import slug
from designdoc.model import facts
from designdoc.model.facts import DesignModel
from designdoc.model.marks import leading
from designdoc.source import Span
from designdoc.template.names import key
from designdoc.workspace.graph import Duplicate, How, Kind, Link, Node, Relation, Unresolved
from designdoc.workspace.identifiers import is_identifier, same, stem
from designdoc.workspace.proved import proved
from designdoc.workspace.wanted import Wanted

_BREAK = re.compile(r"<br\s*/?>|\\n", re.IGNORECASE)  # within the label of a diagram
_TITLE = 160  # characters of a text that stand for it


class Piece(Struct, frozen=True):
    """Bytes whose words are a node's own. ``slot``: dependencies, interface, label, or empty."""

    span: Span
    node: Node
    slot: str = ""


class Collected(Struct):
    """What one document has; ``defined`` maps identifiers, as ``same`` makes them, to nodes."""

    document: Document
    model: DesignModel
    root: Node
    nodes: list[Node] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    defined: dict[str, Node] = field(default_factory=dict)
    by_fact: dict[int, Node] = field(default_factory=dict)  # by ``id`` of the fact in ``model``
    flow: dict[str, Node] = field(default_factory=dict)  # data-flow nodes by name
    drawn: set[str] = field(default_factory=set)  # ids of the flow nodes that a diagram draws
    doubles: dict[str, list[Node]] = field(default_factory=lambda: defaultdict(list))

    unresolved: list[Unresolved] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)

    def link(self, source: str, target: str, relation: Relation, how: How, span: Span) -> None:
        """Note a link between two nodes that is said at ``span``."""
        line = self.document.source.line_of(span.start)
        path = self.document.path
        self.links.append(Link(source, target, relation, how, path, line, span))

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the identifiers of its nodes."""
        return frozenset(stem(node.written) for node in self.defined.values())

    @property
    def duplicates(self) -> Iterator[Duplicate]:
        """Identifiers that were given twice."""
        for nodes in self.doubles.values():
            if len(nodes) > 1:
                yield Duplicate(self.document.path, nodes[0].written, tuple(nodes))


def collect(document: Document, model: DesignModel) -> Collected:
    """The nodes of a document with their text, and the links that the structure itself says."""
    source = document.source
    whole = Span(0, len(source.data))
    title = model.title or document.path.rpartition("/")[2]
    root = Node(document.path, Kind.DOCUMENT, document.path, 1, _cut(title), whole,
                state=document.status)  # fmt: skip
    found = Collected(document, model, root, [root], [Piece(whole, root)])
    builder = _Builder(found)
    builder.requirements()
    builder.criteria()
    builder.components()
    builder.flow()
    builder.plan()
    builder.others()
    return found


class _Builder:
    """Makes nodes with unique ids, one kind of fact after another."""

    def __init__(self, found: Collected) -> None:
        self._found = found
        self._model = found.model
        self._source = found.document.source
        self._used = {found.root.id}
        self._numbers: dict[str, int] = {}
        self._sections = {
            section.span.start: section.span
            for section in found.document.tree.sections
            if section.level > 1
        }

    def requirements(self) -> None:
        """Functional and quality requirements."""
        for fact in self._model.functional_requirements:
            node = self._add(fact, Kind.REQUIREMENT, fact.text, fact.span, fact.id)
            self._entries(node, fact.parts)
        for quality in self._model.quality_requirements:
            title = quality.attribute or quality.text
            self._add(quality, Kind.QUALITY, title, quality.span, quality.id)

    @cached_property
    def _cited_stems(self) -> frozenset[str]:
        """The families of the requirements' identifiers: elsewhere they are citations."""
        written = [fact.id for fact in self._model.functional_requirements]
        written += [fact.id for fact in self._model.quality_requirements]
        return frozenset(stem(each) for each in written if each) - {""}

    def criteria(self) -> None:
        """Acceptance criteria, each below the requirements that have it."""
        parents: dict[tuple[Span, str], list[Node]] = defaultdict(list)
        every = {(c.span, c.text): c for c in self._model.acceptance_criteria}
        for requirement in self._model.functional_requirements:
            node = self._found.by_fact[id(requirement)]
            for criterion in requirement.criteria:
                parents[criterion.span, criterion.text].append(node)
                every.setdefault((criterion.span, criterion.text), criterion)
        for place, criterion in sorted(every.items()):
            state = None if criterion.done is None else "done" if criterion.done else "open"
            own = criterion.id
            if own and stem(own) in self._cited_stems:
                own = None  # `- [ ] FR-1: …` is a criterion of FR-1
            node = self._add(criterion, Kind.CRITERION, criterion.text, criterion.span, own, state)
            above = {parent.id: parent for parent in parents[place]}
            for name in sorted(proved(criterion)):
                named = self._found.defined.get(name)
                if named is not None and named.kind is Kind.REQUIREMENT:
                    above[named.id] = named
            cited = {same(name) for name in criterion.cites}
            for parent in above.values():
                how = How.IDENTIFIER if same(parent.written) in cited else How.STRUCTURE
                self._found.link(parent.id, node.id, Relation.CONTAINS, how, criterion.span)

    def components(self) -> None:
        """Components and types."""
        for fact in self._model.components:
            node = self._add(fact, Kind.COMPONENT, fact.name, fact.span, fact.id)
            self._entries(node, fact.responsibilities)
            self._entries(node, fact.interface, "interface")
            self._entries(node, fact.dependencies, "dependencies")
        for type_ in self._model.types:
            self._add(type_, Kind.TYPE, type_.name, type_.span, None)

    def flow(self) -> None:
        """The nodes of diagrams and steps; one name is one node, however often it is drawn."""
        for flow in self._model.data_flow:
            drawn = flow.form not in {"steps", "prose"}
            by_id: dict[str, Node] = {}
            for fact in flow.nodes:
                label = " ".join(_BREAK.sub(" ", fact.label or fact.id).split())
                name = key(label) or label
                node = self._found.flow.get(name)
                if node is None:
                    node = self._add(fact, Kind.FLOW_NODE, label, fact.span, None, slot="label")
                    self._found.flow[name] = node
                if drawn:
                    self._found.drawn.add(node.id)
                by_id[fact.id] = node
            for edge in flow.edges:
                one, other = by_id.get(edge.source), by_id.get(edge.target)
                if one and other and one is not other:
                    self._found.link(one.id, other.id, Relation.FLOWS, How.STRUCTURE, edge.span)

    def plan(self) -> None:
        """Phases with their items, and tests."""
        for phase in self._model.phases:
            boxes = [item.done for item in phase.items if item.done is not None]
            state = f"{sum(boxes)}/{len(boxes)}" if boxes else None
            title = f"Phase {phase.order}"
            title = f"{title}: {phase.title}" if phase.title not in {"", title} else title
            node = self._add(phase, Kind.PHASE, title, phase.span, None, state)
            for item in phase.items:
                done = None if item.done is None else "done" if item.done else "open"
                below = self._add(item, Kind.PHASE_ITEM, item.text, item.span, None, done)
                self._found.link(node.id, below.id, Relation.CONTAINS, How.STRUCTURE, item.span)
        criteria = {stem(each.id) for each in self._model.acceptance_criteria if each.id}
        cited = self._cited_stems | criteria
        for test in self._model.tests:
            written, text = leading(test.text)
            if written and stem(written) in cited:
                written, text = None, test.text  # `FR-1: a case each` cites, it defines nothing
            self._add(test, Kind.TEST, text, test.span, written, test.level)

    def others(self) -> None:
        """Risks and alternatives."""
        for risk in self._model.risks:
            state = "/".join(filter(None, (risk.impact, risk.probability))) or None
            node = self._add(risk, Kind.RISK, risk.risk, risk.span, risk.id, state)
            self._entries(node, risk.parts)
        for fact in self._model.alternatives:
            parts = (*fact.overview, *fact.pros, *fact.cons, *fact.reason)
            title = fact.name or (parts[0].text if parts else "")
            self._entries(self._add(fact, Kind.ALTERNATIVE, title, fact.span, None), parts)

    def _add(  # noqa: PLR0913, PLR0917 - what a node is made of
        self,
        fact: object,
        kind: Kind,
        title: str,
        span: Span,
        written: str | None,
        state: str | None = None,
        slot: str = "",
    ) -> Node:
        found, path = self._found, self._found.document.path
        written = written if written and is_identifier(written) else ""
        name = f"{path}#{written}" if written else ""
        if not name or name in self._used:
            words = slug(written or title) or "unnamed"
            name = self._unique(f"{path}#{kind}/{words}")
        self._used.add(name)
        line = self._source.line_of(span.start)
        node = Node(name, kind, path, line, _cut(title), span, written, state)
        found.nodes.append(node)
        found.by_fact[id(fact)] = node
        found.pieces.append(Piece(self._sections.get(span.start, span), node, slot))
        if written:
            found.defined.setdefault(same(written), node)
            found.doubles[same(written)].append(node)
        return node

    def _unique(self, name: str) -> str:
        if name not in self._used:
            return name
        number = self._numbers.get(name, 1)
        while True:
            number += 1
            if f"{name}-{number}" not in self._used:
                self._numbers[name] = number
                return f"{name}-{number}"

    def _entries(self, node: Node, entries: Iterable[facts.Entry], slot: str = "") -> None:
        self._found.pieces.extend(Piece(entry.span, node, slot) for entry in entries)


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _TITLE else words[: _TITLE - 1].rstrip() + "…"

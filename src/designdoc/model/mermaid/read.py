"""A diagram's text to what it says: cleaned, its kind recognised, read, ranges made spans."""

from designdoc.model.mermaid.clean import WS, clean, encode_entities
from designdoc.model.mermaid.diagram import Diagram, Edge, Group, Node, Problem
from designdoc.model.mermaid.faults import FAULTS
from designdoc.model.mermaid.flow_chart import Chart
from designdoc.model.mermaid.flow_read import read_flowchart
from designdoc.model.mermaid.sequence_read import Sequence, read_sequence
from designdoc.model.mermaid.tokens import SyntaxProblem
from designdoc.model.mermaid.traced import Traced
from designdoc.model.offsets import Offsets
from designdoc.source import Span
from designdoc.source.regex import regex

_C4 = regex(r"C4Context|C4Container|C4Component|C4Dynamic|C4Deployment")
_KINDS = regex(
    "kanban|classDiagram|erDiagram|gantt|info|pie|requirement|timeline|gitGraph|stateDiagram"
    "|journey|quadrantChart|sankey|packet|xychart|block|eventmodeling|treeView-beta|radar-beta"
    "|treemap|venn-beta|mindmap|architecture|(?i:ishikawa|wardley-beta)"
)
_MAIN = "mainBranchName"
_FLOWCHART = regex("flowchart|graph|swimlane-beta")
_CLOSED_BLANK = regex(rf"\}}{WS}*\n")


def read(text: str, base: int = 0) -> Diagram:
    """Read a mermaid block. Spans count bytes from ``base``, the byte where the text begins."""
    cleaned, front_problem = clean(text)
    places = Offsets(text, base)
    if front_problem:
        start, end = places.span(0, min(3, len(text)))
        return Diagram("", problem=Problem(f"front matter: {front_problem}", Span(start, end)))
    source = cleaned.text
    if _C4.search(source):
        return Diagram("C4")
    if source.startswith("sequenceDiagram"):
        cleaned = _with_newline(encode_entities(cleaned))
        return _Placed(cleaned, places).sequence(read_sequence(cleaned.text))
    if _FLOWCHART.match(source):
        cleaned = _with_newline(encode_entities(cleaned))
        closed = ((*m.span(), "}\n") for m in _CLOSED_BLANK.finditer(cleaned.text))
        cleaned = cleaned.edit(closed)
        return _Placed(cleaned, places).flowchart(read_flowchart(cleaned.text))
    kind = _KINDS.match(source)
    if kind is None:
        return _unknown(cleaned, places)
    # front matter can name the first branch of a git graph otherwise
    return Diagram(kind[0]) if _MAIN in text else _Placed(cleaned, places).judged(kind[0])


def _with_newline(cleaned: Traced) -> Traced:
    size = len(cleaned.text)
    return cleaned.edit([(size, size, "\n")])


def _unknown(cleaned: Traced, places: Offsets) -> Diagram:
    words = cleaned.text.split(maxsplit=1)
    if not words:
        return Diagram("", problem=Problem("the diagram is empty", places.span(0, 0)))
    span = places.span(*cleaned.range(0, len(words[0])))
    return Diagram("", problem=Problem(f"no kind of diagram begins with `{words[0][:40]}`", span))


class _Placed:
    """Turns ranges of the cleaned text into spans of the original."""

    def __init__(self, cleaned: Traced, places: Offsets) -> None:
        self.cleaned = cleaned
        self.places = places

    def span(self, start: int, end: int) -> Span:
        text = self.cleaned.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return self.places.span(*self.cleaned.range(start, end))

    def problem(self, found: SyntaxProblem | None) -> Problem | None:
        if found is None:
            return None
        return Problem(found.message, self.places.span(*self.cleaned.range(found.start, found.end)))

    def judged(self, kind: str) -> Diagram:
        fault = FAULTS.get(kind)
        return Diagram(kind, problem=self.problem(fault(self.cleaned.text) if fault else None))

    def flowchart(self, chart: Chart) -> Diagram:
        groups = tuple(
            Group(group.id, group.label, tuple(group.seen), self.span(group.start, group.end))
            for group in chart.groups
        )
        names = {group.id for group in groups}
        return Diagram(
            "flowchart",
            tuple(
                Node(node.id, node.label, self.span(node.start, node.end), node.shape)
                for node in chart.nodes.values()
                if node.id not in names
            ),
            tuple(
                Edge(e.source, e.target, e.label, e.kind, self.span(e.start, e.end), e.both)
                for e in chart.edges
            ),
            groups,
            self.problem(chart.problem),
        )

    def sequence(self, found: Sequence) -> Diagram:
        return Diagram(
            "sequence",
            tuple(
                Node(actor.id, actor.label, self.span(actor.start, actor.end), actor.shape)
                for actor in found.actors.values()
            ),
            tuple(
                Edge(m.source, m.target, m.label, m.kind, self.span(m.start, m.end), m.both)
                for m in found.messages
            ),
            tuple(
                Group(str(number), box.label, tuple(box.members), self.span(box.start, box.end))
                for number, box in enumerate(found.boxes, 1)
            ),
            self.problem(found.problem),
        )

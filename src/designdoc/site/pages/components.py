"""Components and what they depend on: as documents say it, and as code has it."""

from msgspec import Struct
from msgspec.structs import replace

from designdoc.output.visible import cells, one_line
from designdoc.site.layered import Box, implied, layered
from designdoc.site.page import Page
from designdoc.site.view import View
from designdoc.workspace import Kind, Node
from designdoc.workspace.graph import Relation

PATH = "components.html"
MORE = "more/components.js"
_MOST = 25  # graphs that stand in the page itself
Point = tuple[float, float]
_QUIET = frozenset({"declared", "convergence", "unverifiable"})  # nothing to be seen at once
_LETTER = 7.4  # pixels of a letter of 13 pixels, on the average


class Edge(Struct, frozen=True):
    """A dependency; ``where`` is the import that shows it, ``way`` how the arrow goes.

    ``implied``: a longer way says so too, so that the drawing leaves it out at first.
    """

    source: str
    target: str
    kind: str
    place: str
    where: str = ""
    implied: bool = False
    way: str = ""


class Part(Struct, frozen=True):
    """A component as it is drawn: where it leads, its middle and its width in pixels."""

    place: str
    title: str
    name: str
    x: float
    y: float
    wide: float


class Graph(Struct, frozen=True):
    """The components of a document, by short names, with their dependencies."""

    number: int
    page: str
    title: str
    parts: tuple[tuple[str, Part], ...]
    edges: tuple[Edge, ...]
    titles: dict[str, str]
    wide: int
    high: int

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of its edges, each with what it means."""
        found = {edge.kind for edge in self.edges}
        return [(kind, words) for kind, words in _KINDS.items() if kind in found]


def components(view: View) -> Page:
    """A graph for each document with components, and its edges as a table."""
    graphs = [graph for sheet in view.sheets if (graph := _graph(sheet.path, view))]
    graphs = [replace(graph, number=number) for number, graph in enumerate(graphs, 1)]
    shown, more = view.parted(graphs, _MOST, MORE, "components_rows.html.j2")
    values = {"rows": shown, "count": len(graphs)}
    return Page(PATH, "components", "Components", "components.html.j2", values, more=more)


_KINDS = {
    "convergence": "the document and the code say so",
    "divergence": "the code depends, the document does not say so",
    "absence": "the document says so, no import shows it",
    "unverifiable": "the document says so, imports cannot show it",
    "declared": "the document says so",
}


def _graph(path: str, view: View) -> Graph | None:
    workspace, sheet = view.portfolio.workspace, view.portfolio.by_path[path]
    own = sheet.unit.nodes if sheet.unit else ()
    nodes = tuple(node for node in own if node.kind is Kind.COMPONENT)
    if not nodes:
        return None
    by_name = {node.title: node.id for node in nodes}
    edges: dict[tuple[str, str], Edge] = {}
    ids = {node.id for node in nodes}
    for node in nodes:
        for link in workspace.out.get(node.id, ()):
            if link.relation is Relation.DEPENDS and link.target in ids:
                place = view.line(link.path, link.line)
                edges[node.id, link.target] = Edge(node.id, link.target, "declared", place)
    for each in sheet.verdicts:
        ends = by_name.get(each.source, ""), by_name.get(each.target, "")
        if all(ends):
            known = edges.get(ends)
            where = f"{each.path}:{each.line}" if each.path else ""
            place = known.place if known else view.node(workspace.by_id[ends[0]])
            edges[ends] = Edge(*ends, each.kind, place, where)
    wide = {n.id: max(64.0, min(cells(_name(n)), 34) * _LETTER + 26) for n in nodes}
    drawn = layered([n.id for n in nodes], list(edges), wide)
    spare = implied([n.id for n in nodes], [k for k, e in edges.items() if e.kind in _QUIET])
    boxes = dict(drawn.boxes)
    short = {node.id: f"c{number}" for number, node in enumerate(nodes)}
    told = tuple(
        replace(
            e, source=short[e.source], target=short[e.target], way=_way(boxes, e),
            implied=k in spare and e.kind in _QUIET,
        )
        for k, e in edges.items()
    )  # fmt: skip
    return Graph(
        number=0,
        page=view.page_of[path],
        title=view.title(path),
        parts=tuple((short[n.id], _part(n, boxes[n.id], view)) for n in nodes),
        edges=told,
        titles={short[node.id]: one_line(node.title) for node in nodes},
        wide=round(drawn.width),
        high=round(drawn.height),
    )


def _part(node: Node, box: Box, view: View) -> Part:
    place, wide = view.node(node), round(box.width, 1)
    return Part(place, one_line(node.title), _name(node), round(box.x, 1), round(box.y, 1), wide)


def _name(node: Node) -> str:
    name = one_line(node.title or node.written)
    return name if len(name) <= 32 else f"{name[:31]}…"


def _way(boxes: dict[str, Box], edge: Edge) -> str:
    """The path of an arrow, from the edge of one box to that of the other."""
    a, b = boxes[edge.source], boxes[edge.target]
    if abs(a.y - b.y) < 1:
        dip = a.y - 46 - min(abs(a.x - b.x) / 12, 20)
        return _curve((a.x, a.y - 17), dip, dip, (b.x, b.y - 19))
    side = 17 if b.y > a.y else -17
    y1, y2 = a.y + side, b.y - side * 1.15
    return _curve((a.x, y1), (y1 + y2) / 2, (y1 + y2) / 2, (b.x, y2))


def _curve(start: Point, first: float, second: float, end: Point) -> str:
    return (
        f"M{start[0]:.0f},{start[1]:.0f} C{start[0]:.0f},{first:.0f}"
        f" {end[0]:.0f},{second:.0f} {end[0]:.0f},{end[1]:.0f}"
    )

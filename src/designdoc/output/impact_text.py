"""What a change touches, as a tree for a terminal: each branch says why it is there."""

from collections import Counter
from collections.abc import Iterator, Sequence

from designdoc.output.matrix import cut
from designdoc.output.style import PLAIN, Palette, palette
from designdoc.output.visible import one_line
from designdoc.workspace import Link, Node, Relation, Step, Touched, Workspace

_VERBS = {
    Relation.CONTAINS: "contains",
    Relation.CITES: "cites",
    Relation.NAMES: "names",
    Relation.DEPENDS: "depends on",
    Relation.USES: "uses",
    Relation.FLOWS: "flows to",
    Relation.IS: "is",
    Relation.LINKS: "links to",
}
_LABEL = 60  # characters of a title in the tree
_NAME = 28  # of a name within a reason
_DEEPEST = 30  # levels that are drawn as such


def render_text(touched: Touched, workspace: Workspace, color: bool) -> Iterator[str]:
    """The changed thing, a branch for each thing that it touches, and how many there are."""
    paint = palette() if color else PLAIN
    yield f"{paint.label(_name(touched.node))}  {paint.gutter(_place(touched.node))}\n"
    stack = [(step, "", last) for step, last in _ends(touched.below.get(touched.node.id, ()))]
    while stack:
        step, indent, last = stack.pop()
        yield _branch(step, indent + ("└─ " if last else "├─ "), workspace, paint)
        inner = indent + ("   " if last else "│  ") if len(indent) < 3 * _DEEPEST else indent
        stack += [(each, inner, end) for each, end in _ends(touched.below.get(step.node.id, ()))]
    yield "\n" + _summary(touched, paint)


def _ends(steps: Sequence[Step]) -> list[tuple[Step, bool]]:
    """The steps last first, as a stack wants them, with whether each is the last branch."""
    return [(step, number == 0) for number, step in enumerate(reversed(steps))]


def _branch(step: Step, lead: str, workspace: Workspace, paint: Palette) -> str:
    why = f"{reason(step.via, workspace)} (line {step.via.line})"
    place = paint.gutter(_place(step.node))
    return f"{paint.gutter(lead)}{paint.label(_name(step.node))}  {place}  {why}\n"


def reason(link: Link, workspace: Workspace) -> str:
    """What a link says in words: ``FR-3 names Tokenizer``."""
    one, other = workspace.by_id[link.source], workspace.by_id[link.target]
    return f"{_short(one)} {_VERBS[link.relation]} {_short(other)}"


def _name(node: Node) -> str:
    kind = node.kind.value.replace("-", " ")
    title = cut(one_line(node.title), _LABEL)
    return f"{kind} {one_line(node.written)} {title}" if node.written else f"{kind} {title}"


def _short(node: Node) -> str:
    return cut(one_line(node.label), _NAME)


def _place(node: Node) -> str:
    return f"{one_line(node.path)}:{node.line}"


def _summary(touched: Touched, paint: Palette) -> str:
    if not touched.steps:
        return f"Nothing is linked to {_short(touched.node)}.\n"
    kinds = Counter(step.node.kind.value.replace("-", " ") for step in touched.steps)
    counted = ", ".join(f"{kind}: {count}" for kind, count in kinds.items())
    total = len(touched.steps)
    return paint.label(f"Touches {total} thing{'s' * (total != 1)}") + f" ({counted}).\n"

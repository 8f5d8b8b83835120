"""The use case ``impact``: what a change of one thing touches, and why."""

from designdoc.application.nearest import nearest
from designdoc.diagnostics import UsageError
from designdoc.workspace import Node, Touched, Workspace

_LISTED = 8  # of several that are called the same


def impact(name: str, workspace: Workspace) -> Touched:
    """What a change of the thing with this name touches.

    Raises:
        UsageError: nothing is called so, or several things are.
    """
    node = the_one(name, workspace)
    return workspace.impact(node.id)


def the_one(name: str, workspace: Workspace) -> Node:
    """The one node that a name means.

    Raises:
        UsageError: nothing is called so, or several things are.
    """
    found = workspace.find(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(_several(name, found))
    raise UsageError(_none(name, workspace))


def _several(name: str, found: tuple[Node, ...]) -> str:
    shown = [f"  {node.id} ({node.kind}, line {node.line})" for node in found[:_LISTED]]
    if len(found) > _LISTED:
        shown.append(f"  … and {len(found) - _LISTED} more")
    listed = "\n".join(shown)
    return f"'{name}' is the name of {len(found)} things; say which:\n{listed}"


def _none(name: str, workspace: Workspace) -> str:
    names = {label for node in workspace.nodes for label in (node.written, node.title) if label}
    near = nearest(name, sorted(names), 3)
    if near:
        return f"nothing here is called '{name}'; near are {', '.join(near)}"
    written = sorted({node.written for node in workspace.nodes if node.written})
    some = f"; identifiers here are {', '.join(written[:12])}" if written else ""
    return f"nothing here is called '{name}'{some}"

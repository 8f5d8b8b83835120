"""Documents linked into one immutable snapshot, which answers who defines and who cites what."""

from designdoc.workspace.coverage import COLUMNS, NEEDED, Coverage, Row
from designdoc.workspace.graph import (
    Duplicate,
    How,
    Kind,
    Link,
    Missing,
    Node,
    Relation,
    Unresolved,
)
from designdoc.workspace.impact import Step, Touched
from designdoc.workspace.link import link, link_units
from designdoc.workspace.snapshot import Workspace
from designdoc.workspace.todo import Left, Todo
from designdoc.workspace.unit import Unit, unit_of

__all__ = [
    "COLUMNS",
    "NEEDED",
    "Coverage",
    "Duplicate",
    "How",
    "Kind",
    "Left",
    "Link",
    "Missing",
    "Node",
    "Relation",
    "Row",
    "Step",
    "Todo",
    "Touched",
    "Unit",
    "Unresolved",
    "Workspace",
    "link",
    "link_units",
    "unit_of",
]

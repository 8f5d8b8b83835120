"""Nodes and links: what the documents speak of, and how it hangs together."""

from enum import StrEnum

from msgspec import Struct

from designdoc.source import Span


class Kind(StrEnum):
    """What a node is; the value is also the first part of an id where nothing is written."""

    DOCUMENT = "document"
    REQUIREMENT = "requirement"
    QUALITY = "quality"
    CRITERION = "criterion"
    COMPONENT = "component"
    TYPE = "type"
    FLOW_NODE = "data-flow-node"
    PHASE = "phase"
    PHASE_ITEM = "phase-item"
    TEST = "test"
    RISK = "risk"
    ALTERNATIVE = "alternative"


class Relation(StrEnum):
    """What a link says."""

    CONTAINS = "contains"  # a requirement its criterion, a phase its item
    CITES = "cites"  # an identifier, or a link to its place
    NAMES = "names"  # a component or type by its name
    DEPENDS = "depends-on"  # component on component
    USES = "uses"  # an interface or a member a type
    FLOWS = "flows-to"  # data-flow node to data-flow node
    IS = "is"  # a data-flow node a component or type; a component the type of its name
    LINKS = "links-to"  # another document


class How(StrEnum):
    """How a link was recognised."""

    IDENTIFIER = "identifier"
    NAME = "name"
    LINK = "link"  # a Markdown link
    STRUCTURE = "structure"  # where it stands, or an arrow of a diagram


class Node(Struct, frozen=True):
    """Something that a document speaks of. ``written`` is its identifier, empty without one.

    ``id`` is ``path#FR-1``, or ``path#kind/words`` where nothing is written; a document's is its
    path. ``span`` is bytes of the document. ``evidence`` is met, violated, stale or no-evidence,
    None where no evidence is configured or the node asks for none.
    """

    id: str
    kind: Kind
    path: str
    line: int
    title: str
    span: Span
    written: str = ""
    state: str | None = None
    evidence: str | None = None

    @property
    def label(self) -> str:
        """What people call it: the identifier, else the title."""
        return self.written or self.title or self.id


class Link(Struct, frozen=True):
    """A link between two nodes by their ids. ``span`` is where it is said, in ``path``."""

    source: str
    target: str
    relation: Relation
    how: How
    path: str
    line: int
    span: Span


class Missing(StrEnum):
    """What kind of thing a text names that is not there."""

    IDENTIFIER = "identifier"  # of this document, or of another one of the workspace
    DOCUMENT = "document"  # `login/FR-1` where no document, or more than one, is called login
    PATH = "path"  # a relative link to a file that is not one of the documents
    ANCHOR = "anchor"  # a heading that its document does not have
    COMPONENT = "component"  # a dependency that is no component here: often an outside library
    FLOW_NODE = "data-flow-node"  # a node of a diagram that is no component and no type


class Unresolved(Struct, frozen=True):
    """A mention that leads nowhere. ``source`` is the node that says it.

    ``written`` is what stands there; ``target`` the identifier, document, anchor or path that was
    looked for (a path from where the documents' paths begin), in the document ``document``.
    """

    kind: Missing
    source: str
    path: str
    line: int
    span: Span
    written: str
    target: str
    document: str = ""


class Duplicate(Struct, frozen=True):
    """One identifier given to several things of a document; the first is the one that is meant."""

    path: str
    written: str
    nodes: tuple[Node, ...]

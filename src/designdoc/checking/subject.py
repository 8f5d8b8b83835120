"""What a rule over the meaning of a document sees: the document, its model, and what is around it.

The core reads no files. Whoever runs the rules says what it knows of the world in ``Around``; a
rule that is told nothing finds nothing.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from designdoc.document import Document
from designdoc.model.facts import DesignModel
from designdoc.model.terms import USUAL, Terms
from designdoc.source import Span

if TYPE_CHECKING:
    from designdoc.workspace.snapshot import Workspace
    from designdoc.workspace.symbols import Symbols
    from designdoc.workspace.unit import Unit

if TYPE_CHECKING:
    from designdoc.workspace.assessment import Assessment, Changes, Evidence

if TYPE_CHECKING:
    from designdoc.code.view import CodeView


class Linked(Struct, frozen=True):
    """A file that a document links to: its anchors, in lower case; None where it has none to know.

    ``near`` are names in the nearest folder that exists, for a file that is not there; ``symbols``
    is what the document defines, where an identifier of it is wanted.
    """

    exists: bool
    anchors: frozenset[str] | None = None
    near: tuple[str, ...] = ()
    symbols: "Symbols | None" = None


class Standing(Struct, frozen=True):
    """Where the document's version of its template stands among the others.

    ``evidence`` says why it is this version; ``newer`` counts the versions after it, ``changes``
    says in words what the newest, of ``newest``, asks for beyond it. ``unknown_pin`` is a version
    that the document names in vain at ``pin``, the nearest of those that exist in ``near``.
    """

    version: str
    evidence: str
    newest: str
    newer: int = 0
    changes: str = ""
    pin: Span | None = None
    unknown_pin: str = ""
    near: tuple[str, ...] = ()


class SuspectLink(Struct, frozen=True):
    """A link that was accepted: its other end, what it says, and when and by whom."""

    label: str
    relation: str
    date: str
    by: str


class SuspectEnd(Struct, frozen=True):
    """Something of the document that means another thing than when links to it were accepted.

    ``through`` are chains to what hangs on it by way of those links.
    """

    label: str
    span: Span
    links: tuple[SuspectLink, ...]
    through: tuple[str, ...] = ()


class Around(Struct, frozen=True):
    """What is known of the world around a document.

    ``linked`` are the files that it links to by their path as written, ``cited`` what the documents
    define whose identifiers it names, by their name as written; ``then`` is the text that it had
    when its newest revision row was written, ``changed`` the day of its last change.
    ``template`` is None where nothing is known of other versions of the template; ``suspects`` is
    what the review ledger knows to have changed. ``evidence`` are the results that speak of it,
    None where none are configured; ``changes`` says when its lines and the code behind it changed.
    ``code`` is the source code around it, where the configuration says that there is some.
    """

    today: date | None = None
    linked: Mapping[str, Linked] = field(default_factory=dict)
    then: str | None = None
    changed: date | None = None
    template: Standing | None = None
    suspects: tuple[SuspectEnd, ...] = ()
    cited: "Mapping[str, Symbols]" = field(default_factory=dict)
    evidence: "Evidence | None" = None
    changes: "Changes | None" = None
    code: "CodeView | None" = None


NOTHING_KNOWN = Around()


class Subject(Struct, frozen=True, dict=True):
    """A document for rules over its model, which is read when the first rule asks for it."""

    document: Document
    around: Around = NOTHING_KNOWN
    given: DesignModel | None = None
    terms: Terms = USUAL

    @cached_property
    def model(self) -> DesignModel:
        """What the document says."""
        if self.given is not None:
            return self.given
        from designdoc.model.extract import extract  # heavy, and not every command reads models

        return extract(self.document, self.terms)

    @cached_property
    def unit(self) -> "Unit":
        """What the document defines, links, and says of others, as ``trace`` sees it."""
        from designdoc.workspace.unit import unit_of

        return unit_of(self.document, self.model, self.terms)

    @cached_property
    def symbols(self) -> "Symbols":
        """What the document defines, by every name for it."""
        if "unit" in vars(self):
            return self.unit.symbols
        from designdoc.workspace.unit import symbols_of

        return symbols_of(self.document, self.model, self.terms)

    @cached_property
    def workspace(self) -> "Workspace":
        """The document linked by itself."""
        from designdoc.workspace.link import link_units

        return link_units([self.unit])

    @cached_property
    def assessment(self) -> "Assessment | None":
        """What the results say of the document; None where there are none to look at."""
        evidence = self.around.evidence
        if evidence is None:
            return None
        from designdoc.workspace.assessment import NO_CHANGES, assess  # only with evidence

        changes = self.around.changes or NO_CHANGES
        return assess(self.document.source, self.model, evidence, changes)

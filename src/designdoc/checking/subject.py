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

if TYPE_CHECKING:
    from designdoc.workspace.snapshot import Workspace
    from designdoc.workspace.symbols import Symbols
    from designdoc.workspace.unit import Unit


class Linked(Struct, frozen=True):
    """A file that a document links to: its anchors, in lower case; None where it has none to know.

    ``near`` are names in the nearest folder that exists, for a file that is not there; ``symbols``
    is what the document defines, where an identifier of it is wanted.
    """

    exists: bool
    anchors: frozenset[str] | None = None
    near: tuple[str, ...] = ()
    symbols: "Symbols | None" = None


class Around(Struct, frozen=True):
    """What is known of the world around a document.

    ``linked`` are the files that it links to by their path as written, ``cited`` what the documents
    define whose identifiers it names, by their name as written; ``then`` is the text that it had
    when its newest revision row was written, ``changed`` the day of its last change.
    """

    today: date | None = None
    linked: Mapping[str, Linked] = field(default_factory=dict)
    then: str | None = None
    changed: date | None = None
    cited: "Mapping[str, Symbols]" = field(default_factory=dict)


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
    def workspace(self) -> "Workspace":
        """The document linked by itself."""
        from designdoc.workspace.link import link_units

        return link_units([self.unit])

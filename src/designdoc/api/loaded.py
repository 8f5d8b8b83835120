"""A document as programs get it: bound to its template, its model worked out when asked for."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from designdoc.document import Document
from designdoc.model.terms import USUAL, Terms
from designdoc.template.schema import Template

if TYPE_CHECKING:
    from designdoc.model.facts import DesignModel


@dataclass(frozen=True)
class LoadedDocument:
    """A document: ``document`` is its structure, ``model`` what it says."""

    document: Document
    terms: Terms = USUAL

    @property
    def path(self) -> str:
        """The path as it was given."""
        return self.document.path

    @property
    def status(self) -> str | None:
        """What the document says of its own state, as written."""
        return self.document.status

    @property
    def template(self) -> Template:
        """The template that it was bound to."""
        return self.document.template

    @cached_property
    def model(self) -> "DesignModel":
        """The typed facts of every section, with places."""
        from designdoc.model.extract import extract

        return extract(self.document, self.terms)

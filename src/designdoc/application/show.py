"""Show one document: what it says, as a typed model."""

from msgspec import Struct

from designdoc.application.checker import Checker
from designdoc.application.one_document import one_document
from designdoc.diagnostics import TemplateUse
from designdoc.document import Document
from designdoc.model.extract import extract
from designdoc.model.facts import DesignModel


class Shown(Struct, frozen=True):
    """A document, its model, and its template; None where none was found."""

    document: Document
    model: DesignModel
    template: TemplateUse | None


def show(path: str, checker: Checker) -> Shown:
    """The model of a document. Without a template, roles are known by the headings alone.

    Raises:
        UsageError: there is no such file, it is too large, or the template is not there.
    """
    document, use = one_document(path, checker)
    return Shown(document, extract(document, checker.terms(path)), use)

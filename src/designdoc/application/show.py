"""Show one document: what it says, as a typed model."""

import posixpath

from msgspec import Struct

from designdoc.application.checker import Checker
from designdoc.application.outcome import Job
from designdoc.application.templates import NoneFound
from designdoc.diagnostics import TemplateUse, UsageError
from designdoc.document import Document, bind
from designdoc.markdown import parse
from designdoc.model.extract import extract
from designdoc.model.facts import DesignModel
from designdoc.source import decode
from designdoc.template.infer import infer


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
    if not checker.files.is_file(path):
        folder = checker.files.is_folder(path)
        why = "is a folder; name one document" if folder else "does not exist"
        raise UsageError(f"'{path}' {why}")
    root = posixpath.dirname(checker.files.absolute(path))
    limit = checker.configurations.of(root).max_bytes
    if checker.files.size(path) > limit:
        raise UsageError(f"'{path}' is larger than the limit of {limit} bytes")
    found = checker.document(Job(path, root, True))
    if isinstance(found, NoneFound):
        if found.named:
            raise UsageError(f"there is no template '{found.named}'")
        nothing = infer(parse(decode("", b"")))
        tree = parse(decode(path, checker.files.read(path)))
        document = bind(tree, nothing)
        return Shown(document, extract(document, checker.terms(path)), None)
    document, chosen = found
    return Shown(document, extract(document, checker.terms(path)), chosen.use)

"""One document by its path, bound to its template, or to none where none fits."""

import posixpath

from designdoc.application.checker import Checker
from designdoc.application.inferred import inferred
from designdoc.application.outcome import Job
from designdoc.application.templates import NoneFound
from designdoc.diagnostics import TemplateUse, UsageError
from designdoc.document import Document, bind
from designdoc.markdown import parse
from designdoc.source import decode


def one_document(path: str, checker: Checker) -> tuple[Document, TemplateUse | None]:
    """The document and its template. Without a template, it is bound to an empty one.

    Raises:
        UsageError: there is no such file, it is too large, or the template is not there.
    """
    job = job_of(path, checker)
    limit = checker.configurations.of(job.root).max_bytes
    if checker.files.size(path) > limit:
        raise UsageError(f"'{path}' is larger than the limit of {limit} bytes")
    found = checker.document(job)
    if not isinstance(found, NoneFound):
        document, chosen = found
        return document, chosen.use
    if found.named:
        raise UsageError(f"there is no template '{found.named}'")
    nothing = inferred(decode("", b""), (), checker.store)
    tree = parse(decode(path, checker.files.read(path)))
    return bind(tree, nothing), None


def job_of(path: str, checker: Checker) -> Job:
    """The job of one document that is named.

    Raises:
        UsageError: there is no such file.
    """
    if not checker.files.is_file(path):
        folder = checker.files.is_folder(path)
        why = "is a folder; name one document" if folder else "does not exist"
        raise UsageError(f"'{path}' {why}")
    return Job(path, posixpath.dirname(checker.files.absolute(path)), True)

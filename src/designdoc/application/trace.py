"""The use case ``trace``: the documents behind the paths, linked into one snapshot."""

import posixpath
import traceback
from collections.abc import Callable, Sequence

from msgspec import Struct

from designdoc.application.check import plan
from designdoc.application.checker import FALLBACK, Checker
from designdoc.application.outcome import Job, Trouble
from designdoc.application.templates import NoneFound, is_well_known
from designdoc.diagnostics import ConfigurationError, UsageError
from designdoc.document import Document, bind
from designdoc.markdown import parse
from designdoc.model.extract import extract
from designdoc.model.facts import DesignModel
from designdoc.source import decode
from designdoc.workspace import Workspace, link

Progress = Callable[[int, int], None]


class Linked(Struct, frozen=True):
    """The snapshot, the documents in it by path, and what could not be read."""

    workspace: Workspace
    documents: dict[str, tuple[Document, DesignModel]]
    troubles: tuple[Trouble, ...]


def linked(paths: Sequence[str], checker: Checker, progress: Progress | None = None) -> Linked:
    """Read, model and link the documents; one that cannot be read is a trouble, the others go on.

    Raises:
        UsageError: a path does not exist.
    """
    with checker.stages("find documents"):
        jobs, troubles = plan(paths, checker)
    found: dict[str, tuple[Document, DesignModel]] = {}
    for number, job in enumerate(jobs, 1):
        try:
            modelled = model_of(job, checker)
        except (OSError, UsageError, ConfigurationError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            troubles.append(Trouble(job.path, f"cannot be read: {reason}"))
        except Exception as error:  # a bug: said for this document, the others go on
            message = f"{type(error).__name__}: {error}"
            troubles.append(Trouble(job.path, message, traceback.format_exc(), fault=True))
        else:
            if modelled is not None:
                found[job.path] = modelled
        if progress:
            progress(number, len(jobs))
    with checker.stages("link"):
        workspace = link(found.values())
    return Linked(workspace, found, tuple(troubles))


def model_of(job: Job, checker: Checker) -> tuple[Document, DesignModel] | None:
    """A document with its model; None for a README or the like that only a walk has found."""
    with checker.stages("read"):
        folder = posixpath.dirname(checker.files.absolute(job.path))
        limit = checker.configurations.of(folder).max_bytes
        size = checker.files.size(job.path)
        if size > limit:
            raise UsageError(f"{size:,} bytes are more than the limit of {limit:,}")
    with checker.stages("bind"):
        bound = checker.document(job)
    if isinstance(bound, NoneFound):
        if is_well_known(posixpath.basename(job.path)) and not job.given:
            return None
        document = _without_template(job, checker)
    else:
        document = bound[0]
    with checker.stages("model"):
        return document, extract(document)


def _without_template(job: Job, checker: Checker) -> Document:
    """A document that no template fits still says things: its headings give the roles."""
    tree = parse(decode(job.path, checker.files.read(job.path)))
    return bind(tree, checker.library.read(FALLBACK).template, ())

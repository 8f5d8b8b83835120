"""One document read to its model, or made ready to be linked, whether a template fits or not."""

import posixpath
import traceback
from typing import TYPE_CHECKING

from msgspec import Struct

from designdoc.application.outcome import Job, Trouble
from designdoc.application.read_template import FALLBACK
from designdoc.application.templates import NoneFound, is_well_known
from designdoc.diagnostics import ConfigurationError, UsageError
from designdoc.document import Document, bind
from designdoc.markdown import parse
from designdoc.model.extract import extract
from designdoc.model.facts import DesignModel
from designdoc.source import decode
from designdoc.workspace.unit import Unit, unit_of

if TYPE_CHECKING:
    from designdoc.application.checker import Checker


class Ready(Struct, frozen=True):
    """What came of one document: its unit, None for a file that is no document, or a trouble.

    ``basis`` names what it rests on, empty where nobody noted that.
    """

    path: str
    unit: Unit | None = None
    troubles: tuple[Trouble, ...] = ()
    timings: dict[str, float] = {}
    basis: bytes = b""


def ready(job: Job, checker: "Checker") -> Ready:
    """A document made ready to be linked; never raises for the sake of one document."""
    try:
        return Ready(job.path, unit(job, checker))
    except (OSError, UsageError, ConfigurationError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Ready(job.path, troubles=(Trouble(job.path, f"cannot be read: {reason}"),))
    except Exception as error:  # a bug: said for this document, the others go on
        message = f"{type(error).__name__}: {error}"
        trouble = Trouble(job.path, message, traceback.format_exc(), fault=True)
        return Ready(job.path, troubles=(trouble,))


def unit(job: Job, checker: "Checker") -> Unit | None:
    """A document made ready to be linked; None for a README or the like that a walk has found.

    Raises:
        OSError, UsageError, ConfigurationError: it, or its template, cannot be read.
    """
    found = model_of(job, checker)
    if found is None:
        return None
    with checker.stages("link"):
        return unit_of(*found, checker.terms(job.path))


def model_of(job: Job, checker: "Checker") -> tuple[Document, DesignModel] | None:
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
        return document, extract(document, checker.terms(job.path))


def _without_template(job: Job, checker: "Checker") -> Document:
    """A document that no template fits still says things: its headings give the roles."""
    tree = parse(decode(job.path, checker.files.read(job.path)))
    return bind(tree, checker.library.read(FALLBACK).template, ())

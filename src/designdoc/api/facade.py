"""``load``, ``check``, ``trace`` and ``diff`` for programs."""

import warnings
from collections.abc import Sequence
from functools import partial
from os import PathLike, fspath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from designdoc.api.loaded import LoadedDocument
from designdoc.api.wiring import checker, checker_over, world
from designdoc.application.check import check as _check
from designdoc.application.options import CheckOptions, ReportOptions
from designdoc.application.outcome import Job, Trouble
from designdoc.application.templates import NoneFound
from designdoc.diagnostics import Report, UsageError

Path = str | PathLike[str]

if TYPE_CHECKING:
    from designdoc.change.diff.documents import DocumentDiff
    from designdoc.workspace import Workspace


def load(path: Path, template: Path | None = None) -> LoadedDocument:
    """A document bound to its template, which is found as ``check`` finds it, and its model.

    Raises:
        UsageError: the file or the template is not there.
    """
    name = fspath(path)
    own = checker(CheckOptions(template=fspath(template) if template else ""))
    if not own.files.is_file(name):
        raise UsageError(f"'{name}' does not exist")
    folder = own.files.absolute(name).rpartition("/")[0]
    found = own.document(Job(name, folder, True))
    if isinstance(found, NoneFound):
        raise UsageError(f"no template was found for '{name}'; name one with template=…")
    return LoadedDocument(found[0], own.terms(name))


def check(  # noqa: PLR0913 - keywords, as the command has flags
    paths: Sequence[Path] | Path = (),
    template: Path | None = None,
    *,
    config: Path | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    baseline: Path | None = None,
    since: str = "",
    jobs: int | None = 1,
) -> Report:
    """Check documents as the command ``designdoc check`` does; ``jobs=None`` uses all cores.

    A file that could not be read is a ``RuntimeWarning``; the report holds all others.

    Raises:
        UsageError: a path, template or code does not exist.
        ConfigurationError: a configuration file says something that means nothing.
        RuntimeError: a fault of designdoc itself, so that the report would not be whole.
    """
    options = CheckOptions(
        template=fspath(template) if template else "",
        config=fspath(config) if config else "",
        select=tuple(select),
        ignore=tuple(ignore),
    )
    wanted = ReportOptions(baseline=fspath(baseline) if baseline else "", since=since)
    given = [paths] if isinstance(paths, str | PathLike) else paths
    names = [fspath(each) for each in given]
    result = _check(names, partial(checker, options), wanted, world(jobs))
    _tell(result.troubles)
    return replace(result.report, findings=tuple(result.report.findings))


def trace(
    paths: Sequence[Path] | Path = (), template: Path | None = None, *, config: Path | None = None
) -> "Workspace":
    """The documents linked to each other, as the command ``designdoc trace`` links them.

    A file that could not be read is a ``RuntimeWarning``; the snapshot holds all others.

    Raises:
        UsageError: a path or template does not exist.
        ConfigurationError: a configuration file says something that means nothing.
        RuntimeError: a fault of designdoc itself, so that the snapshot would not be whole.
    """
    from designdoc.api.wiring import pool
    from designdoc.application.trace import linked, with_evidence

    options = CheckOptions(
        template=fspath(template) if template else "", config=fspath(config) if config else ""
    )
    own = checker(options)
    given = [paths] if isinstance(paths, str | PathLike) else paths
    found = linked([fspath(each) for each in given], own, partial(pool, jobs=1))
    _tell(found.troubles)
    return with_evidence(found, own).workspace


def diff(old: Path, new: Path, template: Path | None = None) -> "tuple[DocumentDiff, ...]":
    """What changed in meaning from one version to another, as the command ``designdoc diff``.

    Each is a path or ``REV:PATH``; two folders are compared document by document.

    Raises:
        UsageError: one of them is not there, or is no text.
    """
    from designdoc.adapters.git import Git
    from designdoc.application.diff import compared
    from designdoc.application.versions import versions

    options = CheckOptions(template=fspath(template) if template else "")
    own, overlay = checker_over({}, options)
    history = Git()
    sides = versions([fspath(old), fspath(new)], overlay, history)
    found = compared(*sides, own, history)
    _tell(found.troubles)
    return found.documents


def _tell(troubles: Sequence[Trouble]) -> None:
    for trouble in troubles:
        if trouble.fault:
            detail = trouble.detail or trouble.message
            raise RuntimeError(f"designdoc has a fault, at '{trouble.path}': {detail}")
        warnings.warn(f"'{trouble.path}': {trouble.message}", RuntimeWarning, stacklevel=3)

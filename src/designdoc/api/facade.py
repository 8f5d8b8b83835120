"""``load``, ``check``, ``trace`` and ``diff`` for programs."""

import warnings
from collections.abc import Sequence
from functools import partial
from os import PathLike, fspath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from designdoc.api.loaded import LoadedDocument
from designdoc.api.wiring import checker, checker_over, pool, world
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
    result = _check(_names(paths), partial(checker, options), wanted, world(jobs))
    tell(result.troubles)
    return replace(result.report, findings=tuple(result.report.findings))


def trace(
    paths: Sequence[Path] | Path = (),
    template: Path | None = None,
    *,
    config: Path | None = None,
    jobs: int | None = 1,
) -> "Workspace":
    """Link documents as the command ``designdoc trace`` does: nodes, links and the matrix.

    A file that could not be read is a ``RuntimeWarning``; the snapshot holds all others.

    Raises:
        UsageError: a path or the template does not exist.
        ConfigurationError: a configuration file says something that means nothing.
        RuntimeError: a fault of designdoc itself, so that the snapshot would not be whole.
    """
    options = CheckOptions(
        template=fspath(template) if template else "",
        config=fspath(config) if config else "",
    )
    return linked_by(_names(paths), options, jobs)


def linked_by(names: Sequence[str], options: CheckOptions, jobs: int | None = 1) -> "Workspace":
    """``trace`` with options as the program has them; warns and raises as it does."""
    from designdoc.application.trace import linked, with_evidence

    own = checker(options)
    found = with_evidence(linked(names, own, partial(pool, jobs=jobs)), own)
    tell(found.troubles)
    return found.workspace


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
    tell(found.troubles)
    return found.documents


def _names(paths: Sequence[Path] | Path) -> list[str]:
    given = [paths] if isinstance(paths, str | PathLike) else paths
    return [fspath(each) for each in given]


def tell(troubles: Sequence[Trouble]) -> None:
    """Say what could not be read as warnings; a fault of ours ends the run.

    Raises:
        RuntimeError: a fault of designdoc itself.
    """
    for trouble in troubles:
        if trouble.fault:
            detail = trouble.detail or trouble.message
            raise RuntimeError(f"designdoc has a fault, at '{trouble.path}': {detail}")
        warnings.warn(f"'{trouble.path}': {trouble.message}", RuntimeWarning, stacklevel=3)

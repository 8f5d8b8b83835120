"""Keys of ``[evidence.bind]`` that bind nothing: known when every document was looked at."""

import posixpath
from collections.abc import Iterator, Sequence

from designdoc.application.checker import Checker
from designdoc.application.configuration import Configuration
from designdoc.application.documents import find_documents
from designdoc.application.evidence import speaks_of
from designdoc.application.nearest import nearest
from designdoc.application.outcome import Job
from designdoc.application.parcel import Parcel
from designdoc.application.sets import matches
from designdoc.application.templates import is_well_known
from designdoc.application.toml_lines import line_of
from designdoc.checking import finding, with_severity
from designdoc.diagnostics import Finding
from designdoc.rules import dd608_loose_binding
from designdoc.source import Source, decode

_NEAR = 2


def loose_bindings(
    jobs: Sequence[Job], parcels: Sequence[Parcel], checker: Checker
) -> list[Finding]:
    """The findings, one for each key of each configuration that governs documents of the run."""
    told: dict[str, list[tuple[Job, Parcel]]] = {}
    by_path = {job.path: job for job in jobs}
    for each in parcels:
        if each.bound is not None:
            configuration = _configuration(each.path, checker)
            told.setdefault(configuration.path, []).append((by_path[each.path], each))
    return [found for group in told.values() for found in _of_one(group, jobs, checker)]


def _of_one(
    group: Sequence[tuple[Job, Parcel]], jobs: Sequence[Job], checker: Checker
) -> Iterator[Finding]:
    first = group[0][0]
    configuration = _configuration(first.path, checker)
    used = {key for _, parcel in group for key in parcel.bound or ()}
    keys = [key for key in configuration.bind if key not in used]
    if not keys or not _is_whole(configuration, jobs, checker):
        return
    names = list(dict.fromkeys(name for _, parcel in group for name in parcel.targets))
    source = decode(configuration.path, checker.files.read(configuration.path))
    for key in keys:
        span = source.line_span(_line(source, key))
        draft = dd608_loose_binding.loose(key, span, nearest(key, names, _NEAR))
        found = finding(dd608_loose_binding.RULE, source, draft)
        yield with_severity(found, checker.settings(first))


def _line(source: Source, key: str) -> int:
    at = ("evidence", "bind", key)
    named = source.path.rpartition("/")[2]
    return line_of(source.text, ("tool", "designdoc", *at) if named == "pyproject.toml" else at)


def _is_whole(configuration: Configuration, jobs: Sequence[Job], checker: Checker) -> bool:
    """Whether the run saw every document that the results of a configuration speak of."""
    files = checker.files
    every = find_documents(
        [files.shown(configuration.folder)], files, checker.configurations, ()
    ).jobs
    seen = {files.real(job.path) for job in jobs}
    return all(
        files.real(job.path) in seen
        for job in every
        if speaks_of(configuration, files.absolute(job.path))
        and _configuration(job.path, checker).path == configuration.path
        and not is_well_known(posixpath.basename(job.path))
        and (not configuration.documents or matches(configuration, files.absolute(job.path)))
    )


def _configuration(path: str, checker: Checker) -> Configuration:
    return checker.configurations.of(posixpath.dirname(checker.files.absolute(path)))

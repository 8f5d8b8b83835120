"""The use cases ``code map`` and ``code deps``: what each document's components are in code."""

import posixpath
from collections.abc import Sequence

from msgspec import Struct

from designdoc.application.check import plan
from designdoc.application.checker import Checker
from designdoc.application.code_around import tree_of
from designdoc.application.code_map import read_map, written_map
from designdoc.application.modelled import model_of
from designdoc.application.outcome import Trouble
from designdoc.code.facts import Skipped
from designdoc.code.mapping import Mapped
from designdoc.code.reflexion import Verdict
from designdoc.diagnostics import ConfigurationError, UsageError


class Placed(Struct, frozen=True):
    """A component with its line; ``shown`` are its paths for people: folders instead of files."""

    mapped: Mapped
    line: int
    shown: tuple[str, ...] = ()


class DocumentMap(Struct, frozen=True):
    """One document's components, and what became of their dependencies."""

    path: str
    title: str
    components: tuple[Placed, ...]
    verdicts: tuple[Verdict, ...]
    lines: tuple[int, ...]  # of the verdicts


class CodeMap(Struct, frozen=True):
    """The documents that have components; ``files`` counts what was read of the code."""

    documents: tuple[DocumentMap, ...]
    files: int = 0
    skipped: tuple[Skipped, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def code_map(paths: Sequence[str], checker: Checker) -> CodeMap:
    """The mapping of the documents behind the paths; without ``[code] roots`` all code counts."""
    jobs, troubles = plan(paths, checker)
    found: list[DocumentMap] = []
    files: dict[str, int] = {}
    skipped: dict[str, Skipped] = {}
    for job in jobs:
        try:
            modelled = model_of(job, checker)
        except (OSError, UsageError, ConfigurationError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            troubles.append(Trouble(job.path, f"cannot be read: {reason}"))
            continue
        if modelled is None or not modelled[1].components or checker.code is None:
            continue
        document, model = modelled
        folder = posixpath.dirname(checker.files.absolute(job.path))
        configuration = checker.configurations.of(folder)
        view = checker.code.view(document, model, configuration, dependencies_only=True)
        if view is None:
            continue
        mapped, verdicts = view.mapped, view.verdicts
        index = checker.code.known(tree_of(configuration, checker.files, folder)).index
        files[configuration.folder or folder] = len(index.files)
        skipped |= {each.path: each for each in index.skipped}
        line = document.source.line_of
        found.append(
            DocumentMap(
                job.path,
                model.title,
                tuple(Placed(each, line(each.span.start), each.paths) for each in mapped),
                verdicts,
                tuple(line(each.span.start) for each in verdicts),
            )
        )
    return CodeMap(tuple(found), sum(files.values()), tuple(skipped.values()), tuple(troubles))


def map_file(found: CodeMap, name: str, checker: Checker) -> str:
    """The text of the reviewable file, what people set in the one that is there kept."""
    files = checker.files
    kept = read_map(files.read(name), name) if files.is_file(name) else ()
    folder = posixpath.dirname(files.absolute(name))
    mapped = {
        posixpath.relpath(files.absolute(each.path), folder): [p.mapped for p in each.components]
        for each in found.documents
    }
    return written_map(mapped, kept, posixpath.basename(name))

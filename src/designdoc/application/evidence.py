"""Find and read the result files that a configuration names, once for all its documents.

Nothing outside the folder of the configuration is read, by a pattern or by a link.
"""

import posixpath
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from designdoc.application.configuration import Configuration
from designdoc.application.paths import within
from designdoc.application.ports import Files
from designdoc.evidence import MAX_BYTES, Kind, Problem, Results, declared, latest, read, tags
from designdoc.evidence.read import too_large
from designdoc.workspace.assessment import Dated, Evidence, Tagged

if TYPE_CHECKING:
    import pathspec

_MOST_FILES = 2_000  # of one kind
_MOST_NAMES = 200_000  # that are looked at for one pattern
_LARGEST_SOURCE = 2_000_000
_SAMPLE = 40  # source files of a report that are looked for
_MAGIC = frozenset("*?[")


def is_configured(configuration: Configuration) -> bool:
    """Whether there is anything to read."""
    return any(configuration.evidence.get(kind.value) for kind in Kind)


def result_patterns(configuration: Configuration) -> tuple[str, ...]:
    """Where results are looked for, from the configuration's folder."""
    found = (configuration.evidence.get(kind.value, ()) for kind in Kind)
    return tuple(pattern.removeprefix("./") for patterns in found for pattern in patterns)


def is_result(configuration: Configuration, path: str) -> bool:
    """Whether the file at this absolute path is one that results are looked for in."""
    patterns = result_patterns(configuration)
    inside = within(path, configuration.folder) if patterns else False
    return inside and _spec(patterns).match_file(posixpath.relpath(path, configuration.folder))


def gather(configuration: Configuration, files: Files) -> Evidence:
    """Everything that the configuration's result files say, and what of them cannot be used."""
    patterns = {kind: configuration.evidence.get(kind.value, ()) for kind in Kind}
    patterns = {kind: each for kind, each in patterns.items() if each}
    results: list[Dated] = []
    problems: list[Problem] = []
    for kind, wanted in patterns.items():
        said: list[Problem] = []
        for path in _found(wanted, configuration.folder, files, said):
            found = _read(path, kind, configuration.folder, files, said)
            if found:
                results.append(found)
        problems += (replace(each, kind=kind) for each in said)
    return Evidence(
        patterns,
        tuple(results),
        tuple(dict.fromkeys(problems)),
        tuple(_tagged(configuration, files, problems)),
        configuration.bind,
    )


def speaks_of(configuration: Configuration, path: str) -> bool:
    """Whether the evidence is about the document at this absolute path; by default it is."""
    wanted = configuration.evidence.get("documents", ())
    if not wanted:
        return True
    return _spec(wanted).match_file(posixpath.relpath(path, configuration.folder))


def _read(
    path: str, kind: Kind, folder: str, files: Files, problems: list[Problem]
) -> Dated | None:
    shown = files.shown(path)
    try:
        size = files.size(path)
        if size > MAX_BYTES:
            problems.append(Problem(shown, too_large(size), "Split the results."))
            return None
        results, said = read(shown, files.read(path))
        modified = files.modified(path)
    except OSError as error:
        problems.append(Problem(shown, f"this cannot be read: {error.strerror or error}"))
        return None
    problems += said
    if results is None:
        return None
    problem = _unfit(results, kind, folder, files)
    if problem:
        problems.append(problem)
        return None
    if results.taken:
        return Dated(results, latest(results.taken), "the time in the file")
    return Dated(results, modified, "the time of the file")


def _unfit(results: Results, kind: Kind, folder: str, files: Files) -> Problem | None:
    """Why results that can be read are not those that were looked for."""
    if results.kind is not kind:
        return Problem(
            results.path,
            f"this is {results.format}, which is about {results.kind.value}, not {kind.value}",
            f"Name it under '{results.kind.value}' in [evidence].",
        )
    named = [test.file for test in results.tests if test.file]
    if results.coverage and results.coverage.rooted:
        named = [each.path for each in results.coverage.files]
    sample = list(dict.fromkeys(named))
    sample = sample[:: max(1, len(sample) // _SAMPLE)][:_SAMPLE]
    if not sample or any(_is_here(each, folder, files) for each in sample):
        return None
    return Problem(
        results.path,
        f"these are results of another project: none of its source files is here ('{sample[0]}')",
        "Write the results of this project there, or take the pattern out of [evidence].",
    )


def _is_here(path: str, folder: str, files: Files) -> bool:
    """Whether a source file is in the folder; the front of its path may be another machine's."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return any(
        files.is_file(posixpath.join(folder, *parts[first:]))
        or any(files.is_file(posixpath.join(folder, root, *parts[first:])) for root in _ROOTS)
        for first in range(min(len(parts), 12))
    )


_ROOTS = ("src", "lib", "app", "source")  # where reports leave out the first folder


def _tagged(
    configuration: Configuration, files: Files, problems: list[Problem]
) -> Iterator[Tagged]:
    wanted = configuration.evidence.get("sources", ())
    for path in _found(wanted, configuration.folder, files, problems):
        text = _text(path, files)
        found, tests = tags(text), declared(text)
        if found or tests:
            yield Tagged(posixpath.relpath(path, configuration.folder), found, tests)


def _text(path: str, files: Files) -> str:
    try:
        if files.size(path) > _LARGEST_SOURCE:
            return ""
        return files.read(path).decode("utf-8", "replace")
    except OSError:
        return ""


def _found(
    patterns: Sequence[str], folder: str, files: Files, problems: list[Problem]
) -> list[str]:
    """The files that match, by path, each once; what leads out of the folder is said."""
    found: dict[str, None] = {}
    for pattern in patterns:
        for path in _matches(pattern.removeprefix("./"), folder, files):
            found[path] = None
    root = files.real(folder)
    inside = []
    for path in sorted(found):
        if within(files.real(path), root):
            inside.append(path)
        else:
            problems.append(
                Problem(
                    files.shown(path),
                    "this link leads out of the folder of the configuration",
                    "Write the results inside it.",
                )
            )
    if len(inside) > _MOST_FILES:
        message = f"{len(inside):,} files match, and {_MOST_FILES:,} are read"
        problems.append(Problem(files.shown(inside[_MOST_FILES]), message, "Narrow the pattern."))
    return inside[:_MOST_FILES]


def _matches(pattern: str, folder: str, files: Files) -> Iterator[str]:
    """The files of one pattern: a plain path is looked up, else its folder is walked."""
    if not _MAGIC & set(pattern):
        path = posixpath.join(folder, pattern)
        if files.is_file(path):
            yield path
        return
    spec = _spec((pattern,))
    parts = pattern.split("/")
    plain = next(n for n, part in enumerate(parts) if _MAGIC & set(part))
    stack = [posixpath.join(folder, *parts[:plain])]
    looked = 0
    while stack and looked < _MOST_NAMES:
        here = stack.pop()
        try:
            entries = files.entries(here)
        except OSError:
            continue
        looked += len(entries)
        for entry in entries:
            path = posixpath.join(here, entry.name)
            if entry.folder:
                if not entry.link and not _is_left_out(entry.name, parts):
                    stack.append(path)
            elif spec.match_file(posixpath.relpath(path, folder)):
                yield path


def _is_left_out(name: str, parts: Sequence[str]) -> bool:
    """Folders in which nobody keeps results of their own, unless the pattern names them."""
    return (name.startswith(".") or name == "node_modules") and name not in parts


def _spec(patterns: Sequence[str]) -> "pathspec.GitIgnoreSpec":
    """Patterns from the folder of the configuration on: ``coverage.json`` is that one file."""
    import pathspec

    anchored = (each.removeprefix("./") for each in patterns)
    return pathspec.GitIgnoreSpec.from_lines(
        each if each.startswith("**") else f"/{each}" for each in anchored
    )

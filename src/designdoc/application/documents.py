"""Which files a run is about: files as given, folders walked, configured documents collected.

Folders leave out hidden folders, what ``.gitignore`` says, links to folders, and templates.
"""

import posixpath
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from designdoc.application.configuration import Configuration
from designdoc.application.configurations import Configurations
from designdoc.application.gitignore import above_folder
from designdoc.application.nearest import nearest
from designdoc.application.outcome import Job, Trouble
from designdoc.application.paths import is_markdown, join, says_template
from designdoc.application.ports import Entry, Files
from designdoc.application.sets import matches
from designdoc.diagnostics import UsageError


class Found(Struct):
    """The jobs in path order, and what could not be looked at."""

    jobs: list[Job] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def find_documents(
    paths: Sequence[str], files: Files, configurations: Configurations, templates: Iterable[str]
) -> Found:
    """The documents behind the paths; ``templates`` are absolute paths that are none.

    Raises:
        UsageError: a path does not exist.
    """
    found = Found()
    left_out = set(templates)
    for path in paths:
        if files.is_folder(path):
            _walk(path.rstrip("/") or "/", files, configurations, left_out, found)
        elif files.is_file(path):
            root = posixpath.dirname(files.absolute(path))
            found.jobs.append(Job(path, root, True, _size(path, files)))
        else:
            raise UsageError(_not_there(path, files))
    if not paths:
        _configured(files, configurations, left_out, found)
    found.jobs = _once(found.jobs, files)
    return found


def _configured(
    files: Files, configurations: Configurations, left_out: set[str], found: Found
) -> None:
    """What the configuration lists, else the folder that we stand in."""
    here = files.absolute(".")
    configuration = configurations.of(here)
    if not configuration.documents:
        _walk(".", files, configurations, left_out, found)
        return
    everything = Found()
    _walk(files.shown(configuration.folder), files, configurations, left_out, everything)
    found.troubles += everything.troubles
    found.jobs += [
        job for job in everything.jobs if matches(configuration, files.absolute(job.path))
    ]


def _walk(
    top: str, files: Files, configurations: Configurations, left_out: set[str], found: Found
) -> None:
    root = files.absolute(top)
    stack = [("" if top == "." else top, root, above_folder(root, files))]
    while stack:
        shown, folder, ignored = stack.pop()
        try:
            entries = files.entries(folder)
        except OSError as error:
            reason = error.strerror or str(error)
            found.troubles.append(Trouble(shown or ".", f"cannot list the folder: {reason}"))
            continue
        ignored = ignored.below(folder, files)
        configuration = configurations.of(folder)
        left = left_out | configured_templates(configuration)
        for entry in entries:
            path = posixpath.join(folder, entry.name)
            if entry.name.startswith(".") or ignored.holds(path, entry.folder):
                continue
            if entry.folder:
                if not entry.link and not says_template(entry.name):
                    stack.append((join(shown, entry.name), path, ignored))
            elif is_markdown(entry.name) and path not in left:
                found.jobs += _file(entry, join(shown, entry.name), path, root, (files, found))


def _file(
    entry: Entry, shown: str, path: str, root: str, walk: tuple[Files, Found]
) -> Iterator[Job]:
    files, found = walk
    if says_template(entry.name):
        return
    if entry.link:
        if not files.is_file(path):
            found.troubles.append(Trouble(shown, "this link leads nowhere", gone=True))
            return
        if not files.real(path).startswith(files.real(root).rstrip("/") + "/"):
            found.troubles.append(Trouble(shown, "this link leads out of the folder", gone=True))
            return
    yield Job(shown, root, False, _size(path, files))


def configured_templates(configuration: Configuration) -> set[str]:
    """Absolute paths of the templates that a configuration names."""
    return {
        posixpath.normpath(posixpath.join(configuration.folder, each.template))
        for each in configuration.documents
        if each.template
    }


def may_be_document(path: str, files: Files, configurations: Configurations) -> bool:
    """Whether a walk would take a Markdown file of this path for a document, were it there."""
    absolute = files.absolute(path)
    parts = path.split("/")
    configuration = configurations.of(posixpath.dirname(absolute))
    return (
        not any(says_template(part) for part in parts[-2:])
        and not any(part.startswith(".") and part.strip(".") for part in parts)
        and absolute not in configured_templates(configuration)
    )


def _once(jobs: Sequence[Job], files: Files) -> list[Job]:
    """Each file once, in path order: as it was given first, a file before a link to it."""
    seen: dict[str, Job] = {}
    ordered = sorted(jobs, key=lambda job: files.absolute(job.path) != files.real(job.path))
    for job in ordered:
        seen.setdefault(files.real(job.path), job)
    return sorted(seen.values(), key=lambda job: job.path)


def _size(path: str, files: Files) -> int:
    try:
        return files.size(path)
    except OSError:
        return 0


def _not_there(path: str, files: Files) -> str:
    """The message for a path that does not exist, with the nearest name in its folder."""
    folder, name = posixpath.split(path.rstrip("/"))
    while folder and not files.is_folder(folder):
        folder, name = posixpath.split(folder)
    try:
        names = [entry.name for entry in files.entries(folder or ".")]
    except OSError:
        names = []
    near = nearest(name, [each for each in names if not each.startswith(".")])
    hint = f"; did you mean '{join(folder, near[0])}'?" if near else ""
    return f"'{path}' does not exist{hint}"

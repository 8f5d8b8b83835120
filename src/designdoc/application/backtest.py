"""The use case ``backtest``: how right the rules on code would have been on this history.

A commit that took a name out of the code and out of a document is a true case: with only its half
of the code applied, the rule has to speak. Its parent is a false case: there the rule has to be
silent. Types and functions count alike: a member or parameter that a commit took away, added or
changed on both sides.

What a commit says never changes: commits are replayed by the group, from the oldest, and a group
that was replayed before is remembered.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from designdoc.application.mended import Mended, is_document
from designdoc.application.ports import Change, CodeHistory, Store
from designdoc.application.remembered import remembered
from designdoc.application.replay import Case, Replay
from designdoc.languages.grammars import language_of
from designdoc.template.schema import Template

_MOST_FILES = 300  # of one commit that are read; larger ones move whole trees about
_TOGETHER = 64  # commits whose files are read at once


class Replayed(Struct, frozen=True):
    """Every case, and the number of commits that changed documents together with code."""

    cases: tuple[Case, ...]
    commits: int


class Repository(Struct, frozen=True):
    """The repository at ``top``; ``folders`` (from there) limit the documents."""

    top: str
    folders: tuple[str, ...]
    history: CodeHistory
    store: Store


def backtest(of: Repository, template: Template) -> Replayed:
    """Replay the history of a repository, the newest commit first."""
    changes = [each for each in of.history.changes(of.top) if _matters(each, of.folders)]
    cases: list[Case] = []
    for group in _groups(changes):
        cases += _remembered(of, template, group)
    return Replayed(tuple(cases), len(changes))


def _groups(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    """The commits by the group; as they are counted from the oldest, a new commit moves none."""
    end = len(changes) % _TOGETHER
    if end:
        yield changes[:end]
    for start in range(end, len(changes), _TOGETHER):
        yield changes[start : start + _TOGETHER]


def _remembered(of: Repository, template: Template, group: Sequence[Change]) -> tuple[Case, ...]:
    key = "\n".join(("replayed", of.top, *of.folders, "", *(each.commit for each in group)))
    kind = tuple[Case, ...]
    return remembered(of.store, key, kind, lambda: tuple(_cases(of, template, group)))


def _cases(of: Repository, template: Template, group: Sequence[Change]) -> Iterator[Case]:
    """The cases of a group; of code only what a mended document may speak of is read."""
    documents = of.history.blobs(of.top, _blobs(group, of.folders))
    mended = [(change, tuple(_mended(change, documents, of.folders))) for change in group]
    wanted = [change for change, sides in mended if any(each.words for each in sides)]
    replay = Replay(of.top, of.history, template, of.history.blobs(of.top, _code(wanted)))
    for change, sides in mended:
        yield from replay.cases(change, sides)


def _matters(change: Change, folders: Sequence[str]) -> bool:
    """Whether a commit changed documents and code, and not half of the repository."""
    files = change.files
    return (
        len(files) <= _MOST_FILES
        and any(each.status == "M" and is_document(each.path, folders) for each in files)
        and any(
            each.status in "DR" or (each.status == "M" and language_of(each.path)) for each in files
        )
    )


def _blobs(group: Sequence[Change], folders: Sequence[str]) -> Iterator[str]:
    """Both sides of each changed document."""
    for change in group:
        for each in change.files:
            if each.status == "M" and is_document(each.path, folders):
                yield each.old
                yield each.new


def _mended(change: Change, texts: Mapping[str, bytes], folders: Sequence[str]) -> Iterator[Mended]:
    for each in change.files:
        if each.status == "M" and is_document(each.path, folders):
            old, new = texts.get(each.old, b""), texts.get(each.new, b"")
            if old and new:
                yield Mended(each.path, old, new)


def _code(changes: Sequence[Change]) -> Iterator[str]:
    """Both sides of each changed file of code."""
    for change in changes:
        for each in change.files:
            if each.status in "MDR" and language_of(each.path):
                yield each.old
                yield each.new


def table(cases: Sequence[Case]) -> list[tuple[str, Counter[str]]]:
    """For each rule its cases: found, quiet (as information), early (a commit too soon)."""
    counts: dict[str, Counter[str]] = {}
    for case in cases:
        own = counts.setdefault(case.code, Counter())
        own["cases"] += 1
        own["found"] += case.found
        own["quiet"] += case.quiet
        own["early"] += case.early
    return sorted(counts.items())

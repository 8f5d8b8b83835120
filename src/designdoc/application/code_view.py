"""One document compared with its source tree: what the rules on code are told."""

import posixpath
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from designdoc.application.code_history import TreeHistory
from designdoc.application.code_settings import Standing
from designdoc.code import declared_then
from designdoc.code.facts import CodeIndex
from designdoc.code.kinds import other_sort
from designdoc.code.mapping import Given, map_components
from designdoc.code.names import Names
from designdoc.code.past import Gone, Past, Written
from designdoc.code.references import Reference, references
from designdoc.code.reflexion import reflexion
from designdoc.code.signals import Promised, unkept
from designdoc.code.signatures import parameters, was_one
from designdoc.code.stage import Stage
from designdoc.code.states import Candidate, Vanished, candidates, unremoved, vanished
from designdoc.code.types import Documented, differences
from designdoc.code.view import CodeView, Dated, MissingType
from designdoc.document import Document
from designdoc.model.facts import DesignModel
from designdoc.workspace.in_code import documented_types, edges, promised, stage
from designdoc.workspace.sought import sought

_LEAST_MEMBERS = 2  # of a documented type that is looked for
_MOST_CANDIDATES = 2_000  # of one document that history is asked about


class Surveyed(Struct, frozen=True):
    """A source tree with its past, the history behind it, and what its settings say."""

    names: Names
    index: CodeIndex
    past: Past
    history: TreeHistory
    standing: Standing = lambda _: frozenset()


def view_of(
    document: Document, model: DesignModel, path: str, tree: Surveyed,
    hand: Mapping[str, Given] | None = None,
) -> CodeView:  # fmt: skip
    """The code around a document; ``path`` is the document's from the top of the tree."""
    structure = structure_of(document, model, path, tree, hand)
    reached = structure.stage
    types = tuple(documented_types(document, model, structure.mapped))
    gone = gone_names(document, path, tree, types)
    return CodeView(
        reached,
        tuple(each for each in gone if each.reference.kind != "type"),
        _dated(document, path, tree, types),
        _missing(tree, types, gone, reached),
        structure.mapped,
        structure.verdicts,
        _unkept(document, model, tree, reached),
        tuple(
            unremoved(references(document.tree), posixpath.dirname(path), tree.names, tree.index)
        ),
    )


def _unkept(
    document: Document, model: DesignModel, tree: Surveyed, stage: Stage
) -> tuple[Promised, ...]:
    """The promised names of a design that is done, which neither code nor settings have."""
    if stage is not Stage.DONE:
        return ()
    found = tuple(unkept(promised(document, model), tree.index))
    there = tree.standing(each.name for each in found)
    return tuple(each for each in found if each.name not in there)


def structure_of(
    document: Document, model: DesignModel, path: str, tree: Surveyed,
    hand: Mapping[str, Given] | None = None,
) -> CodeView:  # fmt: skip
    """The components of a document in code, and what became of their dependencies."""
    folder = posixpath.dirname(path)
    mapped = map_components(sought(document, model), folder, tree.names, tree.index, hand)
    given = edges(document, model)
    verdicts = reflexion(mapped, given.edges, tree.index, given.said)
    return CodeView(stage(document, path), mapped=mapped, verdicts=verdicts)


def gone_names(
    document: Document, path: str, tree: Surveyed, types: Sequence[Documented] = ()
) -> tuple[Vanished, ...]:
    """The paths, symbols and types of a document that were there when their lines were written."""
    folder = posixpath.dirname(path)
    named = [*references(document.tree), *_as_references(document, types, tree.index)]
    found = list(candidates(named, folder, tree.names, tree.index, tree.past))[:_MOST_CANDIDATES]
    if not found:
        return ()
    tree.history.load(declared_then.places(found))
    found = list(declared_then.declared(found, tree.history.then))
    lines = tree.history.blame(path, {each.reference.line for each in found}) if found else {}
    found = [each for each in found if _was_there(each, lines, tree.history)]
    every = vanished(found, lines, tree.names, tree.past)
    return tuple(_with_rename(each, tree) for each in every)


def _as_references(
    document: Document, types: Sequence[Documented], index: CodeIndex
) -> list[Reference]:
    source = document.source
    return [
        Reference("type", each.name, each.span, source.line_of(each.span.start), (each.name,))
        for each in types
        if each.name not in index.by_symbol
    ]


def _was_there(each: Candidate, lines: Mapping[int, Written], history: TreeHistory) -> bool:
    """Between two commits that were looked at, git is asked whether the word still stood."""
    written = lines.get(each.reference.line)
    if written is None or written.order < 0 or each.reference.kind == "path":
        return written is not None
    end = each.ends[0]
    if not end.before < written.order < end.order:
        return True
    return history.held(written.commit, each.name)


def _with_rename(each: Vanished, tree: Surveyed) -> Vanished:
    if each.reference.kind == "path":
        return each
    path = each.gone.path
    path = path if path in tree.names.paths else tree.past.now(path, tree.names)
    now = declared_then.renamed(each.name, each.gone, tree.history.then, tree.index, path)
    return msgspec.structs.replace(each, now=now)


def _missing(
    tree: Surveyed, types: Sequence[Documented], gone: Sequence[Vanished], stage: Stage
) -> tuple[MissingType, ...]:
    """Types that once were, and where the design is done also those that never were."""
    index = tree.index
    ends = {each.name: each for each in gone if each.reference.kind == "type"}
    languages = {facts.language for facts in index.files.values()}
    found = []
    for each in types:
        end = ends.get(each.name)
        if end and not any(was_one(each, old) for old in tree.history.then(end.gone).declared):
            continue  # something else had the name
        never = (
            stage is Stage.DONE
            and each.name not in index.by_symbol
            and each.name not in index.members
            and each.language in languages
            and each.kind != "function"
            and len(each.members) >= _LEAST_MEMBERS
        )
        if end or never:
            found.append(MissingType(each, end.gone if end else None, end.now if end else ""))
    return tuple(found)


def _dated(
    document: Document, path: str, tree: Surveyed, types: Sequence[Documented]
) -> tuple[Dated, ...]:
    """The differences of types and functions, with the days on which both lines were written."""
    found = [*differences(types, tree.index), *parameters(types, tree.index)]
    if not found:
        return ()
    lines = [document.source.line_of(each.span.start) for each in found]
    own = tree.history.blame(path, lines)
    dated = (
        Dated(each, own.get(line), tree.history.written(each.path, each.line))
        for each, line in zip(found, lines, strict=True)
    )
    named = {each.name: each for each in types}
    return tuple(
        each
        for each in dated
        if each.difference.sure or _was_so(named[each.difference.type], each, tree.history)
    )


def _was_so(documented: Documented, each: Dated, history: TreeHistory) -> bool:
    """Whether the file declared the type as documented, when the document's line was written."""
    written = each.document
    if written is None or written.order < 0:
        return False
    place = Gone(written.commit, written.order, written.day, each.difference.path)
    history.load([(place.commit, place.path)])
    return any(
        was_one(documented, old) and not other_sort(documented.kind, documented.language, [old])
        for old in history.then(place).declared
    )

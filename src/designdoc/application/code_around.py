"""What rules on code may know of one document: prepared through the ports, once per tree."""

import posixpath
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from designdoc.application.code_index import Tree, index_code
from designdoc.application.code_map import by_hand
from designdoc.application.configuration import Configuration
from designdoc.application.paths import above, within
from designdoc.application.ports import CodeHistory, Files, Store
from designdoc.code import declared_then
from designdoc.code.facts import CodeIndex
from designdoc.code.mapping import Given, map_components
from designdoc.code.names import Names
from designdoc.code.past import Past, Written
from designdoc.code.references import Reference, references
from designdoc.code.reflexion import reflexion
from designdoc.code.signals import unkept
from designdoc.code.stage import Stage, stage_of
from designdoc.code.states import Candidate, Vanished, candidates, vanished
from designdoc.code.types import Difference, Documented, differences
from designdoc.code.view import CodeView, Dated, MissingType
from designdoc.document import Document
from designdoc.model.facts import DesignModel
from designdoc.workspace.in_code import documented_types, edges, promised
from designdoc.workspace.sought import sought

_LEAST_MEMBERS = 2  # of a documented type that is looked for
_MOST_LINES = 2_000  # of one document that history is asked about


class Known(Struct, frozen=True, array_like=True):
    """A source tree as it is: its facts, and its past where history can tell."""

    index: CodeIndex
    past: Past | None


class CodeSurroundings:
    """Looks at source trees; each is read once, or comes ``prepared`` from another process."""

    def __init__(
        self, files: Files, history: CodeHistory, store: Store, prepared: bytes = b""
    ) -> None:
        self._files = files
        self._history = history
        self._store = store
        self._known: dict[str, Known] = {}
        self._names: dict[str, Names] = {}
        if prepared:
            self._known = msgspec.msgpack.decode(prepared, type=dict[str, Known])

    def prepared(self, configurations: Sequence[Configuration]) -> bytes:
        """The trees of these configurations for another process."""
        for configuration in configurations:
            self.known(tree_of(configuration, self._files))
        return msgspec.msgpack.encode(self._known)

    def known(self, tree: Tree) -> Known:
        """A tree's facts and past."""
        key = "\0".join((tree.top, *tree.roots, "", *tree.exclude))
        if key not in self._known:
            index = index_code(tree, self._files, self._store)
            self._known[key] = Known(index, self._history.past(tree.top))
        return self._known[key]

    def view(
        self, document: Document, model: DesignModel, configuration: Configuration
    ) -> CodeView | None:
        """The code around a document; None for one that stands outside the tree."""
        tree = tree_of(configuration, self._files)
        path = self._files.absolute(document.path)
        if not within(path, tree.top):
            return None
        known = self.known(tree)
        names = self._names.setdefault(tree.top, Names(frozenset(known.index.names)))
        hand = by_hand(configuration, self._files).get(document.path, {}) if configuration.code.get(
            "components") else None  # fmt: skip
        asked = _Asked(
            document, model, posixpath.relpath(path, tree.top), names, known.index,
            known.past or Past(), self._history, tree.top,
        )  # fmt: skip
        return asked.view(hand)


class _Asked(Struct, frozen=True):
    """One document and what it is compared with; ``path`` is the document's from the top."""

    document: Document
    model: DesignModel
    path: str
    names: Names
    index: CodeIndex
    past: Past
    history: CodeHistory
    top: str

    def view(self, hand: Mapping[str, Given] | None) -> CodeView:
        stage = stage_of(self.document.status)
        folder = posixpath.dirname(self.path)
        mapped = map_components(
            sought(self.document, self.model), folder, self.names, self.index, hand
        )
        types = tuple(documented_types(self.document, self.model, mapped))
        gone = self._vanished(folder, types)
        given = edges(self.document, self.model)
        return CodeView(
            stage,
            tuple(each for each in gone if each.reference.kind != "type"),
            self._dated(tuple(differences(types, self.index))),
            self._missing(types, gone, stage),
            mapped,
            reflexion(mapped, given.edges, self.index, given.speaking),
            tuple(unkept(promised(self.document, self.model), self.index)),
        )

    def _vanished(self, folder: str, types: Sequence[Documented]) -> tuple[Vanished, ...]:
        named = [*references(self.document.tree), *self._as_references(types)]
        found = list(candidates(named, folder, self.names, self.index, self.past))[:_MOST_LINES]
        if not found:
            return ()
        files = self.history.files(self.top, declared_then.places(found))
        found = list(declared_then.declared(found, files))
        lines = self.history.blame(self.top, self.path, {c.reference.line for c in found})
        found = [each for each in found if self._was_there(each, lines)]
        return tuple(
            self._with_rename(each, files) for each in vanished(found, lines, self.names, self.past)
        )

    def _as_references(self, types: Sequence[Documented]) -> list[Reference]:
        source = self.document.source
        return [
            Reference("type", each.name, each.span, source.line_of(each.span.start), (each.name,))
            for each in types
            if each.name not in self.index.by_symbol
        ]

    def _was_there(self, each: Candidate, lines: Mapping[int, Written]) -> bool:
        """Between two commits that were looked at, git is asked whether the word still stood."""
        written = lines.get(each.reference.line)
        if written is None or written.order < 0 or each.reference.kind == "path":
            return written is not None
        end = each.ends[0]
        if not end.before < written.order < end.order:
            return True
        return self.history.held(self.top, written.commit, each.name)

    def _with_rename(self, each: Vanished, files: Mapping[tuple[str, str], bytes]) -> Vanished:
        if each.reference.kind == "path":
            return each
        path = each.gone.path
        path = path if path in self.names.paths else self.past.now(path, self.names)
        now = declared_then.renamed(each.name, each.gone, files, self.index, path)
        return msgspec.structs.replace(each, now=now)

    def _missing(
        self, types: Sequence[Documented], gone: Sequence[Vanished], stage: Stage
    ) -> tuple[MissingType, ...]:
        """Types that once were, and where the design is done also those that never were."""
        ends = {each.name: each for each in gone if each.reference.kind == "type"}
        languages = {facts.language for facts in self.index.files.values()}
        found = []
        for each in types:
            end = ends.get(each.name)
            never = (
                stage is Stage.DONE
                and each.name not in self.index.by_symbol
                and each.name not in self.index.members
                and each.language in languages
                and each.kind != "function"
                and len(each.members) >= _LEAST_MEMBERS
            )
            if end or never:
                found.append(MissingType(each, end.gone if end else None, end.now if end else ""))
        return tuple(found)

    def _dated(self, found: Sequence[Difference]) -> tuple[Dated, ...]:
        """The differences with the days on which both lines were written."""
        if not found:
            return ()
        source = self.document.source
        own = self.history.blame(
            self.top, self.path, {source.line_of(each.span.start) for each in found}
        )
        lines: dict[str, set[int]] = {}
        for each in found:
            lines.setdefault(each.path, set()).add(each.line)
        theirs = {path: self.history.blame(self.top, path, of) for path, of in lines.items()}
        return tuple(
            Dated(
                each,
                own.get(source.line_of(each.span.start)),
                theirs[each.path].get(each.line),
            )
            for each in found
        )


def tree_of(configuration: Configuration, files: Files) -> Tree:
    """The source tree of a configuration; its top is that of the repository around it."""
    folder = configuration.folder
    top = next((each for each in above(folder) if files.exists(posixpath.join(each, ".git"))), "")
    roots = configuration.code.get("roots", ()) or (".",)
    full = tuple(posixpath.normpath(posixpath.join(folder, root)) for root in roots)
    return Tree(top or folder, full, configuration.code.get("exclude", ()))

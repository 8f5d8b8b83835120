"""What rules on code may know of one document: prepared through the ports, once per tree."""

import posixpath
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from designdoc.application.basis import NEVER, note
from designdoc.application.code_history import TreeHistory
from designdoc.application.code_index import Tree, index_code
from designdoc.application.code_map import by_hand
from designdoc.application.code_settings import Standing, standing
from designdoc.application.code_view import Surveyed, structure_of, view_of
from designdoc.application.configuration import Configuration
from designdoc.application.paths import above, within
from designdoc.application.ports import CodeHistory, Files, Store
from designdoc.code.facts import CodeIndex
from designdoc.code.names import Names
from designdoc.code.past import Past
from designdoc.code.view import CodeView
from designdoc.document import Document
from designdoc.model.facts import DesignModel


class Known(Struct, frozen=True, array_like=True):
    """A source tree as it is: its facts, and its past where history can tell."""

    index: CodeIndex
    past: Past | None
    looked_back: bool = False


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
        self._histories: dict[str, TreeHistory] = {}
        self._standing: dict[str, Standing] = {}
        if prepared:
            self._known = msgspec.msgpack.decode(prepared, type=dict[str, Known])

    def prepared(self, configurations: Sequence[Configuration]) -> bytes:
        """The trees of these configurations for another process."""
        for configuration in configurations:
            self.known(tree_of(configuration, self._files, configuration.folder))
        return msgspec.msgpack.encode(self._known)

    def known(self, tree: Tree, with_past: bool = True) -> Known:
        """A tree's facts and past."""
        key = "\0".join((tree.top, *tree.roots, "", *tree.exclude))
        if key not in self._known:
            self._known[key] = Known(index_code(tree, self._files, self._store), None)
        known = self._known[key]
        if with_past and not known.looked_back:
            past = self._history.past(tree.top)
            known = self._known[key] = Known(known.index, past, looked_back=True)
        return known

    def view(
        self,
        document: Document,
        model: DesignModel,
        configuration: Configuration,
        *,
        dependencies_only: bool = False,
    ) -> CodeView | None:
        """The code around a document; None for one that stands outside the tree.

        ``dependencies_only``: components and their dependencies, for which no history is asked.
        """
        note(NEVER, "", None)  # what a source tree and its history say is looked up each time
        path = self._files.absolute(document.path)
        tree = tree_of(configuration, self._files, posixpath.dirname(path))
        if not within(path, tree.top):
            return None
        known = self.known(tree, not dependencies_only)
        names = self._names.setdefault(tree.top, Names(frozenset(known.index.names)))
        hand = None
        if configuration.code.get("components"):
            hand = by_hand(configuration, self._files).get(document.path, {})
        history = self._histories.setdefault(tree.top, TreeHistory(self._history, tree.top))
        if tree.top not in self._standing:
            self._standing[tree.top] = standing(tree.top, known.index.names, self._files)
        past, settings = known.past or Past(), self._standing[tree.top]
        surveyed = Surveyed(names, known.index, past, history, settings)
        if dependencies_only:
            return structure_of(document, model, posixpath.relpath(path, tree.top), surveyed, hand)
        return view_of(document, model, posixpath.relpath(path, tree.top), surveyed, hand)

    def paths(
        self, document: Document, model: DesignModel, configuration: Configuration
    ) -> dict[str, tuple[str, ...]]:
        """Where the code of each mapped component is, from the folder of the configuration on."""
        view = self.view(document, model, configuration, dependencies_only=True)
        top = tree_of(configuration, self._files, configuration.folder).top
        return {
            each.name: tuple(
                posixpath.relpath(posixpath.join(top, path), configuration.folder)
                for path in each.paths
            )
            for each in (view.mapped if view else ())
            if each.files
        }


def tree_of(configuration: Configuration, files: Files, document: str) -> Tree:
    """The source tree of a configuration; its top is that of the repository around it.

    Without a configuration it is the repository around the ``document``'s folder.
    """
    folder = configuration.folder or document
    top = next((each for each in above(folder) if files.exists(posixpath.join(each, ".git"))), "")
    roots = configuration.code.get("roots", ()) or (top or folder,)
    full = tuple(posixpath.normpath(posixpath.join(folder, root)) for root in roots)
    return Tree(top or folder, full, configuration.code.get("exclude", ()))

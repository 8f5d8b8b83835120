"""What rules on code may know of one document: prepared through the ports, once per tree."""

import posixpath
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from designdoc.application.code_history import TreeHistory
from designdoc.application.code_index import Tree, index_code
from designdoc.application.code_map import by_hand
from designdoc.application.code_view import Surveyed, view_of
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
        hand = None
        if configuration.code.get("components"):
            hand = by_hand(configuration, self._files).get(document.path, {})
        history = self._histories.setdefault(tree.top, TreeHistory(self._history, tree.top))
        surveyed = Surveyed(names, known.index, known.past or Past(), history)
        return view_of(document, model, posixpath.relpath(path, tree.top), surveyed, hand)


def tree_of(configuration: Configuration, files: Files) -> Tree:
    """The source tree of a configuration; its top is that of the repository around it."""
    folder = configuration.folder
    top = next((each for each in above(folder) if files.exists(posixpath.join(each, ".git"))), "")
    roots = configuration.code.get("roots", ()) or (".",)
    full = tuple(posixpath.normpath(posixpath.join(folder, root)) for root in roots)
    return Tree(top or folder, full, configuration.code.get("exclude", ()))

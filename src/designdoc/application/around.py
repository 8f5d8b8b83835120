"""What the rules may know of the world around one document, gathered through the ports."""

import posixpath
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from designdoc.application.basis import Memo
from designdoc.application.configurations import Configurations
from designdoc.application.ledgers import Ledgers
from designdoc.application.ports import Ports
from designdoc.checking import Around, Linked, Rule, Subject
from designdoc.document import Document
from designdoc.markdown import parse
from designdoc.markdown.anchors import anchors
from designdoc.model.facts import DesignModel
from designdoc.model.identifiers import patterns
from designdoc.rules import (
    dd401_unknown_identifier,
    dd416_broken_link,
    dd703_suspect_link,
    dd706_changed_since_revision,
)
from designdoc.source import decode
from designdoc.workspace.by_identifier import names_others, worded_links
from designdoc.workspace.documents import beside
from designdoc.workspace.local_links import is_markdown, local_links
from designdoc.workspace.symbols import Symbols
from designdoc.workspace.wanted import By, Wanted

if TYPE_CHECKING:
    from designdoc.workspace.assessment import Changes, Evidence

SymbolsOf = Callable[[str], Symbols | None]
PathsOf = Callable[[Document, DesignModel], Mapping[str, tuple[str, ...]]]
_OF_EVIDENCE = "DD6"
_LARGEST = 5_000_000  # bytes of a file that is read only for its anchors


class Surroundings:
    """Looks around documents; what several of them link to is read once."""

    def __init__(
        self,
        ports: Ports,
        configurations: Configurations,
        ledgers: Ledgers,
        symbols: SymbolsOf,
        paths: PathsOf,
    ) -> None:
        self._files = ports.files
        self._history = ports.history
        self._configurations = configurations
        self._ledgers = ledgers
        self._symbols_of = symbols
        self._paths_of = paths
        self._symbols: Memo[str, Symbols | None] = Memo()
        self._evidence: Memo[str, Evidence] = Memo()
        self._there: Memo[str, Linked] = Memo()
        self._anchors: Memo[str, frozenset[str] | None] = Memo()

    def forget(self, path: str) -> None:
        """A file that others link to or cite says something else now."""
        absolute = self._files.absolute(path)
        for memo in (self._symbols, self._there, self._anchors):
            memo.forget(absolute)

    def of(self, subject: Subject, rules: Sequence[Rule]) -> Around:
        """What the rules want to know."""
        wanted = {rule.code for rule in rules}
        around = subject.around
        linked = around.linked
        if dd416_broken_link.RULE.code in wanted:
            linked = self._linked(subject)
        then, changed = around.then, around.changed
        if dd706_changed_since_revision.RULE.code in wanted:
            newest = dd706_changed_since_revision.newest(subject)
            if newest is not None:
                path = subject.document.path
                changed = self._history.last_change(path)
                if changed is not None and changed > newest.day:
                    then = self._history.as_written(path, newest.line)
        suspects = around.suspects
        if dd703_suspect_link.RULE.code in wanted:
            suspects = self._ledgers.suspects(subject)
        cited: dict[str, Symbols] = {}
        if dd401_unknown_identifier.RULE.code in wanted:
            cited = self._cited(subject)
        found = replace(
            around, linked=linked, then=then, changed=changed, suspects=suspects, cited=cited
        )
        if any(code.startswith(_OF_EVIDENCE) for code in wanted):
            found = self._with_evidence(found, subject)
        return found

    def _with_evidence(self, around: Around, subject: Subject) -> Around:
        """The surroundings with the results that speak of the document, where any do."""
        evidence = self.evidence(subject.document.path)
        if evidence is None or not evidence.results:
            return replace(around, evidence=evidence)
        changes = self.changes(subject.document, subject.model)
        return replace(around, evidence=evidence, changes=changes)

    def evidence(self, path: str) -> "Evidence | None":
        """The results that speak of a document; read once for each configuration."""
        path = self._files.absolute(path)
        configuration = self._configurations.of(posixpath.dirname(path))
        if not configuration.evidence:
            return None
        from designdoc.application.evidence import gather, is_configured, speaks_of

        if not is_configured(configuration) or not speaks_of(configuration, path):
            return None
        return self._evidence(configuration.path, lambda: gather(configuration, self._files))

    def changes(self, document: Document, model: DesignModel) -> "Changes":
        """When a document's lines changed, and the code of its components.

        A component that is mapped to no code has the paths that the document names.
        """
        from designdoc.workspace.assessment import Changes

        path = document.path
        folder = self._configurations.of(posixpath.dirname(self._files.absolute(path))).folder
        files = {each.name: tuple(e.text for e in each.code) for each in model.components}
        files |= self._paths_of(document, model)
        code = {}
        for name, paths in files.items():
            there = [each for each in paths if self._is_inside(folder, each)]
            when = self._history.newest_change(folder, there) if there else None
            if when:
                code[name] = when
        return Changes(tuple(self._history.line_times(path)), code, files)

    def _is_inside(self, folder: str, path: str) -> bool:
        """Whether a path that a document names is something inside the folder."""
        inside = not path.startswith("/") and ".." not in path.split("/")
        return inside and self._files.exists(posixpath.join(folder, path))

    def _cited(self, subject: Subject) -> dict[str, Symbols]:
        """What the documents define whose identifiers are named, by the names that they go by."""
        source = subject.document.source
        if not self._may_cite(subject):
            return {}
        found: dict[str, Symbols] = {}
        for each in subject.unit.wanted:
            if each.by is not By.LINK and each.document not in found:
                symbols = self._defined(self._document(each, source.path), subject)
                if symbols is not None:
                    found[each.document] = symbols
        return found

    def _may_cite(self, subject: Subject) -> bool:
        """A look that is cheap beside linking the document: whether it may name an identifier of
        another one that gives several of a family, as the rule has it."""
        tree, folder = subject.document.tree, posixpath.dirname(subject.document.path)
        if names_others(tree):
            return True
        own = self._files.absolute(subject.document.path)
        for link in dict.fromkeys(each.path for each in worded_links(tree)):
            path = posixpath.join(folder, link)
            if self._files.absolute(path) == own or not self._files.is_file(path):
                continue
            symbols = self._defined(path, subject)
            if symbols and max(symbols.families.values(), default=0) > 1:
                return True
        return False

    def _document(self, wanted: Wanted, base: str) -> str:
        """The file that a mention means; empty where there is none beside the document."""
        if wanted.by is By.WORDS:
            paths = [posixpath.join(posixpath.dirname(base), wanted.document)]
        else:
            paths = list(beside(wanted.document, base))
        return next((p for p in paths if is_markdown(p) and self._files.is_file(p)), "")

    def _defined(self, path: str, subject: Subject) -> Symbols | None:
        """What a document defines, worked out once; None for no file, or one that says nothing."""
        if not path:
            return None
        absolute = self._files.absolute(path)
        if absolute == self._files.absolute(subject.document.path):
            return subject.unit.symbols
        return self._symbols(absolute, lambda: self._symbols_of(posixpath.normpath(path)))

    def _linked(self, subject: Subject) -> dict[str, Linked]:
        folder = posixpath.dirname(subject.document.path)
        found: dict[str, Linked] = {}
        for link in local_links(subject.document.tree):
            if not link.path or (link.path in found and not link.anchor):
                continue
            path = posixpath.join(folder, link.path)
            there = self._at(path, bool(link.anchor))
            lost = there.anchors is not None and link.anchor.lower() not in there.anchors
            if lost and patterns().kind_of(link.anchor):  # `login.md#FR-2`
                symbols = self._defined(path, subject)
                there = msgspec.structs.replace(there, symbols=symbols)
            known = found.get(link.path)
            if known is None or known.symbols is None:
                found[link.path] = there
        return found

    def _at(self, path: str, with_anchors: bool) -> Linked:
        """What is at a path; a file is read only where an anchor of it is wanted."""
        path = self._files.absolute(path)
        known = self._there(path, lambda: self._look(path))
        if with_anchors and known.exists and is_markdown(path):
            return Linked(True, self._anchors(path, lambda: self._anchors_of(path)))
        return known

    def _look(self, path: str) -> Linked:
        return Linked(True) if self._files.exists(path) else Linked(False, None, self._near(path))

    def _anchors_of(self, path: str) -> frozenset[str] | None:
        try:
            if not self._files.is_file(path) or self._files.size(path) > _LARGEST:
                return None
            return frozenset(anchors(parse(decode(path, self._files.read(path)))))
        except OSError:
            return None

    def _near(self, path: str) -> tuple[str, ...]:
        """The names in the folder that should hold the file."""
        try:
            return tuple(entry.name for entry in self._files.entries(posixpath.dirname(path)))
        except (OSError, ValueError):  # a path that holds what no name can hold
            return ()

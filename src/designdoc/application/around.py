"""What the rules may know of the world around one document, gathered through the ports."""

import posixpath
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from designdoc.application.configurations import Configurations
from designdoc.application.ports import Files, History
from designdoc.checking import Around, Linked, Rule, Subject
from designdoc.document import Document
from designdoc.markdown import parse
from designdoc.model.facts import DesignModel
from designdoc.rules import dd416_broken_link, dd706_changed_since_revision
from designdoc.rules.links import anchors, is_markdown, local_links
from designdoc.source import decode

if TYPE_CHECKING:
    from designdoc.workspace.assessment import Changes, Evidence

_OF_EVIDENCE = "DD6"
_LARGEST = 5_000_000  # bytes of a file that is read only for its anchors


class Surroundings:
    """Looks around documents; what several of them link to is read once."""

    def __init__(self, files: Files, history: History, configurations: Configurations) -> None:
        self._files = files
        self._history = history
        self._configurations = configurations
        self._evidence: dict[str, Evidence] = {}
        self._known: dict[str, Linked] = {}

    def of(self, subject: Subject, rules: Sequence[Rule]) -> Around:
        """What the rules want to know."""
        wanted = {rule.code for rule in rules}
        around = subject.around
        linked = around.linked
        if dd416_broken_link.RULE.code in wanted:
            linked = self._linked(subject.document)
        then, changed = around.then, around.changed
        if dd706_changed_since_revision.RULE.code in wanted:
            newest = dd706_changed_since_revision.newest(subject)
            if newest is not None:
                path = subject.document.path
                changed = self._history.last_change(path)
                if changed is not None and changed > newest.day:
                    then = self._history.as_written(path, newest.line)
        evidence, changes = None, None
        if any(code.startswith(_OF_EVIDENCE) for code in wanted):
            evidence = self.evidence(subject.document.path)
        if evidence is not None and evidence.results:
            changes = self.changes(subject.document.path, subject.model)
        return Around(around.today, linked, then, changed, evidence, changes)

    def evidence(self, path: str) -> "Evidence | None":
        """The results that speak of a document; read once for each configuration."""
        path = self._files.absolute(path)
        configuration = self._configurations.of(posixpath.dirname(path))
        if not configuration.evidence:
            return None
        from designdoc.application.evidence import gather, is_configured, speaks_of

        if not is_configured(configuration) or not speaks_of(configuration, path):
            return None
        known = self._evidence.get(configuration.path)
        if known is None:
            known = self._evidence[configuration.path] = gather(configuration, self._files)
        return known

    def changes(
        self, path: str, model: DesignModel, mapped: Mapping[str, tuple[str, ...]] | None = None
    ) -> "Changes":
        """When a document's lines changed, and the code of its components.

        ``mapped`` are the paths of components by their names, from the folder of the configuration;
        a component that is not in it has those that the document names.
        """
        from designdoc.workspace.assessment import Changes

        folder = self._configurations.of(posixpath.dirname(self._files.absolute(path))).folder
        files = {each.name: tuple(e.text for e in each.code) for each in model.components}
        files |= mapped or {}
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

    def _linked(self, document: Document) -> dict[str, Linked]:
        folder = posixpath.dirname(document.path)
        found: dict[str, Linked] = {}
        for link in local_links(document):
            if link.path and (link.path not in found or link.anchor):
                found[link.path] = self._at(posixpath.join(folder, link.path), bool(link.anchor))
        return found

    def _at(self, path: str, with_anchors: bool) -> Linked:
        """What is at a path; a file is read only where an anchor of it is wanted."""
        path = self._files.absolute(path)
        known = self._known.get(path)
        if known is None:
            known = (
                Linked(True) if self._files.exists(path) else Linked(False, None, self._near(path))
            )
            self._known[path] = known
        if with_anchors and known.exists and known.anchors is None and is_markdown(path):
            known = self._known[path] = Linked(True, self._anchors(path))
        return known

    def _anchors(self, path: str) -> frozenset[str] | None:
        try:
            if not self._files.is_file(path) or self._files.size(path) > _LARGEST:
                return None
            return anchors(parse(decode(path, self._files.read(path))))
        except OSError:
            return None

    def _near(self, path: str) -> tuple[str, ...]:
        """The names in the folder that should hold the file."""
        try:
            return tuple(entry.name for entry in self._files.entries(posixpath.dirname(path)))
        except (OSError, ValueError):  # a path that holds what no name can hold
            return ()

"""What the rules may know of the world around one document, gathered through the ports."""

import posixpath
from collections.abc import Sequence

from designdoc.application.ports import Files, History
from designdoc.checking import Around, Linked, Rule, Subject
from designdoc.document import Document
from designdoc.markdown import parse
from designdoc.rules import dd416_broken_link, dd706_changed_since_revision
from designdoc.source import decode
from designdoc.workspace.local_links import is_markdown, local_links
from designdoc.workspace.slugs import anchors

_LARGEST = 5_000_000  # bytes of a file that is read only for its anchors


class Surroundings:
    """Looks around documents; what several of them link to is read once."""

    def __init__(self, files: Files, history: History) -> None:
        self._files = files
        self._history = history
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
        return Around(around.today, linked, then, changed)

    def _linked(self, document: Document) -> dict[str, Linked]:
        folder = posixpath.dirname(document.path)
        found: dict[str, Linked] = {}
        for link in local_links(document.tree):
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
            return frozenset(anchors(parse(decode(path, self._files.read(path)))))
        except OSError:
            return None

    def _near(self, path: str) -> tuple[str, ...]:
        """The names in the folder that should hold the file."""
        try:
            return tuple(entry.name for entry in self._files.entries(posixpath.dirname(path)))
        except (OSError, ValueError):  # a path that holds what no name can hold
            return ()

"""A workspace that stays in memory while somebody edits it: what servers for editors stand on.

A session holds the texts that are open over the files on disk, says of each what ``check`` says,
and links all of them as ``trace`` does. It knows no protocol and no threads: whoever calls it calls
from one thread. All paths are as people see them (``shown``).
"""

import posixpath
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from designdoc.application.check import plan
from designdoc.application.checker import Checker
from designdoc.application.configuration import Configuration
from designdoc.application.evidence import is_result
from designdoc.application.modelled import model_of, ready
from designdoc.application.outcome import Job, Outcome
from designdoc.application.overlay import Overlay
from designdoc.application.paths import is_markdown, says_template, within
from designdoc.application.side_file import SUFFIXES
from designdoc.application.trace import assessed
from designdoc.diagnostics import DesigndocError, UsageError
from designdoc.document import Document
from designdoc.model.facts import DesignModel
from designdoc.source import Source, decode
from designdoc.workspace import Unit, Workspace, link_units

if TYPE_CHECKING:
    from designdoc.workspace.assessment import Assessment

T = TypeVar("T")
_BESIDE = 4  # documents in the folder of a YAML file; where there are more it belongs to none
_KEPT = 32  # documents whose last result is kept, beside the units of all


class Session:
    """One root folder and everything in it. ``renew`` makes a checker that remembers nothing."""

    def __init__(self, root: str, overlay: Overlay, renew: Callable[[], Checker]) -> None:
        self.root = overlay.absolute(root)
        self._overlay = overlay
        self._renew = renew
        self.checker = renew()
        self._jobs: dict[str, Job] | None = None
        self._open: set[str] = set()
        self._outcomes: _Latest[Outcome] = _Latest()
        self._read: _Latest[tuple[Document, DesignModel]] = _Latest()
        self._assessed: _Latest[Assessment | None] = _Latest()
        self._units: dict[str, Unit | None] = {}
        self._linked: Workspace | None = None

    def shown(self, path: str) -> str:
        """The name that findings have for a file."""
        return self._overlay.shown(self._overlay.absolute(path))

    def holds(self, path: str) -> bool:
        """Whether a file lies below the root."""
        return within(self._overlay.absolute(path), self.root)

    def is_open(self, path: str) -> bool:
        """Whether somebody edits the file."""
        return path in self._open

    def open(self, path: str, data: bytes) -> None:
        """Somebody edits a file: from now on it says this, whatever stands on the disk."""
        if is_markdown(path) and path not in self.jobs:
            self._jobs = None  # it may be newer than the list
        self._open.add(path)
        self.change(path, data)

    def change(self, path: str, data: bytes) -> None:
        """An open file says something else now."""
        self._overlay.put(path, data)
        self._touch(path)

    def close(self, path: str) -> None:
        """What stands on the disk counts again."""
        self._open.discard(path)
        self._overlay.drop(path)
        self._touch(path)

    def refresh(self, *paths: str) -> None:
        """Files were written, made or removed on the disk; without a path: anything may have."""
        self._jobs = None
        for path in paths:
            self._touch(path)
        if not paths:
            self._forget_all()
        self.checker = self._renew()

    def data(self, path: str) -> bytes:
        """What a file holds.

        Raises:
            OSError: it cannot be read.
        """
        return self._overlay.read(path)

    def source(self, path: str) -> Source:
        """What a file holds, as text with places."""
        return decode(path, self.data(path))

    @property
    def jobs(self) -> dict[str, Job]:
        """The documents that ``check`` would look at from here, by path; none while the
        configuration is broken.
        """
        if self._jobs is None:
            here = self.root == self._overlay.absolute(".")
            try:
                found, _ = plan([] if here else [self._overlay.shown(self.root)], self.checker)
            except (DesigndocError, OSError):
                found = []
            self._jobs = {job.path: job for job in found}
        return self._jobs

    def job(self, path: str) -> Job | None:
        """The document at a path; None for a template, or a file that ``check`` passes over."""
        planned = self.jobs.get(path)
        if planned is not None:
            return planned
        new = not self._overlay.is_on_disk(path) or not self.holds(path)
        own = is_markdown(path) and not says_template(posixpath.basename(path))
        root = posixpath.dirname(self._overlay.absolute(path))
        return Job(path, root, True) if new and own and self._overlay.is_file(path) else None

    def outcome(self, path: str) -> Outcome:
        """What ``check`` says of a document as it is now; nothing of what is no document."""
        job = self.job(path)
        if job is None:
            return Outcome(path, None)
        return self._outcomes.of(path, self.data(path), lambda: self.checker.check(job))

    def about(self, path: str) -> tuple[str, ...]:
        """The documents whose checks may speak of a file: itself, or those beside a YAML file."""
        if not path.endswith(SUFFIXES):
            return (path,)
        folder = posixpath.dirname(path)
        beside = tuple(each for each in self.jobs if posixpath.dirname(each) == folder)
        return beside if len(beside) <= _BESIDE else ()

    def read(self, path: str) -> tuple[Document, DesignModel]:
        """A document bound to its template, and what it says.

        Raises:
            OSError, DesigndocError: it cannot be read, is too large, or is no document.
        """
        job = self.job(path) or Job(path, self.root, True)

        def make() -> tuple[Document, DesignModel]:
            found = model_of(job, self.checker)
            if found is None:
                raise UsageError(f"'{path}' is no document")
            return found

        return self._read.of(path, self.data(path), make)

    def document(self, path: str) -> Document:
        """A document bound to its template; raises as ``read``."""
        return self.read(path)[0]

    def model(self, path: str) -> DesignModel:
        """What a document says; raises as ``read``."""
        return self.read(path)[1]

    def assessment(self, path: str) -> "Assessment | None":
        """What results say of a document; None where no evidence speaks of it."""
        return self._assessed.of(
            path, self.data(path), lambda: assessed(*self.read(path), self.checker)
        )

    @property
    def configuration(self) -> Configuration:
        """What is configured for the root folder.

        Raises:
            ConfigurationError: the file says something that means nothing.
        """
        return self.checker.configurations.of(self.root)

    def unit(self, path: str) -> Unit | None:
        """A document made ready to be linked; None for one that cannot be read."""
        if path not in self._units:
            job = self.job(path)
            self._units[path] = ready(job, self.checker).unit if job else None
            self._linked = None
        return self._units[path]

    @property
    def unread(self) -> tuple[str, ...]:
        """The documents that ``workspace`` does not know yet; ``unit`` reads one."""
        return tuple(path for path in self.jobs if path not in self._units)

    def workspace(self) -> Workspace:
        """All documents that were read so far, linked, with those that are open."""
        for path in self._open:
            self.unit(path)
        if self._linked is None:
            self._linked = link_units(unit for unit in self._units.values() if unit)
        return self._linked

    @property
    def units(self) -> tuple[Unit, ...]:
        """The documents behind ``workspace``."""
        return tuple(unit for unit in self._units.values() if unit)

    def _touch(self, path: str) -> None:
        """Forget what hangs on a file: its own results, and what others were told of it."""
        self._outcomes.clear()
        if is_markdown(path) and not says_template(posixpath.basename(path)):
            self.checker.surroundings.forget(path)
            if self._units.pop(path, None) is not None:
                self._linked = None
            return
        self.checker = self._renew()
        self._assessed.clear()
        if self._is_result(path):
            return  # no document says anything else because of it
        folder = posixpath.dirname(path)
        if path.endswith(SUFFIXES):  # a side file speaks of the document beside it
            for known in [each for each in self._units if posixpath.dirname(each) == folder]:
                del self._units[known]
            self._linked = None
            self._read.clear()
        else:
            self._forget_all()

    def _is_result(self, path: str) -> bool:
        try:
            return is_result(self.configuration, self._overlay.absolute(path))
        except DesigndocError:
            return False

    def _forget_all(self) -> None:
        self._jobs = None
        self._outcomes.clear()
        self._read.clear()
        self._assessed.clear()
        self._units.clear()
        self._linked = None


class _Latest(Generic[T]):
    """For each of the files asked for last, the result for the contents that it had then."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[bytes, T]] = OrderedDict()

    def of(self, path: str, data: bytes, make: Callable[[], T]) -> T:
        """The result for these contents, worked out unless it is known."""
        known = self._known.pop(path, None)
        if known is None or known[0] != data:
            known = (data, make())
        self._known[path] = known
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return known[1]

    def clear(self) -> None:
        """Know nothing any more."""
        self._known.clear()

"""What was worked out of documents before, as long as they and what decides about them stay.

Contents are compared, not times: an editor may save twice within one tick of the clock. What
decides is the configuration and the templates that a document would find; that a template named
within a document has changed is noticed with the document's next change.
"""

import posixpath
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, TypeVar

from designdoc.application.checker import Checker
from designdoc.application.outcome import Job
from designdoc.application.paths import above

T = TypeVar("T")


class Kept:
    """Values by document; one that no longer holds is worked out anew."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], tuple[bytes, Any]] = {}

    def of(self, what: str, job: Job, keys: "Keys", make: Callable[[], T]) -> T:
        """The value for a document, from memory where it still holds."""
        key = keys.of(job)
        held = self._values.get((what, job.path))
        if held is not None and held[0] == key:
            value: T = held[1]
            return value
        made = make()
        self._values[what, job.path] = (key, made)
        return made


class Keys:
    """What each document's values depend on, as a digest; each shared file is read once."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._files = checker.files
        self._folders: dict[str, bytes] = {}

    def of(self, job: Job) -> bytes:
        """The digest of a document and of what decides about it.

        Raises:
            OSError: it cannot be read.
        """
        whole = sha256(self._files.read(job.path))
        for folder in above(posixpath.dirname(self._files.absolute(job.path))):
            whole.update(self._folder(folder))
        return whole.digest()

    def _folder(self, folder: str) -> bytes:
        if folder not in self._folders:
            whole = sha256(repr(self._checker.configurations.of(folder)).encode())
            for path in self._templates(folder):
                whole.update(path.encode("utf-8", "surrogateescape"))
                whole.update(self._files.read(path))
            self._folders[folder] = whole.digest()
        return self._folders[folder]

    def _templates(self, folder: str) -> Iterator[str]:
        configured = self._checker.configurations.of(folder)
        for each in configured.documents:
            path = posixpath.join(configured.folder, each.template)
            if each.template and self._files.is_file(path):
                yield path
        yield from self._checker.templates.named_in(folder)

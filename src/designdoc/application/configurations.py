"""Which configuration governs a folder: the nearest one above, each file read once."""

import posixpath
from functools import partial

from designdoc.application.basis import Memo
from designdoc.application.configuration import Configuration, read_configuration
from designdoc.application.paths import above
from designdoc.application.ports import Files
from designdoc.diagnostics import ConfigurationError

NAMES = ("designdoc.toml", "pyproject.toml")


class Configurations:
    """Finds and remembers configurations; an explicit one governs everything."""

    def __init__(self, files: Files, explicit: str = "") -> None:
        self._files = files
        self._explicit = explicit
        self._governing: Memo[str, Configuration] = Memo()
        self._own: Memo[str, Configuration | None] = Memo()
        if explicit:
            self.of("")

    def of(self, folder: str) -> Configuration:
        """The configuration for documents in an absolute folder."""
        if self._explicit:
            return self._governing("", self._named)
        return self._governing(folder, lambda: self._nearest(folder))

    def _named(self) -> Configuration:
        found = self._read(self._files.absolute(self._explicit), self._explicit)
        if found is None:
            raise ConfigurationError(f"{self._explicit}: there is no [tool.designdoc] table in it")
        return found

    def _nearest(self, folder: str) -> Configuration:
        for each in above(folder):
            found = self._own(each, partial(self._in, each))
            if found:
                return found
        return Configuration()

    def _in(self, folder: str) -> Configuration | None:
        for name in NAMES:
            path = posixpath.join(folder, name)
            if self._files.is_file(path):
                found = self._read(path, self._files.shown(path))
                if found:
                    return found
        return None

    def _read(self, path: str, shown: str) -> Configuration | None:
        try:
            data = self._files.read(path)
        except OSError as error:
            raise ConfigurationError(f"{shown}: cannot be read: {error.strerror}") from error
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ConfigurationError(f"{shown}: this is not UTF-8") from error
        return read_configuration(shown, posixpath.dirname(path), text)

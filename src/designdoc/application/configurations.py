"""Which configuration governs a folder: the nearest one above, each file read once."""

import posixpath

from designdoc.application.configuration import Configuration, read_configuration
from designdoc.application.paths import above
from designdoc.application.ports import Files
from designdoc.diagnostics import ConfigurationError

NAMES = ("designdoc.toml", "pyproject.toml")


class Configurations:
    """Finds and remembers configurations; an explicit one governs everything."""

    def __init__(self, files: Files, explicit: str = "") -> None:
        self._files = files
        self._known: dict[str, Configuration] = {}
        self._explicit: Configuration | None = None
        if explicit:
            self._explicit = self._read(files.absolute(explicit), explicit)
            if self._explicit is None:
                raise ConfigurationError(f"{explicit}: there is no [tool.designdoc] table in it")

    def of(self, folder: str) -> Configuration:
        """The configuration for documents in an absolute folder."""
        if self._explicit:
            return self._explicit
        passed = []
        found = Configuration()
        for each in above(folder):
            if each in self._known:
                found = self._known[each]
                break
            passed.append(each)
            own = self._in(each)
            if own:
                found = own
                break
        for each in passed:
            self._known[each] = found
        return found

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

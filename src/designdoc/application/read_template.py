"""Read and compile a template named by a path, ``REV:PATH``, a folder of versions, or built-in."""

import posixpath
from collections.abc import Sequence

from msgspec import Struct

from designdoc.application.configuration import MAX_BYTES
from designdoc.application.nearest import did_you_mean
from designdoc.application.paths import is_markdown, natural, says_template, stem
from designdoc.application.ports import Files, History
from designdoc.diagnostics import ConfigurationError, UsageError
from designdoc.markdown import parse
from designdoc.source import Source, decode
from designdoc.template import builtin, infer
from designdoc.template.schema import Template

_YAML = (".yaml", ".yml")


class Compiled(Struct, frozen=True):
    """A template ready for use. ``path`` is as people see it, ``folder`` its absolute folder."""

    path: str
    folder: str
    template: Template
    version: str | None = None
    revision: str | None = None


class Library:
    """Compiles templates, each once."""

    def __init__(self, files: Files, history: History) -> None:
        self._files = files
        self._history = history
        self._known: dict[tuple[str, str], Compiled] = {}

    def built_in(self) -> Sequence[str]:
        """The names of the built-in templates."""
        return builtin.names()

    def read(self, name: str, base: str = "") -> Compiled:
        """The template that a name stands for; relative to ``base`` where one is given.

        Raises:
            UsageError: there is no such template.
            ConfigurationError: there is one, but it says nothing, or cannot be read.
        """
        if (name, base) not in self._known:
            self._known[name, base] = self._read(name, base)
        return self._known[name, base]

    def _read(self, name: str, base: str) -> Compiled:
        path = posixpath.join(base, name) if base else name
        if self._files.is_file(path):
            return self._file(path)
        if self._files.is_folder(path):
            newest = self._newest(path)
            return self._file(newest, _version(newest, path))
        revision, colon, inner = name.partition(":")
        if colon and revision and inner:
            data = self._history.read(revision, inner)
            return self._compile(name, decode(name, data), "", revision=revision)
        if name in self.built_in():
            return self._compile(name, decode(name, builtin.read(name)), "")
        raise UsageError(self._unknown(name))

    def _file(self, path: str, version: str | None = None) -> Compiled:
        try:
            if self._files.size(path) > MAX_BYTES:
                raise ConfigurationError(f"template {path}: larger than {MAX_BYTES:,} bytes")
            source = decode(path, self._files.read(path))
        except OSError as error:
            raise ConfigurationError(f"template {path}: {error.strerror}") from error
        return self._compile(path, source, posixpath.dirname(self._files.absolute(path)), version)

    def _compile(
        self,
        path: str,
        source: Source,
        folder: str,
        version: str | None = None,
        revision: str | None = None,
    ) -> Compiled:
        template = infer(parse(source), self._side_files(path, folder))
        if not (template.sections or template.title or template.front_matter):
            what = "is empty" if not source.text.strip() else "has no headings and no fields"
            raise ConfigurationError(f"template {path}: it {what}, so there is nothing to check")
        return Compiled(path, folder, template, version, revision)

    def _side_files(self, path: str, folder: str) -> tuple[Source, ...]:
        """YAML files beside a template that has a folder of its own."""
        if not folder or not says_template(posixpath.basename(folder)):
            return ()
        names = [e.name for e in self._files.entries(folder) if e.name.lower().endswith(_YAML)]
        shown = posixpath.dirname(path)
        found = []
        for name in names:
            full = posixpath.join(folder, name)
            if self._files.is_file(full) and self._files.size(full) <= MAX_BYTES:
                found.append(decode(posixpath.join(shown, name), self._files.read(full)))
        return tuple(found)

    def _newest(self, folder: str) -> str:
        """The newest template in a folder of versions, by name: a file, or a file in a folder."""
        try:
            entries = [e for e in self._files.entries(folder) if not e.name.startswith(".")]
        except OSError as error:
            raise ConfigurationError(f"template {folder}: {error.strerror}") from error
        files = [e.name for e in entries if not e.folder and is_markdown(e.name)]
        named = [name for name in files if says_template(name)]
        if files:
            return posixpath.join(folder, max(named or files, key=natural))
        folders = sorted((e.name for e in entries if e.folder), key=natural, reverse=True)
        for name in folders:
            inner = posixpath.join(folder, name)
            if any(is_markdown(e.name) for e in self._files.entries(inner) if not e.folder):
                return self._newest(inner)
        raise UsageError(f"template {folder}: there is no Markdown file in this folder")

    def _unknown(self, name: str) -> str:
        folder = posixpath.dirname(name)
        names = list(self.built_in())
        if self._files.is_folder(folder or "."):
            entries = self._files.entries(folder or ".")
            names += [posixpath.join(folder, e.name) for e in entries if is_markdown(e.name)]
        hint = did_you_mean(name, names) or f"built-in are {', '.join(self.built_in())}"
        return f"there is no template '{name}', neither a path nor a built-in name; {hint}"


def _version(path: str, folder: str) -> str:
    """What names a version: its file, or its folder when the files are called the same."""
    inner = posixpath.relpath(path, folder)
    return inner.split("/")[0] if "/" in inner else stem(path)

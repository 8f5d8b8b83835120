"""Read and compile a template named by a path, ``REV:PATH``, a folder of versions, or built-in."""

import posixpath
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from designdoc.application.basis import Memo
from designdoc.application.configuration import MAX_BYTES
from designdoc.application.inferred import inferred
from designdoc.application.nearest import did_you_mean
from designdoc.application.paths import is_markdown, natural, says_template, stem
from designdoc.application.ports import Entry, Files, FileVersion, History, Store
from designdoc.diagnostics import ConfigurationError, UsageError
from designdoc.source import Source, decode
from designdoc.template import builtin
from designdoc.template.schema import Template

_YAML = (".yaml", ".yml")
FALLBACK = "feature-design"  # for a document that no template fits: headings give the roles


class Compiled(Struct, frozen=True):
    """A template ready for use. ``path`` is as people see it, ``folder`` its absolute folder.

    ``siblings`` are the files of a folder of versions, oldest first.
    """

    path: str
    folder: str
    template: Template
    version: str | None = None
    revision: str | None = None
    siblings: tuple[str, ...] = ()


class Library:
    """Compiles templates, each once."""

    def __init__(self, files: Files, history: History, store: Store) -> None:
        self._files = files
        self._history = history
        self._store = store
        self._known: Memo[tuple[str, str], Compiled] = Memo()

    def built_in(self) -> Sequence[str]:
        """The names of the built-in templates."""
        return builtin.names()

    def read(self, name: str, base: str = "") -> Compiled:
        """The template that a name stands for; relative to ``base`` where one is given.

        Raises:
            UsageError: there is no such template.
            ConfigurationError: there is one, but it says nothing, or cannot be read.
        """
        return self._known((name, base), lambda: self._read(name, base))

    def _read(self, name: str, base: str) -> Compiled:
        path = posixpath.join(base, name) if base else name
        if self._files.is_file(path):
            return self._file(path)
        if self._files.is_folder(path):
            every = self._versions(path)
            newest = self._file(every[-1], version_name(every[-1], path))
            return msgspec.structs.replace(newest, siblings=every)
        revision, colon, inner = name.partition(":")
        if colon and revision and inner:
            data = self._history.read(revision, inner)
            return self._compile(name, decode(name, data), "", revision=revision)
        if name in self.built_in():
            return self._compile(name, decode(name, builtin.read(name)), "")
        raise UsageError(self._unknown(name))

    def edition(self, version: FileVersion) -> Compiled:
        """A template as a commit left it; its path is ``REV:PATH``."""
        name = f"{version.revision[:12]}:{version.path}"
        return self._known((name, ""), lambda: self._edition(name, version))

    def _edition(self, name: str, version: FileVersion) -> Compiled:
        short = version.revision[:12]
        sides = tuple(decode(f"{short}:{side}", data) for side, data in version.sides)
        template = inferred(decode(name, version.data), sides, self._store)
        return Compiled(name, "", template, revision=version.revision)

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
        template = inferred(source, self._side_files(path, folder), self._store)
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

    def _versions(self, folder: str) -> tuple[str, ...]:
        """The templates in a folder of versions, by name: files, or a file in each folder."""
        files = self._in_folder(folder)
        if files:
            return tuple(posixpath.join(folder, name) for name in files)
        folders = sorted((e.name for e in self._listed(folder) if e.folder), key=natural)
        found = []
        for name in folders:
            inner = posixpath.join(folder, name)
            found += [posixpath.join(inner, name) for name in self._in_folder(inner)[-1:]]
        if not found:
            raise UsageError(f"template {folder}: there is no Markdown file in this folder")
        return tuple(found)

    def _in_folder(self, folder: str) -> list[str]:
        """The Markdown files of a folder in the order of their names: those that say template."""
        files = [e.name for e in self._listed(folder) if not e.folder and is_markdown(e.name)]
        named = [name for name in files if says_template(name)]
        plain = [name for name in files if not name.lower().startswith("readme.")]
        return sorted(named or plain or files, key=natural)

    def _listed(self, folder: str) -> list[Entry]:
        try:
            return [e for e in self._files.entries(folder) if not e.name.startswith(".")]
        except OSError as error:
            raise ConfigurationError(f"template {folder}: {error.strerror}") from error

    def _unknown(self, name: str) -> str:
        folder = posixpath.dirname(name)
        names = list(self.built_in())
        if self._files.is_folder(folder or "."):
            entries = self._files.entries(folder or ".")
            names += [posixpath.join(folder, e.name) for e in entries if is_markdown(e.name)]
        hint = did_you_mean(name, names) or f"built-in are {', '.join(self.built_in())}"
        return f"there is no template '{name}', neither a path nor a built-in name; {hint}"


def version_name(path: str, folder: str) -> str:
    """What names a version: its file, or its folder when the files are called the same."""
    inner = posixpath.relpath(path, folder)
    return inner.split("/")[0] if "/" in inner else stem(path)

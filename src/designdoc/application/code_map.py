"""The reviewable file of the mapping: read by every run, written by ``code map --write``.

One table a component, sorted. An entry whose ``by`` is ``hand`` was set by a person: it is kept
when the file is written again, and overrides every signal.
"""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from designdoc.application.configuration import Configuration
from designdoc.application.ports import Files
from designdoc.code.mapping import Given, Mapped
from designdoc.diagnostics import ConfigurationError

_HEAD = """\
# Which files each component is. Written by `designdoc code map --write`; read where
# designdoc.toml says `[code] components = ["{name}"]`.
# Set `by = "hand"` on an entry to fix its files: it is then kept, and overrides the signals.
"""


def by_hand(configuration: Configuration, files: Files) -> Mapping[str, Mapping[str, Given]]:
    """What people have set, by document (as ``files`` shows its path) and component."""
    found: dict[str, dict[str, Given]] = defaultdict(dict)
    for name in configuration.code.get("components", ()):
        path = posixpath.join(configuration.folder, name)
        if not files.is_file(path):
            raise ConfigurationError(f"{configuration.path}: there is no file '{name}'")
        folder = posixpath.dirname(path)
        for each in read_map(files.read(path), name):
            if each.by == "hand":
                shown = files.shown(posixpath.normpath(posixpath.join(folder, each.document)))
                found[shown][each.name] = each
    return dict(found)


def read_map(data: bytes, name: str) -> Sequence[Given]:
    """The entries of a mapping file.

    Raises:
        ConfigurationError: it is not TOML, or an entry lacks what it needs.
    """
    import tomllib

    try:
        body = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigurationError(f"{name}: this is not TOML: {error}") from error
    tables = body.get("component", [])
    if not isinstance(tables, list):
        raise ConfigurationError(f"{name}: 'component' is a list of tables: write [[component]]")
    return [_given(table, number, name) for number, table in enumerate(tables, 1)]


def _given(table: object, number: int, name: str) -> Given:
    if isinstance(table, dict):
        document, title, by = (table.get(key) for key in ("document", "name", "by"))
        paths = table.get("files")
        words = all(isinstance(each, str) for each in (document, title, by))
        if words and isinstance(paths, list) and all(isinstance(each, str) for each in paths):
            return Given(str(document), str(title), tuple(paths), str(by))
    raise ConfigurationError(
        f"{name}: [[component]] number {number} needs 'document', 'name', 'by' and a list 'files'"
    )


def written_map(mapped: Mapping[str, Iterable[Mapped]], kept: Iterable[Given], name: str) -> str:
    """The file for these documents (paths from its own folder), what people set kept."""
    entries: dict[tuple[str, str], Given] = {}
    for document, components in mapped.items():
        for each in components:
            if each.signal:
                by, files = each.signal, each.files
                entries[document, each.name] = Given(document, each.name, files, by)
    for given in kept:
        known = entries.get((given.document, given.name))
        if given.by == "hand" or (known is None and given.document not in mapped):
            entries[given.document, given.name] = given
    return _HEAD.format(name=name) + "".join(
        f"\n[[component]]\ndocument = {_quoted(each.document)}\nname = {_quoted(each.name)}\n"
        f"by = {_quoted(each.by)}\nfiles = {_listed(each.files)}\n"
        for _, each in sorted(entries.items())
    )


def _listed(files: Sequence[str]) -> str:
    if len(files) < 2:
        return f"[{', '.join(map(_quoted, files))}]"
    return "[\n" + "".join(f"  {_quoted(each)},\n" for each in files) + "]"


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'
    )

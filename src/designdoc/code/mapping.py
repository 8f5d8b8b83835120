"""Which files a component of a document is, by the first of five signals, with its provenance.

1 path: a path that the component names. 2 fence: a type that it defines is declared there.
3 symbol: its heading is a declared symbol. 4 stem: a folder or file has its name. 5 backticks: two
or more symbols of one folder stand in its text, and it is their files. Where a signal leads to
several places, the component stays unmapped, and that is said.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from designdoc.code.facts import CodeIndex
from designdoc.code.names import Names, is_test
from designdoc.code.states import resolves
from designdoc.source import Span
from designdoc.source.regex import regex

STRONG = frozenset({"hand", "path", "fence", "symbol"})  # provenance that a finding may rest on
_WORD = regex(r"[A-Za-z0-9]+")
_HUMP = regex(r"(?<=[a-z0-9])(?=[A-Z])")
_GENERIC = frozenset(
    {"component", "service", "module", "system", "layer", "the", "manager", "handler", "package",
     "library", "app", "application", "class", "hook", "api"}
)  # fmt: skip
_COMMON = frozenset(
    {"types", "utils", "util", "common", "core", "main", "index", "config", "data", "models",
     "model", "ui", "test", "tests", "server", "client", "api", "db", "database", "lib", "errors",
     "constants", "helpers", "docs", "schema", "interface", "design", "architecture", "overview"}
)  # fmt: skip
_LEAST_SYMBOLS = 2
_MOST_FILES = 400  # of one component; a path to the whole tree tells nothing


class Sought(Struct, frozen=True):
    """A component as its document speaks of it.

    ``explicit`` are the paths that it gives as its own, ``paths`` others in its text, ``types``
    those it defines in code blocks, ``symbols`` the names between backticks.
    """

    name: str
    span: Span
    explicit: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()


class Mapped(Struct, frozen=True):
    """A component with its files; ``signal`` is empty and ``why`` says the reason where none is.

    ``places`` are the paths or symbols that decided, or the several that did not.
    """

    name: str
    span: Span
    signal: str = ""
    files: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    why: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        """Where its code is: the folder that it names in place of all its files."""
        if self.signal in {"path", "stem", "hand"} and len(self.files) > 1 and self.places:
            return self.places
        return self.files


class Given(Struct, frozen=True):
    """What a person, or an earlier run, says that a component is."""

    document: str
    name: str
    files: tuple[str, ...]
    by: str


_Answer = tuple[Sequence[str], Sequence[str]] | None  # files, places


def map_components(
    given: Iterable[Sought], folder: str, names: Names, index: CodeIndex,
    by_hand: Mapping[str, Given] | None = None,
) -> tuple[Mapped, ...]:  # fmt: skip
    """The components of a document, mapped; ``folder`` is the document's, from the tree's top."""
    return tuple(
        _by_hand(each, by_hand[each.name], names, index)
        if by_hand and each.name in by_hand
        else _mapped(each, folder, names, index)
        for each in given
    )


def _by_hand(sought: Sought, given: Given, names: Names, index: CodeIndex) -> Mapped:
    files = [file for path in given.files for file in files_of(path, names, index)]
    return Mapped(sought.name, sought.span, "hand", _once(files), given.files)


def _mapped(sought: Sought, folder: str, names: Names, index: CodeIndex) -> Mapped:
    signals: tuple[tuple[str, Callable[[], _Answer]], ...] = (
        ("path", lambda: _by_path(sought, folder, names, index)),
        ("fence", lambda: _by_symbols(sought.types, index)),
        ("symbol", lambda: _by_symbols(_symbols_of(sought.name), index)),
        ("stem", lambda: _by_stem(sought.name, names, index)),
        ("backticks", lambda: _by_backticks(sought.symbols, index)),
    )
    for signal, answer in signals:
        found = answer()
        if found is None:
            continue
        files, places = found
        if files and len(files) <= _MOST_FILES:
            return Mapped(sought.name, sought.span, signal, _once(files), tuple(places))
        shown = ", ".join(list(places)[:4]) + (", …" if len(places) > 4 else "")
        why = _why(signal, shown, len(places), bool(files))
        return Mapped(sought.name, sought.span, "", (), tuple(places), why)
    return Mapped(sought.name, sought.span, "", (), (), "nothing in its text leads to code")


def _why(signal: str, shown: str, count: int, too_large: bool) -> str:
    if too_large:
        return f"{shown} is too large to be one component"
    if count == 1:
        return f"{signal}: {shown} is not in the tree"
    return f"{signal}: {shown} are {count} places"


def _narrowed(name: str, files: Sequence[str], index: CodeIndex) -> list[str]:
    """Of several files the one that declares the heading's symbol."""
    if len(files) < 2:
        return []
    for symbol in _symbols_of(name):
        found = {p.path for p in index.by_symbol.get(symbol, ())} & set(files)
        found = {path for path in found if not is_test(path)}
        if len(found) == 1:
            return list(found)
    return []


def files_of(path: str, names: Names, index: CodeIndex) -> list[str]:
    """The files of code at a path: itself, or all below it."""
    if path in index.files:
        return [path]
    below = path.rstrip("/") + "/"
    return [file for file in index.files if file.startswith(below)] if names.has(path) else []


def _by_path(sought: Sought, folder: str, names: Names, index: CodeIndex) -> _Answer:
    """Its own paths, all of them; else the paths of its text where they are one place."""
    own = _resolved(sought.explicit, folder, names, index)
    if own:
        files = [file for path in own for file in files_of(path, names, index)]
        return _narrowed(sought.name, files, index) or files, own
    if sought.explicit and any("/" in path for path in sought.explicit):
        return [], sought.explicit  # it says where it is, and is not there
    other = _resolved(sought.paths, folder, names, index)
    other = [path for path in other if not is_test(path)] or other
    if len(other) == 1 or (other and _one_place(other)):
        return [file for path in other for file in files_of(path, names, index)], other
    return ([], other) if other else None


def _resolved(paths: Iterable[str], folder: str, names: Names, index: CodeIndex) -> list[str]:
    found = []
    for path in paths:
        target = resolves(path, folder, names)
        alone = "/" in path.strip("/") or len(names.ending(path)) == 1
        if target and alone and files_of(target, names, index):
            found.append(target)
    return list(dict.fromkeys(found))


def _one_place(paths: Sequence[str]) -> bool:
    """Whether paths stand in one folder, the first of them or one that holds them directly."""
    folders = {path if "." not in path.rpartition("/")[2] else path.rpartition("/")[0]
               for path in paths}  # fmt: skip
    shortest = min(folders, key=len)
    return all(each == shortest or each.startswith(shortest + "/") for each in folders)


def _by_symbols(symbols: Iterable[str], index: CodeIndex) -> _Answer:
    """The one place where these symbols are declared; parts of a package are one place."""
    seen: list[str] = []
    for symbol in symbols:
        found = {place.path for place in index.by_symbol.get(symbol, ()) if not is_test(place.path)}
        if len(found) == 1:
            seen += found
    if not seen:
        several = [s for s in symbols if len(index.by_symbol.get(s, ())) > 1]
        return ([], several) if several else None
    files = list(dict.fromkeys(seen))
    return (files, files) if len(files) == 1 or _one_place(files) else ([], files)


def _symbols_of(name: str) -> list[str]:
    """The symbols that a heading may be: as it stands, or in one word."""
    plain = name.strip("` ()").split("(")[0].strip()
    words = _WORD.findall(plain)
    found = [plain] if plain.isidentifier() and (_HUMP.search(plain) or "_" in plain) else []
    if len(words) > 1 and len(words) < 5:
        found.append("".join(word[:1].upper() + word[1:] for word in words))
    if len(words) > 1 and words[0].isidentifier() and _HUMP.search(words[0]):
        found.append(words[0])
    return [each for each in found if len(each) > 3]


def _by_stem(name: str, names: Names, index: CodeIndex) -> _Answer:
    """The one folder or file of code that has the name, in whatever spelling."""
    wanted = _squashed(name)
    short = "".join(
        w.lower() for w in _WORD.findall(_HUMP.sub(" ", name)) if w.lower() not in _GENERIC
    )
    if len(wanted) < 4 or wanted in _COMMON:
        return None
    stems = _stems(index)
    found = stems.get(wanted) or (
        stems.get(short) if len(short) > 3 and short not in _COMMON else None
    )
    if not found:
        return None
    folders = [path for path in found if path not in index.files]
    chosen = folders if len(folders) == 1 else found
    if len(chosen) > 1:
        return [], chosen
    return files_of(chosen[0], names, index), chosen


def _stems(index: CodeIndex) -> Mapping[str, list[str]]:
    known: dict[str, list[str]] | None = vars(index).get("_stems")
    if known is None:
        known = {}
        folders: set[str] = set()
        for path in index.files:
            if is_test(path):
                continue
            folder, _, name = path.rpartition("/")
            known.setdefault(_squashed(name.split(".")[0]), []).append(path)
            while folder and folder not in folders:
                folders.add(folder)
                folder = folder.rpartition("/")[0]
        for folder in sorted(folders):
            known.setdefault(_squashed(folder.rpartition("/")[2]), []).append(folder)
        vars(index)["_stems"] = known
    return known


def _squashed(name: str) -> str:
    return "".join(_WORD.findall(name)).lower()


def _by_backticks(symbols: Iterable[str], index: CodeIndex) -> _Answer:
    """The folder in which most of the symbols are declared, each of them nowhere else."""
    folders: Counter[str] = Counter()
    files: dict[str, list[str]] = defaultdict(list)
    for symbol in dict.fromkeys(symbols):
        paths = {p.path for p in index.by_symbol.get(symbol, ()) if not is_test(p.path)}
        places = {path.rpartition("/")[0] for path in paths}
        if len(places) == 1:
            folder = places.pop()
            folders[folder] += 1
            files[folder] += paths
    best = folders.most_common(2)
    if not best or best[0][1] < _LEAST_SYMBOLS:
        return None
    if len(best) > 1 and best[1][1] * 2 > best[0][1]:
        return [], [folder for folder, _ in best]
    return files[best[0][0]], [best[0][0]]


def _once(files: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(files)))

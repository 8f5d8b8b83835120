"""Documented dependencies against imports: a reflexion model (Murphy, Notkin, Sullivan 1995).

Convergence: both say so. Divergence: an import that no edge allows. Absence: an edge without an
import. What imports cannot show (events, HTTP, databases, injection) is not verifiable.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from designdoc.code.facts import CodeIndex, Use
from designdoc.code.mapping import STRONG, Mapped
from designdoc.code.names import is_test
from designdoc.source import Span
from designdoc.source.regex import regex

_BARRELS = frozenset(
    {"index.ts", "index.tsx", "index.js", "index.mjs", "__init__.py", "mod.rs", "lib.rs"}
)
_DEEPEST = 4  # barrels behind each other


class Edge(Struct, frozen=True):
    """A documented dependency. ``static``: an import has to show it."""

    source: str
    target: str
    span: Span
    static: bool = True


class Verdict(Struct, frozen=True):
    """What became of an edge. ``kind``: convergence, divergence, absence, unverifiable.

    ``span`` is where the document says it, or names the component; ``path`` and ``line`` are those
    of the import.
    """

    kind: str
    source: str
    target: str
    span: Span
    path: str = ""
    line: int = 0
    imported: str = ""


def reflexion(
    mapped: Sequence[Mapped],
    edges: Iterable[Edge],
    index: CodeIndex,
    said: Mapping[str, frozenset[str]],
) -> tuple[Verdict, ...]:
    """A verdict for each documented edge and each undocumented import between components.

    ``said`` are the words of what each component depends on: paths, packages, symbols. Of one that
    says nothing, nothing is undocumented.
    """
    by_name = {each.name: each for each in mapped}
    found = _imports(mapped, index)
    documented = {(edge.source, edge.target): edge for edge in reversed(list(edges))}
    verdicts = [_documented(edge, by_name, found) for edge in documented.values()]
    verdicts += [
        each
        for each in _undocumented(by_name, documented, found)
        if said.get(each.source)
        and not _CHANGE.search(each.source)
        and not _EVERYTHING & {word.lower() for word in said[each.source]}
        and not _is_said(said[each.source], by_name[each.target].files, index)
    ]
    return tuple(sorted(verdicts, key=lambda each: (each.span, each.source, each.target)))


class _Import(Struct, frozen=True):
    path: str
    use: Use


def _imports(
    mapped: Sequence[Mapped], index: CodeIndex
) -> Mapping[tuple[str, str], Sequence[_Import]]:
    """The imports from one component into another, those that are for types alone last."""
    owners: dict[str, list[str]] = defaultdict(list)
    for each in mapped:
        for path in each.files:
            owners[path].append(each.name)
    found: dict[tuple[str, str], list[_Import]] = defaultdict(list)
    for each in mapped:
        for path in each.files:
            for use in index.uses.get(path, ()):
                for target in _reached(use.path, index):
                    for owner in owners.get(target, ()):
                        if owner != each.name and not (use.test or is_test(target)):
                            found[each.name, owner].append(_Import(path, use))
    for imports in found.values():
        imports.sort(key=lambda each: (each.use.type_only, each.path, each.use.line))
    return found


def _reached(path: str, index: CodeIndex) -> Iterator[str]:
    """A file, and where it only passes on what others declare, those others."""
    seen = {path}
    stack = [(path, 0)]
    while stack:
        at, depth = stack.pop()
        yield at
        if depth < _DEEPEST and at.rpartition("/")[2] in _BARRELS:
            for use in index.uses.get(at, ()):
                if use.path not in seen:
                    seen.add(use.path)
                    stack.append((use.path, depth + 1))


def _documented(
    edge: Edge, by_name: Mapping[str, Mapped], found: Mapping[tuple[str, str], Sequence[_Import]]
) -> Verdict:
    imports = _lifted(edge.source, edge.target, by_name, found)
    if imports:
        first = imports[0]
        return Verdict("convergence", edge.source, edge.target, edge.span,
                       first.path, first.use.line, first.use.path)  # fmt: skip
    source, target = by_name.get(edge.source), by_name.get(edge.target)
    sure = source and target and source.signal in STRONG and target.signal in STRONG
    shared = source and target and set(source.files) & set(target.files)
    kind = "absence" if edge.static and sure and not shared else "unverifiable"
    return Verdict(kind, edge.source, edge.target, edge.span)


def _lifted(
    source: str, target: str, by_name: Mapping[str, Mapped],
    found: Mapping[tuple[str, str], Sequence[_Import]],
) -> Sequence[_Import]:  # fmt: skip
    """The imports between two components, or between parts of them."""
    own = found.get((source, target))
    if own:
        return own
    inner = _parts(source, by_name), _parts(target, by_name)
    return [each for s in inner[0] for t in inner[1] for each in found.get((s, t), ())]


def _parts(name: str, by_name: Mapping[str, Mapped]) -> list[str]:
    """A component and those whose files are all among its own."""
    whole = set(by_name[name].files) if name in by_name else set()
    return [n for n, m in by_name.items() if n == name or (m.files and set(m.files) <= whole)]


def _undocumented(
    by_name: Mapping[str, Mapped],
    documented: Mapping[tuple[str, str], Edge],
    found: Mapping[tuple[str, str], Sequence[_Import]],
) -> Iterator[Verdict]:
    for (source, target), imports in sorted(found.items()):
        one, other = by_name[source], by_name[target]
        real = [each for each in imports if not each.use.type_only]
        sure = one.signal in STRONG and other.signal in STRONG
        if not real or not sure or set(one.files) & set(other.files):
            continue
        direct = [each for each in real if each.use.path in other.files]
        allowed = any(
            (s, t) in documented for s in _wholes(source, by_name) for t in _wholes(target, by_name)
        )
        if direct and not allowed:
            first = direct[0]
            yield Verdict("divergence", source, target, one.span,
                          first.path, first.use.line, first.use.path)  # fmt: skip


def _is_said(words: frozenset[str], files: Sequence[str], index: CodeIndex) -> bool:
    """Whether words name one of the files: its path, a folder or package above it, a symbol."""
    for path in files:
        *folders, name = path.split("/")
        parts = {_plain(part) for part in (*folders, name.split(".")[0])} - _PLACES
        if any(
            _plain(word.rstrip("/").rpartition("/")[2].split(".")[0]) in parts for word in words
        ):
            return True
        if any(each.name in words for each in index.files[path].declared):
            return True
    return False


def _last(word: str) -> str:
    """The name at the end of a path or package, without its suffix."""
    return word.rstrip("/").rpartition("/")[2].split(".")[0]


def _plain(word: str) -> str:
    return word.replace("-", "").replace("_", "").lower()


# A component that is a change to something says only what the change depends on.
_CHANGE = regex(
    r"(?i)\b(?:updates?|extensions?|extended|modif\w+|integration|fix|enhanced|refactor\w*|changes?"
    r"|rewritten|improvements?)\b|обновл|модифик|расшир|интеграц|変更|拡張|改修"
)
_EVERYTHING = frozenset({"all", "every", "everything", "всех", "все", "すべて"})
_PLACES = frozenset(
    {"src", "apps", "packages", "pkg", "lib", "internal", "cmd", "index", "main", "mod", "init", ""}
)


def _wholes(name: str, by_name: Mapping[str, Mapped]) -> list[str]:
    """A component and those that hold all its files."""
    own = set(by_name[name].files)
    return [n for n, m in by_name.items() if n == name or own <= set(m.files)]

"""Tests by everything that may name them: an identifier in their name, a tag, a path, themselves.

Built once for all results; each question is then a look-up.
"""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from designdoc.evidence import CaseResult, Outcome, Tag, put_together
from designdoc.source.regex import regex
from designdoc.workspace.identifiers import same

_PART = regex(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_JOINT = frozenset(("", "-", "_", "."))
_ID = regex(r"(?:(?P<document>[\w./-]*[\w-])(?:\.md)?[/#])?(?P<name>[A-Za-z][\w.-]*)")
_STEMS = 3  # words that an identifier may have before its number: FR-AUTH-3 has two
_LONGEST = 400  # characters of a name that are read
_WORST = {Outcome.FAILED: 0, Outcome.PASSED: 1, Outcome.SKIPPED: 2}

Key = tuple[str, ...]


class Run(Struct, frozen=True):
    """One test as it counts, with the paths of the result files that tell of it, its own first.

    Of several results for one test the worst counts, but a test that passed somewhere was not
    skipped: failed before passed before skipped.
    """

    result: CaseResult
    paths: tuple[str, ...]


class Unrun(Struct, frozen=True):
    """A test that a source file declares and no result tells of; ``beside``: of others there."""

    path: str
    test: str
    beside: bool


class Names:
    """The index. Tests are numbers into ``runs``."""

    def __init__(
        self,
        files: Iterable[tuple[str, Sequence[CaseResult]]],
        sources: Iterable[tuple[str, Sequence[Tag], Sequence[str]]] = (),
    ) -> None:
        self.runs = _runs(files)
        self._in_name: dict[Key, dict[int, None]] = defaultdict(dict)
        self._explicit: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.by_path: dict[str, list[int]] = defaultdict(list)
        for number, run in enumerate(self.runs):
            self._add(number, run.result)
        self._unrun: dict[str, list[tuple[str, Unrun]]] = defaultdict(list)
        self._unrun_in_name: dict[Key, list[Unrun]] = defaultdict(list)
        for path, tags, declared in sources:
            ran = {test: self._at(path, test) for test in (*declared, *(t.test for t in tags))}
            for tag in tags:
                for number in ran[tag.test]:
                    self._explain(number, tag.identifier)
            self._miss(path, tags, ran)

    def proving(self, identifier: str, document: str) -> list[int]:
        """The tests that name an identifier of the document at this path."""
        found = dict.fromkeys(self._in_name.get(key_of(identifier), ()))
        for number, documents in self._explicit.get(same(identifier), {}).items():
            if any(_means(each, document) for each in documents):
                found[number] = None
        return sorted(found)

    def unrun(self, identifier: str, document: str) -> list[Unrun]:
        """The tests of the sources that name an identifier and that no result tells of."""
        tagged = self._unrun.get(same(identifier), ())
        found = [each for written, each in tagged if _means(written, document)]
        return list(dict.fromkeys((*found, *self._unrun_in_name.get(key_of(identifier), ()))))

    def called(self, token: str) -> list[int] | None:
        """The tests that a word of a document means; None for a word that names no test at all."""
        plain = token.removesuffix("()").strip("/")
        path, _, inner = plain.partition("::")
        if (inner and "/" in path) or path.endswith(".py"):
            below = set(self.by_path.get(_module(path), ()))
            named = self.by_name.get(inner.replace("::", ".").rpartition(".")[2], ())
            return sorted(below.intersection(named) if inner else below)
        found = self.by_name.get(plain)
        if found is None and "/" in plain:
            found = self.by_path.get(_module(plain))
        if found:
            return found
        group, _, last = plain.replace("#", ".").replace("::", ".").rpartition(".")
        group = group.rpartition(".")[2]
        inside = [n for n in self.by_name.get(last, ()) if group and group in self._words(n)]
        return inside or None

    def _words(self, number: int) -> tuple[str, ...]:
        return _group_of(self.runs[number].result).words

    def _add(self, number: int, result: CaseResult) -> None:
        group = _group_of(result)
        for key in {*keys_in(result.name[:_LONGEST]), *group.keys}:
            self._in_name[key][number] = None
        for identifier in result.requirements:
            self._explain(number, identifier)
        for name in {*_called(result.name), *group.words[-1:]}:
            self.by_name[name].append(number)
        for path in group.paths:
            self.by_path[path].append(number)

    def _explain(self, number: int, identifier: str) -> None:
        match = _ID.fullmatch(identifier)
        if match:
            self._explicit[same(match["name"])][number].add(match["document"] or "")

    def _miss(self, path: str, tags: Sequence[Tag], ran: Mapping[str, Sequence[int]]) -> None:
        beside = any(ran.values())
        missing = {test for test, numbers in ran.items() if not numbers and not put_together(test)}
        for tag in tags:
            match = _ID.fullmatch(tag.identifier)
            if match and tag.test in missing:
                missed = match["document"] or "", Unrun(path, tag.test, beside)
                self._unrun[same(match["name"])].append(missed)
        for test in sorted(missing):
            for key in set(keys_in(test[:_LONGEST])):
                self._unrun_in_name[key].append(Unrun(path, test, beside))

    def _at(self, path: str, test: str) -> list[int]:
        """The results of a test that is declared in a source file."""
        numbers = self.by_name.get(test, [])
        module = _module(path)
        stem = posixpath.basename(module)
        here = [n for n in numbers if module in _group_of(self.runs[n].result).paths]
        here = here or [n for n in numbers if stem in self._words(n)]
        return here or (numbers if len(numbers) == 1 else [])


def key_of(identifier: str) -> Key:
    """An identifier as it may stand in a name: ``("fr", "3")`` of ``FR-003``."""
    parts = [part.lower() for part in _PART.findall(identifier)]
    return tuple(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def keys_in(name: str) -> Iterator[Key]:
    """Every identifier that may stand in a name; ``test_fr_3_1`` says FR-3.1 and not FR-3."""
    parts = list(_PART.finditer(name))
    for at, part in enumerate(parts):
        if part[0].isdigit() or at + 1 == len(parts) or not parts[at + 1][0].isdigit():
            continue
        if name[part.end() : parts[at + 1].start()] not in _JOINT:
            continue
        number, end = [parts[at + 1][0].lstrip("0") or "0"], at + 1
        while end + 1 < len(parts) and name[parts[end].end() : parts[end + 1].start()] in _JOINT:
            following = parts[end + 1]
            letter = len(following[0]) == 1 and following.start() == parts[end].end()
            if not (following[0].isdigit() or letter):
                break
            number.append(following[0].lower().lstrip("0") or "0")
            end += 1
            if letter and not following[0].isdigit():
                break
        stems = [each[0].lower() for each in parts[max(0, at - _STEMS + 1) : at + 1]]
        for first in range(len(stems)):
            if sum(map(len, stems[first:])) > 1:  # one letter and a number is anything
                yield (*stems[first:], *number)


def _runs(files: Iterable[tuple[str, Sequence[CaseResult]]]) -> list[Run]:
    best: dict[tuple[str, str], CaseResult] = {}
    paths: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for path, tests in files:
        for each in tests:
            identity = each.group, each.name
            known = best.get(identity)
            paths[identity][path] = None
            if known is None or _WORST[each.outcome] < _WORST[known.outcome]:
                best[identity] = each
                paths[identity] = {path: None} | paths[identity]
    return [Run(result, tuple(paths[identity])) for identity, result in best.items()]


def _called(name: str) -> Iterator[str]:
    """What people call a test: without parameters, without the suites that lead to it."""
    name = name[:_LONGEST]
    yield name
    base = name.partition("[")[0].removesuffix("()").strip()
    yield base
    yield base.partition("/")[0]
    for joint in ("::", ".", " > ", " › "):
        yield base.rpartition(joint)[2]
    words = base.split(" ")
    for first in range(1, min(len(words), 20)):  # jest: the suites' names stand before the test's
        yield " ".join(words[first:])


class _Group(Struct, frozen=True):
    """What a group and a file say of each test in them: identifiers, words, folders and module."""

    keys: frozenset[Key]
    words: tuple[str, ...]
    paths: tuple[str, ...]


def _group_of(result: CaseResult) -> _Group:
    return _group(result.group[:_LONGEST], result.file)


@lru_cache(maxsize=4096)
def _group(group: str, file: str) -> _Group:
    words = [group]
    for joint in ("::", "/", ".", " "):
        words = [word for each in words for word in each.split(joint)]
    return _Group(frozenset(keys_in(group)), tuple(filter(None, words)), tuple(_paths(group, file)))


def _paths(group: str, file: str) -> list[str]:
    """The folders and the module that a test is in, without extension: ``tests/cli/test_x``."""
    path = file.replace("\\", "/")
    if not path and " " not in group:
        path = group if "/" in group else group.replace(".", "/")
    parts = [part for part in _module(path).split("/") if part not in {"", "."}]
    return ["/".join(parts[:end]) for end in range(1, min(len(parts), 30) + 1)]


def _module(path: str) -> str:
    return path.strip("/").removeprefix("./").removesuffix(".py")


def _means(written: str, document: str) -> bool:
    """Whether a qualified identifier is one of this document; one without a document is of all."""
    path = document.removesuffix(".md")
    return not written or path == written or path.endswith(f"/{written}")

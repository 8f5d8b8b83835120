"""The use case ``backtest``: how right the rules on code would have been on this history.

A commit that took a name out of the code and out of a document is a true case: with only its half
of the code applied, the rule has to speak. Its parent is a false case: there the rule has to be
silent. Types and functions count alike: a member or parameter that a commit took away, added or
changed on both sides.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from designdoc.application.code_history import TreeHistory
from designdoc.application.code_view import Surveyed, gone_names
from designdoc.application.ports import Change, CodeHistory
from designdoc.application.type_cases import RULES, WHOLE, changed, said
from designdoc.code.declared_then import old_facts
from designdoc.code.facts import CodeIndex, FileFacts
from designdoc.code.names import Names, is_test
from designdoc.code.past import Gone, Past
from designdoc.code.references import Reference, references
from designdoc.code.states import resolves
from designdoc.code.types import Documented
from designdoc.document import Document, bind
from designdoc.languages.grammars import is_known, language_of
from designdoc.markdown import parse
from designdoc.model.extract import extract
from designdoc.source import decode
from designdoc.source.regex import regex
from designdoc.template.schema import Template
from designdoc.workspace.in_code import documented_types

_WORD = regex(rb"[A-Za-z_][A-Za-z0-9_]{3,80}")
_FENCE = regex(rb"(?:```|~~~)[ \t]*([A-Za-z][A-Za-z0-9#+]{0,12})")
_MOST_FILES = 300  # of one commit that are read; larger ones move whole trees about


class Case(Struct, frozen=True):
    """One thing that a commit changed in code and document.

    ``found``: by the rule, with the code's half alone; ``early``: already with neither half, which
    would have been wrong; ``quiet``: as information only.
    """

    code: str
    commit: str
    path: str
    line: int
    name: str
    found: bool
    early: bool = False
    quiet: bool = False


class Replayed(Struct, frozen=True):
    """Every case, and the number of commits that changed documents together with code."""

    cases: tuple[Case, ...]
    commits: int


def backtest(
    top: str, folders: Sequence[str], history: CodeHistory, template: Template
) -> Replayed:
    """Replay the history of the repository at ``top``; ``folders`` (from there) limit documents."""
    changes = [each for each in history.changes(top) if _matters(each, folders)]
    texts = history.files(top, _places(changes, folders))
    replay = _Replay(top, tuple(folders), history, template, texts)
    cases = [case for change in changes for case in replay.cases(change)]
    return Replayed(tuple(cases), len(changes))


def _matters(change: Change, folders: Sequence[str]) -> bool:
    """Whether a commit changed documents and code, and not half of the repository."""
    files = change.files
    return (
        len(files) <= _MOST_FILES
        and any(_is_document(path, folders) and status == "M" for status, path, _ in files)
        and any(
            status in "DR" or (status == "M" and language_of(path)) for status, path, _ in files
        )
    )


def _is_document(path: str, folders: Sequence[str]) -> bool:
    if not path.lower().endswith((".md", ".markdown")):
        return False
    return not folders or any(path == f or path.startswith(f.rstrip("/") + "/") for f in folders)


def _places(changes: Sequence[Change], folders: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Both sides of each changed document and file of code."""
    for change in changes:
        for status, path, to in change.files:
            if status == "M" and (_is_document(path, folders) or language_of(path)):
                yield change.parent, path
                yield change.commit, path
            elif status in "DR" and language_of(path):
                yield change.parent, path
                if to:
                    yield change.commit, to


class _Sides(Struct, frozen=True):
    """A document before and after a commit."""

    path: str
    old: bytes
    new: bytes


class _Replay(Struct, frozen=True):
    top: str
    folders: tuple[str, ...]
    history: CodeHistory
    template: Template
    texts: Mapping[tuple[str, str], bytes]

    def cases(self, change: Change) -> Iterator[Case]:
        """The cases of one commit."""
        gone = {path: to for status, path, to in change.files if status in "DR"}
        words = self._lost_words(change)
        for status, path, _ in change.files:
            if status != "M" or not _is_document(path, self.folders):
                continue
            sides = _Sides(
                path,
                self.texts.get((change.parent, path), b""),
                self.texts.get((change.commit, path), b""),
            )
            if not sides.old or not sides.new:
                continue
            yield from self._names(change, sides, gone, words)
            yield from self._types(change, sides)

    def _lost_words(self, change: Change) -> Mapping[bytes, str]:
        """Words that the files of code lost, with a file that had them."""
        lost: dict[bytes, str] = {}
        left: set[bytes] = set()
        for status, path, to in change.files:
            if not language_of(path):
                continue
            left.update(_WORD.findall(self.texts.get((change.commit, to or path), b"")))
            if status in "MDR" and not is_test(path):
                words = _WORD.findall(self.texts.get((change.parent, path), b""))
                lost.update(dict.fromkeys(words, path))
        return {word: path for word, path in lost.items() if word not in left}

    def _names(
        self, change: Change, sides: _Sides, gone: Mapping[str, str], words: Mapping[bytes, str]
    ) -> Iterator[Case]:
        """Paths and symbols that the commit took out of code and document."""
        dropped = set(_WORD.findall(sides.old)) - set(_WORD.findall(sides.new))
        symbols = {word.decode(): path for word, path in words.items() if word in dropped}
        if not symbols and not gone:
            return
        document = self._bound(sides.path, sides.old)
        kept = {each.text for each in references(parse(decode(sides.path, sides.new)))}
        mended = [each for each in references(document.tree) if each.text not in kept]
        named = {word for each in mended for word in each.words}
        symbols = {
            word: path
            for word, path in symbols.items()
            if word in named
            and self._declares(change.parent, path, word)
            and not self.history.held(self.top, change.commit, word)
        }
        if not symbols and not (gone and any(each.kind == "path" for each in mended)):
            return
        after = self._tree(change, gone, symbols, change.commit)
        before = self._tree(change, {}, {}, change.parent)
        true = list(self._true(mended, sides.path, symbols, (before.names, after.names)))
        if not true:
            return
        late = {each.name: each for each in gone_names(document, sides.path, after)}
        early = {each.name for each in gone_names(document, sides.path, before)}
        seen: set[str] = set()
        for reference, name in true:
            if name not in seen:
                seen.add(name)
                found = late.get(name)
                code = "DD501" if reference.kind == "path" else "DD502"
                yield Case(
                    code, change.commit, sides.path, reference.line, name,
                    found is not None, name in early, found is not None and found.behind,
                )  # fmt: skip

    def _true(
        self, mended: Sequence[Reference], path: str, symbols: Mapping[str, str],
        names: tuple[Names, Names],
    ) -> Iterator[tuple[Reference, str]]:  # fmt: skip
        """The mended references to what was there before the commit, and is not after it."""
        folder = path.rpartition("/")[0]
        before, after = names
        for reference in mended:
            if reference.kind == "path":
                target = resolves(reference.text, folder, before)
                if target and not resolves(reference.text, folder, after):
                    yield reference, target
            else:
                word = next((w for w in reference.words[::-1] if w in symbols), "")
                if word:
                    yield reference, word

    def _tree(
        self, change: Change, paths: Mapping[str, str], symbols: Mapping[str, str], commit: str
    ) -> Surveyed:
        """The tree at a commit as the rules would have seen it, as far as this commit matters."""
        gone = {
            path: Gone(change.commit, change.order, change.day, path, to)
            for path, to in paths.items()
        }
        words = {
            word: (Gone(change.parent, change.order + 1, change.day, path, "", change.order),)
            for word, path in symbols.items()
        }
        names = Names(frozenset(self.history.names(self.top, commit)))
        history = TreeHistory(self.history, self.top, change.parent)
        return Surveyed(names, CodeIndex(), Past(gone, words), history)

    def _declares(self, commit: str, path: str, word: str) -> bool:
        facts = old_facts(path, self.texts.get((commit, path), b""))
        return any(
            each.name == word or any(member.name == word for member in each.members)
            for each in facts.declared
        )

    def _types(self, change: Change, sides: _Sides) -> Iterator[Case]:
        """Members that the commit took away or changed in code and document alike."""
        if not any(is_known(found.decode().lower()) for found in _FENCE.findall(sides.old)):
            return
        before, after = self._indexes(change, _lost(sides.old, sides.new))
        kinds = changed(before, after)
        kinds = {key: kind for key, kind in kinds.items() if key[0].encode() in sides.old}
        if not kinds:
            return
        old, new = self._bound(sides.path, sides.old), self._bound(sides.path, sides.new)
        shown, then = _shown_members(old), _shown_members(new)
        late, early = said(_documented(old), after), said(_documented(old), before)
        for (type_, member), kind in sorted(kinds.items()):
            mine, theirs = shown.get((type_, member)), then.get((type_, member))
            if kind == "extra":  # what was not shown is looked for at its function
                mine = shown.get((type_, WHOLE)) if mine is None and theirs is not None else None
            mended = (theirs is None and kind == "member") or (
                theirs is not None and theirs != mine
            )
            if mine is None or not mended:
                continue
            key = (type_, member, kind)
            line = old.source.line_of(mine[2])
            name = f"{type_}.{member}".removesuffix(".")
            yield Case(
                RULES[kind], change.commit, sides.path, line, name,
                key in late, key in early,
            )  # fmt: skip

    def _indexes(self, change: Change, words: set[bytes]) -> tuple[CodeIndex, CodeIndex]:
        """Both sides of the files of code that lost lines with one of these words."""
        before: dict[str, FileFacts] = {}
        after: dict[str, FileFacts] = {}
        for _, path, to in change.files:
            if language_of(path) and not is_test(path):
                old = self.texts.get((change.parent, path), b"")
                new = self.texts.get((change.commit, to or path), b"")
                if words & _lost(old, new):
                    before[path] = old_facts(path, old)
                    after[to or path] = old_facts(to or path, new)
        return CodeIndex(before), CodeIndex(after)

    def _bound(self, path: str, data: bytes) -> Document:
        return bind(parse(decode(path, data)), self.template, ())


def _lost(old: bytes, new: bytes) -> set[bytes]:
    """The words on lines that a text lost or changed."""
    gone = set(old.splitlines()) - set(new.splitlines())
    return set(_WORD.findall(b"\n".join(gone)))


def _documented(document: Document) -> list[Documented]:
    return list(documented_types(document, extract(document), ()))


def _shown_members(document: Document) -> dict[tuple[str, str], tuple[str, bool, int]]:
    """The members of every type and the parameters of every function that a document shows."""
    types = extract(document).types
    whole = {(each.name, WHOLE): (each.kind, False, each.span.start) for each in types}
    return whole | {
        (each.name, member.name): (member.type, member.optional, member.span.start)
        for each in types
        for member in each.members
    }


def table(cases: Sequence[Case]) -> list[tuple[str, Counter[str]]]:
    """For each rule its cases: found, quiet (as information), early (a commit too soon)."""
    counts: dict[str, Counter[str]] = {}
    for case in cases:
        own = counts.setdefault(case.code, Counter())
        own["cases"] += 1
        own["found"] += case.found
        own["quiet"] += case.quiet
        own["early"] += case.early
    return sorted(counts.items())

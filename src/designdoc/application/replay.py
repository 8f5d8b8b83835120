"""One commit replayed: what the rules would have said with only its half of the code applied."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from designdoc.application.code_history import TreeHistory
from designdoc.application.code_view import Surveyed, gone_names
from designdoc.application.mended import WORD, Mended, lost_lines, words_of
from designdoc.application.ports import Change, CodeHistory, Touched
from designdoc.application.type_cases import RULES, WHOLE, changed, said
from designdoc.code.declared_then import declares, old_facts
from designdoc.code.facts import CodeIndex, FileFacts
from designdoc.code.names import Names, is_test
from designdoc.code.past import Gone, Past
from designdoc.code.references import Reference, references
from designdoc.code.states import resolves
from designdoc.code.types import Documented
from designdoc.document import Document, bind
from designdoc.languages.grammars import language_of
from designdoc.markdown import BlockTree, parse
from designdoc.model.extract import extract
from designdoc.source import decode
from designdoc.template.schema import Template
from designdoc.workspace.in_code import documented_types


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


class _Around(Struct, frozen=True):
    """What a commit did to the code: paths that are gone (with their new ones), lost words."""

    gone: Mapping[str, str]
    symbols: Mapping[str, str]


class Replay(Struct, frozen=True):
    """The commits of a repository; ``code`` are the blobs of their files of code."""

    top: str
    history: CodeHistory
    template: Template
    code: Mapping[str, bytes]

    def cases(self, change: Change, documents: Sequence[Mended]) -> Iterator[Case]:
        """The cases of one commit, with the documents that it changed."""
        gone = {each.path: each.to for each in change.files if each.status in "DR"}
        lost = self._lost_words(change, frozenset().union(*(each.named for each in documents)))
        for each in documents:
            symbols = {word.decode(): path for word, path in lost.items() if word in each.named}
            if symbols or (gone and each.speaks_of(_last_parts(gone))):
                yield from self._names(change, each, _Around(gone, symbols))
            if each.shown:
                yield from self._types(change, each)

    def _lost_words(self, change: Change, among: frozenset[bytes]) -> Mapping[bytes, str]:
        """Those of the words that the files of code had and have no more, each with a file."""
        if not among:
            return {}
        files = [each for each in change.files if each.status in "MDR" and language_of(each.path)]
        lost: dict[bytes, str] = {}
        for each in files:
            if not is_test(each.path):
                lost.update(dict.fromkeys(_standing(among, self._old(each)), each.path))
        for each in files:
            for word in _standing(lost, self._new(each)):
                del lost[word]
        return lost

    def _names(self, change: Change, sides: Mended, around: _Around) -> Iterator[Case]:
        """Paths and symbols that the commit took out of code and document."""
        tree = _parsed(sides.path, sides.old)
        kept = {each.text for each in references(_parsed(sides.path, sides.new))}
        mended = [each for each in references(tree) if each.text not in kept]
        symbols = self._declared(change, mended, around.symbols)
        if not symbols and not (around.gone and any(each.kind == "path" for each in mended)):
            return
        after = self._tree(change, _Around(around.gone, symbols), change.commit)
        before = self._tree(change, _Around({}, {}), change.parent)
        true = list(_true(mended, sides.path, symbols, (before.names, after.names)))
        if not true:
            return
        document = bind(tree, self.template, ())
        late = {each.name: each for each in gone_names(document, sides.path, after)}
        early = {each.name for each in gone_names(document, sides.path, before)}
        for name, reference in true:
            found = late.get(name)
            yield Case(
                "DD501" if reference.kind == "path" else "DD502",
                change.commit, sides.path, reference.line, name,
                found is not None, name in early, found is not None and found.behind,
            )  # fmt: skip

    def _declared(
        self, change: Change, mended: Sequence[Reference], symbols: Mapping[str, str]
    ) -> Mapping[str, str]:
        """The words that mended references name and the code declared, and that stand nowhere."""
        named = {word for each in mended for word in each.words} & symbols.keys()
        olds = {each.path: self._old(each) for each in change.files}
        declared = [
            word
            for word in sorted(named)
            if declares(word, old_facts(symbols[word], olds[symbols[word]]))
        ]
        held = self.history.held(self.top, change.commit, declared) if declared else ()
        return {word: symbols[word] for word in declared if word not in held}

    def _tree(self, change: Change, around: _Around, commit: str) -> Surveyed:
        """The tree at a commit as the rules would have seen it, as far as this commit matters."""
        gone = {
            path: Gone(change.commit, change.order, change.day, path, to)
            for path, to in around.gone.items()
        }
        words = {
            word: (Gone(change.parent, change.order + 1, change.day, path, "", change.order),)
            for word, path in around.symbols.items()
        }
        names = Names(frozenset(self.history.names(self.top, commit)))
        history = TreeHistory(self.history, self.top, change.parent)
        return Surveyed(names, CodeIndex(), Past(gone, words), history)

    def _types(self, change: Change, sides: Mended) -> Iterator[Case]:
        """Members that the commit took away or changed in code and document alike."""
        before, after = self._indexes(change, sides.shown)
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

    def _indexes(self, change: Change, words: frozenset[bytes]) -> tuple[CodeIndex, CodeIndex]:
        """Both sides of the files of code that lost lines with one of these words."""
        before: dict[str, FileFacts] = {}
        after: dict[str, FileFacts] = {}
        for each in change.files:
            if language_of(each.path) and not is_test(each.path):
                old, new = self._old(each), self._new(each)
                if words & words_of(lost_lines(old, new)):
                    path = each.to or each.path
                    before[each.path] = old_facts(each.path, old)
                    after[path] = old_facts(path, new)
        return CodeIndex(before), CodeIndex(after)

    def _old(self, file: Touched) -> bytes:
        return self.code.get(file.old, b"")

    def _new(self, file: Touched) -> bytes:
        return self.code.get(file.new, b"")

    def _bound(self, path: str, data: bytes) -> Document:
        return bind(_parsed(path, data), self.template, ())


def _parsed(path: str, data: bytes) -> BlockTree:
    return parse(decode(path, data))


def _standing(words: Iterable[bytes], text: bytes) -> list[bytes]:
    """Those of the words that stand in a text; it is taken apart only where one may."""
    near = [word for word in words if word in text]
    if not near:
        return []
    there = set(WORD.findall(text))
    return [word for word in near if word in there]


def _last_parts(paths: Iterable[str]) -> set[str]:
    """The names of files and of the folders that they stand in."""
    return {part for path in paths for part in path.split("/")}


def _true(
    mended: Sequence[Reference], path: str, symbols: Mapping[str, str], names: tuple[Names, Names]
) -> Iterator[tuple[str, Reference]]:
    """What was there before the commit and is not after it, with the first mended reference."""
    folder = path.rpartition("/")[0]
    before, after = names
    found: dict[str, Reference] = {}
    for reference in mended:
        if reference.kind == "path":
            name = resolves(reference.text, folder, before)
            if name and resolves(reference.text, folder, after):
                continue
        else:
            name = next((word for word in reference.words[::-1] if word in symbols), "")
        if name:
            found.setdefault(name, reference)
    yield from found.items()


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

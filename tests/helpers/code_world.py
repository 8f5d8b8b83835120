"""Source trees and their history in memory: what the rules on code are told, without git."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from designdoc.application.code_history import TreeHistory
from designdoc.application.code_view import Surveyed, view_of
from designdoc.application.ports import Change
from designdoc.code.facts import CodeIndex, FileFacts
from designdoc.code.imports import uses
from designdoc.code.imports.world import MANIFESTS, world_of
from designdoc.code.names import Names
from designdoc.code.past import Gone, Past, Written
from designdoc.code.read import read, unreadable
from designdoc.code.view import CodeView
from designdoc.document import Document
from designdoc.languages.grammars import language_of
from designdoc.model.extract import extract

Texts = Mapping[str, str]

LINE = Written("b" * 40, 5, date(2026, 2, 1))  # who wrote every line of every document
CODE = Written("c" * 40, 1, date(2026, 3, 1))  # and of the code
END = Gone("a" * 40, 2, date(2026, 3, 1))


class Memory:
    """The port ``CodeHistory`` over the texts of one earlier commit."""

    def __init__(self, then: Texts) -> None:
        self.then = then

    def past(self, top: str, head: str = "HEAD") -> Past | None:
        return None

    def blame(
        self, top: str, path: str, lines: Iterable[int], head: str = ""
    ) -> Mapping[int, Written]:
        known = LINE if path.endswith(".md") else CODE
        return dict.fromkeys(lines or range(1, 500), known)

    def files(self, top: str, places: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], bytes]:
        return {place: self.then.get(place[1], "").encode() for place in places}

    def blobs(self, top: str, names: Iterable[str]) -> Mapping[str, bytes]:
        return {}

    def held(self, top: str, commit: str, words: Iterable[str]) -> frozenset[str]:
        return frozenset(words)

    def changes(self, top: str) -> Sequence[Change]:
        return ()

    def names(self, top: str, commit: str) -> Sequence[str]:
        return ()


def index_of(now: Texts) -> CodeIndex:
    """The facts of these files."""
    files: dict[str, FileFacts] = {}
    for path, text in now.items():
        language = language_of(path)
        if language and not unreadable(text.encode()):
            files[path] = read(text.encode(), language)
    manifests = {p: t.encode() for p, t in now.items() if p.rpartition("/")[2] in MANIFESTS}
    world = world_of(files, Names(frozenset(now)), manifests, ("src",))
    return CodeIndex(files, tuple(sorted(now)), ("src",), uses(files, world))


def past_of(now: Texts, then: Texts) -> Past:
    """What the earlier commit had and the files of now have not; equal texts are renamed files."""
    by_text = {text: path for path, text in now.items() if path not in then}
    paths = {
        path: msgspec.structs.replace(END, path=path, to=by_text.get(text, ""))
        for path, text in then.items()
        if path not in now
    }
    left = {word for text in now.values() for word in _words(text)}
    words = {
        word: (msgspec.structs.replace(END, order=4, path=path, before=3),)
        for path, text in then.items()
        for word in sorted(_words(text) - left)
    }
    return Past(paths, words)


def view(document: Document, now: Texts, then: Texts) -> CodeView:
    """What the rules are told of a document beside this code."""
    past = past_of(now, then)
    surveyed = Surveyed(
        Names(frozenset(now)), index_of(now), past, TreeHistory(Memory(then), "/top")
    )
    return view_of(document, extract(document), document.path, surveyed)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z_]\w{3,80}", text))

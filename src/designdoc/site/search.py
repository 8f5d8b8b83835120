"""The index that a page searches without a server: words to sections, in pieces.

A piece holds the words that begin with the same two characters (or share a bucket of them), so that
a query loads a few; what is shown of a hit stands in a piece with those of a few documents. Pieces
are scripts, because pages that are opened from a disk may not read files.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache, partial
from operator import sub
from zlib import crc32

from designdoc.application.body import Passage
from designdoc.output.visible import one_line
from designdoc.site.page import File, key
from designdoc.site.script import packed
from designdoc.site.view import View
from designdoc.source.words import words_in

_BUCKETS = 64
_TOGETHER = 16  # documents whose sections stand in one piece
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TITLED = "!"  # behind a place: the word stands in its heading


Document = tuple[str, str, Sequence[Passage]]
"""The title of a document, its page, its passages."""


def files(view: View) -> Iterator[File]:
    """The files of the index; words are gathered when the first of them is made."""
    told = [(view.title(s.path), view.page_of[s.path], s.body.passages) for s in view.sheets]
    name = key(told)
    index = _Index(told)
    for number in range(0, len(told), _TOGETHER):
        some = told[number : number + _TOGETHER]
        piece = number // _TOGETHER
        yield File(f"search/d{piece}.js", key(piece, some), partial(_sections, piece, some))
    for number in range(_BUCKETS):
        yield File(f"search/w{number}.js", name, partial(index.words, number))
    yield File("search/start.js", name, index.start)


def _sections(number: int, some: Sequence[Document]) -> bytes:
    shown = [
        [(one_line(each.title), each.place, one_line(each.begins)) for each in passages]
        for _, _, passages in some
    ]
    return packed("designdocSearch.keep", f"d{number}", shown)


class _Index:
    """The words of all documents, each with the sections that have it."""

    def __init__(self, told: Sequence[Document]) -> None:
        self._told = told

    def start(self) -> bytes:
        """Titles, pages, and how many sections come before those of each document."""
        documents, at = [], 0
        for title, page, passages in self._told:
            documents.append((title, page, at))
            at += len(passages)
        shape = {
            "documents": documents, "sections": at, "buckets": _BUCKETS, "together": _TOGETHER,
        }  # fmt: skip
        return packed("designdocSearch.keep", "start", shape)

    def words(self, number: int) -> bytes:
        """The words of a bucket."""
        return packed("designdocSearch.keep", f"w{number}", self._buckets[number])

    @cached_property
    def _buckets(self) -> Sequence[Mapping[str, str]]:
        found: dict[str, list[int]] = defaultdict(list)
        titled: dict[str, set[int]] = defaultdict(set)
        passages = (each for _, _, passages in self._told for each in passages)
        for at, passage in enumerate(passages):
            for word in _words(passage.title):
                titled[word].add(at)
            for word in passage.words.split(" "):
                found[word].append(at)
        buckets: list[dict[str, str]] = [{} for _ in range(_BUCKETS)]
        for word in sorted(found):
            buckets[bucket(word)][word] = _coded(found[word], titled.get(word, frozenset()))
        return buckets


def bucket(word: str) -> int:
    """The piece that a word stands in, by its first two characters."""
    return _bucket(word[:2])


@lru_cache(maxsize=16384)
def _bucket(begins: str) -> int:
    return crc32(begins.encode("utf-8", "replace")) % _BUCKETS


def _coded(places: Sequence[int], titled: AbstractSet[int]) -> str:
    """Ascending numbers as their differences, in base 36; those that are marked are ``titled``."""
    steps: Iterator[str] = map(_base36, map(sub, places, (0, *places)))
    if titled:
        marked = zip(places, steps, strict=False)
        steps = (f"{step}{_TITLED}" if place in titled else step for place, step in marked)
    return " ".join(steps)


@lru_cache(maxsize=65536)
def _base36(number: int) -> str:
    if number < 36:
        return _DIGITS[number]
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits


@lru_cache(maxsize=4096)
def _words(title: str) -> frozenset[str]:
    return frozenset(words_in(title))

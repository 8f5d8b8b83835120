"""The index that a page searches without a server: words to sections, in pieces.

A piece holds the words that begin with the same two characters (or share a bucket of them), so that
a query loads a few; what is shown of a hit stands in a piece of its document. Pieces are scripts,
because pages that are opened from a disk may not read files.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

from designdoc.output.visible import one_line
from designdoc.site.script import script
from designdoc.site.view import View
from designdoc.source.words import words_in

_BUCKETS = 128
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TITLED = "!"  # behind a place: the word stands in its heading


def index(view: View) -> Iterator[tuple[str, bytes]]:
    """The files of the index by their paths from the site's root."""
    buckets: list[dict[str, list[tuple[int, bool]]]] = [defaultdict(list) for _ in range(_BUCKETS)]
    documents: list[tuple[str, str, int]] = []  # title, page, number of the first section
    at = 0
    for number, sheet in enumerate(view.sheets):
        documents.append((view.title(sheet.path), view.page_of[sheet.path], at))
        shown = []
        for passage in sheet.body.passages:
            titled = _words(passage.title)
            for word in passage.words.split(" "):
                buckets[bucket(word)][word].append((at, word in titled))
            shown.append((one_line(passage.title), passage.place, one_line(passage.begins)))
            at += 1
        yield _piece(f"search/d{number}.js", "sections", number, shown)
    for number, words in enumerate(buckets):
        coded = {word: _coded(places) for word, places in sorted(words.items())}
        yield _piece(f"search/w{number}.js", "words", number, coded)
    shape = {"documents": documents, "sections": at, "buckets": _BUCKETS}
    yield _piece("search/start.js", "start", 0, shape)


def bucket(word: str) -> int:
    """The piece that a word stands in, by its first two characters."""
    return _bucket(word[:2])


@lru_cache(maxsize=16384)
def _bucket(begins: str) -> int:
    return crc32(begins.encode("utf-8", "replace")) % _BUCKETS


def _coded(places: list[tuple[int, bool]]) -> str:
    """Ascending numbers as their differences, in base 36."""
    found, last = [], 0
    for place, titled in places:
        found.append(_base36(place - last) + (_TITLED if titled else ""))
        last = place
    return " ".join(found)


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


def _piece(path: str, kind: str, number: int, value: object) -> tuple[str, bytes]:
    return script(path, f"designdocSearch.{kind}", number, value)

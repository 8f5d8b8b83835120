"""The index that a page searches without a server: words to sections, in pieces.

A piece holds the words that begin with the same two characters (or share a bucket of them), so that
a query loads a few. Pieces are scripts, because pages opened from a disk may not read files.
"""

from collections import defaultdict
from collections.abc import Iterator
from zlib import crc32

from designdoc.output.visible import one_line
from designdoc.site.script import script
from designdoc.site.view import View

_BUCKETS = 128
_SECTIONS = 400  # of one piece
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def index(view: View) -> Iterator[tuple[str, bytes]]:
    """The files of the index by their paths from the site's root."""
    documents: list[tuple[str, str]] = []
    sections: list[tuple[int, str, str, str]] = []
    buckets: list[dict[str, list[int]]] = [defaultdict(list) for _ in range(_BUCKETS)]
    titled: dict[str, list[int]] = defaultdict(list)
    for number, sheet in enumerate(view.sheets):
        documents.append((view.title(sheet.path), view.page_of[sheet.path]))
        for passage in sheet.body.passages:
            at = len(sections)
            sections.append(
                (number, one_line(passage.title), passage.place, one_line(passage.begins))
            )
            for word in passage.words.split(" "):
                buckets[bucket(word)][word].append(at)
            titled[passage.title].append(at)
    for number in range(0, len(sections), _SECTIONS):
        part = sections[number : number + _SECTIONS]
        yield _piece(f"search/s{number // _SECTIONS}.js", "sections", number // _SECTIONS, part)
    for number, words in enumerate(buckets):
        coded = {word: _coded(places) for word, places in sorted(words.items())}
        yield _piece(f"search/w{number}.js", "words", number, coded)
    shape = {
        "documents": documents,
        "sections": len(sections),
        "piece": _SECTIONS,
        "buckets": _BUCKETS,
    }
    yield _piece("search/start.js", "start", 0, shape)


def bucket(word: str) -> int:
    """The piece that a word stands in, by its first two characters."""
    return crc32(word[:2].encode("utf-8", "replace")) % _BUCKETS


def _coded(places: list[int]) -> str:
    """Ascending numbers as their differences, in base 36."""
    found, last = [], 0
    for place in places:
        found.append(_base36(place - last))
        last = place
    return " ".join(found)


def _base36(number: int) -> str:
    if number < 36:
        return _DIGITS[number]
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits


def _piece(path: str, kind: str, number: int, value: object) -> tuple[str, bytes]:
    return script(path, f"designdocSearch.{kind}", number, value)

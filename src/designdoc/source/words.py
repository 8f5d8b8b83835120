"""The words that a text can be found by: folded, identifiers whole, Chinese and Japanese in pairs.

The script of a site folds what is typed in the same way (``assets/search.js``).
"""

from collections.abc import Iterator
from unicodedata import normalize

from designdoc.source.regex import regex

_WORD = regex(r"[^\W_]+(?:[-./_'][^\W_]+)*")
_PART = regex(r"[^\W_]+")
_WIDE = regex("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_HUMP = regex(r"(?<=[a-z0-9])(?=[A-Z])")
_LONGEST = 40


def words_in(text: str) -> Iterator[str]:
    """The words of a text in order, with the parts of compound ones after each."""
    if not text.isascii():
        text = normalize("NFKC", text)
    for match in _WORD.finditer(text):
        word = match[0]
        if not word.isascii() and _WIDE.search(word):
            yield from _pairs(word)
            continue
        folded = word.casefold()
        if len(folded) <= _LONGEST:
            yield folded
        if word.isalnum() and (word.islower() or word.isupper()):
            continue
        parts = _PART.findall(word)
        if len(parts) > 1:
            yield from (part.casefold() for part in parts if len(part) <= _LONGEST)
        for part in parts:
            if not part.islower() and not part.isupper():
                humps = _HUMP.split(part)
                if len(humps) > 1:
                    yield from (hump.casefold() for hump in humps)


def _pairs(word: str) -> Iterator[str]:
    at = 0
    for wide in _WIDE.finditer(word):
        yield from words_in(word[at : wide.start()])
        run = wide[0]
        yield from (run[n : n + 2] for n in range(max(1, len(run) - 1)))
        at = wide.end()
    yield from words_in(word[at:])

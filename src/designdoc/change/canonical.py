"""Words without their form: what two ways of writing the same thing have in common."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from designdoc.source.regex import regex

_WIDE = r"\u2e80-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_BESIDE_WIDE = regex(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}])")
_WORD = regex(rf"[{_WIDE}]|[^\W{_WIDE}]+")
# Some values of the model are Markdown as written: `*only*` and `_only_` say the same.
_EMPHASIS = regex(r"(?<![\w*_])([*_]{1,2})(?=[^\s*_])([^*_]{1,200}?)(?<=[^\s*_])\1(?![\w*_])")
_TYPOGRAPHY = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "…": "...", "\u200b": None}
)


@lru_cache(maxsize=65536)
def canonical(text: str) -> str:
    """A text by which two ways of writing it are one: wrapping, quotes, composition of accents.

    White space is one space, and none beside a character of Chinese or Japanese, where a line
    may be wrapped without one.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY)
        text = _BESIDE_WIDE.sub("", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", text)
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """The words of a text for comparing: no marks, no case; each wide character is one."""
    return _WORD.findall(canonical(text).casefold())


def residue(text: str, told: Iterable[str]) -> str:
    """The words of a text that none of the others tells, in order: a comment among members."""
    known = {word for each in told for word in _WORD.findall(each)}
    return " ".join(word for word in _WORD.findall(text) if word not in known)

"""Names for the world outside that a document promises: flags, variables, log events, metrics."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from designdoc.code.facts import CodeIndex
from designdoc.source import Span
from designdoc.source.regex import regex

FLAG = regex(r"(--[a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:[= <\[].*)?")
VARIABLE = regex(r"\$?([A-Z][A-Z0-9]{1,40}(?:_[A-Z0-9]{1,40}){1,8})")
_NAME = regex(r"[A-Za-z][\w.:/-]{3,100}")
_NO_NAME = regex(  # a call of a library, a file, the field of a record, what a provider measures
    r"(?:console|log|logger|logging|slog|winston|process)\."
    r"|.*\.(?:[jt]sx?|py|go|rs|java|cs|ya?ml|json|log|toml|com/.*|io/.*)$"
    r"|[a-z]\w*(?:\.[a-z]\w*[A-Z]\w*)+$|[a-z]+[A-Z]\w*\."
)


class Promised(Struct, frozen=True):
    """Such a name in a document. ``kind``: flag, variable, log, metric."""

    kind: str
    name: str
    span: Span
    line: int = 0


def unkept(given: Iterable[Promised], index: CodeIndex) -> Iterator[Promised]:
    """Those names that stand in no string of the code."""
    known = list(index.literals)
    whole = "\n".join(known)
    kinds = {literal.kind for _, literal in index.literals.values()}
    for each in given:
        if not _is_there(each, whole) and _can_tell(each.kind, kinds):
            yield each


def _is_there(promised: Promised, whole: str) -> bool:
    name = promised.name
    if stands(name, whole):
        return True
    if promised.kind == "flag":  # argument parsers are often given the bare word
        bare = name.lstrip("-")
        return any(stands(word, whole) for word in (bare, bare.replace("-", "_"), _camel(bare)))
    if promised.kind == "metric":  # a name may be put together from a prefix and the rest
        parts = name.split("_")
        return any(stands("_".join(parts[n:]), whole) for n in range(1, len(parts) - 1))
    return False


def stands(word: str, whole: str) -> bool:
    """Whether a word stands among the strings by itself, and not within a longer one."""
    at = whole.find(word)
    while at >= 0:
        before, after = whole[at - 1 : at], whole[at + len(word) : at + len(word) + 1]
        if not (before.isalnum() or before == "_" or after.isalnum() or after == "_"):
            return True
        at = whole.find(word, at + 1)
    return False


def _can_tell(kind: str, kinds: set[str]) -> bool:
    """Whether the code has names of this kind at all in a way that is read."""
    return kind in kinds


def _camel(words: str) -> str:
    first, *rest = words.split("-")
    return first + "".join(word.capitalize() for word in rest)


def is_name(text: str) -> bool:
    """Whether a log event or metric is written as a name, and not described."""
    plain = bool(_NAME.fullmatch(text)) and any(mark in text for mark in "._:/-")
    return plain and not _NO_NAME.match(text) and not text.isupper()

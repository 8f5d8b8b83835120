"""The regular expressions that a configuration may use for identifiers, and why no others.

They run over every document, and whoever wrote them may have mistyped them or mean harm. So they
are read here as a small grammar: characters, classes, groups, alternatives, and repetitions that
end after ``MAX_REPEATS``; no anchors, look-around, back references or flags. What can match one
text in more than ``MAX_WAYS`` ways is refused, since that is the number of ways that Python's
engine may try in vain at each place: the time of a run stays linear in its text.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from designdoc.source.regex import regex

MAX_LENGTH = 200  # characters of an expression
MAX_REPEATS = 20  # what ``+`` and ``*`` stand for at most
MAX_WAYS = 100
_MAX_DEPTH = 4  # groups within groups
_OTHER = "\U0010ffff"  # stands for every character beyond ASCII
_ASCII = [chr(code) for code in range(128)]
_ATOM = regex(
    r"\\[dwDW]|\\[^A-Za-z0-9]|\[\^?\]?(?:\\.|[^\]\\\[])*\]|[^\\()\[\]{}|*+?^$.]", re.DOTALL
)
_OPERATOR = regex(r"--|&&|~~|\|\|")  # Python keeps these for sets of a later version
_BEYOND = regex(r"\\[A-Za-z]")  # `\d`, `\w` and `\u3042` match more than ASCII
_COUNT = regex(r"\?|\*|\+|\{(\d{1,3})(?:(,)(\d{0,3}))?\}")

Chars = frozenset[str]


class _Set(Struct, frozen=True):
    """One character out of several."""

    text: str
    chars: Chars


class _Repeat(Struct, frozen=True):
    body: "_Part"
    least: int
    most: int


class _Sequence(Struct, frozen=True):
    parts: "tuple[_Part, ...]"


class _Either(Struct, frozen=True):
    branches: tuple[_Sequence, ...]


_Part = _Set | _Repeat | _Sequence | _Either


def checked(expression: str) -> str:
    """The expression as it may be run: without capturing groups, every repetition bounded.

    Raises:
        ValueError: it is none, goes beyond the grammar, matches nothing written, or in too many
            ways; the message says which and where.
    """
    if len(expression) > MAX_LENGTH:
        raise ValueError(f"it has {len(expression)} characters, more than {MAX_LENGTH}")
    if re.search(r"[\s#]", expression):
        raise ValueError("an identifier has no space and no '#' in it")
    part = _Reader(expression).whole()
    if _is_empty(part):
        raise ValueError("it matches the empty text, so that every place would be an identifier")
    if _ways(part, frozenset()) > MAX_WAYS:
        raise ValueError(
            "it can match one text in too many ways, which may take for ever; "
            "let what follows a repetition begin with another character"
        )
    return _written(part)


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def whole(self) -> _Either:
        found = self._either(0)
        if self._at < len(self._text):
            raise self._error("there is no bracket to close")
        return found

    def _either(self, depth: int) -> _Either:
        branches = [self._sequence(depth)]
        while self._next("|"):
            branches.append(self._sequence(depth))
        return _Either(tuple(branches))

    def _sequence(self, depth: int) -> _Sequence:
        parts: list[_Part] = []
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            parts.append(self._repeated(self._one(depth)))
        return _Sequence(tuple(parts))

    def _one(self, depth: int) -> _Part:
        if self._next("(?:") or (not self._text.startswith("(?", self._at) and self._next("(")):
            if depth == _MAX_DEPTH:
                raise self._error(f"groups stand more than {_MAX_DEPTH} deep")
            inner = self._either(depth + 1)
            if not self._next(")"):
                raise self._error("a bracket is not closed")
            return inner
        match = _ATOM.match(self._text, self._at)
        if match is None:
            raise self._error(f"'{self._text[self._at :][:3]}' cannot stand here")
        chars = _chars(match[0])
        if not chars:
            raise self._error(f"'{match[0]}' is no set of characters")
        self._at = match.end()
        return _Set(match[0], chars)

    def _repeated(self, part: _Part) -> _Part:
        match = _COUNT.match(self._text, self._at)
        if match is None:
            return part
        least, most = _counts(match)
        if most > MAX_REPEATS or not 0 <= least <= most:
            raise self._error(f"'{match[0]}' is no number of times from 0 to {MAX_REPEATS}")
        if most > 1 and _is_empty(part):
            raise self._error("what is repeated can be empty")
        self._at = match.end()
        if _COUNT.match(self._text, self._at):
            raise self._error("a repetition is repeated")
        return _Repeat(part, least, most)

    def _next(self, word: str) -> bool:
        if not self._text.startswith(word, self._at):
            return False
        self._at += len(word)
        return True

    def _error(self, message: str) -> ValueError:
        return ValueError(f"{message}, at character {self._at + 1}")


def _counts(match: re.Match[str]) -> tuple[int, int]:
    """How often at least and at most: ``+``, ``*`` and ``{2,}`` end at ``MAX_REPEATS``."""
    if match[0] in "?*+":
        return int(match[0] == "+"), 1 if match[0] == "?" else MAX_REPEATS
    least = int(match[1])
    if not match[2]:
        return least, least
    return least, int(match[3]) if match[3] else max(least, MAX_REPEATS)


def _chars(atom: str) -> Chars:
    """What an atom can match, all beyond ASCII as one; nothing for a set that is none."""
    if _OPERATOR.search(atom):
        return frozenset()
    try:
        pattern = re.compile(atom)
    except re.error:
        return frozenset()
    found = frozenset(char for char in _ASCII if pattern.fullmatch(char))
    beyond = not atom.isascii() or _BEYOND.search(atom) or pattern.fullmatch(_OTHER)
    return found | {_OTHER} if beyond else found


def _is_empty(part: _Part) -> bool:
    """Whether a part matches the empty text."""
    if isinstance(part, _Set):
        return False
    if isinstance(part, _Repeat):
        return part.least == 0 or _is_empty(part.body)
    if isinstance(part, _Sequence):
        return all(map(_is_empty, part.parts))
    return any(map(_is_empty, part.branches))


def _first(part: _Part) -> Chars:
    """The characters that a part can begin with."""
    if isinstance(part, _Set):
        return part.chars
    if isinstance(part, _Repeat):
        return _first(part.body)
    if isinstance(part, _Sequence):
        return frozenset().union(*_firsts(part.parts))
    return frozenset().union(*map(_first, part.branches))


def _firsts(parts: Sequence[_Part]) -> Iterator[Chars]:
    for part in parts:
        yield _first(part)
        if not _is_empty(part):
            return


def _ways(part: _Part, follow: Chars) -> int:
    """In how many ways, at most, a part can match one text before what begins with ``follow``.

    Where the next character alone decides whether a repetition goes on, there is one way.
    """
    if isinstance(part, _Set):
        return 1
    if isinstance(part, _Sequence):
        ways = 1
        for inner in reversed(part.parts):
            ways *= _ways(inner, follow)
            follow = _first(inner) | (follow if _is_empty(inner) else frozenset())
        return ways
    if isinstance(part, _Either):
        firsts = [_first(branch) for branch in part.branches]
        each = [_ways(branch, follow) for branch in part.branches]
        apart = len(frozenset().union(*firsts)) == sum(map(len, firsts))
        return max(each) if apart else sum(each)
    again = _first(part.body) if part.most > 1 else frozenset()
    once = _ways(part.body, follow | again)
    stops = 1 if not _first(part.body) & follow else part.most - part.least + 1
    return int(min(once**part.most * stops, MAX_WAYS + 1))


def _written(part: _Part) -> str:
    if isinstance(part, _Set):
        return part.text
    if isinstance(part, _Repeat):
        return f"{_written(part.body)}{{{part.least},{part.most}}}"
    if isinstance(part, _Sequence):
        return "".join(map(_written, part.parts))
    return f"(?:{'|'.join(map(_written, part.branches))})"

"""Explicit words win over inference: ``<!-- designdoc: optional; type=date -->`` before an element.

A comment speaks about the element that follows it. What cannot be understood is a problem of
the template, never ignored in silence.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from designdoc.markdown import BlockTree
from designdoc.source import Span
from designdoc.source.regex import regex
from designdoc.template.schema import Presence, Problem, TypeKind, ValueType

_MARK = regex(r"\s*designdoc:\s*(.*)", re.DOTALL)
_REPEAT = regex(r"repeat(?:\(\s*(?:min\s*=\s*)?(\d{1,4})?\s*\))?")
_TYPE = regex(r"([a-z]+)(?:\((.*)\))?", re.DOTALL)
_LIMITS = regex(r"\s*(\d{1,6})?\s*(?:\.\.|-|,)\s*(\d{1,6})?\s*")
# Words that speak about a document rather than about an element of a template.
_OTHERS = regex(r"ignore(?:-file)?\s+DD|ignore-file\b|template\s*=|version\s*=")
_WORDS = ("optional", "required", "verbatim", "ignore", "repeat", "type=", "role=", "name=")


class Directive(Struct, frozen=True):
    """What explicit words say of one element; ``span`` is the comment."""

    span: Span
    presence: Presence | None = None
    repeat: int | None = None
    type: ValueType | None = None
    role: str = ""
    name: str = ""
    verbatim: bool = False
    ignore: bool = False

    @property
    def because(self) -> str:
        """The reason as it is shown."""
        return "comment in the template"


class Directives(Struct, frozen=True, dict=True):
    """All directives of a template by the byte at which their element starts."""

    by_start: Mapping[int, Directive] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def at(self, start: int) -> Directive | None:
        """The directive for the element that starts at this byte."""
        return self.by_start.get(start)


def read_directives(tree: BlockTree) -> Directives:
    """The directives of a template and what is wrong with them."""
    comments = [(c.span, m.group(1)) for c in tree.comments if (m := _MARK.fullmatch(c.text))]
    if not comments:
        return Directives()
    starts = sorted(_starts(tree))
    by_start: dict[int, Directive] = {}
    problems: list[Problem] = []
    for span, words in comments:
        if _OTHERS.match(words):
            continue
        index = bisect_left(starts, span.end)
        at = starts[index] if index < len(starts) else -1
        directive, wrong = parse_directive(words, span, by_start.get(at))
        problems += wrong
        if at < 0:
            problems.append(Problem(span, "no element follows this comment"))
        else:
            by_start[at] = directive
    return Directives(by_start, tuple(problems))


def _starts(tree: BlockTree) -> Iterator[int]:
    """Where elements begin: every block and item that is not itself a comment."""
    html = {block.start for block in tree.html_blocks}
    for block in tree.walk():
        if block.start not in html:
            yield block.start


def parse_directive(
    words: str, span: Span, before: Directive | None = None
) -> tuple[Directive, Sequence[Problem]]:
    """One comment's words, added to what an earlier comment said of the same element."""
    directive = before or Directive(span)
    problems: list[Problem] = []
    for word in _split(words):
        result = _read(word, directive)
        if isinstance(result, str):
            problems.append(Problem(span, result))
        else:
            directive = result
    return directive, problems


def _split(words: str) -> Iterator[str]:
    """Words between semicolons; commas and spaces within parentheses or values stay."""
    for word in re.split(r"[;\n]", words):
        if word.strip():
            yield word.strip()


def _read(word: str, directive: Directive) -> Directive | str:
    name, equals, value = (part.strip() for part in word.partition("="))
    if word in {"optional", "required"}:
        return replace(directive, presence=Presence(word))
    if word == "verbatim":
        return replace(directive, verbatim=True)
    if word == "ignore":
        return replace(directive, ignore=True)
    if repeat := _REPEAT.fullmatch(word):
        return replace(directive, repeat=int(repeat.group(1) or 1))
    if equals and value and name == "role":
        return replace(directive, role=value)
    if equals and value and name == "name":
        return replace(directive, name=value.strip("\"'"))
    if equals and name == "type":
        read = parse_type(value)
        return read if isinstance(read, str) else replace(directive, type=read)
    return f"'{word}' is none of: {', '.join(_WORDS)}"


def parse_type(text: str) -> ValueType | str:
    """``date``, ``enumeration(a|b)``, ``sentences(2..3)``; a string says what is wrong."""
    match = _TYPE.fullmatch(text)
    kinds = [kind.value for kind in TypeKind]
    if match is None or match.group(1) not in kinds:
        return f"'{text}' is none of the types {', '.join(kinds)}"
    kind, inside = TypeKind(match.group(1)), match.group(2)
    if kind is TypeKind.ENUMERATION:
        values = [value.strip() for value in re.split(r"[|,/]", inside or "") if value.strip()]
        if len(values) < 2:
            return "an enumeration needs its values: type=enumeration(a|b)"
        return ValueType(kind, tuple(values))
    if kind is TypeKind.DATE:
        return ValueType(kind, format=inside or "YYYY-MM-DD")
    if inside:
        limits = _LIMITS.fullmatch(inside)
        if limits is None:
            return f"'{inside}' is no range such as 2..3"
        low, high = limits.groups()
        return ValueType(
            kind, minimum=int(low) if low else None, maximum=int(high) if high else None
        )
    return ValueType(kind)

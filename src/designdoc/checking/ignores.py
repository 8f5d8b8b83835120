"""Suppression comments: which findings the author has said not to show.

``<!-- designdoc: ignore DD201 -->`` alone on its line speaks of the next line that holds
something, at the end of a line of that line; ``ignore-file`` of the whole file. In YAML the same
words stand after a ``#``. Codes are separated by commas or spaces and may be prefixes (``DD2``).
"""

from collections.abc import Iterator

from msgspec import Struct

from designdoc.document import Document
from designdoc.markdown import BlockTree
from designdoc.source import Source, Span
from designdoc.source.regex import regex

_WORDS = regex(r"\s*designdoc:\s*ignore(-file)?(?:[\s:]+([A-Za-z0-9,\s]*))?$")
_YAML = regex(r"(?m)(?:^|[ \t])#[ \t]*(designdoc:[ \t]*ignore[^\r\n]*)")
_CODE = regex(r"[A-Za-z0-9]+")


class Ignore(Struct, frozen=True):
    """One code of one suppression comment; ``line`` is None for the whole file."""

    path: str
    code: str
    line: int | None
    span: Span
    source: Source

    def covers(self, code: str, path: str, line: int) -> bool:
        """Whether a finding is one of those that the comment speaks of."""
        same_line = self.line is None or self.line == line
        return same_line and code.startswith(self.code) and path == self.path


def ignores(document: Document) -> tuple[Ignore, ...]:
    """Every suppression of a document and its side files, in order."""
    found = list(_of_comments(document.tree))
    front = document.tree.front_matter
    if front:
        found += _of_yaml(document.source, front.body)
    for side in document.side_files:
        found += _of_yaml(side.source, Span(0, len(side.source.data)))
    return tuple(found)


def _of_comments(tree: BlockTree) -> Iterator[Ignore]:
    source = tree.source
    if b"designdoc:" not in source.data:
        return
    for comment in tree.comments:
        words = _WORDS.match(comment.text.rstrip())
        if words:
            line = None if words.group(1) else _target(source, comment.span)
            yield from _each(source, words.group(2) or "", line, comment.span)


def _of_yaml(source: Source, span: Span) -> Iterator[Ignore]:
    if b"designdoc:" not in source.data[span.start : span.end]:
        return
    text = source.slice(span)
    for match in _YAML.finditer(text):
        words = _WORDS.match(match.group(1).rstrip())
        if words:
            start = span.start + len(text[: match.start(1)].encode())
            at = Span(start, start + len(match.group(1).encode()))
            line = None if words.group(1) else _target(source, Span(at.start, at.end), "#")
            yield from _each(source, words.group(2) or "", line, at)


def _each(source: Source, codes: str, line: int | None, span: Span) -> Iterator[Ignore]:
    for code in _CODE.findall(codes):
        yield Ignore(source.path, code.upper(), line, span, source)


def _target(source: Source, span: Span, marks: str = "") -> int:
    """The line that the comment speaks of: its own, or the next one that holds something."""
    line = source.line_of(span.start)
    before = source.slice(Span(source.line_span(line).start, span.start))
    if before.strip(f" \t\ufeff>{marks}"):
        return line
    last = source.line_of(max(span.start, span.end - 1))
    for after in range(last + 1, len(source.line_starts) + 1):
        text = source.slice(source.line_span(after)).strip()
        if text and not _is_ignore(text):
            return after
    return last + 1


def _is_ignore(text: str) -> bool:
    """A line that is a suppression itself: several may stand above one line."""
    inner = text.removeprefix("<!--").removesuffix("-->").lstrip("#")
    return bool(_WORDS.match(inner.rstrip()))

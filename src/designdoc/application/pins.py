"""What a document says of its template itself: ``designdoc: template=… template-version=…``.

In front matter (one text, or a mapping) or in a comment anywhere.
"""

from collections.abc import Iterator

from msgspec import Struct

from designdoc.markdown import BlockTree, parse_yaml
from designdoc.source import Span
from designdoc.source.once import once
from designdoc.source.regex import regex

_OURS = regex(r"\s*designdoc:\s*(?=template(?:-version)?\s*=)")
_NAME = regex(r"(?<![^\s])(template|template-version)\s*=")


class Pin(Struct, frozen=True):
    """A value that a document gives, and the bytes where it says so."""

    text: str
    span: Span


class Pins(Struct, frozen=True):
    """The template that a document names, and the version of it; None where it is silent."""

    template: Pin | None = None
    version: Pin | None = None


@once
def pins(tree: BlockTree) -> Pins:
    """What a document says of its template; of two that say the same thing the first counts."""
    if b"designdoc" not in tree.source.data:
        return Pins()
    found: dict[str, Pin] = {}
    for name, pin in (*_in_front_matter(tree), *_in_comments(tree)):
        found.setdefault(name, pin)
    return Pins(found.get("template"), found.get("template-version"))


def _in_front_matter(tree: BlockTree) -> Iterator[tuple[str, Pin]]:
    front = tree.front_matter
    root = parse_yaml(tree.source, front.body).root if front else None
    node = root.get("designdoc") if root else None
    if node is None:
        return
    if node.kind == "mapping":
        for name in ("template", "template-version"):
            inner = node.get(name)
            if inner and inner.kind == "scalar" and inner.text.strip():
                yield name, Pin(inner.text.strip(), inner.span)
    elif node.kind == "scalar":
        yield from _pairs(node.text, node.span)


def _in_comments(tree: BlockTree) -> Iterator[tuple[str, Pin]]:
    for comment in tree.comments:
        ours = _OURS.match(comment.text)
        if ours:
            yield from _pairs(comment.text[ours.end() :], comment.span)


def _pairs(text: str, span: Span) -> Iterator[tuple[str, Pin]]:
    """Each name with what stands behind it, up to the next one."""
    found = list(_NAME.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=True):
        value = text[match.end() : end].strip("\"',; \t\r\n")
        if value:
            yield match.group(1), Pin(value, span)

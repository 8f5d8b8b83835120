"""The links of a document into its own folder tree and into itself, and the anchors of a file."""

from collections.abc import Iterator
from urllib.parse import unquote

from msgspec import Struct

from designdoc.document import Document
from designdoc.document.contents import all_headings, slug
from designdoc.markdown import BlockTree
from designdoc.source import Span
from designdoc.source.regex import regex

_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/")
_NAMED = regex(r"""<[a-zA-Z][^<>]{0,200}?\b(?:id|name)\s*=\s*["']?([^"'\s>]{1,120})""")
_ATTRIBUTE = regex(r"\{\s*#([^\s{}]{1,120})[^{}]{0,80}\}\s*$")
_TEMPLATED = regex(r"[\[\]{}<>*|]|\.\.\.|…")
_MARKDOWN = (".md", ".markdown")


class Link(Struct, frozen=True):
    """A link to a file beside the document (``path`` as written) or, with no path, into itself."""

    path: str
    anchor: str
    span: Span


def local_links(document: Document) -> Iterator[Link]:
    """The links that this document could be wrong about: no addresses, no paths from a root."""
    return links_of(document.tree)


def links_of(tree: BlockTree) -> Iterator[Link]:
    """The local links of any Markdown file."""
    for index, span in zip(tree.links, tree.link_spans, strict=True):
        target = _target(tree, index)
        if not target or _SCHEME.match(target) or _TEMPLATED.search(target):
            continue
        path, _, anchor = target.partition("#")
        yield Link(unquote(path.partition("?")[0]), unquote(anchor), span)


def anchors(tree: BlockTree) -> frozenset[str]:
    """The anchors of a Markdown file in lower case: of its headings, and those it sets itself."""
    found = {entry.anchor.lower() for entry in all_headings(tree)}
    for entry in all_headings(tree):
        if "{" in entry.text and (own := _ATTRIBUTE.search(entry.text)):
            found |= {own[1].lower(), slug(entry.text[: own.start()])}
    if b"<" in tree.source.data:
        found |= {match[1].lower() for match in _NAMED.finditer(tree.source.text)}
    return frozenset(found)


def is_markdown(path: str) -> bool:
    """Whether a path names a file whose anchors can be known."""
    return path.lower().endswith(_MARKDOWN)


def _target(tree: BlockTree, index: int) -> str:
    event = tree.events[index][0]
    start = event.get("Start") if isinstance(event, dict) else None
    if not isinstance(start, dict):
        return ""
    link = next(iter(start.values()))
    return str(link.get("dest_url", "")) if isinstance(link, dict) else ""

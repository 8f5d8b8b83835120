"""The links of a file: those that leave it, and those into its own folder tree and itself."""

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from designdoc.markdown import BlockTree
from designdoc.source import Span
from designdoc.source.once import once
from designdoc.source.percent import unquoted
from designdoc.source.regex import regex

_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/")
_TEMPLATED = regex(r"[\[\]{}<>*|]|\.\.\.|…")
_MARKDOWN = (".md", ".markdown")


class LocalLink(Struct, frozen=True):
    """A link to a file beside the document (``path`` as written) or, with no path, into itself."""

    path: str
    anchor: str
    span: Span


@once
def local_links(tree: BlockTree) -> tuple[LocalLink, ...]:
    """The links that a file could be wrong about: no addresses, no paths from a root."""
    return tuple(
        LocalLink(*local, span) for target, span, _ in targets(tree) if (local := _local(target))
    )


@lru_cache(maxsize=16384)
def _local(target: str) -> tuple[str, str] | None:
    """Path and anchor of a target; None for an address, a path from a root or a mere sample."""
    if not target or _SCHEME.match(target) or _TEMPLATED.search(target):
        return None
    return split(target)


@once
def targets(tree: BlockTree) -> tuple[tuple[str, Span, bool], ...]:
    """The target and bytes of every link, and whether it is an image."""
    return tuple(_targets(tree))


def _targets(tree: BlockTree) -> Iterator[tuple[str, Span, bool]]:
    for index, span in zip(tree.links, tree.link_spans, strict=True):
        event = tree.events[index][0]
        start = event.get("Start") if isinstance(event, dict) else None
        if isinstance(start, dict):
            kind, link = next(iter(start.items()))
            if isinstance(link, dict):
                yield str(link.get("dest_url", "")), span, kind != "Link"


def split(target: str) -> tuple[str, str]:
    """The path of a target, without its query, and the anchor."""
    path, _, anchor = target.partition("#")
    path = path.partition("?")[0]
    return unquoted(path), unquoted(anchor)


def is_markdown(path: str) -> bool:
    """Whether a path names a file whose anchors can be known."""
    return path.lower().endswith(_MARKDOWN)

"""All holes of a template, in order: each leaf is read once by each convention."""

import re
from collections.abc import Iterable, Iterator, Sequence

from designdoc.markdown import BlockTree, Fence, Heading, Html
from designdoc.markdown.blocks import Leaf
from designdoc.markdown.tree import leaves
from designdoc.source import Span
from designdoc.source.regex import regex
from designdoc.template.context import type_of
from designdoc.template.convention import (
    Found,
    HoleConvention,
    TypeConvention,
    Wording,
)
from designdoc.template.reading import Text, is_markup, leaf_text, plain_text
from designdoc.template.schema import Hole

_IN_FENCE = regex(r"(?m)^[ \t]*(\[[^\[\]\n]+\]|<[^<>\n]+>|\{[^{}\n]+\})[ \t]*$")
_IN_YAML = frozenset({"square", "curly"})
# In the sentences of a checklist `[owner/name]` is a link whose target was forgotten.
_TASK = regex(r"[-*+.)] \[[ xX]\] *\Z")
_REPOSITORY = regex(r"\[[\w.-]+/[\w.-]+\]")
_BRACKET_TARGET = regex(r"\]:\s*\[[^\]]*\]\s*$")
_HTML_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def find_holes(
    tree: BlockTree,
    conventions: Sequence[HoleConvention],
    types: Sequence[TypeConvention],
    skip: Sequence[Span] = (),
) -> tuple[Hole, ...]:
    """The holes of headings, paragraphs, cells, fences and HTML blocks."""
    found: list[Hole] = []
    for block in tree.blocks:
        if any(span.covers(block.span) for span in skip):
            continue
        for leaf in leaves(block):
            found += _of_leaf(tree, leaf, conventions, types)
    for fence in tree.fences:
        if fence.language in {"yaml", "yml"}:
            text = plain_text(tree.source, fence.body)
            found += holes_in_text(text, [c for c in conventions if c.name in _IN_YAML], types)
        else:
            found += _of_fence(tree, fence, types)
    for span in tree.definition_spans:
        found += _of_definition(tree, span, conventions, types)
    for html in tree.html_blocks:
        found += _of_html(tree, html, conventions, types)
    return tuple(sorted(found, key=lambda hole: hole.span))


def holes_in_text(
    text: Text, conventions: Iterable[HoleConvention], types: Sequence[TypeConvention]
) -> Iterator[Hole]:
    """The outermost holes of a text; where two conventions see one, the earlier names it."""
    every = [
        (found, rank, convention.name)
        for rank, convention in enumerate(conventions)
        for found in convention.find(text)
    ]
    every.sort(key=lambda entry: (entry[0].start, -entry[0].end, entry[1]))
    done = -1
    for found, _, name in every:
        if found.start >= done:
            done = found.end
            yield _hole(text, found, name, types)


def _of_leaf(
    tree: BlockTree,
    leaf: Leaf,
    conventions: Sequence[HoleConvention],
    types: Sequence[TypeConvention],
) -> Iterator[Hole]:
    if leaf.first == leaf.last:
        return
    text = leaf_text(tree, leaf, comments=True)
    if _TASK.search(tree.source.slice(Span(max(leaf.start - 8, 0), leaf.start))):
        yield from (
            hole
            for hole in holes_in_text(text, conventions, types)
            if not _REPOSITORY.fullmatch(hole.written) or hole.span.end == leaf.end
        )
        return
    if not isinstance(leaf, Heading) or leaf.level > 1:
        conventions = [c for c in conventions if c.name != "sample title"]
    yield from holes_in_text(text, conventions, types)


def _of_fence(tree: BlockTree, fence: Fence, types: Sequence[TypeConvention]) -> Iterator[Hole]:
    """A line of a fence that is nothing but words in brackets."""
    text = plain_text(tree.source, fence.body)
    for match in _IN_FENCE.finditer(text.raw):
        words = match.group(1)[1:-1].strip()
        if " " in words and not words.startswith(("/", "!", '"', "'")):
            yield _hole(text, Found(match.start(1), match.end(1), words), "fence", types)


def _of_definition(
    tree: BlockTree,
    span: Span,
    conventions: Sequence[HoleConvention],
    types: Sequence[TypeConvention],
) -> Iterator[Hole]:
    """`[file]: [decision]` reads as a link definition, but its target is a hole."""
    text = plain_text(tree.source, span)
    if _BRACKET_TARGET.search(text.raw):
        yield from holes_in_text(text, [c for c in conventions if c.name == "square"], types)


def _of_html(
    tree: BlockTree,
    html: Html,
    conventions: Sequence[HoleConvention],
    types: Sequence[TypeConvention],
) -> Iterator[Hole]:
    text = plain_text(tree.source, html.span)
    shown = _HTML_COMMENT.sub(lambda match: " " * len(match.group()), text.raw)
    if not shown.strip() or is_markup(shown.strip()):
        return
    brackets = [c for c in conventions if c.name == "angle"]
    yield from holes_in_text(Text(text.raw, shown, text.base), brackets, types)


def _hole(text: Text, found: Found, convention: str, types: Sequence[TypeConvention]) -> Hole:
    kind, _ = type_of(types, Wording(found.words, marked=True))
    written = text.raw[found.start : found.end]
    return Hole(found.words, written, text.span(found.start, found.end), convention, kind)

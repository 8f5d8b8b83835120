"""`*Describe the context.*`: a paragraph in italics that instructs."""

from designdoc.markdown import Block, InlineKind, Paragraph
from designdoc.template.context import Context
from designdoc.template.conventions.speaks import speaks
from designdoc.template.schema import Guidance


def read(block: Block, context: Context, *, alone: bool) -> Guidance | None:
    """Guidance, when all of a paragraph is in italics."""
    if not isinstance(block, Paragraph):
        return None
    inlines = [
        inline
        for inline in context.tree.inlines(block)
        if inline.kind is not InlineKind.BREAK and (inline.children or inline.text.strip())
    ]
    if not inlines or any(inline.kind is not InlineKind.EMPHASIS for inline in inlines):
        return None
    text = context.source.slice(block.span).strip()
    return Guidance(text, block.span, "italics", leftover=alone or speaks(text))

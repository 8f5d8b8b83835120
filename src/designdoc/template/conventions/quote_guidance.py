"""`> **Fill ONLY if ...**`: a quote that instructs; any other quote is help that may stay."""

from designdoc.markdown import Block, Quote
from designdoc.template.context import Context
from designdoc.template.conventions.speaks import speaks
from designdoc.template.schema import Guidance


def read(block: Block, context: Context, *, alone: bool) -> Guidance | None:
    """Guidance, when the block is a quote."""
    if not isinstance(block, Quote):
        return None
    text = context.source.slice(block.span)
    words = "\n".join(line.lstrip("> \t") for line in text.splitlines()).strip()
    return Guidance(words, block.span, "quote", leftover=alone or speaks(words.lstrip("*_ ")))

"""`Why are we doing this?`: plain prose that is all a section has, or that speaks to the author.

All other plain prose is boilerplate and stays.
"""

from designdoc.markdown import Block, Paragraph
from designdoc.markdown import List as Bullets
from designdoc.template.context import Context
from designdoc.template.conventions.speaks import speaks
from designdoc.template.schema import Guidance


def read(block: Block, context: Context, *, alone: bool) -> Guidance | None:
    """Guidance, when a paragraph or list is one; ``alone``: the section has nothing else."""
    if not isinstance(block, Paragraph | Bullets):
        return None
    if isinstance(block, Bullets) and any(item.task is not None for item in block.items):
        return None
    text = context.source.slice(block.span).strip()
    if not text or not any(char.isalpha() for char in text) or text.startswith("[ ]"):
        return None
    if alone or (isinstance(block, Paragraph) and speaks(text)):
        return Guidance(text, block.span, "prose")
    return None

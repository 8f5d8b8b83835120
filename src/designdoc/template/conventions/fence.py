"""```` ```typescript ````: code expected in that language; mermaid and the like are diagrams."""

from designdoc.markdown import Block, Fence
from designdoc.template.context import Context
from designdoc.template.schema import Element, FenceForm

_DIAGRAMS = frozenset({"mermaid", "plantuml", "puml", "dot", "graphviz", "d2", "ditaa", "ascii"})


def read(block: Block, context: Context) -> Element | None:
    """A code block with its language and the template's own body."""
    if not isinstance(block, Fence) or not block.fenced:
        return None
    sample = context.source.slice(block.body)
    language = block.language
    because = f"fence of '{language}'" if language else "fence of the template"
    return FenceForm(block.span, because, language, sample, language in _DIAGRAMS)

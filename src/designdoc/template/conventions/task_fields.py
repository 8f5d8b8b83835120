"""`- [ ] Parallel operation: [Yes/No]`: task boxes with a labelled value each."""

from designdoc.markdown import Block
from designdoc.markdown import List as Bullets
from designdoc.template.context import Context
from designdoc.template.conventions.labels import item_field
from designdoc.template.schema import Element, Fields, FieldStyle


def read(block: Block, context: Context) -> Element | None:
    """Named fields, when every task of a list is labelled and open."""
    if not isinstance(block, Bullets) or any(item.task is None for item in block.items):
        return None
    fields = [item_field(item, context, FieldStyle.TASK) for item in block.items]
    named = tuple(f for f in fields if f and (f.hole or f.blank or f.type.kind != "text"))
    if not named or len(named) != len(block.items):
        return None
    return Fields(block.span, "tasks with labels", named)

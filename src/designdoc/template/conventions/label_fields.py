"""`- **Performance**: [...]`, `* Status: [proposed | accepted]`: a list of labelled values."""

from designdoc.markdown import Block
from designdoc.markdown import List as Bullets
from designdoc.template.context import Context
from designdoc.template.conventions.labels import is_fillable, is_short, item_field, stem_of
from designdoc.template.conventions.stage import staged
from designdoc.template.schema import Element, Fields, FieldStyle


def read(block: Block, context: Context) -> Element | None:
    """Named fields, when every item of a list is one."""
    if not isinstance(block, Bullets) or any(item.task is not None for item in block.items):
        return None
    fields = [item_field(item, context, FieldStyle.LABEL) for item in block.items]
    if not fields or not all(fields):
        return None
    named = tuple(field for field in fields if field)
    if all(stem_of(field.name) for field in named) or not any(map(is_fillable, named)):
        if not all(is_short(field) and field.sample for field in named):
            return None
        if all(stem_of(field.name) for field in named):
            return None
    if not all(is_fillable(field) or is_short(field) for field in named):
        return None
    return Fields(block.span, "list of labels", tuple(staged(named)))

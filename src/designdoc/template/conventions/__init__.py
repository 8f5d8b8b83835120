"""How real templates speak: one file per convention, and this table of all of them.

Within a kind the first convention that recognises something names it.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from designdoc.markdown import Block
from designdoc.template.context import Context
from designdoc.template.convention import documentation
from designdoc.template.conventions import (
    angle,
    as_needed,
    checklist,
    comment_guidance,
    comment_hole,
    contents,
    curly,
    date,
    enumeration,
    fence,
    hole_heading,
    italics_guidance,
    item_list,
    label_fields,
    length,
    line_fields,
    link,
    not_applicable,
    number,
    numbered_heading,
    optional_beside,
    optional_heading,
    optional_value,
    parenthesis,
    path,
    person,
    prose_guidance,
    quote_guidance,
    repeat_note,
    row_fields,
    sample_title,
    square,
    stage,
    table,
    task_fields,
    token,
    verbatim,
    version,
    yaml_fields,
)
from designdoc.template.schema import Element, Guidance

HOLES = (
    comment_hole.CONVENTION,
    curly.CONVENTION,
    square.CONVENTION,
    angle.CONVENTION,
    parenthesis.CONVENTION,
    sample_title.CONVENTION,
    token.CONVENTION,
)

TYPES = (
    version.CONVENTION,
    date.CONVENTION,
    length.CONVENTION,
    number.CONVENTION,
    path.CONVENTION,
    enumeration.CONVENTION,
    person.CONVENTION,
    link.CONVENTION,
)

# What a heading's suffix, a field's value and guidance say; the explicit comment wins over both.
HEADING_PRESENCE = (optional_heading.CONVENTION,)
VALUE_PRESENCE = (optional_value.CONVENTION,)
GUIDANCE_PRESENCE = (stage.CONVENTION, optional_beside.CONVENTION)
NOT_APPLICABLE = (not_applicable.CONVENTION,)


class ElementConvention(NamedTuple):
    """How an element looks."""

    name: str
    read: Callable[[Block, Context], Element | None]


ELEMENTS = (
    ElementConvention("task fields", task_fields.read),
    ElementConvention("checklist", checklist.read),
    ElementConvention("label fields", label_fields.read),
    ElementConvention("list", item_list.read),
    ElementConvention("line fields", line_fields.read),
    ElementConvention("row fields", row_fields.read),
    ElementConvention("table", table.read),
    ElementConvention("YAML fields", yaml_fields.read),
    ElementConvention("fence", fence.read),
)


class _ReadGuidance(Protocol):
    def __call__(self, block: Block, context: Context, *, alone: bool) -> Guidance | None: ...


class GuidanceConvention(NamedTuple):
    """How guidance looks."""

    name: str
    read: _ReadGuidance


GUIDANCE = (
    GuidanceConvention("italics", italics_guidance.read),
    GuidanceConvention("quote", quote_guidance.read),
    GuidanceConvention("prose", prose_guidance.read),
)

__all__ = [
    "ELEMENTS",
    "GUIDANCE",
    "GUIDANCE_PRESENCE",
    "HEADING_PRESENCE",
    "HOLES",
    "NOT_APPLICABLE",
    "TYPES",
    "VALUE_PRESENCE",
    "ElementConvention",
    "GuidanceConvention",
    "as_needed",
    "comment_guidance",
    "contents",
    "documentation",
    "hole_heading",
    "numbered_heading",
    "repeat_note",
    "verbatim",
]

"""A block tree aligned with a template by least cost, so that one cause gives one finding."""

from designdoc.document.bind import bind
from designdoc.document.bound import (
    Absent,
    BoundColumn,
    BoundElement,
    BoundFence,
    BoundField,
    BoundFields,
    BoundList,
    BoundProse,
    BoundSection,
    BoundTable,
    BoundTitle,
    BoundYaml,
    Document,
    Match,
    NotApplicable,
    Unknown,
    Value,
)

__all__ = [
    "Absent",
    "BoundColumn",
    "BoundElement",
    "BoundFence",
    "BoundField",
    "BoundFields",
    "BoundList",
    "BoundProse",
    "BoundSection",
    "BoundTable",
    "BoundTitle",
    "BoundYaml",
    "Document",
    "Match",
    "NotApplicable",
    "Unknown",
    "Value",
    "bind",
]

"""Two versions of a template compared by what they ask for."""

from designdoc.change.schema.chain import compare_along
from designdoc.change.schema.change import (
    Moved,
    Part,
    PartChanged,
    Path,
    PresenceChanged,
    Renamed,
    SchemaChange,
    SectionPair,
)
from designdoc.change.schema.compare import compare
from designdoc.change.schema.key import schema_key
from designdoc.change.schema.words import in_words

__all__ = [
    "Moved",
    "Part",
    "PartChanged",
    "Path",
    "PresenceChanged",
    "Renamed",
    "SchemaChange",
    "SectionPair",
    "compare",
    "compare_along",
    "in_words",
    "schema_key",
]

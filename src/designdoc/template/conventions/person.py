"""`@jane.doe`: a person."""

from designdoc.source.regex import regex
from designdoc.template.convention import TypeConvention, Typed, Wording
from designdoc.template.schema import TypeKind, ValueType

_HANDLE = regex(r"@[A-Za-z][\w.-]{0,60}")


def read(wording: Wording) -> Typed | None:
    """A person, when the sample is a handle."""
    sample = wording.text.strip("\"'`*_[]<>{} ")
    if _HANDLE.fullmatch(sample):
        return Typed(ValueType(TypeKind.PERSON), f"sample '{sample}'")
    return None


CONVENTION = TypeConvention("person", read)

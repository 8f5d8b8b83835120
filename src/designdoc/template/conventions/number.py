"""`NNNN`, `KEP-NNNN`'s digits: a number."""

from designdoc.source.regex import regex
from designdoc.template.convention import TypeConvention, Typed, Wording
from designdoc.template.schema import TypeKind, ValueType

_TOKEN = regex(r"N{3,6}|#?0{4,6}")


def read(wording: Wording) -> Typed | None:
    """A number, when the token stands for digits."""
    text = wording.text.strip("\"'`*_ ")
    if _TOKEN.fullmatch(text):
        return Typed(ValueType(TypeKind.NUMBER), f"'{text}'")
    return None


CONVENTION = TypeConvention("number", read)
